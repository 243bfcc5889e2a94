"""`bench corpus`: the test part of the project's own marked passages (number modulo 10 = 0), scored by the rules of `exchange.scoring`.

Each passage is coded as an article of its own. Names that begin with `first_` are of the corpus as it first was, 3,751 passages: what came
later was written where the coder erred and is harder. Where the folder of marked real paragraphs lies beside the data, its test part is
scored too, with names that begin with `real_`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from detente.bench import reliability
from detente.bench.figures import Figures
from detente.bench.texts import coding_of
from detente.coding import Coder, load_coder
from detente.exchange.passages import Passage, read_corpus
from detente.exchange.scoring import Scores, score
from detente.records.errors import MissingPath

PUBLISHED = {
    "two annotators of this corpus": {
        "trigger_f1": 0.83, "event_f1": 0.71, "roles_f1": 0.72, "quad_f1": 0.87, "ties_f1": 0.64, "modality_macro_f1": 0.93,
        "mode_accuracy": 0.88, "chain_accuracy": 0.98, "extra": 0.10,
    },
}  # fmt: skip
"""How well one annotator's marks match another's under the same rules: nobody else has figures for this corpus."""


FIRST = 15_000
"""Passages with a lower number are of the corpus as it first was."""


def run(data: Path) -> Figures:
    """Measure the shipped coder. Raises `MissingPath` where no corpus can be found."""
    return measure(find_corpus(data, Path.cwd()), data.parent / "corpus-real", load_coder())


def measure(corpus: Path, real: Path, coder: Coder) -> Figures:
    """Score a coder on the test parts of `corpus` and, if it is there, of `real`."""
    started = time.perf_counter()
    passages = _test_part(corpus)
    own = _scores(passages, coder)
    figures: dict[str, float | None] = dict(own.figures)
    bins = reliability.bins_of(own.reliability)
    first = [passage for passage in passages if passage.number < FIRST]
    if first and len(first) < len(passages):
        figures |= {f"first_{name}": value for name, value in _scores(first, coder).figures.items()}
    real_passages = _test_part(real) if real.is_dir() else []
    if real_passages:
        figures |= {f"real_{name}": value for name, value in _scores(real_passages, coder).figures.items()}
    return Figures(
        bench="corpus",
        figures=figures,
        published=PUBLISHED,
        n=len(passages) + len(real_passages),
        seconds=time.perf_counter() - started,
        details={"reliability": reliability.as_rows(bins)},
        drawing=reliability.drawn(bins),
    )


def find_corpus(data: Path, here: Path) -> Path:
    """Return the corpus folder of the checkout around `here`, else the one beside the data."""
    candidates = [folder / "corpus" for folder in (here, *here.parents)] + [data.parent / "corpus"]
    for folder in candidates:
        if (folder / "GUIDE.md").is_file():
            return folder
    raise MissingPath(f"no corpus around {here} or beside {data}", hint="run `detente bench corpus` in a checkout of the project")


def _test_part(folder: Path) -> list[Passage]:
    return [passage for passage in read_corpus(folder) if passage.part == "test"]


def _scores(passages: Sequence[Passage], coder: Coder) -> Scores:
    return score((passage, coding_of(passage.text, coder)) for passage in passages)
