"""Moveable feasts against the days on which they were kept, as governments and almanacs published them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from detente.coding.calendar import Reading, find
from detente.coding.calendar.feasts import hanukkah
from detente.coding.calendar.moons import hebrew_new_year, islamic, julian_easter, moon_after
from detente.records import Grain

# First days as Saudi Arabia announced them.
FITR = "2014-07-28 2015-07-17 2016-07-06 2017-06-25 2018-06-15 2019-06-04 2020-05-24 2021-05-13 2022-05-02 2023-04-21 2024-04-10"
ADHA = "2014-10-04 2015-09-24 2016-09-12 2017-09-01 2018-08-21 2019-08-11 2020-07-31 2021-07-20 2022-07-09 2023-06-28 2024-06-16"
RAMADAN = (
    "2014-06-28 2015-06-18 2016-06-06 2017-05-27 2018-05-17 2019-05-06 2020-04-24 2021-04-13 2022-04-02 2023-03-23 2024-03-11 2025-03-01"
)
# As Pakistan kept it, where the crescent is mostly seen a day later.
FITR_PAKISTAN = "2014-07-29 2015-07-18 2016-07-06 2017-06-26 2018-06-16 2019-06-05 2020-05-24 2021-05-13 2022-05-03 2023-04-22 2024-04-10"
LUNAR = (
    "2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29"
)
DIWALI = (
    "2014-10-23 2015-11-11 2016-10-30 2017-10-19 2018-11-07 2019-10-27 2020-11-14 2021-11-04 2022-10-24 2023-11-12 2024-10-31 2025-10-20"
)
HOLI = "2014-03-17 2015-03-06 2016-03-24 2017-03-13 2018-03-02 2019-03-21 2020-03-10 2021-03-29 2022-03-18 2023-03-08 2024-03-25"
ROSH = "2014-09-25 2015-09-14 2016-10-03 2017-09-21 2018-09-10 2019-09-30 2020-09-19 2021-09-07 2022-09-26 2023-09-16 2024-10-03"
PASSOVER = (
    "2014-04-15 2015-04-04 2016-04-23 2017-04-11 2018-03-31 2019-04-20 2020-04-09 2021-03-28 2022-04-16 2023-04-06 2024-04-23 2025-04-13"
)
HANUKKAH = (
    "2014-12-17 2015-12-07 2016-12-25 2017-12-13 2018-12-03 2019-12-23 2020-12-11 2021-11-29 2022-12-19 2023-12-08 2024-12-26 2025-12-15"
)
ORTHODOX = (
    "2014-04-20 2015-04-12 2016-05-01 2017-04-16 2018-04-08 2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05 2025-04-20"
)


def days(listed: str) -> list[date]:
    return [date.fromisoformat(day) for day in listed.split()]


def read(text: str, today: date = date(2014, 11, 14)) -> Reading:
    found = find(text, today)
    assert len(found) == 1, text
    return found[0]


def holds(reading: Reading, day: date) -> bool:
    when = reading.when
    return bool(when and when.start and when.end and when.start <= datetime(day.year, day.month, day.day) < when.end)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Eid al-Fitr", FITR), ("Eid ul-Fitr", FITR_PAKISTAN), ("Eid al-Adha", ADHA), ("the first day of Ramadan", RAMADAN),
        ("the Lunar New Year", LUNAR), ("Diwali", DIWALI), ("Holi", HOLI), ("Rosh Hashanah", ROSH), ("Passover", PASSOVER),
        ("Hanukkah", HANUKKAH), ("Orthodox Easter", ORTHODOX),
    ],
)  # fmt: skip
def test_the_day_a_feast_was_kept_lies_in_its_stretch(name: str, kept: str) -> None:
    for day in days(kept):
        found = read(f"They met on {name} {day.year}.")
        assert holds(found, day), (name, day, found.when)
        assert holds(read(f"They met during {name}.", day), day)


@pytest.mark.parametrize(
    ("reckoned", "kept"),
    [
        (lambda year: hebrew_new_year(year + 3761), ROSH), (hanukkah, HANUKKAH), (julian_easter, ORTHODOX),
        (lambda year: moon_after(date(year, 1, 21), east=8), LUNAR),
    ],
)  # fmt: skip
def test_what_needs_no_sighting_is_exact(reckoned: object, kept: str) -> None:
    assert callable(reckoned)
    assert [reckoned(day.year) for day in days(kept)] == days(kept)


def test_the_tabular_calendar_is_never_more_than_a_day_off() -> None:
    for listed, month, day in ((FITR, 10, 1), (ADHA, 12, 10), (RAMADAN, 9, 1), (FITR_PAKISTAN, 10, 1)):
        off = [(kept - islamic(1435 + number, month, day)).days for number, kept in enumerate(days(listed))]
        assert set(off) <= {-1, 0, 1}


def test_a_feast_is_no_single_day_and_says_why() -> None:
    found = read("Rockets fell on Ashura.")
    assert found.when is not None
    assert found.when.grain is Grain.DAY
    assert (found.when.end - found.when.start).days == 3  # type: ignore[operator]
    assert "crescent" in found.detail
    assert "nearest to publication" in found.detail


def test_ramadan_is_a_month_and_has_ends() -> None:
    month, end = read("They fast in the holy month of Ramadan."), read("It holds until the end of Ramadan.")
    assert month.when is not None
    assert month.when.grain is Grain.MONTH
    assert 30 <= (month.when.end - month.when.start).days <= 32  # type: ignore[operator]
    assert end.when is not None
    assert end.when.end == month.when.end


def test_eid_alone_is_the_nearer_of_the_two() -> None:
    assert "al-Adha" in read("The Eid truce held.", date(2014, 10, 5)).detail
    assert "al-Fitr" in read("The Eid truce held.", date(2014, 7, 30)).detail


@pytest.mark.parametrize(
    "text", ["Ramadan Shalah spoke.", "He met Tariq Ramadan.", "Eid met them.", "a birthday", "Orthodox priests", "Holidays"]
)
def test_a_man_of_that_name_is_no_feast(text: str) -> None:
    assert find(text, date(2014, 11, 14)) == []


def test_without_a_date_a_feast_dates_nothing() -> None:
    assert find("They met on Eid al-Fitr.")[0].when is None
