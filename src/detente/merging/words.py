"""Wording: content words, light English stems, and how rare a word is in conflict news.

Rarity comes from a fixed table (`data/words.tsv`: stems in the project's own marked passages), never from the store: a judgement must not
depend on what else has arrived (law 3).
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdfgmnprt])\1$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem under which forms of a word meet: irregular verbs by table, others by their endings.

    >>> [stem(word) for word in ("met", "Attacks", "killing", "bombed", "ceasefires", "agreement")]
    ['meet', 'attack', 'kil', 'bomb', 'ceasefir', 'agreement']
    """
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    word = _irregular().get(word, word)
    for ending, least in (("ings", 3), ("ing", 3), ("ies", 2), ("ied", 2), ("es", 3), ("ed", 3), ("s", 3), ("e", 3), ("y", 3)):
        head = word[: -len(ending)]
        if word.endswith(ending) and len(head) >= least and _VOWEL.search(head) and not (ending == "s" and head[-1] in "su"):
            word = head
            break
    return _trimmed(word)


def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning: no function words, at least three letters, or a number."""
    return frozenset(stem(word) for word in words(text) if word not in _function_words() and (len(word) > 2 or word.isdigit()))


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def rarity(of: str) -> float:
    """Return how much a stem tells, in [0, 1]: 0 in every tenth passage, 1 in none of the table.

    >>> rarity("zzyzx"), rarity(stem("killed")) < 0.3
    (1.0, True)
    """
    return _rarities().get(of, 1.0)


def _trimmed(word: str) -> str:
    """Drop what an ending leaves: the doubled letter, the silent e."""
    word = word.removesuffix("e") if len(word) > 4 else word
    return word[:-1] if len(word) > 3 and (_DOUBLE.search(word) or word.endswith("ll")) else word


@cache
def _rarities() -> dict[str, float]:
    """Read the table: stem, passages that have it, of all passages. Linear in the logarithm, from one in ten to one in 20,000."""
    rows = [line.split("\t") for line in _data("words.tsv")]
    total = int(rows[0][1])
    span = math.log(20_000) - math.log(10)
    return {row[0]: min(1.0, max(0.0, (math.log(total / int(row[1])) - math.log(10)) / span)) for row in rows[1:]}


@cache
def _irregular() -> dict[str, str]:
    return {form: row.split()[0] for row in _data("verbs.txt") for form in row.split()[1:]}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(" ".join(_data("function_words.txt")).split())


def _data(name: str) -> list[str]:
    return files("detente.merging").joinpath("data", name).read_text("utf-8").splitlines()
