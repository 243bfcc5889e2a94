"""`bench tempeval`: TempEval-3 platinum, time expressions found and valued by `coding.times`.

`relaxed_f1`: a found expression that overlaps a gold one, each used once. `value_f1`: the same where the TIMEX3 values are equal, too.
`strict_f1`: equal spans. `type_f1`: equal types. `dev_value_f1`: on every second document, which may be looked at. After the task's
definition (UzZaman et al. 2013); the scorer is our own.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

from detente.bench.figures import Figures
from detente.coding.times import Reading, find_times
from detente.records import Grain, Span, TimeSpan

PUBLISHED = {"HeidelTime 1.2 (TempEval-3)": {"relaxed_f1": 0.903, "value_f1": 0.776}, "NavyTime": {"relaxed_f1": 0.903, "value_f1": 0.703}}
_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold time expression."""

    span: Span
    kind: str
    value: str


def run(data: Path) -> Figures:
    """Find and value the time expressions of the twenty documents."""
    begun = time.perf_counter()
    all_, dev = Counter[str](), Counter[str]()
    for number, (text, published, golds) in enumerate(read(data / "tempeval3_platinum")):
        found = [part for reading in find_times(text, published) for part in ends(reading, text)]
        told = counts(found, golds)
        all_ += told
        dev += told if number % 2 == 0 else Counter()
    total = max(1, all_["said"] + all_["true"])
    figures: dict[str, float | None] = {
        "relaxed_f1": 2 * all_["hit"] / total,
        "value_f1": 2 * all_["value"] / total,
        "dev_value_f1": 2 * dev["value"] / max(1, dev["said"] + dev["true"]),
        "strict_f1": 2 * all_["strict"] / total,
        "type_f1": 2 * all_["kind"] / total,
        "relaxed_precision": all_["hit"] / max(1, all_["said"]),
        "relaxed_recall": all_["hit"] / max(1, all_["true"]),
    }
    return Figures("tempeval", figures, PUBLISHED, all_["true"], time.perf_counter() - begun)


def counts(found: list[Reading], golds: list[Gold]) -> Counter[str]:
    """What was said, what is true, and of their pairs how many there are and agree in span, type and value."""
    pairs = match(found, golds)
    return Counter(
        said=len(found),
        true=len(golds),
        hit=len(pairs),
        strict=sum(one.span == other.span for one, other in pairs),
        kind=sum(one.kind == other.kind for one, other in pairs),
        value=sum(one.value == other.value for one, other in pairs),
    )


def ends(reading: Reading, text: str) -> list[Reading]:
    """A span of years as its two ends: TIMEX3 has no value for "2011-12", and the annotators mark either year."""
    first, _, last = reading.value.partition("/")
    dash = re.search("[-–]", reading.span.of(text))
    if not (first.isdigit() and last.isdigit() and dash):
        return [reading]
    at = reading.span.start + dash.start()
    one, other = Span(reading.span.start, at), Span(at + 1, reading.span.end)
    return [replace(reading, span=one, value=first), replace(reading, span=other, value=last)]


def match(found: list[Reading], golds: list[Gold]) -> list[tuple[Reading, Gold]]:
    """Pairs that overlap, each used once, in text order."""
    out, left = [], list(golds)
    for reading in found:
        gold = next((each for each in left if each.span.overlaps(reading.span)), None)
        if gold:
            left.remove(gold)
            out.append((reading, gold))
    return out


def read(folder: Path) -> Iterator[tuple[str, TimeSpan | None, list[Gold]]]:
    """Text, day of creation and gold expressions of each document."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text("utf-8")
        told = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
        day = datetime.fromisoformat(told[1]) if told else None
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        text, golds = plain(body[1] if body else "")
        yield text, TimeSpan(day, day + timedelta(days=1), Grain.DAY) if day else None, golds


def plain(marked: str) -> tuple[str, list[Gold]]:
    """Text without tags, and the expressions on it.

    >>> plain('on <TIMEX3 type="DATE" value="2013">that <b>year</b></TIMEX3>.')[0]
    'on that year.'
    """
    text, golds, at = "", [], 0
    for found in _TIMEX.finditer(marked):
        text += unescape(_TAG.sub("", marked[at : found.start()]))
        words = unescape(_TAG.sub("", found[2]))
        kind, value = (re.search(rf'\b{name}="([^"]*)"', found[1]) for name in ("type", "value"))
        golds.append(Gold(Span(len(text), len(text) + len(words)), kind[1] if kind else "", value[1] if value else ""))
        text += words
        at = found.end()
    return text + unescape(_TAG.sub("", marked[at:])), golds
