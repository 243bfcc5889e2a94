"""`bench re3d`: standing relations between parties in held-out documents of Dstl's re3d, against the ties the coder reads from them.

Gold: relations between organisations and persons (or, for InChargeOf, a person or organisation and anything), of the types in `TIES`,
each pair and type once a document. A coded tie is right if its tie may stand for the relation's type and its ends overlap those of the
relation, with coreference; two-sided ties match both ways. re3d also counts single acts as relations ("coalition aircraft struck ISIL":
FightingAgainst); our guide marks those as events. `ties_f1` compares ties with relations as they stand; `with_events_f1` adds a hostile
tie for each ASSAULT and an allied one for each COOPERATE or AID that the coder read.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.bench.figures import Figures
from detente.bench.texts import side_of
from detente.coding import Coder, load_coder
from detente.exchange.scoring import SYMMETRIC, Filler, Side, agree
from detente.exchange.splits import held_out
from detente.records import Span

TIES: Mapping[str, frozenset[str]] = {
    "AlliesOf": frozenset({"allied", "backs"}),
    "FightingAgainst": frozenset({"hostile"}),
    "Dislikes": frozenset({"hostile"}),
    "Likes": frozenset({"backs", "allied"}),
    "BelongsTo": frozenset({"part_of", "affiliate"}),
    "InChargeOf": frozenset({"leads", "controls"}),
}
_PARTIES = frozenset({"Organisation", "Person", "Nationality"})
_ACTS: Mapping[str, str] = {"ASSAULT": "hostile", "COOPERATE": "allied", "AID": "allied"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A gold relation: its type and the spans of its ends."""

    source: Span
    kind: str
    target: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document with the relations that have a tie of ours."""

    id: str
    text: str
    relations: tuple[Relation, ...]


Said = tuple[Filler, str, Filler]


def run(data: Path) -> Figures:
    """Measure the shipped coder on the held-out documents of `data/re3d`."""
    return measure(data, load_coder())


def measure(data: Path, coder: Coder) -> Figures:
    """Measure a coder."""
    started = time.perf_counter()
    documents = [document for document in read_documents(data / "re3d") if held_out(document.id)]
    counts = {"ties": [0, 0, 0], "with_events": [0, 0, 0]}
    for document in documents:
        side = side_of(document.text, coder)
        acts = list(_acts(side))
        for name, said in (("ties", list(side.ties)), ("with_events", [*side.ties, *acts])):
            hit = matched(document.relations, said)
            for i, add in enumerate((hit, len(document.relations), len(said))):
                counts[name][i] += add
    figures: dict[str, float | None] = {}
    for name, (hit, gold, coded) in counts.items():
        figures |= {
            f"{name}_f1": 2 * hit / max(1, gold + coded),
            f"{name}_precision": hit / max(1, coded),
            f"{name}_recall": hit / max(1, gold),
        }
    return Figures("re3d", figures, {}, len(documents), time.perf_counter() - started)


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield all documents of all sources, in the order of their files."""
    for source in sorted(path.parent for path in folder.glob("*/documents.json")):
        kinds = {(row["documentId"], row["begin"], row["end"]): row["type"] for row in _lines(source / "entities.json")}
        relations: dict[str, dict[Relation, None]] = defaultdict(dict)
        for row in _lines(source / "relations.json"):
            ends = (kinds.get((row["documentId"], row[f"{end}Begin"], row[f"{end}End"])) for end in ("source", "target"))
            if row["type"] in TIES and _between_parties(row["type"], *ends):
                found = Relation(Span(row["sourceBegin"], row["sourceEnd"]), row["type"], Span(row["targetBegin"], row["targetEnd"]))
                relations[row["documentId"]].setdefault(found)
        for row in _lines(source / "documents.json"):
            yield Document(row["_id"], row["text"], tuple(relations[row["_id"]]))


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8-sig") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def _between_parties(kind: str, source: str | None, target: str | None) -> bool:
    return source in _PARTIES and (target in _PARTIES or kind == "InChargeOf")


def matched(gold: Sequence[Relation], said: Sequence[Said]) -> int:
    """Return how many relations are told by a tie, each tie used once."""
    free = list(said)
    hit = 0
    for relation in gold:
        source, target = [frozenset({relation.source})], [frozenset({relation.target})]
        for tie in free:
            straight = agree(source, [tie[0]]) and agree(target, [tie[2]])
            crossed = tie[1] in SYMMETRIC and agree(source, [tie[2]]) and agree(target, [tie[0]])
            if tie[1] in TIES[relation.kind] and (straight or crossed):
                free.remove(tie)
                hit += 1
                break
    return hit


def _acts(side: Side) -> Iterator[Said]:
    """Yield the ties that single acts amount to."""
    for event in side.events:
        if event.category in _ACTS and event.modality == "occurred":
            for actor in event.roles["actor"]:
                for recipient in event.roles["recipient"]:
                    yield actor, _ACTS[event.category], recipient
