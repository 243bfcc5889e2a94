"""`bench petrarch`: the unit-test sentences of PETRARCH2, coded from the raw text and compared with their CAMEO gold.

Their 284 sentences test a parser on made-up names (Arnor, Gondor). Left out: sentences whose parse or story is to be discarded, and codings
with made-up codes (9xx and the like) or with CAMEO's statements and appeals (01, 02), which have no PLOVER category. A coding is `exact` if
an event of ours has its CAMEO root and both its sides; `category`, `quad` and `sides` ask for less than the root, with the same sides. The
suite's codes are those of its own test dictionary, which seldom mean what CAMEO says (restoring ties is 064, welcoming 041): no coder of
meaning can be exact on most of it, and `sides` and `extra` are the figures to look at. A side is right
if a mention of ours holds a name that PETRARCH's test dictionary gives the coding's actor. PETRARCH codes nothing but dyads, so `extra`
counts, for each sentence, our events with both sides told beyond the number of its codings (codings of one code count once).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from detente.bench.figures import Figures
from detente.bench.texts import coding_of
from detente.codebook import cameo, directed, from_cameo, plover
from detente.coding import Coder, load_coder
from detente.records import Coding, Event

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SENTENCE = re.compile(r"<Sentence[^>]*>(.*?)</Sentence>", re.DOTALL)
_CODING = re.compile(r"<EventCoding([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_ENTRY = re.compile(r"^\+?([A-Z][^\[\]#;{}]*?)\s*(?:\{[^}]*\})?\s*(?:\[([^\]]*)\])?\s*(?:#.*)?$")
_CODE = re.compile(r"[A-Z~-]{3,}")


@dataclass(frozen=True, slots=True)
class GoldCoding:
    """Who did what to whom in CAMEO's codes."""

    source: str
    target: str
    code: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the suite with its codings."""

    text: str
    codings: tuple[GoldCoding, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """One directed pair of an event of ours, its sides as text."""

    event: Event
    actor: str
    recipient: str


def run(data: Path) -> Figures:
    """Measure the shipped coder on `data/petrarch2`."""
    return measure(data, load_coder())


def measure(data: Path, coder: Coder) -> Figures:
    """Measure a coder."""
    started = time.perf_counter()
    folder = data / "petrarch2" / "petrarch2" / "data"
    suite = list(read_suite((folder / "text" / "PETR.UnitTest.records.xml").read_text(encoding="utf-8", errors="replace")))
    names = read_names((folder / "dictionaries" / "PETR.Validate.actors.txt").read_text(encoding="utf-8", errors="replace"))
    hits = dict.fromkeys(("exact", "category", "quad", "sides"), 0)
    gold = extra = 0
    for sentence in suite:
        dyads = list(dyads_of(sentence.text, coding_of(sentence.text, coder)))
        extra += max(0, len({dyad.event.id for dyad in dyads}) - len({coding.code for coding in sentence.codings}))
        wanted = [coding for coding in sentence.codings if from_cameo(coding.code) is not None]
        gold += len(wanted)
        for coding in wanted:
            events = [dyad.event for dyad in dyads if _sides_agree(dyad, coding, names)]
            for name in hits:
                hits[name] += any(_agrees(name, event, coding.code) for event in events)
    figures: dict[str, float | None] = {name: hit / max(1, gold) for name, hit in hits.items()}
    return Figures("petrarch", figures | {"extra": extra / max(1, len(suite))}, {}, len(suite), time.perf_counter() - started)


def read_suite(markup: str) -> Iterator[Sentence]:
    """Yield the sentences that are to be coded, or to be left without an event."""
    for found in _SENTENCE.finditer(_COMMENT.sub("", markup)):
        told = [dict(_ATTRIBUTE.findall(attributes)) for attributes in _CODING.findall(found[1])]
        text = _TEXT.search(found[1])
        if text is None or any("error" in coding for coding in told):
            continue
        codings = [
            GoldCoding(c["sourcecode"], c["targetcode"], c["eventcode"])
            for c in told
            if {"sourcecode", "targetcode", "eventcode"} <= c.keys()
        ]
        yield Sentence(" ".join(unescape(text[1]).split()), tuple(codings))


def read_names(dictionary: str) -> dict[str, frozenset[str]]:
    """Return name in lower case → the three-letter parts of its codes; names below an entry share its codes."""
    names: dict[str, set[str]] = {}
    held: list[str] = []
    for line in _COMMENT.sub("", dictionary).splitlines():
        entry = _ENTRY.match(line.strip())
        if entry is None:
            continue
        name = entry[1].replace("_", " ").strip().lower()
        held = [*held, name] if line.strip().startswith("+") else [name]
        for code in _CODE.findall((entry[2] or "").upper()):
            for other in held:
                names.setdefault(other, set()).update(parts_of(code))
        if entry[2] is None and line.strip().startswith("+"):
            names.setdefault(name, set()).update(names.get(held[0], set()))
    return {name: frozenset(parts) for name, parts in names.items()}


def parts_of(code: str) -> set[str]:
    """Return the three-letter parts of an actor code; an unknown country (`---`) is none.

    >>> sorted(parts_of("ARNGOV")), parts_of("---")
    (['ARN', 'GOV'], set())
    """
    return {code[i : i + 3] for i in range(0, len(code), 3)} - {"---"}


def dyads_of(text: str, coding: Coding) -> Iterator[Dyad]:
    """Yield the directed pairs of all events that did not fail to happen, both sides told."""
    words = {mention.id: mention.span.of(text) for mention in coding.mentions}
    full = {mention.id: " ".join([words[mention.id], *(words[other] for other in mention.refers_to)]) for mention in coding.mentions}
    for event in coding.events:
        for actor, recipient in directed(event.actors, event.recipients, event.category, event.mode):
            if actor is not None and recipient is not None:
                yield Dyad(event, full[actor], full[recipient])


def _sides_agree(dyad: Dyad, coding: GoldCoding, names: Mapping[str, Iterable[str]]) -> bool:
    return _is(dyad.actor, coding.source, names) and _is(dyad.recipient, coding.target, names)


def _is(words: str, code: str, names: Mapping[str, Iterable[str]]) -> bool:
    """Whether the words hold a name of the coded actor: one that has the first part of its code that says who it is."""
    wanted = parts_of(code[:3]) or parts_of(code[3:])
    lower = f" {words.lower()}"
    return any(f" {name}" in lower and wanted & set(parts) for name, parts in names.items())


def _agrees(figure: str, event: Event, code: str) -> bool:
    if figure == "sides":
        return True
    ours = plover(event.category, event.mode, event.modality.value)
    told = from_cameo(code)
    assert told is not None
    theirs = plover(told.category, told.mode)
    if figure == "quad":
        return ours.quad == theirs.quad
    if figure == "category":
        return ours.category == theirs.category
    return cameo(event.category, event.mode, event.modality.value, event.contexts)[:2] == code[:2]
