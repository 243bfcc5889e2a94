"""Who copied whom: MinHash of an article's text (Broder 1997) and the agencies it credits.

Texts that share a quarter of their three-word runs are rewrites of one text: two reporters at one press conference share quotes,
not a quarter of all runs.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from detente.merging.words import words

if TYPE_CHECKING:
    import numpy as np

REUSED = 0.25
_HASHES = 64
_RUN = 3
_PRIME = (1 << 31) - 1
_AGENCY = re.compile(
    r"\b(Reuters|AFP|Agence France[- ]Presse|Associated Press|AP|dpa|Xinhua|TASS|Interfax|RIA Novosti|Anadolu|ANSA|EFE|UPI|PTI|IANS"
    r"|Kyodo|Yonhap|IRNA|SANA|PA Media|Bernama|Antara|ANI|APA|MENA|KUNA)\b"
)
_CREDIT = re.compile(
    rf"(?:^\s*|[\(\[—–-]\s*){_AGENCY.pattern}(?=\s*(?:[\)\]—–-]|$))|(?:by|from|source:|contributed by)\s+(?:the\s+)?{_AGENCY.pattern}",
    re.MULTILINE,
)
_ONE_NAME = {"Agence France-Presse": "AFP", "Agence France Presse": "AFP", "Associated Press": "AP"}


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash of a text: 64 numbers; equal ones estimate the share of common runs. Empty for fewer than ten runs."""
    import numpy as np

    told = words(text)
    runs = {zlib.crc32(" ".join(told[i : i + _RUN]).encode("utf-8", "replace")) % _PRIME for i in range(len(told) - _RUN + 1)}
    if len(runs) < 10:
        return ()
    factors, shifts = _family()
    hashed = (np.fromiter(sorted(runs), dtype=np.uint64)[:, None] * factors + shifts) % np.uint64(_PRIME)
    return tuple(int(value) for value in hashed.min(axis=0))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """Return the estimated Jaccard share of two signatures' runs, 0 where either has none.

    >>> resemblance((1, 2, 3, 4), (1, 2, 9, 4)), resemblance((), (1,))
    (0.75, 0.0)
    """
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a) if a and b else 0.0


def credits(text: str) -> tuple[str, ...]:
    """Return the agencies that the text itself credits, sorted: in the dateline, in brackets, in a by-line. A mere mention is none.

    >>> credits("KABUL (Reuters) - A bomb went off."), credits("Reuters reporters were attacked.")
    (('Reuters',), ())
    """
    found = {name for match in _CREDIT.finditer(text) for name in match.groups() if name}
    return tuple(sorted(_ONE_NAME.get(name, name) for name in found))


@cache
def _family() -> tuple[np.ndarray, np.ndarray]:
    """Return the factors and shifts of the 64 hash functions: fixed, so that a signature means the same on every machine."""
    import numpy as np

    numbers = np.random.default_rng(1997).integers(1, _PRIME, size=(2, _HASHES), dtype=np.uint64)
    return numbers[0], numbers[1]
