"""Pin what the shipped coder reaches on the corpus: `python scripts/pin_scores.py [--lower]`. The gate in tests/gate holds it.

A figure that fell is not written without `--lower`: then say in the commit why it may fall.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from detente.bench.corpus import measure
from detente.coding import load_coder
from detente.encoder import SHIPPED
from detente.exchange.passages import Passage, read_corpus

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "tests" / "gate" / "pins.json"
LESS_IS_BETTER = ("extra", "ece")
TOLERANCE = 0.01
"""Processors round int8 products differently: a few events of two thousand change sides."""


def main() -> None:
    """Measure, compare with what is pinned, write."""
    figures = {
        name: round(value, 4) for name, value in measure(ROOT / "corpus", ROOT / "none", load_coder()).figures.items() if value is not None
    }
    if PINS.is_file() and "--lower" not in sys.argv:
        lost = falls(json.loads(PINS.read_text(encoding="utf-8"))["figures"], figures)
        if lost:
            sys.exit("\n".join([*lost, "hint: --lower pins them all the same"]))
    pins = {
        "coder": json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))["id"],
        "passages": digest(read_corpus(ROOT / "corpus")),
        "figures": figures,
    }
    PINS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def digest(passages: Iterable[Passage]) -> str:
    """Return a digest of the test part: numbers, texts, and what is marked in them."""
    told = hashlib.sha256()
    for passage in sorted(passages, key=lambda passage: passage.number):
        if passage.part == "test":
            told.update(repr((passage.number, passage.text, sorted(passage.spans.items()), passage.events, passage.ties)).encode())
    return told.hexdigest()[:16]


def falls(pinned: Mapping[str, float], figures: Mapping[str, float | None]) -> list[str]:
    """Return a line for each pinned figure that is worse now by more than the tolerance, or missing."""
    lost = []
    for name, floor in pinned.items():
        now = figures.get(name)
        sign = -1 if name.removeprefix("first_") in LESS_IS_BETTER else 1
        if now is None or sign * (now - floor) < -TOLERANCE:
            said = "nothing" if now is None else f"{now:.4f}".removeprefix("0")
            lost.append(f"{name}: {f'{floor:.4f}'.removeprefix('0')} pinned, {said} now")
    return lost


if __name__ == "__main__":
    main()
