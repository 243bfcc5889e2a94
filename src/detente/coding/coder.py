"""A coder: the model with its cuts and the calibration of its scores."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.coding.decode import Cuts
from detente.encoder import Encoder, load


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling (Platt 1999): raw score → probability of being right, fitted on the development part."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, score: float) -> float:
        """Return the probability for a raw score in [0, 1].

        >>> Calibration().of(0.8)
        0.8
        """
        clipped = min(max(score, 1e-6), 1 - 1e-6)
        logit = math.log(clipped / (1 - clipped))
        return round(1 / (1 + math.exp(-(self.slope * logit + self.offset))), 4)


@dataclass(frozen=True, slots=True)
class Coder:
    """Whoever codes. `id` names the model's weights and cuts: another id means another coding."""

    id: str
    encoder: Encoder
    cuts: Cuts
    events: Calibration
    ties: Calibration


def load_coder() -> Coder:
    """Load the shipped coder. Raises `ModelError` if its files are missing or damaged."""
    encoder = load()
    return coder_of(encoder, encoder.card)


def coder_of(encoder: Encoder, card: Mapping[str, Any]) -> Coder:
    """Make a coder from a loaded model and its card."""
    return Coder(
        id=str(card["id"]),
        encoder=encoder,
        cuts=Cuts(**card["cuts"]),
        events=Calibration(**card["calibration"]["events"]),
        ties=Calibration(**card["calibration"]["ties"]),
    )
