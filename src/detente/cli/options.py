"""Options that several verbs share, and how their words are understood."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import click

from detente.records.errors import BadFilter, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

db_option = click.option(
    "--db",
    default="detente.duckdb",
    envvar="DETENTE_DB",
    show_default=True,
    show_envvar=True,
    type=click.Path(),
    metavar="FILE",
    help="The store.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line on stdout.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="CSV on stdout.")
limit_option = click.option("--limit", type=click.IntRange(0), help="At most so many; a table shows 50 without it, --json and --csv all.")


def source_options(command: Command) -> Command:
    """Add what can be said of captures from outside."""
    for option in (
        click.option("--allow-private", is_flag=True, help="Fetch from addresses inside (localhost, private networks) too."),
        click.option(
            "--processes",
            type=click.IntRange(0),
            help="How many processes read and code; 0: this one, as always for a lone page. One for each core without it.",
        ),
        click.option(
            "--fetched", metavar="WHEN", help="When the captures were fetched, if they don't say so: ISO 8601, UTC without a zone."
        ),
        click.option("--url", metavar="URL", help="The URL of a lone page; what an archive or record says of itself goes first."),
    ):
        command = option(command)
    return command


def moment(words: str | None) -> datetime | None:
    """Return an instant in UTC.

    >>> moment("2014-11-14").isoformat()
    '2014-11-14T00:00:00+00:00'
    """
    if words is None:
        return None
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{words!r} is no time", hint="write it as 2014-11-14 or 2014-11-14T09:30:00Z") from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def page_url(words: str | None) -> str | None:
    """Return the URL of a page, whole; raise `UsageError` for what is none.

    >>> page_url("https://paper.example/2014/11/14/story")
    'https://paper.example/2014/11/14/story'
    """
    if words is not None and not _URL.fullmatch(words.strip()):
        raise UsageError(f"{words!r} is no URL of a page", hint="write it whole: https://paper.example/2014/11/14/story")
    return words.strip() if words else None


_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def period(words: str | None) -> tuple[datetime, datetime] | None:
    """Return the interval `[start, end)` that a year, month or day names.

    >>> [moment.isoformat(sep=" ") for moment in period("2014-11")]
    ['2014-11-01 00:00:00', '2014-12-01 00:00:00']
    """
    if words is None:
        return None
    match = _PERIOD.fullmatch(words.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
        return datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise BadFilter(f"{words!r} is no date", hint="write a year, month or day: 2014, 2014-11, 2014-11-02") from None


def bounds(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """Return from when and to when, half open, what lies in or after `since` and in or before `until`.

    >>> [moment.isoformat(sep=" ") for moment in bounds("2014-11", "2014-11")]
    ['2014-11-01 00:00:00', '2014-12-01 00:00:00']
    """
    first, last = period(since), period(until)
    if first and last and last[1] <= first[0]:
        raise BadFilter(f"{until} is before {since}: nothing can lie between them", hint="the earlier date first, the later one as the end")
    return first[0] if first else None, last[1] if last else None


def one_of(name: str, value: str | None, known: tuple[str, ...]) -> str | None:
    """Return the member of `known` that `value` names, whatever its case; raise `BadFilter` with the nearest otherwise."""
    if value is None:
        return None
    found = next((word for word in known if word.lower() == value.lower()), None)
    if found is None:
        import difflib

        close = difflib.get_close_matches(value.lower(), [word.lower() for word in known], 1)
        nearest = next((word for word in known if word.lower() in close), None)
        raise BadFilter(f"{value!r} is no {name}", hint=f"did you mean {nearest}?" if nearest else f"one of {', '.join(known)}")
    return found
