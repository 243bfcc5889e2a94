"""When evidence counts from: what is dated sharply on its day, what is dated vaguely late, weakly, or beside what it agrees with.

"Some day from September to next November" is no reason to date a turn to September. So of a time wider than three days
1. the last day counts: by then it had happened; or
2. if sharply dated evidence of the same dyad and sign lies within, the day of the piece that is most like it: they may tell one thing;
3. and it weighs less, the wider it is: by the chance that no turn lies between the day it is put on and the day it was.

All of it follows from the evidence alone, so that neither order nor pace of arrival matters (laws 3 and 9).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from detente.records import Grain, Incident, TimeSpan
from detente.relating.observation import Observation

_SHARP = timedelta(days=2)
"""From the first to the last day of what still has a date: a night or a weekend, by any time zone."""

_OPEN = timedelta(days=365)
"""How far back "before May" is taken to reach."""

_SAME_MOOD = 700.0
"""Mean days between turns: `Prior.regime_days`."""

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which something may have happened."""

    first: date
    last: date

    @property
    def sharp(self) -> bool:
        """Whether it has a date, give or take a weekend."""
        return self.last - self.first <= _SHARP

    @property
    def on(self) -> date:
        """The day it counts from: the first of a sharp time, the last of a vague one."""
        return self.first if self.sharp else self.last

    @property
    def trust(self) -> float:
        """How much it still tells about `on`, in (0, 1]: the mean over its days of the chance that no turn lies between.

        >>> Days(date(2014, 11, 2), date(2014, 11, 3)).trust, round(Days(date(2014, 1, 1), date(2015, 12, 31)).trust, 2)
        (1.0, 0.62)
        """
        wide = (self.last - self.first).days / _SAME_MOOD
        return 1.0 if self.sharp else -math.expm1(-wide) / wide


def days_of(when: TimeSpan | None) -> Days | None:
    """Return the days of a time; what has begun and not ended counts from its beginning. None where nothing is known."""
    if when is None or not (when.start or when.end):
        return None
    if when.end is None:
        return Days(when.start.date(), when.start.date()) if when.start else None
    last = (when.end - _MOMENT).date()
    first = when.start.date() if when.start else last - _OPEN
    return Days(first, max(first, last))


def days_told(incident: Incident) -> Days | None:
    """Return the days an incident counts from: its own, as far as they lie before it was told; else those on which it was first told.

    What lies in the future when told is a plan, and counts from when it was told.
    """
    own, told = days_of(incident.when), _first_told(incident)
    if own is None or told is None:
        return own or told
    return told if own.first > told.last else Days(own.first, min(own.last, told.last))


def placed(observed: Sequence[Observation]) -> list[Observation]:
    """Return the observations with the vaguely dated ones put on the day of the sharply dated one that is most like them, if any is.

    Steps: 1. within the interval; 2. of the same sign; 3. the nearest value, then the weightiest, then the earliest.
    """
    sharp = [one for one in observed if one.first is None]
    return [one if one.first is None else _agreed(one, one.first, sharp) for one in observed]


def _agreed(vague: Observation, first: date, sharp: Sequence[Observation]) -> Observation:
    alike = [one for one in sharp if first <= one.on <= vague.on and (one.value > 0) == (vague.value > 0)]
    best = min(alike, key=lambda one: (abs(one.value - vague.value), -one.precision, one.on, one.evidence), default=None)
    return replace(vague, on=best.on, first=None) if best else vague


def _first_told(incident: Incident) -> Days | None:
    """Return when the article came out that was out first for sure."""
    told = [days_of(TimeSpan(claim.published, _until(claim.published, claim.published_until), Grain.DAY)) for claim in incident.claims]
    return min((days for days in told if days), key=lambda days: (days.last, days.first), default=None)


def _until(start: datetime | None, end: datetime | None) -> datetime | None:
    return end if end or start is None else start + timedelta(days=1)
