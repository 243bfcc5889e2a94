"""Find the cuts, the tag bias and the calibration of scores on the development part; the test part is never looked at."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.coding.assemble import Assembler
from detente.coding.coder import Calibration, Coder
from detente.coding.decode import Cuts, decode
from detente.coding.windows import Window
from detente.encoder import Bias, Encoder, Reading, labels
from detente.exchange.passages import Passage
from detente.exchange.scoring import Scores, score
from detente.records import Article, Block, BlockKind, Coding, Span

WEIGHTS: Mapping[str, float] = {
    "trigger_f1": 2.0,
    "event_f1": 2.0,
    "roles_f1": 1.5,
    "quad_f1": 1.0,
    "ties_f1": 1.0,
    "chain_accuracy": 0.5,
    "counts_accuracy": 0.3,
    "coref_f1": 0.3,
}
MOST_EXTRA = 0.19
"""Over-production that calibration allows, below the bar of .22 to leave room for another part of the corpus."""


Move = Callable[[Bias, Cuts], list[tuple[Bias, Cuts]]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What calibration found."""

    bias: Bias
    cuts: Cuts
    events: Calibration
    ties: Calibration
    figures: Mapping[str, float]


def calibrate(encoder: Encoder, passages: Sequence[Passage], read: Callable[[Bias], list[Reading]]) -> Fitted:
    """Search bias and cuts one after the other (coordinate ascent, two rounds), then fit the calibration of event and tie scores."""
    best = (Bias(), Cuts())
    readings = {best[0]: read(best[0])}

    def worth(bias: Bias, cuts: Cuts) -> float:
        if bias not in readings:
            readings[bias] = read(bias)
        return _worth(_score(encoder, passages, readings[bias], cuts).figures)

    top = worth(*best)
    for _ in range(2):
        for move in MOVES:
            for bias, cuts in move(*best):
                value = worth(bias, cuts)
                if value > top + 1e-5:
                    top, best = value, (bias, cuts)
        print(f"calibration: worth {top:.4f} with {best}", file=sys.stderr, flush=True)
    bias, cuts = best
    scores = _score(encoder, passages, readings[bias], cuts)
    return Fitted(bias, cuts, platt(scores.reliability), Calibration(), scores.figures)


def _worth(figures: Mapping[str, float]) -> float:
    return sum(weight * figures[name] for name, weight in WEIGHTS.items()) - 4 * max(0.0, figures["extra"] - MOST_EXTRA)


def _moves() -> list[Move]:
    """Return, for each parameter, the settings to try around the present ones."""
    moves: list[Move] = [
        lambda bias, cuts: [(dataclasses.replace(bias, trigger=value), cuts) for value in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)],
        lambda bias, cuts: [(dataclasses.replace(bias, mention=value), cuts) for value in (-0.5, 0.0, 0.5, 1.0)],
        lambda bias, cuts: [(bias, dataclasses.replace(cuts, event=value)) for value in (0.2, 0.35, 0.5, 0.6, 0.7)],
        lambda bias, cuts: [(bias, dataclasses.replace(cuts, refers=value)) for value in (0.3, 0.4, 0.5, 0.6)],
    ]
    return moves + [_role_move(role) for role in labels.ROLES] + [_tie_move(tie) for tie in labels.TIES]


def _role_move(role: str) -> Move:
    return lambda bias, cuts: [(bias, dataclasses.replace(cuts, roles={**cuts.roles, role: value})) for value in _STEPS]


def _tie_move(tie: str) -> Move:
    return lambda bias, cuts: [(bias, dataclasses.replace(cuts, ties={**cuts.ties, tie: value})) for value in _STEPS]


_STEPS = (0.15, 0.2, 0.3, 0.4, 0.5, 0.6)
MOVES = _moves()


def _score(encoder: Encoder, passages: Sequence[Passage], readings: Sequence[Reading], cuts: Cuts) -> Scores:
    coder = Coder("calibrating", encoder, cuts, Calibration(), Calibration())
    return score((passage, coding_of(passage, reading, coder)) for passage, reading in zip(passages, readings, strict=True))


def coding_of(passage: Passage, reading: Reading, coder: Coder) -> Coding:
    """Code a passage from what the model read of it, as one window."""
    span = Span(0, len(passage.text))
    article = Article(f"art_{passage.number}", "cap_0", None, None, "en", passage.text, (Block(span, BlockKind.BODY),))
    assembler = Assembler(article, coder)
    assembler.add(Window(span, (span,), BlockKind.BODY), reading, decode(reading, coder.cuts))
    return assembler.coding()


def platt(reliability: Sequence[tuple[float, bool]], steps: int = 400, rate: float = 0.5) -> Calibration:
    """Fit slope and offset of a logistic curve from raw scores to right or wrong, by gradient descent on the log loss.

    >>> platt([(0.9, True), (0.9, True), (0.9, False), (0.9, False)]).of(0.9)
    0.5
    """
    if not reliability:
        return Calibration()
    points = [(math.log(s / (1 - s)), float(right)) for raw, right in reliability for s in [min(max(raw, 1e-6), 1 - 1e-6)]]
    slope, offset = 1.0, 0.0
    for _ in range(steps):
        wrong = [(1 / (1 + math.exp(-(slope * x + offset))) - y, x) for x, y in points]
        slope -= rate * sum(error * x for error, x in wrong) / len(points) / 4
        offset -= rate * sum(error for error, _ in wrong) / len(points)
    return Calibration(round(slope, 4), round(offset, 4))
