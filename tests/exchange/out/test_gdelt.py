from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import from_cameo
from detente.exchange import gdelt
from detente.exchange.out.cameo_pairs import code, day, pairs
from detente.exchange.out.facts import Fact
from detente.exchange.out.gdelt import actor_code, key, lines, lines_1, unfit
from detente.records import Party, Report
from tests.exchange.out.making import FRONT, GUARD, NORTHTOWN, fact, facts

PROPERTY = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def read_back(told: list[Fact]) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text("".join(lines(told)), "utf-8", newline="")
        return list(gdelt.read(path))


def test_the_columns_that_we_can_fill_and_no_other() -> None:
    (row,) = lines([fact()])
    cells = row.removesuffix("\n").split("\t")
    assert len(cells) == 61
    filled = {number: cell for number, cell in enumerate(cells) if cell}
    assert filled.pop(0) == str(key("evt_1", 1))
    assert filled == {
        1: "20141102", 2: "201411", 3: "2014", 4: "2014.9096", 5: "SYRMIL", 6: "Hill Guard", 7: "SYR", 12: "MIL", 15: "SYRREB",
        16: "River Front", 17: "SYR", 22: "REB", 26: "193", 27: "193", 28: "19", 29: "4", 31: "1", 32: "1", 33: "1", 51: "4",
        52: "Northtown, Aleppo, Syria", 53: "SY", 56: "36.1", 57: "36.8", 59: "20141201080000", 60: "http://paper.example/1",
    }  # fmt: skip


def test_gdelt_1_has_no_second_divisions() -> None:
    (row,) = lines_1([fact()])
    cells = row.removesuffix("\n").split("\t")
    assert len(cells) == 58
    assert (cells[49:52], cells[53:55], cells[56]) == (["4", "Northtown, Aleppo, Syria", "SY"], ["36.1", "36.8"], "20141201")


@PROPERTY
@given(st.lists(facts(), max_size=4, unique_by=lambda one: one.id))
def test_what_goes_out_comes_back(told: list[Fact]) -> None:
    """Law 6: those pairs whose parties both have a code, with event and day."""
    fitting = [one for one in told if unfit(one) is None]
    wanted = [(one, pair) for one in fitting for _, pair in pairs(one) if actor_code(pair[0]) and actor_code(pair[1])]
    read = read_back(fitting)
    assert len(read) == len(wanted)
    for report, (one, pair) in zip(read, wanted, strict=True):
        row = from_cameo(code(one))
        assert row
        assert (report.category, report.mode, report.contexts) == (row.category, row.mode, row.contexts)
        assert report.when
        assert report.when.start
        assert report.when.start.date() == day(one)
        assert [*report.actor_ids, *report.recipient_ids] == [f"cameo:{actor_code(party)}" for party in pair]


def test_imported_actors_keep_their_code() -> None:
    assert actor_code(Party("cameo:SYRGOV", "SYRGOV")) == "SYRGOV"
    assert actor_code(None) is None


def test_ids_are_numbers_of_63_bits_that_never_change() -> None:
    assert key("evt_1", 1) == key("evt_1", 1) != key("evt_1", 2)
    assert all(0 <= key(f"evt_{number}", 1) < 2**63 for number in range(200))


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("district", ["5", "Aleppo, Syria", "SY", "", ""]),
        ("region", ["1", "Syria", "SY", "", ""]),
        ("country", ["1", "Syria", "SY", "", ""]),
    ],
)
def test_coarse_places_have_no_pin(precision: str, shown: list[str]) -> None:
    from dataclasses import replace

    (row,) = lines([fact(where=replace(NORTHTOWN, precision=precision, lat=None, lon=None))])
    cells = row.split("\t")
    assert [*cells[51:54], cells[56], cells[57]] == shown


def test_one_side_may_be_nobody() -> None:
    (row,) = lines([fact(recipients=())])
    assert row.split("\t")[15:25] == [""] * 10
    assert {GUARD.sector, FRONT.sector} == {"MIL", "REB"}
