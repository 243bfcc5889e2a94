"""Pairs judged by reading them: how they are found again in a coding, and what is counted. The file itself holds what it says it holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from detente.bench import pairs
from detente.bench.dating import published
from detente.bench.pairs import Pair, Trigger
from detente.records import Span
from tests.merging.making import day, page, report

FIRST, SECOND = Span(10, 16), Span(40, 47)
TOLD = {
    1: [(FIRST, report("a", page("a"), "Army tanks shelled Homs"))],
    2: [
        (FIRST, report("b", page("b"), "Army tanks shelled Homs")),
        (SECOND, report("c", page("b"), "Army tanks shelled Homs", when=day("2012-02-01"))),
    ],
}


def pair(right: Span, same: bool | None = True) -> Pair:
    return Pair(Trigger(1, FIRST), Trigger(2, right), "looked", same)


def test_events_are_found_by_their_triggers() -> None:
    near, far = pairs.score_of(pair(FIRST), TOLD), pairs.score_of(pair(SECOND), TOLD)
    assert near is not None
    assert far is not None
    assert near > 0.9 > 0.2 > far
    assert pairs.score_of(pair(Span(12, 14)), TOLD) == near
    assert pairs.score_of(pair(Span(16, 40)), TOLD) is None
    assert pairs.score_of(Pair(Trigger(9, FIRST), Trigger(2, FIRST), "held", True), TOLD) is None


def test_what_nobody_can_tell_is_not_counted() -> None:
    said = ((True, 0.9), (True, 0.5), (False, 0.6), (True, 0.1), (False, 0.3), (None, 0.9))
    scored = [(pair(FIRST, same), score) for same, score in said]
    assert pairs.measured(scored) == {"precision": pytest.approx(2 / 3), "recall": pytest.approx(2 / 3), "n": 5.0}
    assert pairs.measured([]) == {"precision": None, "recall": None, "n": 0.0}


def test_the_judged_pairs() -> None:
    judged = list(pairs.gold())
    assert Counter(one.part for one in judged) == {"looked": 100, "held": 100}
    assert all(one.left.article != one.right.article and len(one.left.span) and len(one.right.span) for one in judged)
    assert len({frozenset((one.left, one.right)) for one in judged}) == len(judged)
    assert {one.same for one in judged} == {True, False, None}


def test_articles_are_published_when_their_opening_says() -> None:
    row = {"article_title": "t", "article_content": "Wed 05 Apr 2017 Something happened.", "source": "nna", "date": "4/4/2017"}
    assert published(row) == date(2017, 4, 5)
    assert published({**row, "article_content": "Something happened."}) == date(2017, 4, 4)
    addresses = [pairs.capture(number, row, published(row)).url for number in (3, 14)]
    assert all(a != b for a, b in pairwise(addresses))
    assert addresses[1] == "https://nna.example/fa-kes/14"
