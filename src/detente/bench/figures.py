"""What a benchmark gives back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one run of a benchmark, beside what others published for the same data.

    `figures`: by name, None where a figure could not be had. `published`: system → figures. `n`: items measured. `seconds`: wall clock.
    `details`: what stands behind the figures and can be printed as JSON (the bins of a diagram, figures by class). `drawing`: the same as
    lines of text for a terminal.
    """

    bench: str
    figures: dict[str, float | None]
    published: dict[str, dict[str, float]]
    n: int
    seconds: float
    details: dict[str, object] = field(default_factory=dict)
    drawing: str = ""
