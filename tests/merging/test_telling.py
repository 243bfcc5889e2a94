"""How one happening is told in other words: by groups for their branches, by nobody's name, by "the meeting", on pages without a date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detente.merging import Page, compare, gather, judge, rebuild, reports_of
from detente.records import Grain, TimeSpan
from tests.making import story

from .making import HOMS, RASTAN, day, page, report

X, BRANCH, WHOLE, OTHER = "group:x", "group:branch", "group:whole", "group:other"


def talks(name: str, of: Page, actors: tuple[str, ...], **more: Any) -> Any:
    return report(name, of, **{"category": "CONSULT", "actor_ids": actors, "recipient_ids": (), **more})


def names(a: Any, b: Any) -> set[str]:
    return {name for name, _ in compare(a, b).findings}


def test_a_branch_stands_for_its_group_and_less_surely() -> None:
    own, up = talks("a", page("a"), (X, BRANCH), kin_ids=(WHOLE,)), talks("b", page("b"), (X, WHOLE))
    same, other = talks("c", page("c"), (X, BRANCH)), talks("d", page("d"), (X, OTHER))
    assert "kin_sides" in names(own, up)
    assert compare(own, same).score > compare(own, up).score > compare(own, other).score
    assert "kin_party" in names(talks("e", page("e"), (BRANCH,), kin_ids=(WHOLE,)), talks("f", page("f"), (WHOLE,)))


def test_whoever_is_not_named_is_not_somebody_else() -> None:
    named, masked = report("a", page("a"), actor_ids=(X,)), report("b", page("b"), actor_ids=("nil:gunmen",), recipient_ids=())
    rival = report("c", page("c"), actor_ids=(OTHER,), recipient_ids=())
    assert "unnamed_party" in names(named, masked)
    assert compare(named, masked).score > 0.5 > compare(named, rival).score
    elsewhere = report("d", page("d"), actor_ids=("nil:gunmen",), where=RASTAN)
    assert compare(named, elsewhere).score < 0.1, "another town stays another town"


def test_the_meeting_points_back() -> None:
    one = page("a")
    met, lasted = talks("a", one, (X, OTHER), at=10), talks("b", one, ("nil:delegates",), at=200, back=True, when=None, where=None)
    assert "told_before" in names(met, lasted)
    assert compare(met, lasted).score > compare(met, talks("c", one, ("nil:delegates",), at=200, when=None, where=None)).score
    earlier = talks("d", one, (X,), at=0, back=True)
    assert "told_before" not in names(earlier, met), "what comes first points nowhere"
    assert "told_before" not in names(met, report("e", one, category="AGREE", at=300, back=True))


def test_telling_little_is_no_contradiction() -> None:
    """Five vague sentences of one story don't keep two full ones apart; another town does."""
    full = [talks(f"full{i}", page(f"p{i}"), (X, OTHER), where=HOMS) for i in range(2)]
    vague = [talks(f"vague{i}", page(f"p{i}"), ("nil:sides",), when=None, where=None, at=50, back=True) for i in range(2)]
    assert not compare(vague[0], vague[1]).contradicts
    _, incidents = rebuild([*full, *vague])
    assert any({"evt_full0", "evt_full1"} <= set(one.event_ids) for one in incidents)
    towns = [report("a", page("a")), report("b", page("b"), where=RASTAN)]
    assert compare(*towns).contradicts
    assert len(gather(towns, judge(towns))) == 2


def test_an_undated_report_of_the_same_day_may_tell_what_the_dated_one_does() -> None:
    late = talks("a", page("a", "2012-03-14"), (X, OTHER)), talks("b", page("b", "2012-03-14"), (X, OTHER), when=None)
    assert not {"days_apart", "long_apart"} & names(*late)
    old = talks("c", page("c", "2012-06-14"), (X, OTHER), when=None)
    assert "long_apart" in names(late[0], old)
    both = page("d", "2012-03-14")
    background = talks("e", both, (X, OTHER), when=day("2011-01-01"), at=9)
    assert "long_apart" in names(background, talks("f", both, (X, OTHER), when=None)), "in one article the undated is the news"


def test_a_page_of_unknown_date_is_not_apart() -> None:
    vague = Page("art_v", "V", TimeSpan(datetime(2011, 9, 1), datetime(2013, 1, 1), Grain.YEAR))
    assert not {"days_apart", "long_apart"} & names(talks("a", page("a"), (X,)), talks("b", vague, (X,), when=None))


def test_reports_know_whose_affiliates_their_parties_are_and_what_points_back() -> None:
    _, article, coding = story()
    met, killed = reports_of(article, coding)
    assert (met.back, killed.back) == (False, False)
    assert met.kin_ids == (), "ids of another register have nobody above them"
