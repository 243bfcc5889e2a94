"""Feasts that follow the moon: Islamic, Jewish, Orthodox, Hindu, Chinese. Each is a stretch of days with an honest tolerance, and says why.

Islamic months begin when a crescent is seen, which is a day earlier in one country than in the next: a day on either side is allowed.
Jewish feasts begin at the sunset before their first day, so that day belongs to them. Hindu feasts are kept on the day of the moon or the
one beside it, by region. The Chinese new year is exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.calendar.moons import hebrew_new_year, islamic, islamic_years, julian_easter, moon_after
from detente.coding.calendar.values import DATE, Clock, Reading, on_day, whole
from detente.records import Grain

Match = re.Match[str]
Days = tuple[date, date]
_CRESCENT = "by the tabular Islamic calendar, a day either way since the crescent is sighted"
_SUNSET = "by the Hebrew calendar, from the sunset before"
_BY_MOON = "by the moon, a day either way by region"
_JULIAN = "by the Julian calendar"
_EXACT = "by the new moon in China"


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast: its first and last day in years near a day, how far off both may be, and why."""

    name: str
    near: Callable[[date], Iterator[Days]]
    before: int
    after: int
    why: str
    grain: Grain = Grain.DAY


def _islamic(month: int, day: int, days: int = 1) -> Callable[[date], Iterator[Days]]:
    def near(today: date) -> Iterator[Days]:
        for year in islamic_years(today):
            first = islamic(year, month, day)
            yield first, first + timedelta(days=days - 1)

    return near


def _ramadan(today: date) -> Iterator[Days]:
    for year in islamic_years(today):
        yield islamic(year, 9, 1), islamic(year, 10, 1) - timedelta(days=1)


def _yearly(first: Callable[[int], date], days: int = 1) -> Callable[[date], Iterator[Days]]:
    def near(today: date) -> Iterator[Days]:
        for year in range(today.year - 1, today.year + 2):
            yield first(year), first(year) + timedelta(days=days - 1)

    return near


def _tishri(offset: int) -> Callable[[int], date]:
    """Days counted from the Hebrew new year that falls in a Gregorian year."""
    return lambda year: hebrew_new_year(year + 3761) + timedelta(days=offset)


def hanukkah(year: int) -> date:
    """25 Kislev: a day later in years whose Heshvan has thirty days.

    >>> hanukkah(2014), hanukkah(2024)
    (datetime.date(2014, 12, 17), datetime.date(2024, 12, 26))
    """
    new = hebrew_new_year(year + 3761)
    complete = (hebrew_new_year(year + 3762) - new).days in {355, 385}
    return new + timedelta(days=84 if complete else 83)


