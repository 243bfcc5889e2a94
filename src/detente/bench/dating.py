"""Dating from clues alone: FA-KES articles and Syria timeline days, stripped of their dates; how often the interval holds the truth, how
wide it is; and events of the corpus whose words tell the day (`event_days.py`): how many are dated to it.

FA-KES articles open with their date of publication; it is the truth, and every full date is cut from the text (the file's own column of
dates is
that of the event and at times swaps day and month; it stands in where the opening has no date). Timeline: the sentences of one day, joined.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from detente.bench import event_days
from detente.bench.corpus import find_corpus
from detente.bench.figures import Figures
from detente.coding import load_coder
from detente.reading.dating.clues import from_text
from detente.reading.dating.words import MONTHS, find_dates
from detente.records.errors import MissingPath

_OPENING = 250
_COLUMN_OFF = timedelta(days=45)


def run(data: Path) -> Figures:
    """Held and median width (days) over the answered texts of both sets; answered shares apart; and the days of events (`event_days`)."""
    begun = time.perf_counter()
    fakes, timeline = list(fa_kes(data)), list(timeline_days(data))
    figures: dict[str, float | None] = {}
    every: list[tuple[bool, int]] = []
    for name, texts in (("fa_kes", fakes), ("timeline", timeline)):
        answers = [answer for text, on in texts if (answer := judge(text, on))]
        every += answers
        figures |= {
            f"{name}_held": _held(answers),
            f"{name}_median_days": _median(answers),
            f"{name}_answered": len(answers) / max(1, len(texts)),
        }
    figures = {"held": _held(every), "median_days": _median(every), "answered": len(every) / max(1, len(fakes) + len(timeline)), **figures}
    with suppress(MissingPath):  # outside a checkout there may be no corpus; the rest is measured all the same
        figures |= event_days.figures(find_corpus(data, Path.cwd()), load_coder())
    return Figures("dating", figures, {}, len(fakes) + len(timeline), time.perf_counter() - begun)


def judge(text: str, on: date) -> tuple[bool, int] | None:
    """Whether the interval holds the day, and its width in days; None for no answer."""
    for dating in from_text(text, (), None):
        start, end = dating.when.start, dating.when.end
        if start is not None and end is not None:
            return start < datetime(on.year, on.month, on.day) + timedelta(days=1) and end > datetime(on.year, on.month, on.day), (
                end - start
            ).days
    return None


def fa_kes(data: Path) -> Iterator[tuple[str, date]]:
    """Article texts without their full dates, with the day of publication."""
    with (data / "fa_kes/FA-KES-Dataset.csv").open(encoding="latin-1") as handle:
        for row in csv.DictReader(handle):
            yield f"{row['article_title']}\n{strip(row['article_content'])}", published(row)


def published(row: Mapping[str, str]) -> date:
    """Day of publication of a row of FA-KES: the first of its opening that fits the column of dates, else the first, else the column's."""
    month, day_, year = (int(part) for part in row["date"].split("/"))
    readings = [date(year, month, day_)] + ([date(year, day_, month)] if day_ <= 12 else [])
    opening = [found.on for found in find_dates(row["article_content"][:_OPENING], day_first=True)]
    fits = (on for on in opening if any(abs(on - reading) <= _COLUMN_OFF for reading in readings))
    return next(fits, opening[0] if opening else readings[0])


def strip(text: str) -> str:
    """The text without its full dates, longest first, until none is left."""
    while dates := find_dates(text):
        for found in reversed(dates):
            text = text[: found.span.start] + text[found.span.end :]
    return text


def timeline_days(data: Path) -> Iterator[tuple[str, date]]:
    """The joined sentences of each day of the timeline, without full dates.

    The files repeat under each heading the items of the days that follow in its section; an item's own day is the last that lists it.
    """
    for path in sorted((data / "syria_timeline_wiki").glob("Timeline*.json")):
        year = int(re.findall(r"20\d\d", path.name)[-1])
        own_day: dict[str, date] = {}
        for heading, items in json.loads(path.read_text(encoding="utf-8")).items():
            match = re.match(r"(\d{1,2}) ([A-Z][a-z]+)", heading)
            if not match or match[2].lower() not in MONTHS or not isinstance(items, list):
                continue
            on = date(year, MONTHS[match[2].lower()], int(match[1]))
            for item in items:
                words = item.get("event")
                if isinstance(words, str):
                    own_day[words] = max(on, own_day.get(words, on))
        for on in sorted(set(own_day.values())):
            yield strip(" ".join(words for words, day_ in own_day.items() if day_ == on)), on


def _held(answers: Sequence[tuple[bool, int]]) -> float | None:
    return sum(held for held, _ in answers) / len(answers) if answers else None


def _median(answers: Sequence[tuple[bool, int]]) -> float | None:
    return float(statistics.median(width for _, width in answers)) if answers else None
