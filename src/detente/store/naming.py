"""Names as people ask for them: whole words anywhere in what a row calls a party or place, so that Mali is not in Somalia.

An id (`group:islamic-state`) is asked for whole: that of a branch begins with the same letters. Knows no tables.
"""

from __future__ import annotations

import re

_ID = re.compile(r"[a-z]+:\S+")
# What may stand beside a name, and beside an id: for DuckDB's expressions, which know letters of all scripts by \pL only, and for ours.
_BESIDE = {"sql": (r"[^\pL\pN]", r"[^\pL\pN:/@._-]"), "python": (r"[\W_]", r"[^\w:/@.-]")}


def whole(column: str, asked: str) -> tuple[str, list[str]]:
    """Return a condition on a column of names in folded case, and its parameters. The plain look for the letters goes first: it is quick.

    >>> whole("who", "Mali")[0]
    '(contains(who, ?) AND regexp_matches(who, ?))'
    """
    words = asked.strip().casefold()
    return f"(contains({column}, ?) AND regexp_matches({column}, ?))", [words, _pattern(words, "sql")]


def names(asked: str, text: str) -> bool:
    """Whether `text` holds the name, by the rule of `whole`.

    >>> names("Mali", "Somalia"), names("nusra front", "al-Nusra Front | Syria"), names("rebel", "rebels (Syria)")
    (False, True, True)
    >>> names("group:islamic-state", "group:islamic-state-khorasan")
    False
    """
    return re.search(_pattern(asked.strip().casefold(), "python"), text.casefold()) is not None


def _pattern(words: str, dialect: str) -> str:
    by_name, by_id = _BESIDE[dialect]
    beside, plural = (by_id, "") if _ID.fullmatch(words) else (by_name, "(?:e?s)?")
    return f"(?:^|{beside}){re.escape(words)}{plural}(?:$|{beside})"
