"""Standings that texts state ("its ally", "two current foes"), flat and resolved: the second kind of evidence beside incidents."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from detente.records import Article, Coding, Parties, Span, TimeSpan, content_id
from detente.relating.parties import is_party

_MUTUAL = frozenset({"hostile", "allied"})
"""Ties that those of one plural mention have with each other: "two foes"."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One tie that one article states. `when` is the article's publication; `state` as in `Tie`; `speakers` outermost first.

    `evidence` is where the article's text says so.
    """

    id: str
    article_id: str
    a: str
    tie: str
    b: str
    state: str
    when: TimeSpan | None
    speakers: tuple[str, ...] = ()
    stance: str = "asserts"
    score: float = 1.0
    evidence: Span | None = None


_HOLDS = "controls"
"""The tie that ends at a place."""


def stated_of(article: Article, coding: Coding) -> list[Stated]:
    """Return the ties of a coding between the parties they stand for; a tie within one plural mention ("two foes") goes for each pair."""
    parties = Parties(article.text, coding)
    published = article.published.when if article.published else None
    found: list[Stated] = []
    for tie in coding.ties:
        left = parties.ids((tie.a,))
        right = parties.as_told((tie.b,)) if tie.tie == _HOLDS else parties.ids((tie.b,))
        if not set(left).isdisjoint(right) and (left != right or tie.tie not in _MUTUAL):
            continue  # "leaders of A and of B" stand for both: that they lead A, or both, is no tie between A and B
        pairs = itertools.combinations(left, 2) if left == right else itertools.product(left, right)
        for a, b in pairs:
            if a != b and is_party(a) and (is_party(b) or tie.tie == _HOLDS):
                name = content_id("tie", article.id, a, tie.tie, b, tie.evidence.start)
                chain = parties.speakers(tie.attribution.chain)
                stance = tie.attribution.stance.value
                found.append(Stated(name, article.id, a, tie.tie, b, tie.state, published, chain, stance, tie.score, tie.evidence))
    return found
