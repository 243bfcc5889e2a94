"""Who a mention is: each actor and outlet mention → an id of the register as of the article's date, or nobody in it.

Runs on a coding without the model, so that a better register can be applied to what was coded long ago. A mention that stands for
another takes its resolution; one that stands for several keeps none of its own. A collective ("U.S.-backed rebels") is described, not
forced onto an id.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from detente.actors import Register
from detente.records import DESCRIBED, Article, Coding, Grain, Mention, MentionKind, Resolution, TimeSpan

BY = "register"
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
LINKED = (MentionKind.ACTOR, MentionKind.OUTLET)


def as_of(article: Article) -> date | None:
    """Return the date as of which names are read: the middle of the publication interval, else the day of the capture."""
    published = article.published
    if published is not None and published.when.start is not None:
        start, end = published.when.start, published.when.end
        return (start + (end - start) / 2).date() if end is not None else start.date()
    return article.fetched_at.date() if article.fetched_at is not None else None


def link(article: Article, coding: Coding, register: Register) -> Coding:
    """Return the coding with a resolution for each actor and outlet mention; earlier ones by the register are replaced.

    1. each mention by its own words; 2. one that stands for a single other takes what that one resolves to.
    """
    on = as_of(article)
    if on is None:
        return coding
    mentions = {mention.id: mention for mention in coding.mentions if mention.kind in LINKED}
    own = {number: _own(article.text, mention, on, register) for number, mention in mentions.items()}
    resolved = [_through(article.text, mention, own, mentions) for mention in mentions.values()]
    kept = [resolution for resolution in coding.resolutions if resolution.by not in (BY, DESCRIBED)]
    return dataclasses.replace(coding, resolutions=(*kept, *resolved))


def _own(text: str, mention: Mention, on: date, register: Register) -> Resolution:
    surface = mention.span.of(text)
    found = next((candidate for form in forms(surface) if (candidate := register.link(form, on))), None)
    told = register.describe(found.name if found else surface, on)
    return Resolution(
        mention=mention.id,
        target_id=found.actor_id if found else None,
        name=found.name if found else None,
        when=TimeSpan(datetime(on.year, on.month, on.day), datetime(on.year, on.month, on.day) + timedelta(days=1), Grain.DAY),
        score=found.score if found else 0.0,
        detail=f"{found.detail}; as of {on}" if found else f"“{surface}” is nobody in the register as of {on}",
        by=BY,
        country=told.country,
        sector=told.sector,
    )


def forms(surface: str) -> list[str]:
    """Return the words to look up: all of them, then what stands outside and inside brackets.

    >>> forms("Islamic State of Iraq and Syria (ISIS)")
    ['Islamic State of Iraq and Syria (ISIS)', 'Islamic State of Iraq and Syria', 'ISIS']
    """
    bracket = _BRACKET.search(surface)
    if bracket is None:
        return [surface]
    return [surface, *(part for part in (_BRACKET.sub(" ", surface).strip(), bracket[1].strip()) if part)]


def _through(text: str, mention: Mention, own: Mapping[int, Resolution], mentions: Mapping[int, Mention]) -> Resolution:
    """Follow `refers_to` while it names one other mention; a name that the register knows itself is never overruled."""
    resolution, seen = own[mention.id], {mention.id}
    at = mention
    while resolution.target_id is None and len(at.refers_to) == 1 and at.refers_to[0] in mentions and at.refers_to[0] not in seen:
        at = mentions[at.refers_to[0]]
        seen.add(at.id)
        resolution = own[at.id]
    if at is mention:
        return resolution
    return dataclasses.replace(resolution, mention=mention.id, detail=f"stands for “{at.span.of(text)}”: {resolution.detail}")
