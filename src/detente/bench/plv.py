"""`bench plv`: which of 15 PLOVER roots holds from the marked source to the marked target? (Hu et al., ACL 2024.)

(a) zero-shot: the shipped coder, which has never seen PLV, by the rule of `plv_zero.py`. (b) fitted: kernel ridge regression on PLV_train
over the shipped encoder's vectors and the words (`plv_head.py`). Always answers. Macro-F1 over the classes of the test part, on all rows
and on the clean ones (those whose sentence stands neither in the CAMEO manual nor among the PLOVER gold records). Quad class and binary
follow from the root, YIELD (PLV's name for CONCEDE and RETREAT together) being material cooperation as in PLV.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.bench import plv_head, plv_zero
from detente.bench.figures import Figures
from detente.bench.probe import probe
from detente.coding import Coder, load_coder
from detente.exchange.scoring import macro_f1
from detente.records import Span

PUBLISHED = {
    "ZSP, RoBERTa-large NLI (Hu et al. 2024)": {"zero_root": 0.824, "zero_quad": 0.896, "zero_binary": 0.964},
}
QUADS = {root: number for number, roots in enumerate(plv_zero.QUADS, 1) for root in roots}
_MARK = re.compile(r"</?([st])>")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence without its tags, the first span tagged as source and as target (None where a row tags none), and the true root."""

    text: str
    source: Span
    target: Span | None
    root: str


def run(data: Path) -> Figures:
    """Measure the shipped coder on `data/plv`."""
    return measure(data, load_coder())


def measure(data: Path, coder: Coder) -> Figures:
    """Measure a coder, zero-shot and with a fitted head."""
    started = time.perf_counter()
    train, test = rows(data / "plv" / "PLV_train.tsv"), rows(data / "plv" / "PLV_test.tsv")
    known = frozenset(json.loads((data / "plv" / "PLV_test_rows_in_CAMEO_manual_or_GSR.json").read_text(encoding="utf-8")))
    clean = [i for i in range(len(test)) if i not in known]
    told = [_told(row, coder) for row in test]
    zero = [plv_zero.root(row.probe) for row in told]
    head = plv_head.fit([_told(row, coder) for row in train], [row.root for row in train])
    fitted = plv_head.predict(head, told)
    gold = [row.root for row in test]
    figures = _figures("zero", gold, zero, clean) | _figures("fitted", gold, fitted, clean)
    return Figures("plv", figures, PUBLISHED, len(test), time.perf_counter() - started)


def rows(path: Path) -> list[Row]:
    """Read a file of the benchmark."""
    with path.open(encoding="utf-8", newline="") as handle:
        found = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(*unmarked(row["marked_sentence"]), row["gold_root"]) for row in found]


def unmarked(marked: str) -> tuple[str, Span, Span | None]:
    """Take the tags out of a sentence; the first pair of each kind gives source and target.

    >>> unmarked("<s>Iran</s> met <t>Iraq</t>.")
    ('Iran met Iraq.', Span(start=0, end=4), Span(start=9, end=13))
    """
    text, at, spans = "", 0, dict[str, Span]()
    opened: dict[str, int] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        side = mark[1]
        if mark[0][1] != "/":
            opened[side] = len(text)
        elif side in opened:
            spans.setdefault(side, Span(opened.pop(side), len(text)))
    return text + marked[at:], spans.get("s", Span(0, 0)), spans.get("t")


def masked(row: Row) -> str:
    """Put stand-ins into the places of source and target.

    >>> masked(Row("Iran met Iraq.", Span(0, 4), Span(9, 13), "CONSULT"))
    'SSS met TTT.'
    """
    sides = [(row.source, plv_head.SOURCE), *([(row.target, plv_head.TARGET)] if row.target else [])]
    text = row.text
    for span, name in sorted(sides, key=lambda side: side[0].start, reverse=True):
        text = text[: span.start] + name + text[span.end :]
    return text


def _told(row: Row, coder: Coder) -> plv_head.Told:
    given = [row.source] if row.target is None else [row.source, row.target]
    return plv_head.Told(probe(coder.encoder, row.text, given, plv_zero.EAGERNESS), row.text, masked(row))


def _figures(name: str, gold: Sequence[str], said: Sequence[str], clean: Sequence[int]) -> dict[str, float | None]:
    pairs = list(zip(gold, said, strict=True))
    few = [pairs[i] for i in clean]
    return {
        f"{name}_root": macro_f1(pairs),
        f"{name}_quad": macro_f1(_quads(pairs)),
        f"{name}_binary": macro_f1([(_side(a), _side(b)) for a, b in pairs]),
        f"{name}_root_clean": macro_f1(few),
        f"{name}_quad_clean": macro_f1(_quads(few)),
        f"{name}_accuracy": float(np.mean([a == b for a, b in pairs])) if pairs else None,
    }


def _quads(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(QUADS[a]), str(QUADS[b])) for a, b in pairs]


def _side(root: str) -> str:
    return "cooperation" if QUADS[root] <= 2 else "conflict"
