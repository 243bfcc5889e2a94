from __future__ import annotations

import dataclasses

import pytest

from detente.exchange.out.facts import Fact, country_name, facts, happenings, party
from detente.records import EventPlace, Party, Precision
from detente.store import Filters, Pinned, Store
from tests.exchange.out.making import FRONT, GUARD, happening
from tests.making import story


def told(*places: EventPlace) -> list[Fact]:
    capture, article, coding = story()
    if places:
        coding = dataclasses.replace(coding, events=(dataclasses.replace(coding.events[0], places=places),))
    with Store.in_memory() as store:
        store.add(capture, article, coding)
        return list(facts(store.outward.events(Filters())))


def test_an_event_with_its_parties_by_name_and_who_says_so() -> None:
    met, killed = told()
    assert met.actors == (
        Party("actor:river-front", "River Front (RF)", "SYR", "REB"),
        Party("nil:hill guard", "the Hill Guard"),
    )
    assert (met.speakers, met.headline, met.text) == (
        ("an envoy",),
        "Two foes met",
        "The River Front and the Hill Guard met in Northtown on 2 November, an envoy said.",
    )
    assert met.where
    assert (met.where.name, met.where.lat) == ("North Town", 36.1)
    assert killed.actors == met.actors, "they are the two"
    assert [(toll.kind, toll.best) for toll in killed.tolls] == [("killed", 12)]


@pytest.mark.parametrize("precision", list(Precision))
def test_only_what_is_finer_than_a_province_has_a_pin(precision: Precision) -> None:
    (fact,) = told(EventPlace(2, precision, "geonames:1", "There", 36.1, 36.8, "SYR"))
    assert fact.where
    assert (fact.where.lat is not None) == (precision in ("point", "town", "district"))


def test_the_finest_place_counts() -> None:
    (fact,) = told(EventPlace(2, Precision.COUNTRY, name="Land"), EventPlace(2, Precision.TOWN, name="Town"))
    assert fact.where
    assert fact.where.name == "Town"


def test_incidents_know_their_province_by_their_place() -> None:
    incident = dataclasses.replace(happening().incident, place_id="geonames:174030", place="Al Atārib")
    (found,) = happenings([Pinned(incident, 36.1, 36.8, "town", "SYR", "two\nlines")])
    assert found.where
    assert (found.where.admin1, found.where.country, found.text, found.outlets) == ("Aleppo", "SYR", "two lines", ("The Paper",))
    (coarse,) = happenings([Pinned(incident, 36.1, 36.8, "province", "SYR", None)])
    assert coarse.where
    assert (coarse.where.lat, coarse.text) == (None, None)


def test_sides_of_what_several_do_to_each_other() -> None:
    assert happening().opposed == ((GUARD,), (FRONT,))
    assert happening(actors=(GUARD, FRONT), recipients=()).opposed == ((GUARD,), (FRONT,))
    assert happening(actors=(GUARD, FRONT), recipients=(), mode="abduct").opposed == ((GUARD, FRONT), ())


def test_parties_of_other_registers_keep_their_words() -> None:
    assert party("icews:Citizen (Nigeria)").name == "Citizen (Nigeria)"
    assert party("group:al-qaeda").sector == "REB"
    assert [country_name(code) for code in ("USA", "UNO", "XXX")] == ["United States", None, "XXX"]
