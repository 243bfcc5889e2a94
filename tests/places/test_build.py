"""The steps that compile the gazetteer, on rows of a made-up country."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from place_sources.arrays import compile_, keys_of, save
from place_sources.middles import centroid, hull, middle, settle
from place_sources.rows import Gathering, Row, stripped
from place_sources.sites import beside_it, names_taken, towns_by_name
from place_sources.towns import is_code, only_largest_capital


def made_up() -> Gathering:
    """A country of one province with four towns at the corners of a square, one of them crowded by a fifth."""
    all_ = Gathering()
    all_.iso3["XX"] = "XXX"
    all_.country["XX"] = all_.add(Row(1, "Xland", "XXX", "PCLI"))
    all_.first["XX.01"] = all_.add(Row(2, "North Province", "XXX", "ADM1", parent=0))
    for number, (lat, lon) in enumerate([(0, 0), (0, 2), (2, 0), (2, 2), (1.9, 1.9)]):
        all_.add(Row(10 + number, f"Town {number}", "XXX", "PPL", lat=float(lat), lon=float(lon), population=100 * (number + 1), parent=1))
    return all_


def test_the_middle_is_that_of_the_land_and_not_of_the_people() -> None:
    all_ = made_up()
    settle(all_)
    assert (all_.rows[1].lat, all_.rows[1].lon) == (1.0, 1.0)
    assert all_.rows[1].population == 1500
    assert 100 < all_.rows[1].radius < 200


def test_the_middle_of_towns_on_both_sides_of_the_date_line_is_between_them() -> None:
    towns = [Row(1, "a", "X", "PPL", lat=0.0, lon=179.0), Row(2, "b", "X", "PPL", lat=0.0, lon=-179.0)]
    assert abs(middle(towns)[1]) == pytest.approx(180)


def test_hull_and_centroid_leave_out_what_lies_inside() -> None:
    corners = hull(sorted([(0.0, 0.0), (4.0, 0.0), (0.0, 4.0), (4.0, 4.0), (1.0, 1.0)]))
    assert len(corners) == 4
    assert centroid(corners) == (2.0, 2.0)
    assert centroid([(1.0, 1.0)]) == (1.0, 1.0)


def test_keys_of_a_division_drop_its_type_word_and_codes_are_no_names() -> None:
    assert stripped("Idlib District") == "idlib"
    assert is_code("LHR")
    assert not is_code("Ur")
    keys = keys_of(Row(1, "Idlib District", "SYR", "ADM2"), {"SYR": "SY"})
    assert (keys["idlib district"], keys["idlib"]) == (0, 2)


def test_a_former_name_is_worth_no_more_than_a_sound() -> None:
    keys = keys_of(Row(1, "Swainsboro", "USA", "PPL", ["Paris", "The Swainsboro"]), {"USA": "US"})
    assert (keys["swainsboro"], keys["paris"], keys["the swainsboro"]) == (0, 3, 3)


def test_a_country_has_one_capital_the_largest_of_its_name() -> None:
    all_ = made_up()
    all_.rows[2].feature = all_.rows[4].feature = "PPLC"
    only_largest_capital(all_)
    assert [row.feature for row in all_.rows[2:5]] == ["PPL", "PPL", "PPLC"]


def test_sites_leave_names_to_cities_and_to_towns_beside_them() -> None:
    all_ = made_up()
    all_.rows[3].population = 200_000
    assert "town 1" in names_taken(all_)
    assert "town 2" not in names_taken(all_)
    assert {"xland", "north province", "north"} <= names_taken(all_)
    assert beside_it(towns_by_name(all_)["town 0"], (0.1, 0.3))
    assert not beside_it(towns_by_name(all_)["town 0"], (0.1, 0.5))


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        all_ = made_up()
        settle(all_)
        save(tmp_path / name, compile_(all_))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with np.load(tmp_path / "one") as arrays:
        assert len(arrays["ids"]) == 7
