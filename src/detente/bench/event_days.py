"""Events of the corpus' test part whose words tell the day: is the coded day the right one?

The gold (`data/event_days.csv`: passage, event, day) is ours, read off the passages by hand: weekdays, dates and feasts, past and to come,
where a reader has no doubt. Each passage is coded as an article published on the day its header says. Part of the part that tests the
coder; no rule of the calendar was made after it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from detente.bench.texts import article_of
from detente.coding import Coder, code
from detente.exchange.passages import Passage, read_corpus
from detente.records import Article, Coding, Dating, Grain, Span, TimeSpan


@dataclass(frozen=True, slots=True)
class Row:
    """An event by its passage and name, and the day on which it was or will be."""

    passage: int
    event: str
    day: date


def rows() -> list[Row]:
    """Return the gold."""
    with (files("detente.bench") / "data" / "event_days.csv").open(encoding="utf-8") as handle:
        return [Row(int(row["passage"]), row["event"], date.fromisoformat(row["day"])) for row in csv.DictReader(handle)]


def figures(corpus: Path, coder: Coder) -> dict[str, float | None]:
    """Return `event_days_right`, of the events found and dated; `event_days_found`, of all that are dated at all."""
    told = list(days(corpus, coder))
    dated = [(wanted, found) for wanted, found in told if found is not None]
    right = sum(wanted == found for wanted, found in dated)
    return {
        "event_days_right": right / len(dated) if dated else None,
        "event_days_found": len(dated) / len(told) if told else None,
    }


def days(corpus: Path, coder: Coder) -> Iterator[tuple[date, date | None]]:
    """Yield, for each row, the true day and the one coded: None where the event is not found, or not known to the day."""
    passages = {passage.number: passage for passage in read_corpus(corpus)}
    coded: dict[int, Coding] = {}
    for row in rows():
        passage = passages[row.passage]
        if row.passage not in coded:
            coded[row.passage] = code(published(passage), coder)
        yield row.day, day_at(coded[row.passage], passage.spans[row.event])


def published(passage: Passage) -> Article:
    """Return a passage as an article of the day in its header."""
    start = datetime(passage.published.year, passage.published.month, passage.published.day)
    when = TimeSpan(start, start + timedelta(days=1), Grain.DAY)
    return replace(article_of(passage.text), datings=(Dating(when, "meta", 1.0, "the header of the passage"),))


def day_at(coding: Coding, trigger: Span) -> date | None:
    """Return the day of the event whose trigger touches these words, if it is known to the day."""
    for event in coding.events:
        when = event.time.when if event.time and event.trigger.overlaps(trigger) else None
        if when and when.start and when.end and when.end - when.start <= timedelta(days=1):
            return when.start.date()
    return None
