"""The bounds that keep memory and time flat, whatever arrives."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything is taken before it is refused. Sizes in bytes, times in seconds.

    The largest page of the 1,681 real ones measured (`aeb`, `htmldate_eval`) weighs 3.1 MB; 20 MiB leaves room for long live blogs.
    HTML packs 4 to 12 times with gzip and machine-made lists up to 60 times, while a bomb packs 1,000 times: a ratio of 200, looked at
    once more than `expansion_floor` has come out, parts the two.
    """

    page_bytes: int = 20 * MIB
    expansion_ratio: int = 200
    expansion_floor: int = 32 * MIB
    expansion_bytes: int = 200 * 1024 * MIB
    nesting: int = 3
    redirects: int = 5
    connect_seconds: float = 10.0
    fetch_seconds: float = 120.0
