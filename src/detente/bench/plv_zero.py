"""From what the model says of a sentence's triggers to the one root that holds from source to target. Never fitted to PLV.

Each trigger votes for PLOVER categories with a weight: how likely the source is its actor, times how likely the target is its recipient
(or, in a two-sided happening, another of its actors), times how surely it is a trigger at all. Its votes go through PLOVER's rules for
modality (`codebook.plover`: planned help is AGREE …), then CONCEDE and RETREAT are folded into YIELD. Two readings are those of CAMEO,
which PLV keeps: intent to yield is AGREE (035), refusal to cooperate or to yield is REJECT (12).
The constants were chosen on the development part of our own corpus (1,357 pairs with one event; root macro-F1 .62, with constants ten
times off .60).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from detente.bench.probe import Probe
from detente.codebook import plover
from detente.encoder import labels

EAGERNESS = 2.0
"""Added to the scores of trigger tags: about an eighth more triggers than without; weak ones weigh little (1.5 and 3.0 did as well)."""
_MUTUAL = 0.5
"""How much a target that reads as an actor counts as the other side."""
_STRANGER = 5e-4
"""Weight of a trigger that neither side takes part in: decides only where no trigger has them."""

QUADS = (
    ("AGREE", "CONSULT", "SUPPORT"),
    ("COOPERATE", "AID", "YIELD"),
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""PLV's roots by quad class: verbal and material cooperation, verbal and material conflict."""
ROOTS = tuple(root for roots in QUADS for root in roots)
_CONFLICT = 2
"""The number in `QUADS` from which on they are conflict."""
_FOLD: Mapping[str, str] = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_ACTOR, _RECIPIENT = labels.ROLES.index("actor"), labels.ROLES.index("recipient")


def root(found: Probe) -> str:
    """Return the likeliest root from the first given span to the second (or to nobody)."""
    return ROOTS[int(distribution(found).argmax())]


def distribution(found: Probe) -> np.ndarray:
    """Return the probability of each of `ROOTS` (15,)."""
    votes = np.einsum("e,er->r", trigger_weights(found), trigger_roots(found))
    return np.asarray(votes / votes.sum())


def trigger_weights(found: Probe) -> np.ndarray:
    """Return how much each trigger is about this pair (E,)."""
    told = 1 - found.category[:, labels.NOT_AN_EVENT]
    return np.asarray((_pair(found) + _STRANGER) * told * np.sqrt(found.sure))


def trigger_roots(found: Probe) -> np.ndarray:
    """Return each trigger's distribution over `ROOTS` (E, 15)."""
    category = found.category[:, : labels.NOT_AN_EVENT]
    category = category / np.maximum(category.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.einsum("ec,em,cmr->er", category, found.modality, _rules()))


def _pair(found: Probe) -> np.ndarray:
    source, *target = found.given
    acts = found.roles[:, source, _ACTOR]
    if not target:
        return np.asarray(acts * acts)
    takes = np.maximum(found.roles[:, target[0], _RECIPIENT], _MUTUAL * found.roles[:, target[0], _ACTOR])
    return np.asarray(acts * takes)


@cache
def _rules() -> np.ndarray:
    """Return which root each category becomes in each modality, as ones (16, 4, 15)."""
    out = np.zeros((len(labels.CATEGORIES), len(labels.MODALITIES), len(ROOTS)))
    for i, category in enumerate(labels.CATEGORIES):
        for j, modality in enumerate(labels.MODALITIES):
            out[i, j, ROOTS.index(_read(category, modality))] = 1.0
    return out


def _read(category: str, modality: str) -> str:
    """Return PLV's root for a category in a modality.

    >>> _read("RETREAT", "occurred"), _read("RETREAT", "planned"), _read("AID", "negated"), _read("ASSAULT", "negated")
    ('YIELD', 'AGREE', 'REJECT', 'ASSAULT')
    """
    code = plover(category, None, modality).category
    root = _FOLD.get(code, code)
    kind = next(number for number, roots in enumerate(QUADS) if root in roots)
    if modality == "planned" and root == "YIELD":
        return "AGREE"
    return "REJECT" if modality == "negated" and kind < _CONFLICT else root