_PASSOVER = _tishri(-163)
_FEASTS: tuple[tuple[str, Feast], ...] = (
    (r"Eid[ -][aeu]l[ -]Fitr", Feast("Eid al-Fitr", _islamic(10, 1, 3), 1, 1, _CRESCENT)),
    (r"Eid[ -][aeu]l[ -](?:Adha|Azha)", Feast("Eid al-Adha", _islamic(12, 10, 4), 1, 1, _CRESCENT)),
    (r"Feast of (?:the )?Sacrifice", Feast("Eid al-Adha", _islamic(12, 10, 4), 1, 1, _CRESCENT)),
    (r"Ramadh?an|Ramazan", Feast("Ramadan", _ramadan, 1, 1, _CRESCENT, Grain.MONTH)),
    (r"Ash(?:ou|o|u)ra[ah]?", Feast("Ashura", _islamic(1, 10), 1, 1, _CRESCENT)),
    (r"Arba['’]?een", Feast("Arbaeen", _islamic(2, 20), 1, 1, _CRESCENT)),
    (r"Islamic [Nn]ew [Yy]ear", Feast("Islamic new year", _islamic(1, 1), 1, 1, _CRESCENT)),
    (r"Maw?lid(?: al-Nabi)?|Milad-un-Nabi|Prophet(?: Mu?hamm?[ae]d)?['’]s [Bb]irthday",
     Feast("Mawlid", _islamic(3, 12, 6), 1, 1, f"the 12th for Sunnis, the 17th for Shiites; {_CRESCENT}")),
    (r"Passover|Pesach", Feast("Passover", _yearly(_PASSOVER, 8), 1, 0, _SUNSET)),
    (r"Shavuot", Feast("Shavuot", _yearly(_tishri(-113), 2), 1, 0, _SUNSET)),
    (r"Purim", Feast("Purim", _yearly(_tishri(-193)), 1, 1, f"{_SUNSET}; a day later in walled towns")),
    (r"Rosh Hashan(?:ah|a)", Feast("Rosh Hashanah", _yearly(_tishri(0), 2), 1, 0, _SUNSET)),
    (r"Yom Kippur", Feast("Yom Kippur", _yearly(_tishri(9)), 1, 0, _SUNSET)),
    (r"Sukkoth?", Feast("Sukkot", _yearly(_tishri(14), 7), 1, 0, _SUNSET)),
    (r"Ch?anukk?ah|Hanukk?ah", Feast("Hanukkah", _yearly(hanukkah, 8), 1, 0, _SUNSET)),
    (r"Orthodox Easter(?: Sunday)?", Feast("Orthodox Easter", _yearly(julian_easter), 0, 0, _JULIAN)),
    (r"Orthodox Christmas(?: Day)?", Feast("Orthodox Christmas", _yearly(lambda year: date(year, 1, 7)), 0, 0, _JULIAN)),
    (r"Diwali|Deepavali", Feast("Diwali", _yearly(lambda year: moon_after(date(year, 10, 18), east=5.5)), 1, 0, _BY_MOON)),
    (r"Holi", Feast("Holi", _yearly(lambda year: moon_after(date(year, 2, 28), full=True, east=5.5)), 0, 1, _BY_MOON)),
    (r"(?:Lunar|Chinese) New Year|Spring Festival",
     Feast("Lunar New Year", _yearly(lambda year: moon_after(date(year, 1, 21), east=8)), 0, 0, _EXACT)),
)  # fmt: skip
"""Pattern → feast; Purim, Passover and Shavuot are counted back from the new year after them."""
FEAST = (
    rf"(?:{'|'.join(pattern for pattern, _ in _FEASTS)}|Eid(?= (?:holidays?|prayers?|truce|ceasefire|celebrations|festival|festivities)\b))"
)
PART = r"(?:(?:the )?(?P<part>first day|start|beginning|eve|end|last day) of )?(?:the )?(?:(?:holy |fasting )+month of )?"
_OF_NAME = re.compile(
    r"\b(?!(?:In|On|During|Since|Until|Before|After|By|For|This|Last|The|From|Through|Muslim|Jewish|Hindu|Holy)\b)[A-Z]\w+ $"
)
"""A word in capitals right before: "Tariq Ramadan" is a man."""
_ON_NAME = re.compile(r" (?:[A-Z]\w+|al-[A-Z])(?! (?:War|Truce|Agreement|Accords)\b)")


def feast_on(match: Match, clock: Clock) -> Reading | None:
    """Eid al-Fitr, the first day of Ramadan, Passover 2013; None for a man of that name."""
    name, text = match["feast"], match.string
    if name in {"Ramadan", "Eid"} and (_OF_NAME.search(text[: match.start()]) or _ON_NAME.match(text, match.end())):
        return None
    told = int(match["year"]) if match["year"] else None
    today = date(told, 7, 1) if told else clock.today
    if today is None:
        return Reading(DATE, "XXXX-XX-XX")
    feasts = [feast for pattern, feast in _FEASTS if re.fullmatch(pattern, name)] or [feast for _, feast in _FEASTS[:2]]
    days = [(first, last, feast) for feast in feasts for first, last in feast.near(today) if told in {None, first.year, last.year}]
    if not days:
        return None
    first, last, feast = min(days, key=lambda each: _away(each[0], each[1], today))
    which = "told with its year" if told else "the one nearest to publication"
    return _reading(first, last, feast, match["part"] or "", which)


def _away(first: date, last: date, today: date) -> int:
    return max(0, (first - today).days, (today - last).days)


def _reading(first: date, last: date, feast: Feast, part: str, which: str) -> Reading:
    if part in {"first day", "start", "beginning"}:
        last = first
    elif part in {"end", "last day"}:
        first = last
    elif part == "eve":
        first = last = first - timedelta(days=1)
    detail = f"{feast.name}, {which}; {feast.why}"
    if feast.before == feast.after == 0 and first == last:
        return on_day(first, detail)
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    grain = Grain.DAY if part else feast.grain
    when = whole(first - timedelta(days=feast.before), last + timedelta(days=1 + feast.after), grain)
    return Reading(DATE, value, when, detail=detail)
