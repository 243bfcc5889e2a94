"""Who can be a party of a relation: those that can be told from others.

"Rebels" of no known country are not one party, wherever they are, nor are "members" or "allies" of nobody knows whom. They stay in their
incidents; a relation of theirs would hold the world's rebels together.
"""

from __future__ import annotations

from functools import lru_cache

from detente.actors import register
from detente.records import NIL

_ANYBODY = frozenset(
    {"ally", "allies", "member", "members", "other", "others", "group", "groups", "side", "sides", "party", "parties", "coalition"}
    | {
        "enemy",
        "enemies",
        "rival",
        "rivals",
        "partner",
        "partners",
        "source",
        "sources",
        "neighbour",
        "neighbours",
        "team",
        "body",
        "country",
    }
    | {"two sides", "both sides", "two groups", "all sides", "warring parties", "countries", "states", "leaders", "supporters"}
)


@lru_cache(maxsize=100_000)
def is_party(party: str) -> bool:
    """Whether a party can be told from others of its kind.

    >>> [is_party(each) for each in ("group:hezbollah", "nil:hill guard", "nil:rebels", "nil:rebels@SYR", "nil:allies")]
    [True, True, False, True, False]
    """
    if not party.startswith(NIL):
        return True
    words, _, country = party.removeprefix(NIL).partition("@")
    return bool(country) or not (words in _ANYBODY or register().only_describes(words))
