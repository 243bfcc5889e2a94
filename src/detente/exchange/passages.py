"""Marked passages: the text format that teaches and tests the coder (`corpus/GUIDE.md`).

Reads the format and says what is wrong with a passage; does not judge whether the marks are right.
A passage looks like this:

    @ 0001 2014-11-14 wire
    [a1 ISIS] and [a2 al Qaeda] [e1 agreed to a ceasefire] on [t1 Nov. 2].
    e1 CONCEDE occurred actor=a1,a2 time=t1
    r a1 hostile a2 former
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.records import Span
from detente.records.errors import UsageError

ROLE_KINDS = {
    "actor": "a",
    "recipient": "ap",
    "place": "p",
    "time": "t",
    "by": "ao",
    "killed": "n",
    "wounded": "n",
    "arrested": "n",
    "abducted": "n",
    "displaced": "n",
    "crowd": "n",
}
MODALITIES = ("occurred", "planned", "possible", "negated")
STANCES = ("asserts", "denies", "expects")
TIE_STATES = ("current", "former", "planned", "possible", "negated")
TIES = ("allied", "hostile", "affiliate", "part_of", "backs", "leads", "controls")

_MARK = re.compile(r"\[([aoptnke])(\d+) ([^\[\]]+)\]")
_HEADER = re.compile(r"@ (\d+) (\d{4}-\d\d-\d\d) (\w+)")


class BadPassage(UsageError):
    """A marked passage that breaks the format.

    Helps: `corpus/GUIDE.md`
    """

    code = "bad_passage"


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event line: names are span names; `roles` maps a role to the names that fill it, `by` outermost first."""

    trigger: str
    category: str
    mode: str | None
    modality: str
    roles: Mapping[str, tuple[str, ...]]
    stance: str


@dataclass(frozen=True, slots=True)
class MarkedTie:
    """A tie line: `a` TIE `b`, its state, and who states it."""

    a: str
    tie: str
    b: str
    state: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One marked passage; offsets count code points of `text`, from which the marks are gone."""

    number: int
    published: date
    style: str
    text: str
    spans: Mapping[str, Span]
    events: tuple[MarkedEvent, ...]
    ties: tuple[MarkedTie, ...]
    corefs: tuple[tuple[str, tuple[str, ...]], ...]
    contexts: tuple[str, ...]
    source: str | None = None

    @property
    def part(self) -> str:
        """The fixed split: number modulo 10 = 0 test, 1 development, all others train."""
        return {0: "test", 1: "development"}.get(self.number % 10, "train")


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file in order. Raises `BadPassage` with file and line at the first fault.

    A comment `# id …` above a passage is kept as its `source`.
    """
    lines: list[str] = []
    start, source = 0, None
    for number, row in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        line = row.strip()
        if line.startswith("#"):
            source = line[5:] if line.startswith("# id ") else source
        elif line:
            start = start if lines else number
            lines.append(line)
        elif lines:
            try:
                yield parse_passage(lines, source)
            except BadPassage as fault:
                raise BadPassage(f"{path}:{start}: {fault.detail}", hint="the format is described in corpus/GUIDE.md") from None
            lines = []


def read_corpus(folder: Path) -> list[Passage]:
    """Read all `*.txt` files of a folder in name order; numbers must be unique across them."""
    passages: dict[int, Passage] = {}
    for path in sorted(folder.glob("*.txt")):
        for passage in read_passages(path):
            if passage.number in passages:
                raise BadPassage(f"{path}: number {passage.number} stands twice", hint="numbers are unique across the corpus")
            passages[passage.number] = passage
    return list(passages.values())


def parse_passage(lines: list[str], source: str | None = None) -> Passage:
    """Parse the lines of one passage: header, text, then events, ties, coreference and contexts."""
    header = _HEADER.fullmatch(lines[0])
    if header is None or len(lines) < 2:
        raise BadPassage(f"header is '@ NUMBER YYYY-MM-DD STYLE' and a text follows; got '{lines[0]}'")
    text, spans = _strip_marks(lines[1])
    events: list[MarkedEvent] = []
    ties: list[MarkedTie] = []
    corefs: list[tuple[str, tuple[str, ...]]] = []
    contexts: tuple[str, ...] = ()
    for line in lines[2:]:
        words = line.split()
        if re.fullmatch(r"e\d+", words[0]):
            events.append(_event(words, spans))
        elif words[0] == "r":
            ties.append(_tie(words, spans))
        elif words[0] == "c" and len(words) == 4 and words[2] == "=":
            corefs.append((_known(words[1], spans), tuple(_known(name, spans) for name in words[3].split(","))))
        elif words[0] == "x":
            contexts = tuple(words[1:])
        else:
            raise BadPassage(f"line '{line[:60]}' is no event, tie, coreference or context")
    untold = {name for name in spans if name[0] == "e"} - {event.trigger for event in events}
    if untold:
        raise BadPassage(f"{', '.join(sorted(untold))} marked without an event line")
    return Passage(
        number=int(header[1]),
        published=date.fromisoformat(header[2]),
        style=header[3],
        text=text,
        spans=spans,
        events=tuple(events),
        ties=tuple(ties),
        corefs=tuple(corefs),
        contexts=contexts,
        source=source,
    )


def _strip_marks(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a text.

    >>> _strip_marks("[a1 ISIS] [e1 met] rivals")
    ('ISIS met rivals', {'a1': Span(start=0, end=4), 'e1': Span(start=5, end=8)})
    """
    text, spans, at = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        name = mark[1] + mark[2]
        if name in spans:
            raise BadPassage(f"span {name} stands twice")
        spans[name] = Span(len(text), len(text) + len(mark[3]))
        text += mark[3]
        at = mark.end()
    text += marked[at:]
    if "[" in text or "]" in text:
        raise BadPassage("a bracket is left in the text: nested, unclosed or misnamed span")
    return text, spans


def _known(name: str, spans: Mapping[str, Span]) -> str:
    if name not in spans:
        raise BadPassage(f"no span {name}")
    return name


def _event(words: list[str], spans: Mapping[str, Span]) -> MarkedEvent:
    if len(words) < 3 or words[2] not in MODALITIES:
        raise BadPassage(f"{words[0]}: modality missing or unknown")
    category, _, mode = words[1].partition("-")
    roles, stance = _roles(words[3:], spans)
    return MarkedEvent(_known(words[0], spans), category, mode or None, words[2], roles, stance)


def _tie(words: list[str], spans: Mapping[str, Span]) -> MarkedTie:
    if len(words) < 4 or words[2] not in TIES:
        raise BadPassage(f"'{' '.join(words)}' is no tie")
    rest = words[4:]
    state = rest.pop(0) if rest and rest[0] in TIE_STATES else "current"
    roles, _ = _roles(rest, spans)
    return MarkedTie(_known(words[1], spans), words[2], _known(words[3], spans), state, roles.get("by", ()))


def _roles(words: list[str], spans: Mapping[str, Span]) -> tuple[dict[str, tuple[str, ...]], str]:
    roles: dict[str, tuple[str, ...]] = {}
    stance = "asserts"
    for word in words:
        role, equals, value = word.partition("=")
        if role == "stance" and value in STANCES:
            stance = value
            continue
        if not equals or role not in ROLE_KINDS:
            raise BadPassage(f"'{word}' is no role=value")
        names = tuple(_known(name, spans) for name in value.split(","))
        wrong = [name for name in names if name[0] not in ROLE_KINDS[role]]
        if wrong:
            raise BadPassage(f"{role}={','.join(wrong)}: a span of this kind can't be {role}")
        roles[role] = names
    return roles, stance
