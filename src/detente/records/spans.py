"""Stretches of text and of time."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: code points `start` up to, not including, `end`.

    >>> Span(4, 8).of("the ISIS truce")
    'ISIS'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} runs backwards")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


class Grain(enum.StrEnum):
    """How finely a time is known, coarse to fine."""

    CENTURY = "CENTURY"
    DECADE = "DECADE"
    YEAR = "YEAR"
    QUARTER = "QUARTER"
    MONTH = "MONTH"
    WEEK = "WEEK"
    DAY = "DAY"
    HOUR = "HOUR"
    MINUTE = "MINUTE"
    SECOND = "SECOND"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A half-open interval `[start, end)`; a missing side is open.

    Datetimes are naive and in the article's own clock unless a record's field says UTC (`_at`).
    `grain` says how fine the words were: "in November" and "from 1 to 30 November" share an interval, not a grain.
    """

    start: datetime | None
    end: datetime | None
    grain: Grain

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"time span {self.start} to {self.end} runs backwards")

    def overlaps(self, other: TimeSpan) -> bool:
        """Whether the two share at least one instant; an open side reaches for ever."""
        starts_in_time = self.start is None or other.end is None or self.start < other.end
        ends_late_enough = self.end is None or other.start is None or other.start < self.end
        return starts_in_time and ends_late_enough
