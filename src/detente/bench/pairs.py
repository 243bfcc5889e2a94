"""`bench pairs`: pairs of events of two FA-KES articles near the threshold of merging, judged by reading them; how many of ours are right.

`data/fakes_pairs.tsv` holds no texts: articles by their number in the file (from 0), triggers by their characters in the article as read,
verdict and reason. Pairs were drawn with a fixed seed from all that merging compares in the first 415 articles: 50 with a score of 0.5 to
0.65, 50 to 0.8, 50 of 0.35 to 0.5 and 50 from 0.2; and judged from the sentences, in shuffled order, without their scores, by one reader, a
language model; no second one checked. Scores and findings of part `looked` alone were looked at when rules were mended; `held` tells what
that is worth. The articles that the pairs name are coded anew by the shipped coder: a pair is there if it still finds an event at both
triggers.

Recall is that of pairs near the threshold: pairs that nobody would doubt either way are not in the sample.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from detente.bench.dating import published
from detente.bench.figures import Figures
from detente.merging import compare, reports_of
from detente.merging.judge import SAME_FROM
from detente.pipeline import Pipeline, Workshop
from detente.records import Article, Capture, Coding, Report, Span
from detente.store import Store

PARTS = ("looked", "held")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger: the number of its article, and its characters."""

    article: int
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two triggers and what the reader says: True for one happening, False for two, None where nobody can tell."""

    left: Trigger
    right: Trigger
    part: str
    same: bool | None


def run(data: Path) -> Figures:
    """Code the articles that the pairs name and judge the pairs that are still there."""
    started = time.perf_counter()
    judged = list(gold())
    told = reports(captures(data, {one.article for pair in judged for one in (pair.left, pair.right)}))
    found = [(pair, score) for pair in judged if (score := score_of(pair, told)) is not None]
    figures: dict[str, float | None] = {"pairs": float(len(judged)), "there": float(len(found)), **measured(found)}
    for part in PARTS:
        own = measured((pair, score) for pair, score in found if pair.part == part)
        figures |= {f"{part}_{name}": value for name, value in own.items()}
    return Figures("pairs", figures, {}, len(found), time.perf_counter() - started)


def gold() -> Iterator[Pair]:
    """Read the judged pairs."""
    same = {"same": True, "different": False, "cannot tell": None}
    table = files("detente.bench").joinpath("data", "fakes_pairs.tsv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines(), delimiter="\t"):
        left, right = (
            Trigger(int(row[f"{side}_article"]), Span(int(row[f"{side}_start"]), int(row[f"{side}_end"]))) for side in ("left", "right")
        )
        yield Pair(left, right, row["part"], same[row["verdict"]])


def captures(data: Path, numbers: Collection[int]) -> Iterator[Capture]:
    """Yield these articles of FA-KES as JSON captures, published on the day that their opening names."""
    with (data / "fa_kes" / "FA-KES-Dataset.csv").open(encoding="latin-1", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle)):
            if number in numbers:
                yield capture(number, row, published(row))


def capture(number: int, row: Mapping[str, str], on: date) -> Capture:
    """Return one article as a capture whose address ends in its number."""
    url = f"https://{row['source']}.example/fa-kes/{number}"
    told = {"url": url, "title": row["article_title"], "text": row["article_content"], "published": on.isoformat()}
    return Capture.of(json.dumps(told).encode(), url=url, media_type="application/json", feed="fa_kes")


def reports(pages: Iterable[Capture]) -> dict[int, list[tuple[Span, Report]]]:
    """Code the pages in a passing store; return the reports of each article with their triggers."""
    with Store.in_memory() as store:
        for _ in Pipeline(store, Workshop(processes=0)).take_all(pages):
            pass
        return {int((article.url or "").rpartition("/")[2]): _triggers(article, coding) for article, coding in store.codings()}


def _triggers(article: Article, coding: Coding) -> list[tuple[Span, Report]]:
    return list(zip((event.trigger for event in coding.events), reports_of(article, coding), strict=True))


def score_of(pair: Pair, told: Mapping[int, Sequence[tuple[Span, Report]]]) -> float | None:
    """Return merging's score for a pair; None where the coder finds no event at one of its triggers."""
    left, right = _at(pair.left, told), _at(pair.right, told)
    return None if left is None or right is None else compare(left, right).score


def _at(trigger: Trigger, told: Mapping[int, Sequence[tuple[Span, Report]]]) -> Report | None:
    """Return the report whose trigger shares most characters with this one, of equals the first."""
    shared = [(_common(trigger.span, span), report) for span, report in told.get(trigger.article, ())]
    most, report = max(shared, key=lambda one: one[0], default=(0, None))
    return report if most > 0 else None


def _common(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def measured(scored: Iterable[tuple[Pair, float]]) -> dict[str, float | None]:
    """Return precision and recall of the verdict SAME, and the number of pairs that the reader could decide."""
    decided = [(pair.same, score >= SAME_FROM) for pair, score in scored if pair.same is not None]
    right = sum(same and ours for same, ours in decided)
    ours, true = sum(ours for _, ours in decided), sum(bool(same) for same, _ in decided)
    return {"precision": right / ours if ours else None, "recall": right / true if true else None, "n": float(len(decided))}
