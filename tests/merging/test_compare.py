from __future__ import annotations

from hypothesis import given, settings

from detente.merging import Where, compare
from detente.merging.places import apart
from detente.merging.words import stem

from .making import HOMS, day, page, report
from .test_engine import streams


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


def test_forms_of_a_word_meet() -> None:
    for forms in (
        ("met", "meeting", "meets"),
        ("shot", "shooting"),
        ("killed", "kills", "killing"),
        ("cities", "city"),
        ("agrees", "agreed"),
    ):
        assert len({stem(form) for form in forms}) == 1
