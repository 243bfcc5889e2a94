"""What the model learns from: marked passages of the project's own, and real paragraphs marked by hand where the data folder has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.exchange.passages import Passage, read_corpus
from detente.exchange.splits import held_out
from detente.records.errors import MissingPath

CORPUS = Path("corpus")


@dataclass(frozen=True, slots=True)
class Material:
    """Passages by part. `real` are paragraphs of real news: they train, and report a test of their own."""

    train: tuple[Passage, ...]
    development: tuple[Passage, ...]
    test: tuple[Passage, ...]
    real_test: tuple[Passage, ...]


def gather(corpus: Path, real: Path | None) -> Material:
    """Read the corpus and split it: number modulo 10 = 0 test, 1 development, the rest train.

    `real` is a folder of marked real paragraphs, split alike; paragraphs of held-out re3d documents train nothing.
    Raises `MissingPath` without a corpus.
    """
    if not corpus.is_dir():
        raise MissingPath(f"no corpus at {corpus}", hint="run `detente train` in a checkout of the project, or name it with --corpus")
    own = read_corpus(corpus)
    found = read_corpus(real) if real is not None and real.is_dir() else []
    return Material(
        train=(*_part(own, "train"), *(p for p in found if p.part != "test" and not _held_out(p))),
        development=tuple(_part(own, "development")),
        test=tuple(_part(own, "test")),
        real_test=tuple(_part(found, "test")),
    )


def _part(passages: Sequence[Passage], part: str) -> list[Passage]:
    return [passage for passage in passages if passage.part == part]


def _held_out(passage: Passage) -> bool:
    return passage.source is not None and held_out(passage.source.split(" ")[0])
