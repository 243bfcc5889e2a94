"""PLOVER's rules for what category, mode and modality mean together, applied on export and never in the coding.

The coder writes down what the trigger names and how real it is ("will meet" is CONSULT, planned). PLOVER folds the two into one
category. The steps, with the section of the manual (draft 2.0):

1. negation     a negated event keeps its category, is marked, and scores 0: it may be left out (2.3, auxiliary modes)
2. future       CONSULT, SUPPORT, COOPERATE, AID → AGREE (3.1 AGREE; 3.2 for meetings; 3.3, 3.5, 3.6 for promises)
3. future       RETREAT → CONCEDE (3.4 CONCEDE, 3.7 RETREAT)
4. future       CONCEDE and AGREE stay (3.1, 3.4)
5. future or hypothetical ASSAULT → THREATEN, mode violence (2.3, auxiliary modes)
6. the rest     keeps its category and is marked `future` or `hypothetical` (2.3); the manual folds nothing else

Rules that need the words themselves (a hostage rescue is AID, a court's payment SANCTION) belong to the coder and its marking guide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TypeVar

from detente.codebook import book
from detente.records.errors import UsageError

T = TypeVar("T")
FUTURE, HYPOTHETICAL, NEGATION = "future", "hypothetical", "negation"

_TO_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_STAYS = frozenset({"AGREE", "CONCEDE"})
_AUXILIARY = {"occurred": None, "planned": FUTURE, "possible": HYPOTHETICAL, "negated": NEGATION}

# Two-sided by nature: with several actors and no recipient, each acts on each other. CONSULT and ASSAULT are named in 2.4.2 and 3.16;
# the others follow from the marking guide (all sides of an agreement, a truce, a joint act stand as actors).
_MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "ASSAULT"})
# Has a doer and a sufferer whatever the sentence leaves out: the visitor and the host (3.2), one-sided violence (3.16).
_ONE_WAY = frozenset(
    {("CONSULT", "visit")}
    | {("ASSAULT", mode) for mode in ("abduct", "torture", "sexual", "targeted", "suicide-attack", "crowd-control", "destroy")}
)


@dataclass(frozen=True, slots=True)
class PloverCode:
    """An event as PLOVER exports it. `score` is in [-10, 10]; `auxiliary` is future, hypothetical, negation or None; `rule` says why."""

    category: str
    mode: str | None
    quad: str
    score: float
    auxiliary: str | None = None
    rule: str = ""


def plover(category: str, mode: str | None, modality: str = "occurred") -> PloverCode:
    """Return the code that PLOVER's manual gives an event of this category, mode and modality.

    >>> plover("CONSULT", "visit", "planned")
    PloverCode(category='AGREE', mode=None, quad='verbal cooperation', score=2.5, auxiliary=None, rule='future CONSULT is AGREE (3.1)')
    >>> plover("RETREAT", "withdraw", "planned").category
    'CONCEDE'
    """
    book.check_mode(category, mode)
    auxiliary = _auxiliary(modality)
    if auxiliary == NEGATION:
        return PloverCode(category, mode, book.quad(category), 0.0, NEGATION, "negated: may be left out (2.3)")
    if auxiliary == FUTURE and category in _TO_AGREE:
        return _code("AGREE", None, f"future {category} is AGREE (3.1)")
    if auxiliary == FUTURE and category == "RETREAT":
        return _code("CONCEDE", None, "future RETREAT is CONCEDE (3.4, 3.7)")
    if auxiliary == FUTURE and category in _STAYS:
        return _code(category, mode, f"future {category} stays (3.1, 3.4)")
    if auxiliary and category == "ASSAULT":
        return _code("THREATEN", "violence", f"{auxiliary} ASSAULT is THREATEN (2.3)")
    return PloverCode(category, mode, book.quad(category), book.score(category, mode), auxiliary)


def reciprocal(category: str, mode: str | None = None) -> bool:
    """Whether several actors without a recipient act on each other: talks and clashes do, a visit or a kidnapping does not."""
    book.check_mode(category, mode)
    if category == "RETREAT":
        return mode == "ceasefire"
    return category in _MUTUAL and (category, mode) not in _ONE_WAY


def directed(actors: Sequence[T], recipients: Sequence[T], category: str, mode: str | None = None) -> list[tuple[T | None, T | None]]:
    """Return the directed pairs of an event whose roles are lists (2.4.2): one record a pair for those who count dyads.

    Actors × recipients where both are told; every ordered pair of actors in a reciprocal event; otherwise the missing side is None.

    >>> directed(["ISIS", "al-Qaeda"], [], "CONSULT")
    [('ISIS', 'al-Qaeda'), ('al-Qaeda', 'ISIS')]
    >>> directed(["USA", "FRA"], ["RUS"], "ACCUSE")
    [('USA', 'RUS'), ('FRA', 'RUS')]
    """
    doers, others = list(dict.fromkeys(actors)), list(dict.fromkeys(recipients))
    if not others and len(doers) > 1 and reciprocal(category, mode):
        return list(permutations(doers, 2))
    return [(doer, other) for doer, other in product(_or_nobody(doers), _or_nobody(others)) if doer != other]


def _auxiliary(modality: str) -> str | None:
    try:
        return _AUXILIARY[modality]
    except KeyError:
        raise UsageError(f"{modality!r} is no modality", hint="one of " + ", ".join(book.MODALITIES)) from None


def _code(category: str, mode: str | None, rule: str) -> PloverCode:
    return PloverCode(category, mode, book.quad(category), book.score(category, mode), None, rule)


def _or_nobody(side: Sequence[T]) -> list[T | None]:
    return [*side] or [None]
