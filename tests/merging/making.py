"""Reports made for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from detente.merging import Page, Report, Where
from detente.merging.words import content, stem
from detente.records import Grain, TimeSpan, Toll

HOMS = Where("Homs", "town", "geonames:169577", 34.73, 36.72, "SYR", "Homs")
RASTAN = Where("Al Rastan", "town", "geonames:172957", 34.93, 36.73, "SYR", "Homs")


def day(text: str) -> TimeSpan:
    start = datetime.fromisoformat(text)
    return TimeSpan(start, start + timedelta(days=1), Grain.DAY)


def page(name: str, published: str = "2012-03-02", **more: Any) -> Page:
    return Page(f"art_{name}", f"The {name.title()} Post", day(published), **more)


def killed(best: int) -> tuple[Toll, ...]:
    return (Toll("killed", best, best, None),)


def report(name: str, of: Page, sentence: str = "", **more: Any) -> Report:
    told: dict[str, Any] = {
        "category": "ASSAULT",
        "actor_ids": ("SYR-army",),
        "recipient_ids": ("nil:civilians@SYR",),
        "when": day("2012-03-01"),
        "where": HOMS,
        "words": content(sentence),
        "trigger": stem(sentence.split()[2]) if sentence else "",
    }
    return Report(f"evt_{name}", of, **{**told, **more})
