from __future__ import annotations

import itertools
from datetime import datetime

from detente.merging.blocks import Blocks, asked, keys
from detente.records import Grain, Page, TimeSpan

from .making import page, report

VAGUE = Page("art_vague", "Chronicle", TimeSpan(datetime(2011, 9, 21), datetime(2016, 11, 7), Grain.DECADE))


def test_a_page_of_unknown_date_meets_what_is_dated_whoever_comes_first() -> None:
    dated, undated = report("a", page("a")), report("b", VAGUE, when=None)
    for first, second in itertools.permutations((dated, undated)):
        blocks = Blocks()
        blocks.add(first)
        assert blocks.near(second) == [first]


def test_two_pages_of_unknown_date_meet() -> None:
    blocks = Blocks()
    blocks.add(report("a", VAGUE, when=None))
    other = Page("art_other", "Post", TimeSpan(datetime(2012, 1, 1), datetime(2013, 11, 7), Grain.YEAR))
    assert len(blocks.near(report("b", other, when=None))) == 1


def test_vague_pages_cost_what_is_dated_nothing() -> None:
    dated, undated = report("a", page("a")), report("b", VAGUE, when=None)
    assert set(keys(dated)) < set(asked(dated))
    assert len(keys(dated)) < 10
    assert len(keys(undated)) < len(asked(undated)) / 4


def test_dated_reports_of_two_months_never_meet() -> None:
    blocks = Blocks()
    blocks.add(report("a", page("a")))
    assert blocks.near(report("b", page("b", "2012-05-02"), when=None)) == []


def test_an_affiliate_meets_its_group() -> None:
    blocks = Blocks()
    talks = {"category": "CONSULT", "recipient_ids": (), "where": None}
    blocks.add(report("a", page("a"), actor_ids=("group:x", "group:branch"), kin_ids=("group:whole",), **talks))
    assert blocks.near(report("b", page("b"), actor_ids=("group:whole", "group:x"), **talks))
