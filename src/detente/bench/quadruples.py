"""ICEWS14 as a forecasting benchmark: quadruples (subject, relation, object, day) with the standard split, each also asked backwards.

A question is (subject, relation, ?) on a day; a relation's inverse, its number plus the number of relations, asks for the subject. Single
step: everything of earlier days is known. The filter is time-aware: other right answers of the same day are left out of the ranking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HOURS = 24


@dataclass(frozen=True, slots=True)
class Question:
    """Who is the other side? `answers`: all that are right on the day, in order of first appearance."""

    subject: int
    relation: int
    day: int
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quadruples:
    """Names of entities and relations by number, and the three parts as (N, 4) arrays, days counted from 0."""

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    train: np.ndarray
    valid: np.ndarray
    test: np.ndarray


def read(folder: Path) -> Quadruples:
    """Read the id files of a folder."""
    return Quadruples(
        _names(folder / "entity2id.txt"),
        _names(folder / "relation2id.txt"),
        *(_part(folder / f"{name}.txt") for name in ("train", "valid", "test")),
    )


def by_day(rows: np.ndarray, relations: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield each day in order with its triples (N, 3), those asked backwards after the others."""
    for day in np.unique(rows[:, 3]):
        forward = np.unique(rows[rows[:, 3] == day, :3], axis=0)
        yield int(day), np.concatenate([forward, backwards(forward, relations)])


def backwards(triples: np.ndarray, relations: int) -> np.ndarray:
    """Triples seen from the object.

    >>> backwards(np.array([[7, 2, 9]]), 230).tolist()
    [[9, 232, 7]]
    """
    return np.stack([triples[:, 2], triples[:, 1] + relations, triples[:, 0]], axis=1)


def questions(day: int, triples: np.ndarray) -> list[Question]:
    """The questions of a day, one for each subject and relation."""
    answers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for subject, relation, answer in triples.tolist():
        answers[subject, relation].append(answer)
    return [Question(subject, relation, day, tuple(told)) for (subject, relation), told in answers.items()]


def reciprocal_ranks(scores: np.ndarray, answers: Sequence[int]) -> np.ndarray:
    """1 / rank of each right answer among all that are not right; of those that tie with it half are counted before it.

    >>> reciprocal_ranks(np.array([0.9, 0.5, 0.5, 0.1]), [0, 1]).tolist()
    [1.0, 0.6666666666666666]
    """
    right = np.asarray(answers)
    wrong = np.delete(scores, right)
    own = scores[right][:, None]
    return np.asarray(1 / (1 + (wrong > own).sum(axis=1) + (wrong == own).sum(axis=1) / 2))


def _names(path: Path) -> tuple[str, ...]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
    return tuple(row[0] for row in sorted(rows, key=lambda row: int(row[1])))


def _part(path: Path) -> np.ndarray:
    rows = np.loadtxt(path, dtype=np.int64, delimiter="\t", usecols=range(4))
    rows[:, 3] //= HOURS
    return np.asarray(rows)
