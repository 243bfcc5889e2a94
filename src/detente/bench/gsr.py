"""`bench gsr`: PLOVER's own gold records (322 sentences of the CAMEO manual): is the event found, with the right two sides?

A record is coded from its raw sentence. It is recalled if some coded event has the record's category after PLOVER's rules
(`codebook.plover`), an actor that overlaps a marked source, and, where the record marks a target, a recipient that overlaps it; in a
two-sided happening the sides may both stand as actors. `extra`: coded events, for each record, whose trigger touches none of the words
marked as the event. The records use the categories of 2016; the four since renamed are read as today's.
`country`, `sector`: how the register describes the records' actor strings (`gsr_actors.py`).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.bench import gsr_actors as parties
from detente.bench.figures import Figures
from detente.bench.texts import side_of
from detente.codebook import plover
from detente.coding import Coder, load_coder
from detente.exchange.scoring import Filler, SideEvent, agree
from detente.records import Span

_RENAMED: Mapping[str, str] = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MARK = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC):\s*([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Record:
    """A gold record: its raw sentence, category of today, and the spans of sources, targets and event words."""

    text: str
    category: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    words: tuple[Span, ...]


def run(data: Path) -> Figures:
    """Measure the shipped coder on `data/plover_gsr`."""
    return measure(data, load_coder())


def measure(data: Path, coder: Coder) -> Figures:
    """Measure a coder."""
    started = time.perf_counter()
    records = read_records(data / "plover_gsr" / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt")
    typed = found = extra = 0
    for record in records:
        events = side_of(record.text, coder).events
        right = [event for event in events if category_of(event) == record.category]
        typed += bool(right)
        found += any(sides_agree(event, record) for event in right)
        extra += sum(not any(event.trigger.overlaps(word) for word in record.words) for event in events)
    n = max(1, len(records))
    figures: dict[str, float | None] = {"event_recall": found / n, "type_recall": typed / n, "extra": extra / n}
    figures.update(parties.figures(data))
    return Figures("gsr", figures, {}, len(records), time.perf_counter() - started)


def read_records(path: Path) -> list[Record]:
    """Read the records that carry an event and a marked sentence."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return [
        _record(row["event"], row["textInfo"]["markup"])
        for row in told
        if isinstance(row.get("textInfo"), dict) and "markup" in row["textInfo"]
    ]


def _record(event: str, marked: str) -> Record:
    text, spans = unmarked(marked.replace("\\$", "$"))
    return Record(
        text=text,
        category=_RENAMED.get(event, event),
        sources=tuple(span for name, span in spans if name in ("SRC", "SRC/TAR")),
        targets=tuple(span for name, span in spans if name in ("TAR", "SRC/TAR")),
        words=tuple(span for name, span in spans if name == "EVT"),
    )


def unmarked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """Take the marks out of a sentence.

    >>> unmarked("(SRC: Iran) (EVT: met) (TAR: Iraq).")[0]
    'Iran met Iraq.'
    """
    text, at = "", 0
    spans = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((mark[1], Span(len(text), len(text) + len(mark[2]))))
        text += mark[2]
        at = mark.end()
    return text + marked[at:], spans


def category_of(event: SideEvent) -> str:
    """Return the category that PLOVER gives an event of this modality."""
    return plover(event.category, event.mode, event.modality).category


def sides_agree(event: SideEvent, record: Record) -> bool:
    """Whether the event has the record's source among its actors and, if it marks one, its target on the other side."""
    actors, recipients = event.roles["actor"], event.roles["recipient"]
    if not agree(_fillers(record.sources), actors):
        return False
    others = [span for span in record.targets if span not in record.sources]
    if not others:
        return not recipients or len(record.sources) > 1 or not record.targets
    return agree(_fillers(others), recipients) or (not recipients and agree(_fillers(others), actors))


def _fillers(spans: Sequence[Span]) -> list[Filler]:
    return [frozenset({span}) for span in spans]
