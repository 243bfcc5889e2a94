"""What a benchmark gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one run of a benchmark, beside what others published for the same data.

    `figures`: by name, None where a figure could not be had. `published`: system → figures. `n`: items measured. `seconds`: wall clock.
    """

    bench: str
    figures: dict[str, float | None]
    published: dict[str, dict[str, float]]
    n: int
    seconds: float
