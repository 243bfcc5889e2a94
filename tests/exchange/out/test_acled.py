from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from detente.codebook import CATEGORIES, MODES
from detente.exchange.out.acled import _types, lines, unfit
from detente.exchange.out.facts import Happening
from detente.records import Grain, Party, Toll
from tests.exchange.out.making import FRONT, GUARD, HOSTILE, NORTHTOWN, PEOPLE, happening, on


def row(one: Happening) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO("".join(lines([one])), newline=""))
    return found


def test_an_incident_in_acleds_columns() -> None:
    filled = {name: cell for name, cell in row(happening()).items() if cell}
    assert filled == {
        "event_id_cnty": "inc_1", "event_date": "2014-11-02", "year": "2014", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Hill Guard", "inter1": "State forces", "actor2": "River Front",
        "inter2": "Rebel group", "interaction": "State forces-Rebel group", "country": "Syria", "admin1": "Aleppo", "location": "Northtown",
        "latitude": "36.1", "longitude": "36.8", "geo_precision": "1", "source": "The Paper",
        "notes": "The Hill Guard fought the River Front.", "fatalities": "12",
        "tags": "modality=occurred; stance=asserts; origins=2; according to=an envoy",
    }  # fmt: skip


@pytest.mark.parametrize(("days", "precision"), [(1, 1), (2, 2), (7, 2), (8, 3), (31, 3)])
def test_time_precision(days: int, precision: int) -> None:
    assert row(happening(when=on(days=days)))["time_precision"] == str(precision)


def test_what_acled_does_not_have_is_left_out() -> None:
    assert unfit(happening()) is None
    assert unfit(happening(when=on(days=32, grain=Grain.YEAR))) == unfit(happening(when=None)) == "without a month at least"
    assert unfit(happening(category="CONSULT", mode=None)) == "of a kind that ACLED has no type for"


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("point", ("Northtown", "1", "Aleppo")),
        ("district", ("Northtown", "2", "Aleppo")),
        ("province", ("Northtown", "3", "Northtown")),
        ("region", ("", "", "Aleppo")),
        ("country", ("", "", "Aleppo")),
    ],
)
def test_geo_precision(precision: str, shown: tuple[str, str, str]) -> None:
    found = row(happening(where=replace(NORTHTOWN, precision=precision)))
    assert (found["location"], found["geo_precision"], found["admin1"]) == shown


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"mode": "drone"}, ("Explosions/Remote violence", "Air/drone strike")),
        ({"mode": None, "recipients": (PEOPLE,)}, ("Violence against civilians", "Attack")),
        ({"mode": None, "recipients": ()}, ("", "")),
        ({"mode": None, "actors": (GUARD, FRONT), "recipients": ()}, ("Battles", "Armed clash")),
        ({"category": "PROTEST", "mode": "riot"}, ("Riots", "")),
        ({"category": "COERCE", "mode": "arrest"}, ("Strategic developments", "Arrests")),
    ],
)
def test_types(changed: dict[str, object], told: tuple[str, str]) -> None:
    found = row(happening(**changed))
    assert (found["event_type"], found["sub_event_type"]) == told


def test_police_at_a_riot_are_no_rioters() -> None:
    assert row(happening(category="PROTEST", mode="riot"))["inter1"] == "State forces"
    assert row(happening(category="PROTEST", mode="riot", actors=(PEOPLE,)))["inter1"] == "Rioters"


def test_a_states_forces_abroad_are_external() -> None:
    assert row(happening(actors=(Party("state:USA", "US planes", "USA", "MIL"),)))["inter1"] == "External/Other forces"


@pytest.mark.parametrize(
    ("tolls", "deaths"),
    [((), ""), ((Toll("killed", 3, None, None),), "3"), ((Toll("killed", None, None, 9),), ""), ((Toll("wounded", 1, 1, 1),), "")],
)
def test_fatalities_are_never_made_up(tolls: tuple[Toll, ...], deaths: str) -> None:
    assert row(happening(tolls=tolls))["fatalities"] == deaths


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_stay_in_their_cell(words: str) -> None:
    found = row(
        happening(
            text=words, outlets=(words,), speakers=(words,), actors=(replace(GUARD, name=words),), where=replace(NORTHTOWN, name=words)
        )
    )
    for cell in ("notes", "source", "actor1", "location"):
        assert not found[cell].startswith(tuple("=+-@＝\t\r"))
        assert "\n" not in found[cell]


def test_the_table_of_types_holds_categories_and_modes() -> None:
    assert all(category in CATEGORIES and (not mode or mode in MODES[category]) for category, mode in _types())
