"""The gate: what the shipped coder reaches on the test part of the corpus may not fall unasked.

`pins.json` holds the figures, the coder and a digest of the passages they were measured on; `python scripts/pin_scores.py` measures and
writes them anew, and refuses to lower one unless told `--lower`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripts.pin_scores import LESS_IS_BETTER, PINS, TOLERANCE, digest, falls

from detente.bench.corpus import measure
from detente.coding import load_coder
from detente.encoder import SHIPPED
from detente.exchange.passages import read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
PINNED = json.loads(PINS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures() -> dict[str, float | None]:
    return dict(measure(CORPUS, Path("no real paragraphs"), load_coder()).figures)


def test_pins_are_of_the_coder_that_ships_and_of_these_passages() -> None:
    assert PINNED["coder"] == json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))["id"]
    assert PINNED["passages"] == digest(read_corpus(CORPUS))


def test_no_figure_has_fallen(figures: dict[str, float | None]) -> None:
    assert falls(PINNED["figures"], figures) == []


def test_the_gate_would_see_a_fall() -> None:
    pinned = {"trigger_f1": 0.7, "extra": 0.14}
    assert falls(pinned, {"trigger_f1": 0.7 - 2 * TOLERANCE, "extra": 0.14}) == ["trigger_f1: .7000 pinned, .6800 now"]
    assert falls(pinned, {"trigger_f1": 0.8, "extra": 0.14 + 2 * TOLERANCE}) == ["extra: .1400 pinned, .1600 now"]
    assert falls(pinned, {"extra": 0.1}) == ["trigger_f1: .7000 pinned, nothing now"]
    assert set(LESS_IS_BETTER) == {"extra", "ece"}
