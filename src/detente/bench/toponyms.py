"""Toponyms end to end: found by the shipped coder in plain articles, then resolved. Part of `bench geo`.

A coder of events marks places that events happened at, and countries that act; what of it names a place is: a place mention that names
something (`places.phrases`), an actor that bears exactly the name of a country, a division or a city, and both wherever they stand again.
`found`: each gold toponym and each of ours overlap once. `end`: moreover the answer is near (161 km). Gold toponyms without coordinates
can be found, not resolved: those of ours that overlap only such count for `found`, not for `end`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.bench.geo import Document, Gold, near
from detente.bench.texts import article_of
from detente.coding import Coder, code
from detente.places import Context, Gazetteer, Toponym
from detente.places.phrases import read_phrase
from detente.records import MentionKind, Span

_AROUND = 60
_CITY = 100_000
"""People from which on a town is news enough to stand for somebody who acts there; smaller ones are surnames."""


@dataclass(slots=True)
class Tally:
    """Counts over documents."""

    gold: int = 0
    said: int = 0
    hit: int = 0
    placed_gold: int = 0
    placed_said: int = 0
    near: int = 0

    def figures(self, name: str) -> dict[str, float | None]:
        """Precision, recall and F1 of what was found and of what was resolved."""
        out: dict[str, float | None] = {}
        for kind, hit, said, gold in (
            ("found", self.hit, self.said, self.gold),
            ("end", self.near, self.placed_said, self.placed_gold),
        ):
            out |= {
                f"{name}_{kind}_precision": hit / said if said else None,
                f"{name}_{kind}_recall": hit / gold if gold else None,
                f"{name}_{kind}_f1": 2 * hit / (said + gold) if said + gold else None,
            }
        return out


def find(text: str, coder: Coder, known: Gazetteer) -> list[Span]:
    """Return the spans of a text that name a place, in text order."""
    out = []
    for mention in code(article_of(text), coder).mentions:
        words = mention.span.of(text)
        if mention.kind is MentionKind.PLACE:
            if any(word[:1].isupper() for word in words.split()) and not read_phrase(words).vague:
                out.append(mention.span)
        elif mention.kind is MentionKind.ACTOR and words[:1].isupper() and _names_a_place(words, known):
            out.append(mention.span)
    return sorted([*out, *_again(text, out)], key=lambda span: (span.start, span.end))


def _again(text: str, found: Sequence[Span]) -> list[Span]:
    """Where the found names stand again, whole and apart from those found: what names a place once does so throughout an article."""
    taken = list(found)
    for name in sorted({span.of(text) for span in found}, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
    return taken[len(found) :]


def score(document: Document, spans: Sequence[Span], known: Gazetteer, tally: Tally) -> None:
    """Match found spans with gold toponyms, resolve them together, and count."""
    answers = known.resolve([_toponym(document.text, span) for span in spans], Context(outlet=document.outlet))
    left: list[Gold | Span] = [*document.golds, *document.unplaced]
    tally.gold += len(left)
    tally.placed_gold += len(document.golds)
    tally.said += len(spans)
    tally.placed_said += len(spans)
    for span, answer in zip(spans, answers, strict=True):
        gold = next((each for each in left if span.start < each.end and each.start < span.end), None)
        if gold is None:
            continue
        left.remove(gold)
        tally.hit += 1
        if isinstance(gold, Gold):
            tally.near += near(gold, answer)
        else:
            tally.placed_said -= 1


def _names_a_place(words: str, known: Gazetteer) -> bool:
    return any(place.feature in ("PCLI", "ADM1", "PPLC") or place.population >= _CITY for place in known.candidates(words))


def _toponym(text: str, span: Span) -> Toponym:
    return Toponym(span.of(text), text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND])
