"""What the words around a phrase tell, alone and in what `resolve` makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from detente.places import Context, Resolved, Toponym, gazetteer
from detente.places.outlets import country_of, letters, named_after
from detente.places.surroundings import crossings, holders, kind_around, kind_of_all, owners, series
from detente.places.words import Kind
from detente.records import Precision


def toponyms(text: str, *names: str) -> list[Toponym]:
    """The names as they follow one another in a text."""
    out, at = [], 0
    for name in names:
        at = text.index(name, at)
        out.append(Toponym(name, text[:at][-60:], text[at + len(name) :][:60]))
        at += len(name)
    return out


def resolved(text: str, *names: str, outlet: str | None = None) -> Sequence[Resolved]:
    return gazetteer().resolve(toponyms(text, *names), Context(outlet=outlet))


def where(text: str, *names: str, outlet: str | None = None) -> list[str]:
    answers = resolved(text, *names, outlet=outlet)
    return [f"{each.place.name}, {each.place.admin1}, {each.place.country}" if each.place else "" for each in answers]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in Georgia state prisons", Kind.PROVINCE),
        ("the Republic of Georgia", Kind.COUNTRY),
        ("on Georgia state television", None),
        ("the town of Georgia", Kind.TOWN),
        ("the Georgia district attorney", None),
        ("Georgia stated", None),
    ],
)
def test_a_word_of_kind_beside_a_name(text: str, kind: Kind | None) -> None:
    assert kind_around(toponyms(text, "Georgia")[0]) is kind


def test_a_series_ends_with_and() -> None:
    told = toponyms("from Ohio, Iowa and Utah to Paris, Texas", "Ohio", "Iowa", "Utah", "Paris", "Texas")
    assert series(told) == [[0, 1, 2]]
    assert kind_of_all(told[2]) is None
    assert kind_of_all(Toponym("Jackson", after=" counties in Georgia")) is Kind.DISTRICT


def test_who_holds_a_name() -> None:
    told = toponyms("Cairo's busy Abbasiya district and Ada, Ohio", "Cairo", "Abbasiya", "Ada", "Ohio")
    assert owners(told) == {1: 0}
    assert holders(told, []) == {1: 0, 2: 3}
    listed = toponyms("Lima, Ohio and Utah", "Lima", "Ohio", "Utah")
    assert holders(listed, series(listed)) == {}


def test_members_of_a_series_are_of_one_kind() -> None:
    assert where("Cases in Armenia, Georgia and Azerbaijan", "Armenia", "Georgia", "Azerbaijan")[1] == "Georgia, None, GEO"
    assert where("Cases in Alabama, Georgia and Tennessee", "Alabama", "Georgia", "Tennessee")[1] == "Georgia, Georgia, USA"


def test_a_state_and_its_namesake_town() -> None:
    assert where("officials of Washington state said", "Washington") == ["Washington, Washington, USA"]
    assert where("officials in Washington said", "Washington") == ["Washington, Washington, D.C., USA"]


def test_a_place_outside_what_holds_it_is_another_of_no_list() -> None:
    """There is no Hakodate in Kenya."""
    answers = resolved("They met in Hakodate, Kenya.", "Hakodate", "Kenya")
    assert answers[0].place == answers[1].place
    assert answers[0].score == pytest.approx(answers[1].score / 2, abs=1e-4)
    assert "no gazetteer lists" in answers[0].detail
    assert where("They met in Hakodate, Japan.", "Hakodate", "Japan")[0] == "Hakodate, Hokkaido, JPN"


def test_a_village_of_no_list_is_a_region_around_the_town_named_near_it() -> None:
    found = resolved("shelling of Qwrtyville near Idlib", "Qwrtyville", "Idlib")[0]
    assert found.precision is Precision.REGION
    assert found.place is not None
    assert found.place.name == "around Idlib"
    assert found.radius_km >= 50


def test_an_embassy_is_not_in_its_country() -> None:
    assert where("a bomb at the French Embassy in Tripoli; Tripoli was quiet", "French Embassy", "Tripoli")[0].endswith("LBY")


def test_short_capitals_are_no_town() -> None:
    """Siá is a village of Cyprus; in the news SA is South Africa."""
    assert where("unrest in CHU", "CHU") == [""]
    assert where("unrest in SA", "SA") == ["South Africa, None, ZAF"]


def test_the_streets_of_a_crossing_are_no_towns() -> None:
    """There are towns called Lincoln and Jackson."""
    told = toponyms("shot in Chicago at the corner of Lincoln and Jackson", "Chicago", "Lincoln", "Jackson")
    assert crossings(told) == {1, 2}
    assert crossings(toponyms("in Lincoln and Jackson counties", "Lincoln", "Jackson")) == set()
    assert crossings(toponyms("the Lincoln/Jackson intersection", "Lincoln")) == {0}
    answers = where("shot in Chicago near Lincoln and Jackson streets", "Chicago", "Lincoln", "Jackson")
    assert len(set(answers)) == 1


def test_a_name_told_with_its_type_word_means_the_same_without() -> None:
    assert where("Suffolk County police; in Suffolk they said", "Suffolk County", "Suffolk")[1].startswith("Suffolk")
    assert where("Suffolk County, New York: Suffolk said", "Suffolk County", "New York", "Suffolk")[2] == "Suffolk County, New York, USA"


def test_a_wide_region_is_meant_before_its_namesakes() -> None:
    """A quarter of Baltimore is called Middle East."""
    text = "In Baltimore, Maryland, and Washington they spoke of the Middle East"
    assert resolved(text, "Baltimore", "Maryland", "Washington", "Middle East")[3].place.id == "region:middle-east"  # type: ignore[union-attr]


def test_a_lone_unknown_name_is_no_namesake_by_sound_in_a_country_of_which_nothing_is_named() -> None:
    """Ch'ŏngdan-ŭp in North Korea sounds like it."""
    told = where("Clashes in Zaytan south of Aleppo, in Syria", "Zaytan", "Aleppo", "Syria")
    assert told[0] == "around Aleppo, Aleppo, SYR"
    assert not where("Clashes in Zaytan. Syrian media spoke.", "Zaytan", "Syrian")[0].endswith("PRK")


