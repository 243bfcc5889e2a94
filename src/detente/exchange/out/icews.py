"""ICEWS out: the twenty columns of the Dataverse event files, tab-separated, as `detente import icews` reads them.

Source of the columns: ICEWS Coded Event Data (Harvard Dataverse, doi:10.7910/DVN/28075). What ICEWS measures and we do not stays empty:
Intensity (the CAMEO scale), Sentence Number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.exchange.cameo_rows import table
from detente.exchange.out import cameo_pairs
from detente.exchange.out.cameo_pairs import code, day, pairs
from detente.exchange.out.cells import Cell, tabs
from detente.exchange.out.facts import Fact, country_name
from detente.records import Party

HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def unfit(fact: Fact) -> str | None:
    """Why an event is left out: ICEWS has a day and both sides."""
    one_sided = not any(doer and other for _, (doer, other) in pairs(fact))
    return cameo_pairs.unfit(fact) or ("with nobody on one side" if one_sided else None)


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the header and a line for each directed pair of each event."""
    yield tabs(HEADER)
    names = {code: name for name, code in reversed(table("icews_events.csv").items())}
    for fact in facts:
        for number, (doer, other) in pairs(fact):
            if doer and other:
                yield tabs(_row(fact, number, (doer, other), names.get(code(fact), "")))


def _row(fact: Fact, number: int, sides: tuple[Party, Party], words: str) -> Iterator[Cell]:
    doer, other = sides
    yield fact.id if number == 1 else f"{fact.id}/{number}"
    yield day(fact)
    yield from (doer.name, doer.sector, country_name(doer.country), words, code(fact), None)
    yield from (other.name, other.sector, country_name(other.country))
    yield from (fact.article_id, None, fact.outlet)
    yield from _place(fact)


def _place(fact: Fact) -> tuple[Cell, ...]:
    """Return city, district, province, country and pin, as fine as the place is known. A region has its country only."""
    where = fact.where
    if where is None:
        return (None,) * 6
    town = where.precision in ("point", "town")
    named = {"point": 0, "town": 0, "district": 1, "province": 2, "country": 3}.get(where.precision)
    cells: list[Cell] = [None, None, where.admin1 if where.precision != "country" else None, country_name(where.country)]
    if named is not None:
        cells[named] = where.name
    return (*cells, where.lat if town else None, where.lon if town else None)
