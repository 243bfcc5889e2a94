"""Passages told of others: names, places and triggers give way to like ones of other passages, so that words are learnt, not passages.

A new draw each epoch. What other marks lean on (coreference, ties) stays as it is, and so does all that is not marked.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from detente.exchange.passages import Passage
from detente.records import Span

PASSAGES = 0.4
"""Share of passages that are told of others in one epoch."""
_SPANS = {"a": 0.5, "p": 0.5, "o": 0.5, "n": 0.5, "e": 0.25}
"""Chance of each span of such a passage, by kind. Triggers only rarely: a sentence around them says "at" or "to" after the old verb."""
_FORMS = ("ing", "ed")

Look = tuple[str, ...]


class Swaps:
    """What can stand in for what, gathered from all passages that are learnt from."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._like: dict[Look, list[str]] = defaultdict(list)
        for passage in passages:
            for name, look in looks(passage).items():
                self._like[look].append(passage.spans[name].of(passage.text))

    def told_of_others(self, passage: Passage, chance: random.Random) -> Passage:
        """Return the passage with some of its spans' words changed, or itself."""
        if chance.random() >= PASSAGES:
            return passage
        words = {
            name: chance.choice(self._like[look])
            for name, look in looks(passage).items()
            if look in self._like and chance.random() < _SPANS[name[0]]
        }
        return reworded(passage, words) if words else passage


def looks(passage: Passage) -> dict[str, Look]:
    """Return what each span that may be changed looks like; only like may stand for like.

    Names begin with a capital and keep their number (a plural's s); triggers are single words and keep category, mode and form.
    """
    kept = {name for short, full in passage.corefs for name in (short, *full)} | {name for tie in passage.ties for name in (tie.a, tie.b)}
    codes = {event.trigger: (event.category, event.mode or "") for event in passage.events}
    out: dict[str, Look] = {}
    for name, span in passage.spans.items():
        words = span.of(passage.text)
        if name[0] == "e" and " " not in words and words.islower() and name in codes and form(words):
            out[name] = ("e", *codes[name], form(words))
        elif name[0] == "n":
            out[name] = ("n", str(words[:1].isupper()))
        elif name[0] in "apo" and words[:1].isupper() and name not in kept:
            out[name] = (name[0], str(words.endswith("s")))
    return out


def form(word: str) -> str:
    """Return a verb's ending, by which it fits where another stood; nothing where it does not tell.

    >>> form("shelling"), form("met")
    ('ing', '')
    """
    return next((ending for ending in _FORMS if word.endswith(ending)), "")


def reworded(passage: Passage, words: dict[str, str]) -> Passage:
    """Put other words into spans; all spans move along."""
    text, spans, at = "", {}, 0
    for name, span in sorted(passage.spans.items(), key=lambda item: item[1].start):
        text += passage.text[at : span.start]
        start = len(text)
        text += words.get(name, span.of(passage.text))
        spans[name] = Span(start, len(text))
        at = span.end
    return replace(passage, text=text + passage.text[at:], spans=spans)