def test_a_hamlet_far_from_all_else_in_a_vast_country_is_doubted() -> None:
    """A Hubbard has 7,600 people in Ohio, others fewer elsewhere; in a small country the only one is meant."""
    text = "Police in Los Angeles and Santa Monica, California, spoke of Hubbard"
    assert "California" in where(text, "Los Angeles", "Santa Monica", "California", "Hubbard")[3]
    assert where("From Athens and Patras to Samos in Greece", "Athens", "Patras", "Samos", "Greece")[2].endswith("GRC")


@pytest.mark.parametrize(
    ("outlet", "country"),
    [
        ("http://www.irishtimes.ie/a", "IRL"),
        ("dailystar.com.lb", "LBN"),
        ("nytimes.com", None),
        ("The Hindu", None),
        (None, None),
        ("", None),
    ],
)
def test_the_country_of_a_domain(outlet: str | None, country: str | None) -> None:
    assert country_of(outlet) == country


def test_an_outlet_named_after_a_town() -> None:
    assert named_after(letters("https://springfield-times.com/x"), "springfield")
    assert not named_after(letters("https://example.com/springfield"), "springfield")
    assert not named_after(letters(None), "springfield")


def test_a_domains_country_decides_between_namesakes() -> None:
    assert where("a fire in Boston", "Boston")[0].endswith("USA")
    assert where("a fire in Cambridge", "Cambridge", outlet="news.example.co.uk")[0].endswith("GBR")
    assert where("a fire in Cambridge", "Cambridge", outlet="news.example.ca")[0].endswith("CAN")
