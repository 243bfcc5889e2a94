from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings

from detente.merging import Report, Where, compare
from detente.merging.places import apart
from detente.merging.words import stem
from detente.records import Grain, TimeSpan

from .making import HOMS, day, page, report
from .test_engine import streams

HOURS = (datetime(2012, 3, 2, 6), datetime(2012, 3, 2, 21))


@settings(max_examples=25, deadline=None)
@given(streams())
def test_symmetric_and_explained(reports: list[object]) -> None:
    for a in reports:
        for b in reports:
            if a is not b:
                found = compare(a, b)  # type: ignore[arg-type]
                assert found == compare(b, a)  # type: ignore[arg-type]
                assert found.detail.count(";") == len(found.findings) - 1


def test_more_agreement_more_score() -> None:
    a = report("a", page("a"), "Army tanks shelled the town")
    same = report("b", page("b"), "Army tanks shelled the town")
    untimed = report("c", page("c"), "Army tanks shelled the town", when=None)
    late = report("d", page("d"), "Army tanks shelled the town", when=day("2012-03-20"))
    scores = [compare(a, other).score for other in (same, untimed, late)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.9 > 0.2 > scores[2]


def test_places_by_precision() -> None:
    governorate = Where("Homs Governorate", "province", "geonames:2", 34.5, 38.3, "SYR", "Homs")
    region = Where("part of northern Syria", "region", None, None, None, "SYR")
    suburb = Where("Baba Amr", "point", "geonames:3", 34.718, 36.69, "SYR", "Homs")
    aleppo = Where("Aleppo", "town", "geonames:4", 36.2, 37.16, "SYR", "Aleppo")
    beirut = Where("Beirut", "town", "geonames:5", 33.9, 35.5, "LBN", "Beyrouth")
    levels = [apart(HOMS, other)[0][0] for other in (suburb, governorate, region, aleppo, beirut)]
    assert levels == ["inside", "inside", "inside", "far", "far"]
    assert apart(HOMS, Where("Hims", "town", "geonames:6", 34.735, 36.715, "SYR", "Homs"))[0][0] == "same_place"
    assert apart(HOMS, Where("Near Village", "town", "geonames:7", 34.76, 36.72, "SYR", "Homs"))[0][0] == "neighbours"
    assert apart(governorate, aleppo)[0][0] == "far"


def names(a: Report, b: Report) -> set[str]:
    return {name for name, _ in compare(a, b).findings}


def test_a_wide_place_tells_little() -> None:
    syria, idlib = Where("Syria", "country", "geonames:163843", 35, 38, "SYR"), Where("Idlib", "province", "geonames:5", 35.8, 36.7, "SYR")
    told = []
    for place in (HOMS, idlib, syria):
        a, b = (report(name, page(name), "Army tanks shelled it", where=place) for name in "ab")
        told.append(compare(a, b).score)
    assert told == sorted(told, reverse=True)
    assert told[0] > told[1] > told[2]


def test_news_is_told_on_its_day() -> None:
    on, later = page("a", "2012-03-02"), {published: page("b", published) for published in ("2012-03-02", "2012-03-03", "2012-03-05")}
    told = [names(report("a", on, when=None), report("b", other, when=None)) for other in later.values()]
    assert [("that_day" in found, "days_later" in found) for found in told] == [(True, False), (False, False), (False, True)]
    assert "that_day" in names(report("a", on, when=day("2012-03-02")), report("b", page("b"), when=None))
    assert not {"that_day", "days_later"} & names(report("a", on, when=None), report("b", on, when=None))


def test_a_page_of_unknown_day_came_out_on_no_day() -> None:
    wide = replace(page("b"), published=TimeSpan(datetime(2012, 2, 1), datetime(2012, 4, 1), Grain.DAY))
    assert not {"that_day", "days_later"} & names(report("a", page("a"), when=None), report("b", wide, when=None))


def test_morning_and_evening_are_one_day() -> None:
    at = [replace(page(name), published=TimeSpan(moment, moment, Grain.SECOND)) for name, moment in zip("ab", HOURS, strict=True)]
    assert "that_day" in names(report("a", at[0], when=None), report("b", at[1], when=None))


def test_the_name_of_a_shared_place_is_weighed_once() -> None:
    a, b = report("a", page("a"), "Rebels besieged Homs"), report("b", page("b"), "Tanks entered Homs")
    assert "few_words" in names(a, b)
    assert "few_words" not in names(replace(a, where=None), b)


def test_people_of_one_kind_are_not_somebody() -> None:
    told = {
        "both_sides": (("state:SYR",), ("nil:zintan brigade@LBY",)),
        "side_and_people": (("state:SYR",), ("nil:civilians",)),
        "same_people": (("nil:gunmen@SYR",), ("nil:civilians",)),
    }
    scores = []
    for level, (actors, recipients) in told.items():
        a, b = (report(name, page(name), "Army tanks shelled it", actor_ids=actors, recipient_ids=recipients) for name in "ab")
        assert level in names(a, b)
        scores.append(compare(a, b).score)
    assert scores == sorted(scores, reverse=True)


def test_other_sentences_of_a_copy_tell_of_others() -> None:
    one, two = page("a", signature=tuple(range(64))), page("b", signature=tuple(range(64)))
    first, again = report("a", one, "Army tanks shelled the market"), report("b", two, "Army tanks shelled the market")
    other = report("c", two, "Kurdish fighters captured villages nearby")
    assert "copied" in names(first, again)
    assert "copied" not in names(first, other)


def test_what_shares_no_word_is_not_counted_against_twice() -> None:
    first, other = (
        report("a", page("a"), "Army tanks shelled the market"),
        report("b", page("b"), "Kurdish fighters captured villages nearby"),
    )
    assert {"few_words", "other_trigger"} & names(first, other) == {"few_words"}


def test_forms_of_a_word_meet() -> None:
    for forms in (
        ("met", "meeting", "meets"),
        ("shot", "shooting"),
        ("killed", "kills", "killing"),
        ("cities", "city"),
        ("agrees", "agreed"),
    ):
        assert len({stem(form) for form in forms}) == 1


def test_two_kinds_in_one_sentence_are_two_happenings() -> None:
    """ "Suspended the talks and accused the group": the same parties and day, in one breath, and not one deed."""
    paper = page("a")
    suspended = report("a", paper, category="REJECT", trigger="suspend")
    accused = report("b", paper, category="ACCUSE", trigger="accus")
    halted = report("b", paper, category="REJECT", trigger="halt")
    assert compare(suspended, accused).contradicts
    assert not compare(suspended, halted).contradicts
