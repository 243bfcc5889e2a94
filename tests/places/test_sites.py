"""Streets and sites that no gazetteer lists."""

from __future__ import annotations

import pytest

from detente.places import Context, Resolved, Toponym, gazetteer
from detente.places.sites import is_site, is_street
from detente.records import Precision


def resolved(*texts: str) -> list[Resolved]:
    return gazetteer().resolve([Toponym(text) for text in texts], Context())


def ids(*texts: str) -> list[str | None]:
    return [found.place.id if found.place else None for found in resolved(*texts)]


RIGA, NAIROBI, OSLO = "geonames:456172", "geonames:184745", "geonames:3143244"


def test_what_is_a_site() -> None:
    assert is_street("Lenin Avenue")
    assert is_street("Rue de Rivoli")
    assert not is_street("the road to Homs")
    assert is_site("Makerere University")
    assert is_site("City Hall")
    assert not is_site("Park")
    assert not is_site("Riga")


def test_a_street_is_no_town_of_its_name() -> None:
    """There are towns called Street and Royal City."""
    assert ids("Royal Street") == [None]
    assert ids("Riga", "Royal Street") == [RIGA, RIGA]


def test_a_site_lies_in_a_town_named_near_it() -> None:
    found = resolved("Riga", "Third Presbyterian Church", "Nairobi")
    assert found[1].place == found[0].place
    assert found[1].score == pytest.approx(found[0].score / 2, abs=1e-4)
    assert "no gazetteer lists" in found[1].detail


def test_a_town_named_again_beats_the_next_one() -> None:
    assert ids("Riga", "Riga", "Oslo", "Supreme Court")[-1] == RIGA


def test_a_hamlets_namesake_far_from_all_else_is_not_taken() -> None:
    """An Elroy has 1,300 people in Wisconsin."""
    assert ids("Nairobi", "Elroy University") == [NAIROBI, NAIROBI]


def test_a_site_lies_in_the_town_that_others_bear_out() -> None:
    """Nairobi is nearer in the text, Oslo has Drammen and Lillestrøm beside it."""
    assert ids("Drammen", "Lillestrøm", "Oslo", "Riga", "Third Presbyterian Church", "Nairobi")[4] == OSLO


def test_a_building_with_a_countrys_adjective_is_where_its_towns_are() -> None:
    assert ids("Nairobi", "British International School") == [NAIROBI, NAIROBI]
    assert resolved("Bank of Japan", "Nairobi")[0].place == resolved("Japan")[0].place


def test_an_embassy_named_with_its_town_is_there() -> None:
    place = resolved("French Embassy Nairobi")[0].place
    assert place is not None
    assert place.id == NAIROBI


def test_small_words_of_a_longer_name_are_no_towns() -> None:
    """Ho in Ghana is also called No, and Cameroon has a South."""
    assert ids("No. 2 Detention Centre", "Lakeview Filling Station South") == [None, None]


@pytest.mark.parametrize("name", ["Windsor Castle", "the Kremlin", "Madison Square Garden", "LaGuardia Airport", "Camp Pendleton"])
def test_the_best_known_sites_are_points(name: str) -> None:
    assert resolved(name)[0].precision is Precision.POINT


def test_a_site_takes_no_name_from_a_city_or_province() -> None:
    """Jeju is an island of our list and a province, Wimbledon a club and a quarter; cities keep their names."""
    for name in ("Jeju", "Tasmania", "Westminster", "Samos"):
        found = resolved(name)[0].place
        assert found is not None
        assert found.id.startswith("geonames:"), name


@pytest.mark.parametrize(("text", "name"), [("Kabul Zoo", "Kabul"), ("Bank of Japan", "Japan"), ("Tel Aviv University", "Tel Aviv")])
def test_a_known_name_in_a_longer_one_tells_where(text: str, name: str) -> None:
    place = resolved(text)[0].place
    assert place is not None
    assert place.name == name


def test_no_town_beside_it_leaves_a_site_unknown() -> None:
    found = resolved("Kenya", "City Hall")[1]
    assert (found.place, found.precision) == (None, Precision.UNKNOWN)


def test_people_of_an_area_stand_for_it() -> None:
    assert ids("Central American", "Latin American") == ["region:central-america", "region:latin-america"]


def test_a_river_that_bears_a_hamlets_name_far_from_all_else_is_not_in_it() -> None:
    """There is an Anthony in New Mexico and none in Norway."""
    found = resolved("Oslo", "Bergen", "Anthony Creek")[-1]
    assert found.place is not None
    assert found.place.country == "NOR"
    assert found.precision is Precision.REGION
