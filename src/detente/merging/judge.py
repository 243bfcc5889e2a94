"""Pairs of events → judgements: edges with a verdict, a score and the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.merging.blocks import Blocks, pairs
from detente.merging.compare import Comparison, compare
from detente.records import Judgement, Report, Verdict

MACHINE = "machine:merging-1"
PERSON = "person:"
SAME_FROM = 0.5
DIFFERENT_BELOW = 0.2
KEPT_FROM = 0.05
"""Pairs below are not worth an edge: nineteen of twenty compared pairs, each as plainly two happenings as the next."""


def judge(new: Sequence[Report], near: Iterable[Report] = ()) -> list[Judgement]:
    """Judge the new reports against each other and against those near them; only pairs that share a block are compared.

    Each pair is judged by itself: the same two reports give the same judgement whatever else there is.
    """
    fresh = {report.event_id for report in new}
    blocks = Blocks()
    for report in near:
        if report.event_id not in fresh:
            blocks.add(report)
    against_old = ((report, other) for report in new for other in blocks.near(report))
    return [*_judged(pairs(new)), *_judged(against_old)]


def judgement(a: Report, b: Report, found: Comparison | None = None) -> Judgement:
    """Return the machine's judgement on two reports, whatever the score."""
    found = found or compare(a, b)
    score = found.score
    verdict = Verdict.SAME if score >= SAME_FROM else Verdict.DIFFERENT if score < DIFFERENT_BELOW else Verdict.UNSURE
    left, right = sorted((a.event_id, b.event_id))
    return Judgement(left, right, verdict, round(score, 4), found.detail, MACHINE)


def by_person(judgement: Judgement) -> bool:
    """Whether a person made it: then it beats the machine's and outlives every rebuild (law 8)."""
    return judgement.by.startswith(PERSON)


def _judged(candidates: Iterable[tuple[Report, Report]]) -> Iterator[Judgement]:
    for a, b in candidates:
        found = compare(a, b)
        if found.score >= KEPT_FROM:
            yield judgement(a, b, found)
