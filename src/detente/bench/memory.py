"""How much memory taking pages costs, and that it doesn't grow with their number: 10,000 generated pages against 1,000.

Each run is a process of its own that takes pages through the whole path into a passing store; its peak and those of its workers are added,
which counts the library code they share more than once. Nothing is read from `data`.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from detente.bench.figures import Figures
from detente.records import Capture

FEW, MANY = 1_000, 10_000
_PROCESSES = 2

_GROUPS = ("the River Front", "the Hill Guard", "the army", "the coastal council", "the northern tribes", "the border police")
_DEEDS = (
    "met {} in {}",
    "shelled {} near {}",
    "agreed to a truce with {} at {}",
    "accused {} of breaking the truce at {}",
    "freed twelve men of {} in {}",
)
_TOWNS = ("Northtown", "Easthaven", "Millford", "Stonebridge", "Ferrywell")


def run(data: Path) -> Figures:
    """Return `peak_mb`, the peak of the long run in MB, and `peak_ratio`, that peak divided by the short run's."""
    started = time.monotonic()
    few, many = peak(FEW), peak(MANY)
    return Figures("memory", {"peak_ratio": many / few, "peak_mb": many, "peak_mb_few": few}, {}, FEW + MANY, time.monotonic() - started)


def peak(number: int, stages: str = "detente.pipeline:shipped") -> float:
    """Take `number` pages in a fresh process and return the peak of its memory in MB."""
    command = [sys.executable, "-m", "detente.bench.memory", str(number), stages]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def pages(number: int) -> Iterator[Capture]:
    """Yield generated pages, each different, about as long as a wire story."""
    for i in range(number):
        chance = random.Random(i)
        sentences = [_sentence(chance) for _ in range(20)]
        paragraphs = "".join(f"<p>{' '.join(sentences[at : at + 4])}</p>" for at in range(0, 20, 4))
        body = f"<html><head><title>Day {i}: {sentences[0]}</title></head><body><h1>{sentences[0]}</h1>{paragraphs}</body></html>"
        yield Capture.of(body.encode(), url=f"https://paper.example/{i}", media_type="text/html", feed=f"generated:{i}")


def _sentence(chance: random.Random) -> str:
    actor, recipient = chance.sample(_GROUPS, 2)
    told = chance.choice(_DEEDS).format(recipient, chance.choice(_TOWNS))
    return f"{actor[0].upper()}{actor[1:]} {told} on {chance.randint(1, 28)} March, {chance.randint(2, 900)} witnesses said."


def main(number: str, stages: str) -> None:
    """Take the pages and print the peak in MB: the program behind `peak`."""
    import importlib

    from detente.pipeline import Pipeline, Workshop
    from detente.store import Store

    module, _, name = stages.partition(":")
    workshop = Workshop(getattr(importlib.import_module(module), name), processes=_PROCESSES)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "memory.duckdb") as store:
        for _ in Pipeline(store, workshop).take_all(pages(int(number))):
            pass
    own, workers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # ru_maxrss counts KiB on Linux and bytes on macOS.
    print((own + _PROCESSES * workers) / (1024 if sys.platform == "linux" else 1024**2) * 1.048576)


if __name__ == "__main__":
    main(*sys.argv[1:])
