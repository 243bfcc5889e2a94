"""What descriptions tell of the unnamed, as of a date."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors import register


@pytest.mark.parametrize(
    ("surface", "year", "context", "country"),
    [
        ("President Bush", 1999, "RUS", "USA"),
        ("Juba", 2000, "SDN", "SDN"),
        ("Juba", 2014, "SDN", "SSD"),
        ("Israel's militia ally in southern Lebanon", 1999, None, "LBN"),
        ("Association of African Lawyers", 1999, "FRA", "NGO"),
        ("Iran's proxies in Iraq", 2018, None, "IRQ"),
    ],
)
def test_a_country_is_of_its_time_and_an_ally_is_not_whose_ally_it_is(surface: str, year: int, context: str | None, country: str) -> None:
    assert register().describe(surface, date(year, 1, 1), context).country == country
