"""Dates in a page's address: /2014/11/14/, 2014-11-14, 20141114, and /2014/11/ as a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from detente.reading.dating.words import MONTHS, day
from detente.records import Dating, Grain, TimeSpan

_YEAR = r"(?P<y>19[89]\d|20[0-4]\d)"
_DAY_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"(?<!\d){_YEAR}(?P<s>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<w>[a-z]{{3,9}})/(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}/?(?P<m>0[1-9]|1[0-2])/?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<s>[/_.-])(?P<m>0[1-9]|1[0-2])(?P=s){_YEAR}(?!\d)",
    )
)
_MONTH_SHAPE = re.compile(rf"/{_YEAR}[/-]?(?P<m>0[1-9]|1[0-2])/")
# The separated forms hardly ever mean anything else; eight bare digits may be a number of another kind.
# Below any day that is seen or voted for: the month of a path may be that of a section.
_MONTH_SCORE = 0.44
_SCORES = (0.9, 0.88, 0.82, 0.7)


def from_url(url: str | None) -> Iterator[Dating]:
    """The date in the path or query of `url`.

    >>> [d.when.start.date().isoformat() for d in from_url("http://news.example/articles/70123/20141114/summit.htm")]
    ['2014-11-14']
    """
    path = _path(url)
    for shape, score in zip(_DAY_SHAPES, _SCORES, strict=True):
        for match in shape.finditer(path):
            on = _date(match)
            if on is not None:
                yield Dating(day(on), "url", score, f"the address holds {match[0][:20]}")
                return
    monthly = _MONTH_SHAPE.search(path)
    if monthly:
        year, month = int(monthly["y"]), int(monthly["m"])
        end = datetime(year + month // 12, month % 12 + 1, 1)
        yield Dating(TimeSpan(datetime(year, month, 1), end, Grain.MONTH), "url", _MONTH_SCORE, f"the address holds {monthly[0][:20]}")


def _path(url: str | None) -> str:
    try:
        parts = urlsplit((url or "")[:2000])
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = MONTHS.get(groups["w"].lower(), 0) if groups.get("w") else int(groups["m"])
    try:
        return date(int(groups["y"]), month, int(groups["d"]))
    except ValueError:
        return None
