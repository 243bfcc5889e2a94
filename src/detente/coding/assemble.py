"""What each window holds → one coding of the article: numbered mentions, events and ties with their evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from detente.coding.coder import Coder
from detente.coding.counts import bounds
from detente.coding.decode import Found, FoundEvent, FoundTie
from detente.coding.denials import denied
from detente.coding.windows import Window
from detente.encoder import Reading, labels
from detente.records import (
    Alternative,
    Article,
    Attribution,
    Coding,
    Count,
    Event,
    EventPlace,
    EventTime,
    Mention,
    MentionKind,
    Modality,
    Span,
    Stance,
    Tie,
    content_id,
)

_WORTH_MENTION = 0.02
"""Alternatives below this score are left out."""


class Assembler:
    """Gathers the windows of one article; numbers mentions in text order across windows."""

    def __init__(self, article: Article, coder: Coder) -> None:
        self.article = article
        self.coder = coder
        self.mentions: list[Mention] = []
        self.events: list[Event] = []
        self.ties: list[Tie] = []

    def add(self, window: Window, reading: Reading, found: Found) -> None:
        """Take over what one window holds."""
        number = self._number_mentions(window, reading, found)
        contexts = tuple(name for name, score in zip(labels.CONTEXTS, reading.contexts, strict=True) if score >= self.coder.cuts.context)
        for event in self._with_denials(window, reading, found.events):
            self.events.append(self._event(window, reading, event, number, contexts))
        for tie in found.ties:
            self.ties.append(self._tie(window, reading, tie, number, found))

    def coding(self) -> Coding:
        """Return the coding of all windows added so far."""
        return Coding(self.article.id, self.coder.id, tuple(self.mentions), tuple(self.events), tuple(self.ties))

    def _with_denials(self, window: Window, reading: Reading, events: Sequence[FoundEvent]) -> list[FoundEvent]:
        """Return the events, those denied by who tells them as such."""
        spans = [_span(window, reading, event.trigger) for event in events]
        return [
            dataclasses.replace(event, stance=Stance.DENIES)
            if event.chain and event.stance == Stance.ASSERTS and denied(self.article.text, _sentence(window, span), span, spans)
            else event
            for event, span in zip(events, spans, strict=True)
        ]

    def _number_mentions(self, window: Window, reading: Reading, found: Found) -> dict[int, int]:
        first = len(self.mentions)
        number = {node: first + i for i, node in enumerate(found.mentions)}
        for node in found.mentions:
            self.mentions.append(
                Mention(
                    id=number[node],
                    span=_span(window, reading, node),
                    kind=MentionKind(labels.KINDS[reading.nodes[node, 2]]),
                    refers_to=tuple(number[other] for other in found.refers.get(node, ())),
                    score=round(float(reading.node_scores[node]), 4),
                )
            )
        return number

    def _event(self, window: Window, reading: Reading, event: FoundEvent, number: Mapping[int, int], contexts: tuple[str, ...]) -> Event:
        trigger = _span(window, reading, event.trigger)
        order = np.argsort(-event.category)
        category = labels.CATEGORIES[order[0]]
        modality = Modality(event.modality)
        roles = {role: tuple(number[node] for node in nodes) for role, nodes in event.roles.items()}
        score = self.coder.events.of(event.score)
        return Event(
            id=content_id("evt", self.article.id, trigger.start, trigger.end, category),
            article_id=self.article.id,
            trigger=trigger,
            sentence=_sentence(window, trigger),
            category=category,
            mode=event.mode,
            contexts=contexts,
            actors=roles.get("actor", ()),
            recipients=roles.get("recipient", ()),
            places=tuple(EventPlace(mention) for mention in roles.get("place", ())),
            time=EventTime(roles["time"][0], None) if "time" in roles else None,
            counts=tuple(self._count(kind, roles[kind][0]) for kind in labels.COUNTS if kind in roles),
            modality=modality,
            attribution=Attribution(self._chain(event, number), _stance(event), self._cue(event.chain, number, trigger)),
            score=score,
            alternatives=tuple(
                Alternative(labels.CATEGORIES[i], round(float(event.category[i]), 4))
                for i in order[1:4]
                if event.category[i] >= _WORTH_MENTION
            ),
            why=self._why(trigger, category, event, number),
        )

    def _chain(self, event: FoundEvent, number: Mapping[int, int]) -> tuple[int, ...]:
        """Return the speakers, outermost first; one named twice in the same words stands once, in its first place."""
        once: dict[str, int] = {}
        for node in event.chain:
            once.setdefault(self.mentions[number[node]].span.of(self.article.text).casefold(), number[node])
        return tuple(once.values())

    def _count(self, kind: str, mention: int) -> Count:
        return Count(kind, *bounds(self.mentions[mention].span.of(self.article.text)), mention)

    def _cue(self, chain: Sequence[int], number: Mapping[int, int], trigger: Span) -> Span | None:
        """Return the cue nearest to the last speaker, within the window; None for the page's own voice."""
        if not chain:
            return None
        speaker = self.mentions[number[chain[-1]]].span
        first = min(number.values())
        cues = [mention.span for mention in self.mentions[first:] if mention.kind is MentionKind.CUE]
        near = [cue for cue in cues if not cue.overlaps(trigger)]
        return min(near, key=lambda cue: abs(cue.start - speaker.start), default=None)

    def _tie(self, window: Window, reading: Reading, tie: FoundTie, number: Mapping[int, int], found: Found) -> Tie:
        a, b = self.mentions[number[tie.a]].span, self.mentions[number[tie.b]].span
        return Tie(
            a=number[tie.a],
            tie=tie.tie,
            b=number[tie.b],
            state=tie.state,
            attribution=_shared_attribution(_sentence(window, a), window, reading, found, number),
            evidence=Span(min(a.start, b.start), max(a.end, b.end)),
            score=self.coder.ties.of(tie.score),
        )

    def _why(self, trigger: Span, category: str, event: FoundEvent, number: Mapping[int, int]) -> str:
        """Say in words what the event was coded from."""
        text = self.article.text

        def said(nodes: Sequence[int]) -> str:
            return ", ".join(f"“{self.mentions[number[node]].span.of(text)}”" for node in nodes)

        parts = [f"“{trigger.of(text)}” reads as {category}" + (f"-{event.mode}" if event.mode else "") + f", {event.modality}"]
        parts += [f"{role}: {said(event.roles[role])}" for role in ("actor", "recipient", "place", "time") if role in event.roles]
        if speakers := [self.mentions[speaker].span.of(text) for speaker in self._chain(event, number)]:
            told = ", ".join(f"“{speaker}”" for speaker in speakers)
            parts.append(f"according to {told} ({event.stance})")
        return "; ".join(parts)


def _span(window: Window, reading: Reading, node: int) -> Span:
    start, end = reading.characters(node)
    return Span(window.span.start + start, window.span.start + end)


def _sentence(window: Window, inside: Span) -> Span:
    return next((sentence for sentence in window.sentences if sentence.overlaps(inside)), window.span)


def _stance(event: FoundEvent) -> Stance:
    return Stance(event.stance) if event.chain else Stance.ASSERTS


def _shared_attribution(sentence: Span, window: Window, reading: Reading, found: Found, number: Mapping[int, int]) -> Attribution:
    """A tie is told by whoever tells all the events of its sentence; by the page itself if they differ or there are none."""
    chains = {event.chain for event in found.events if _span(window, reading, event.trigger).overlaps(sentence)}
    if len(chains) != 1:
        return Attribution()
    return Attribution(tuple(number[node] for node in chains.pop()))
