"""Which documents of open data sets are kept for benchmarks: training and bench ask the same function, so neither can drift."""

from __future__ import annotations

import hashlib

HELD_OUT_SHARE = 5
"""One in five re3d documents is kept for `bench re3d`."""


def held_out(document_id: str) -> bool:
    """Whether a re3d document belongs to the test part of `bench re3d`, by hash of its id."""
    return int(hashlib.sha256(document_id.encode()).hexdigest(), 16) % HELD_OUT_SHARE == 0
