"""Made streams for `bench shifts` and `bench merge`: events with known turns, reports with known happenings. Seeded; nothing is read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from detente.records import Grain, Page, Report, TimeSpan, Toll, Where
from detente.relating import Observation

FIRST = date(2010, 1, 1)
# Scores of what a dyad does in a mood, as PLOVER has them: talks, praise, accords, help; blame, threats, force.
_WARM = (0.25, 0.25, 0.25, 0.4, 0.5, 0.5, 0.25, 0.95, 1.0, 0.65)
_COLD = (-0.3, -0.3, -0.2, -0.35, -0.2, -0.6, -0.55, -0.7, -0.9, -0.9)
_SHARE_WARM = {"friends": 0.88, "foes": 0.15, "mixed": 0.55}


@dataclass(frozen=True, slots=True)
class Stream:
    """One dyad's observations over `days`, and the days (from `FIRST`) on which its mood truly turned."""

    observed: tuple[Observation, ...]
    turned: tuple[int, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How a stream flows: events a year, burst size (mean events of a day that has any), share of miscoded events."""

    a_year: float
    burst: float
    noise: float


RATES = {"sparse": Rate(12, 1.0, 0.05), "bursty": Rate(60, 4.0, 0.1), "dense": Rate(300, 1.6, 0.1), "noisy": Rate(60, 1.3, 0.25)}


def stream(rate: Rate, seed: int, years: int = 6) -> Stream:
    """Make one dyad's stream: moods last four years on average and turn to another mood.

    Rates are those of ICEWS 2014: half of the dyads with any pattern have about one event a month, the busiest one a day.
    """
    rng, days = random.Random(seed), 365 * years
    mood = rng.choice(sorted(_SHARE_WARM))
    turned: list[int] = []
    observed: list[Observation] = []
    busy = rate.a_year / 365 / rate.burst
    for day in range(days):
        if rng.random() < 1 / (365 * 4) and day > 180:
            mood = rng.choice(sorted(set(_SHARE_WARM) - {mood}))
            turned.append(day)
        if rng.random() < busy:
            lead = _value(rng, mood, rate.noise)
            for i in range(1 + _extra(rng, rate.burst)):
                value = lead if i and rng.random() < 0.5 else _value(rng, mood, rate.noise)
                observed.append(Observation(FIRST + timedelta(days=day), value, 1.0, 0.0, f"inc_{day}_{i}", "made"))
    return Stream(tuple(observed), tuple(turned), days)


def _value(rng: random.Random, mood: str, noise: float) -> float:
    share = 0.5 if rng.random() < noise else _SHARE_WARM[mood]
    return rng.choice(_WARM if rng.random() < share else _COLD)


def _extra(rng: random.Random, burst: float) -> int:
    """Return a geometric number with mean `burst` - 1."""
    number = 0
    while rng.random() < 1 - 1 / burst:
        number += 1
    return number


def reports(number: int, seed: int) -> Iterator[Report]:
    """Make reports of made happenings: three in ten are told by two to six articles, in other words and not always fully."""
    rng, made = random.Random(seed), 0
    words = [f"word{i}" for i in range(20_000)]
    while made < number:
        day = datetime(2012, 1, 1) + timedelta(days=rng.randrange(max(30, number // 140)))
        who, whom = (f"group:{rng.randrange(600)}" for _ in range(2))
        lat, lon, place = rng.uniform(30, 37), rng.uniform(36, 48), rng.randrange(5000)
        where = Where(f"Town {place}", "town", f"geonames:{place}", lat, lon, f"C{place % 20}", f"A{place % 200}")
        category = rng.choice(("ASSAULT", "ASSAULT", "CONSULT", "ACCUSE", "COERCE", "PROTEST", "AGREE", "AID"))
        told, toll = frozenset(rng.sample(words, 9)), rng.randrange(1, 40)
        for _ in range(1 if rng.random() < 0.7 else rng.randint(2, 6)):
            if made == number:
                return
            made += 1
            out = day + timedelta(days=rng.randrange(3), hours=rng.randrange(24))
            yield Report(
                f"evt_{seed}_{made}",
                Page(f"art_{seed}_{made // 3}", f"outlet {rng.randrange(300)}", TimeSpan(out, out, Grain.SECOND)),
                category,
                (who,),
                (whom,) if rng.random() < 0.8 else (),
                TimeSpan(day, day + timedelta(days=1), Grain.DAY) if rng.random() < 0.7 else None,
                where if rng.random() < 0.8 else None,
                tolls=(Toll("killed", toll, toll, None),) if category == "ASSAULT" and rng.random() < 0.5 else (),
                words=frozenset(rng.sample(sorted(told), 6)),
                at=made % 3,
            )
