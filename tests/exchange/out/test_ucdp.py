from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from detente.exchange.out.facts import Happening
from detente.exchange.out.ucdp import HEADER, lines, type_of_violence, unfit
from detente.records import Grain, Party, Toll
from tests.exchange.out.making import FRONT, GUARD, HOSTILE, NORTHTOWN, PEOPLE, happening, on


def row(one: Happening) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO("".join(lines([one])), newline=""))
    return found


def test_an_incident_in_the_columns_of_ged() -> None:
    found = row(happening())
    assert list(found) == list(HEADER)
    assert {name: cell for name, cell in found.items() if cell} == {
        "id": "inc_1", "year": "2014", "type_of_violence": "1", "dyad_name": "Hill Guard - River Front", "side_a": "Hill Guard",
        "side_b": "River Front", "number_of_sources": "2", "source_article": "art_1; art_2", "source_office": "The Paper",
        "source_date": "2014-11-02", "source_headline": "The Hill Guard fought the River Front.", "source_original": "an envoy",
        "where_prec": "1", "where_coordinates": "Northtown", "where_description": "Northtown", "adm_1": "Aleppo", "latitude": "36.1",
        "longitude": "36.8", "geom_wkt": "POINT (36.8 36.1)", "country": "Syria", "date_prec": "1", "date_start": "2014-11-02",
        "date_end": "2014-11-02", "deaths_unknown": "12", "best": "12", "low": "10",
    }  # fmt: skip


@pytest.mark.parametrize(("days", "precision"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)])
def test_date_precision(days: int, precision: int) -> None:
    assert row(happening(when=on(days=days)))["date_prec"] == str(precision)


@pytest.mark.parametrize(
    ("precision", "number"),
    [("point", "1"), ("town", "1"), ("district", "3"), ("province", "4"), ("region", "5"), ("country", "6"), ("unknown", "")],
)
def test_where_precision_is_honest(precision: str, number: str) -> None:
    where = replace(NORTHTOWN, precision=precision, lat=None, lon=None)
    found = row(happening(where=where))
    assert found["where_prec"] == number
    assert (found["latitude"], found["longitude"], found["geom_wkt"]) == ("", "", "")


@pytest.mark.parametrize(
    ("actor", "recipient", "number"),
    [
        (GUARD, FRONT, 1),
        (FRONT, FRONT, 2),
        (FRONT, PEOPLE, 3),
        (GUARD, PEOPLE, 3),
        (GUARD, Party("nil:men", "men"), None),
        (PEOPLE, PEOPLE, None),
    ],
)
def test_type_of_violence(actor: Party, recipient: Party, number: int | None) -> None:
    assert type_of_violence(happening(actors=(actor,), recipients=(recipient,))) == number


def test_sufferers_of_one_sided_violence_are_civilians() -> None:
    assert row(happening(recipients=(PEOPLE,)))["side_b"] == "Civilians"


def test_what_ged_does_not_hold_is_left_out() -> None:
    assert unfit(happening()) is None
    assert unfit(happening(category="CONSULT")) == "no use of armed force"
    assert unfit(happening(tolls=())) == unfit(happening(tolls=(Toll("killed", 0, 0, 0),))) == "without a death told"
    assert unfit(happening(when=None)) == unfit(happening(when=on(days=4000, grain=Grain.DECADE))) == "without a year at least"


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_stay_in_their_cell(words: str) -> None:
    found = row(happening(text=words, outlets=(words,), speakers=(words,), where=replace(NORTHTOWN, name=words)))
    for cell in ("source_headline", "source_office", "source_original", "where_description"):
        assert not found[cell].startswith(tuple("=+-@＝\t\r"))
