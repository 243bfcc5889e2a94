"""Ids: a prefix and a hash of the content that makes the thing itself.

Taking the same thing twice gives the same id, so repeating a step changes nothing (law 2).
"""

from __future__ import annotations

import hashlib

_DIGITS = 16
_SEPARATOR = "\x1f"


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix_` and 16 hex digits of the BLAKE2b hash of `parts`.

    Parts are joined by a unit separator after `str()`; `bytes` are hashed as they are.

    >>> content_id("art", "cap_1", 2)
    'art_e1ffd7037f9ca3ff'
    >>> content_id("art", "cap_1", 2) == content_id("art", "cap_1", 2)
    True
    """
    digest = hashlib.blake2b(digest_size=_DIGITS // 2)
    for i, part in enumerate(parts):
        if i:
            digest.update(_SEPARATOR.encode())
        digest.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass"))
    return f"{prefix}_{digest.hexdigest()}"
