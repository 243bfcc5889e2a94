"""Cells of tables that strangers' words go into: one line each, and never a formula.

A spreadsheet runs a cell that begins with = + - @ as a formula (OWASP, CSV injection), so such words get an apostrophe in front, which
spreadsheets take as "this is text". Numbers are written as numbers and get none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

# The last four are the full-width forms, which some spreadsheets fold to the plain ones.
_FORMULA = tuple("=+-@＝＋－＠")
Cell = str | int | float | date | Sequence[str] | None


def cell(value: Cell) -> str:
    r"""Return a value as it stands in a cell: unknown is empty, lists are joined by "; ", words are one line and guarded.

    >>> cell("=1+1"), cell(-1.5), cell(("a", "@b")), cell("two\tlines\nof text"), cell(None)
    ("'=1+1", '-1.5', "a; '@b", 'two lines of text', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    return "; ".join(guarded(part) for part in value)


def guarded(text: str) -> str:
    """Return words on one line, with an apostrophe in front where a spreadsheet would run them."""
    line = " ".join(text.replace("\0", " ").split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def commas(header: Sequence[str], rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Yield the lines of a comma-separated table (RFC 4180, lines end in a newline), the header first."""
    writer = csv.writer(_Line(), lineterminator="\n")
    yield str(writer.writerow(header))
    for cells in rows:
        yield str(writer.writerow([cell(value) for value in cells]))


def tabs(row: Iterable[Cell]) -> str:
    """Return a line of a tab-separated table without quotes, as ICEWS and GDELT have it."""
    return "\t".join(cell(value) for value in row) + "\n"


class _Line:
    """Hands each line that `csv.writer` writes straight back."""

    def write(self, line: str) -> str:
        return line
