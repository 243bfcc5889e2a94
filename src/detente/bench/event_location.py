"""`bench event_location`: verbs with the place of their event (Halterman 2019), against the most recent place.

The verb is given as a trigger, place mentions are found by the shipped tagger, and the shipped reader links them: the likeliest place
above the shipped cut, else none. `accuracy`: verbs of which the named place overlaps a marked one, or none is named and none is marked.
`placed_accuracy`: the same among verbs with a marked place; `unplaced_accuracy`: among the others. `recent_…`: the last place that was
named before the verb; `nearest_…`: the place fewest characters away. All three choose among the same mentions; `reach` is the share of
verbs with a marked place that some mention overlaps. Nothing is fitted; `dev_accuracy` is on the fifth of the sentences (by a hash of the
text) that may be looked at, the other figures on the rest.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detente.bench.figures import Figures
from detente.coding import Coder, load_coder
from detente.encoder import MAX_PIECES, Bias, Encoder, labels
from detente.encoder.spans import best_tags, log_softmax, spans_of
from detente.records import Span

PUBLISHED: dict[str, dict[str, float]] = {}
"""Halterman's figures are F1 of single words on 496 rows that he annotated twice: another measure."""

_PLACE, _TRIGGER = labels.KINDS.index("place"), labels.KINDS.index("trigger")
_ROLE = labels.ROLES.index("place")
_PARTS = 5
Node = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in its text, and the marked places of its event (several words of one place are often marked apart)."""

    text: str
    span: Span
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the three ways say: ours, the last place before the verb, the nearest; `found` are all place mentions."""

    ours: Span | None
    recent: Span | None
    nearest: Span | None
    found: tuple[Span, ...]


def run(data: Path) -> Figures:
    """Measure the shipped coder."""
    return measure(read(data / "event_location" / "labeled_text.jsonl.zip"), load_coder())


def measure(verbs: Sequence[Verb], coder: Coder) -> Figures:
    """Measure a coder on verbs."""
    started = time.perf_counter()
    counts: Counter[str] = Counter()
    for verb in verbs:
        guess = located(verb, coder.encoder, coder.cuts.role("place"))
        if is_development(verb.text):
            counts["dev"] += 1
            counts["dev_right"] += right(guess.ours, verb)
            continue
        kind = "placed" if verb.places else "unplaced"
        counts[kind] += 1
        counts["reach"] += any(right(span, verb) for span in guess.found)
        for way, span in (("ours_", guess.ours), ("recent_", guess.recent), ("nearest_", guess.nearest)):
            counts[f"{way}{kind}"] += right(span, verb)
    total = counts["placed"] + counts["unplaced"]
    figures: dict[str, float | None] = {}
    for way, name in (("ours_", ""), ("recent_", "recent_"), ("nearest_", "nearest_")):
        both = counts[f"{way}placed"] + counts[f"{way}unplaced"]
        figures[f"{name}accuracy"] = _share(both, total)
        for kind in ("placed", "unplaced"):
            figures[f"{name}{kind}_accuracy"] = _share(counts[f"{way}{kind}"], counts[kind])
    figures |= {"reach": _share(counts["reach"], counts["placed"]), "dev_accuracy": _share(counts["dev_right"], counts["dev"])}
    return Figures("event_location", figures, PUBLISHED, total, time.perf_counter() - started)


def read(path: Path) -> list[Verb]:
    """The rows with exactly one verb; two rows were left unannotated and two hold two verbs."""
    with zipfile.ZipFile(path) as archive:
        rows = json.load(io.TextIOWrapper(archive.open("labeled_text.jsonl"), encoding="utf-8"))
    marked = [(row, [each for each in row.get("spans", ()) if each["label"] == "VERB"]) for row in rows]
    return [_verb(row, verbs[0]) for row, verbs in marked if len(verbs) == 1]


def _verb(row: Mapping[str, Any], verb: Mapping[str, Any]) -> Verb:
    return Verb(row["text"], _span(row, verb), tuple(_span(row, each) for each in row["spans"] if each["label"] == "LOCATION"))


def _span(row: Mapping[str, Any], marked: Mapping[str, Any]) -> Span:
    """Characters of the marked words: a tenth of the marks tell words where they should tell characters, two with an end past the text."""
    first, last = (min(marked[name], len(row["tokens"]) - 1) for name in ("token_start", "token_end"))
    return Span(row["tokens"][first]["start"], row["tokens"][last]["end"])


def is_development(text: str) -> bool:
    """Whether a sentence is among the fifth that may be looked at; all verbs of a sentence fall on one side."""
    return zlib.crc32(text.encode()) % _PARTS == 0


def located(verb: Verb, encoder: Encoder, cut: float) -> Guess:
    """Find the place of a verb's event in each of the three ways."""
    encoding = encoder.tokenizer.encode(verb.text)
    ids = np.array([encoding.ids[:MAX_PIECES]], dtype=np.int64)
    offsets = np.array(encoding.offsets[:MAX_PIECES], dtype=np.int64)
    vectors, scores, _ = encoder.tag(ids)
    mentions = _mentions(scores, Bias(**encoder.card["bias"]))
    trigger = _pieces(verb.span, offsets)
    nodes = [*(node for node in mentions if not (node[0] <= trigger[1] and trigger[0] <= node[1])), trigger]
    places = [number for number, node in enumerate(nodes) if node[2] == _PLACE]
    spans = [Span(int(offsets[nodes[number][0], 0]), int(offsets[nodes[number][1], 1])) for number in places]
    if not spans:
        return Guess(None, None, None, ())
    roles = encoder.relate(vectors, np.array([nodes], dtype=np.int64), np.array([[len(nodes) - 1]], dtype=np.int64))[4]
    likely = 1 / (1 + np.exp(-roles[0, 0, places, _ROLE]))
    best = int(likely.argmax())
    before = [span for span in spans if span.end <= verb.span.start]
    return Guess(
        spans[best] if likely[best] >= cut else None,
        before[-1] if before else None,
        min(spans, key=lambda span: max(span.start - verb.span.end, verb.span.start - span.end)),
        tuple(spans),
    )


def right(span: Span | None, verb: Verb) -> bool:
    """Whether an answer is right: it overlaps a marked place, or neither names any."""
    return not verb.places if span is None else any(span.overlaps(place) for place in verb.places)


def _mentions(scores: np.ndarray, bias: Bias) -> list[Node]:
    """Mentions as the shipped reader finds them; triggers are left out, for the verb is given."""
    raised = np.array(scores, dtype=np.float32)
    raised[:, :, 1 : 1 + 2 * _TRIGGER] += bias.mention
    raised[:, :, 1 + 2 * _TRIGGER :] += bias.trigger
    tags = best_tags(log_softmax(raised))[0]
    tags[[0, -1]] = 0
    return [span for span in spans_of(tags) if span[2] != _TRIGGER]


def _pieces(span: Span, offsets: np.ndarray) -> Node:
    inside = np.flatnonzero((offsets[:, 0] < span.end) & (span.start < offsets[:, 1]))
    return (int(inside[0]), int(inside[-1]), _TRIGGER) if len(inside) else (0, 0, _TRIGGER)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
