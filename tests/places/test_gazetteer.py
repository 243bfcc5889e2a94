import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.places import Area, Context, Gazetteer, Resolved, Toponym, gazetteer
from detente.records import Precision


def only(text: str, context: Context | None = None, **around: str) -> Resolved:
    return gazetteer().resolve([Toponym(text, **around)], context)[0]


def named(*texts: str, context: Context | None = None) -> list[str | None]:
    return [each.place.id if each.place else None for each in gazetteer().resolve([Toponym(text) for text in texts], context)]


@pytest.mark.parametrize("spelling", ["Atareb", "Al Atarib", "al-Atareb", "El Atareb", "ATAREB"])
def test_every_spelling_finds_the_town(spelling: str) -> None:
    assert gazetteer().candidates(spelling)[0].id == "geonames:174030"


def test_a_town_knows_its_province_and_country() -> None:
    place = only("the northern Syrian town of Atareb").place
    assert place is not None
    assert (place.country, place.admin1, place.feature) == ("SYR", "Aleppo", "PPL")
    assert place.lat == pytest.approx(36.139, abs=0.01)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Mosul", Precision.TOWN),
        ("Idlib province", Precision.PROVINCE),
        ("Syria", Precision.COUNTRY),
        ("South Sudan", Precision.COUNTRY),
        ("northern Syria", Precision.REGION),
        ("part of northern Syria", Precision.REGION),
        ("the Turkish border", Precision.REGION),
        ("the Sahel", Precision.REGION),
        ("Incirlik Air Base", Precision.POINT),
        ("a farm house", Precision.UNKNOWN),
        ("Zzyxqwvb", Precision.UNKNOWN),
    ],
)
def test_precision_is_what_the_words_say(text: str, precision: Precision) -> None:
    assert only(text).precision == precision


def test_a_part_lies_to_its_side_and_has_an_area() -> None:
    north, south = only("northern Syria"), only("southern Syria")
    assert north.place is not None
    assert south.place is not None
    assert north.place.lat is not None
    assert south.place.lat is not None
    assert north.place.lat > south.place.lat + 1
    assert north.radius_km > 50
    assert north.place.country == "SYR"
    assert north.place.id != south.place.id


def test_the_place_named_after_a_comma_holds_the_one_before() -> None:
    text = ["Alexandria", "Louisiana"]
    answers = gazetteer().resolve([Toponym(text[0], after=", Louisiana, on Friday"), Toponym(text[1], before="Alexandria, ")])
    assert answers[0].place is not None
    assert answers[0].place.admin1 == "Louisiana"
    alone = only("Alexandria").place
    assert alone is not None
    assert alone.country == "EGY"


def test_countries_of_the_actors_choose_among_namesakes() -> None:
    assert only("Tripoli", Context({"LBY": 3.0})).place.country == "LBY"  # type: ignore[union-attr]
    assert only("Tripoli", Context({"LBN": 3.0})).place.country == "LBN"  # type: ignore[union-attr]


def test_other_places_choose_among_namesakes() -> None:
    with_others = gazetteer().resolve([Toponym("Hama"), Toponym("Homs"), Toponym("Salamiyah")])
    assert {each.place.country for each in with_others if each.place} == {"SYR"}


def test_one_unknown_place_spoils_nothing() -> None:
    assert named("Mosul", "Zzyxqwvb", "Erbil")[::2] == named("Mosul", "Erbil")


def test_answers_come_in_order_and_say_why() -> None:
    answers = gazetteer().resolve([Toponym("the town"), Toponym("Mosul")])
    assert answers[0].place is None
    assert "Nineveh" in answers[1].detail


def test_ids_name_their_source() -> None:
    assert all(place_id is None or place_id.startswith(("geonames:", "region:")) for place_id in named("Mosul", "the Sahel", "Syria"))


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_phrases_get_an_answer_each(texts: list[str]) -> None:
    answers = gazetteer().resolve([Toponym(text) for text in texts])
    assert len(answers) == len(texts)
    assert all(0 <= answer.score <= 1 for answer in answers)


def test_a_place_is_found_again_by_its_id_with_its_reach_and_province() -> None:
    assert gazetteer().area("region:balkans") == Area(43.0, 21.0, 600)
    assert gazetteer().admin1("geonames:174030") == "Aleppo"
    for nowhere in ("region:nowhere", "geonames:999999999999", "geonames:x", "geonames:163843/northern", "", "gns:1"):
        assert gazetteer().area(nowhere) is None
        assert gazetteer().admin1(nowhere) is None


def test_names_asked_for_lately_are_remembered_and_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("detente.places.gazetteer"), "_LATELY", 2)
    known = Gazetteer(gazetteer().index)
    toponyms = [Toponym(name, "", "") for name in ("Aleppo", "Idlib", "Aleppo", "Hama", "Homs")]
    told = [each.place and each.place.name for each in known.resolve(toponyms)]
    assert told[0] == told[2]
    assert told == [each.place and each.place.name for each in known.resolve(toponyms)]
    assert len(known._lately) <= 2
