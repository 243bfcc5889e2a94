"""Where and when a report was written is not where and when what it tells happened.

A dateline ("BEIRUT, Nov 18 -"), a line with the day of publication, a menu: what stands in the page's frame is no place and no time of an
event, however near its sentence it stands. An event that tells no other has none: nothing is guessed into a pin.
"""

from __future__ import annotations

from dataclasses import replace

from detente.records import Article, BlockKind, Coding, Event, Span

_FRAME = frozenset({BlockKind.DATELINE, BlockKind.CREDIT, BlockKind.FURNITURE})


def leave_frame(article: Article, coding: Coding) -> Coding:
    """Return the coding without event places and times that stand in the page's frame. Pure; the mentions stay."""
    spans = [block.span for block in article.blocks if block.kind in _FRAME]
    framed = frozenset(mention.id for mention in coding.mentions if _within(mention.span, spans))
    return replace(coding, events=tuple(_of_its_own(event, framed) for event in coding.events)) if framed else coding


def _within(span: Span, frame: list[Span]) -> bool:
    return any(block.start <= span.start and span.end <= block.end for block in frame)


def _of_its_own(event: Event, framed: frozenset[int]) -> Event:
    places = tuple(place for place in event.places if place.mention not in framed)
    told = event.time is not None and event.time.mention in framed
    return replace(event, places=places, time=None if told else event.time) if told or len(places) < len(event.places) else event
