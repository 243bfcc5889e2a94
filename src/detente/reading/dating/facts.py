"""Dated facts that names in a text bring along: terms of office, lives of groups and their names, wars, operations, agreements, attacks.

The tables lie in `anchors/*.csv` (kind, names, since, until, cites): `leaders.csv` and `conflicts.csv` are built by
`scripts/build_anchors.py`,
the others are curated. This module finds their names in a text; what they mean for the date of publication is `clues.py`'s business.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from detente.records import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_TITLES = re.compile(
    r"\b(?:presidents?|premier|prime minister|chancellor|king|emir|sultan|shah|ayatollah|secretary|minister|chief|chair(?:man|"
    r"woman|person)?|gen(?:eral|\.)?|"
    r"adm(?:iral|\.)|envoy|commander|spokes(?:man|woman|person)|ambassador|leader|head|director|governor|commissioner|coordinator|"
    r"representative|adviser|"
    r"rapporteur|prosecutor|pope|pm|taoiseach|caliph|dictator|ruler|strongman|regime|government|administration)\b",
    re.I,
)
_FORMER = re.compile(
    r"\b(?:former(?:ly)?|ex|late|then|one-?time|ousted|deposed|toppled|overthrown|previous|predecessor|successor|slain|elect|"
    r"historian|under|era)\W*(?:\w+\W+){0,4}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One dated fact.

    `kind` is office, group, name, event, conflict, or war (whose names only tell which war a duration counts); a missing side is open or
    unknown.
    """

    kind: str
    name: str
    since: date | None
    until: date | None
    cites: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in the text with every fact it may stand for. `titled`: words of office stand beside it; `former`: of a past one."""

    span: Span
    anchors: tuple[Anchor, ...]
    titled: bool
    former: bool


Index = dict[str, list[tuple[tuple[str, ...], tuple[Anchor, ...]]]]


def find_anchors(text: str) -> list[Hit]:
    """The first mention of all that is known by name, longest names first where they overlap; other names of the same are left out."""
    words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    tokens = [word for word, _, _ in words]
    index, seen, hits = load(), set[Anchor](), []
    i = 0
    while i < len(tokens):
        step = 1
        for name, anchors in index.get(tokens[i], ()):
            if tuple(tokens[i : i + len(name)]) != name:
                continue
            span = Span(words[i][1], words[i + len(name) - 1][2])
            if text[span.start].isupper() or text[span.end - 1].isupper() or len(name) > 2:
                step = len(name)
                if not seen.issuperset(anchors):
                    seen.update(anchors)
                    hits.append(_hit(text, span, anchors))
                break
        i += step
    return hits


def _hit(text: str, span: Span, anchors: tuple[Anchor, ...]) -> Hit:
    before = text[max(0, span.start - 60) : span.start]
    after = text[span.end : span.end + 60]
    apposition = after.split(".")[0] if (after[:1] in (",", " ") and after.lstrip()[:1] == ",") or after.startswith(",") else ""
    return Hit(span, anchors, bool(_TITLES.search(before[-40:]) or _TITLES.search(apposition)), bool(_FORMER.search(before)))


def fold(word: str) -> str:
    """A word without case and diacritics, as names are compared.

    >>> fold("Erdoğan")
    'erdogan'
    """
    word = word.lower().replace("ı", "i").replace("ø", "o").replace("ł", "l")
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def tokens_of(name: str) -> tuple[str, ...]:
    """The words by which a name is looked up.

    >>> tokens_of("Recep Tayyip Erdoğan's AKP")
    ('recep', 'tayyip', 'erdogan', 'akp')
    """
    if name.isascii() and "'" not in name:  # nothing to fold but case, as in nine names of ten: a quarter of the time
        return tuple(_WORD.findall(name.lower()))
    return tuple(fold(match[0]) for match in _WORD.finditer(name))


@cache
def load() -> Index:
    """All anchors by the first word of their names, longer names first. Read once, in some 30 ms."""
    by_name: dict[tuple[str, ...], list[Anchor]] = {}
    folder = resources.files("detente.reading.dating") / "anchors"
    for table in sorted(folder.iterdir(), key=lambda path: path.name):
        if table.name.endswith(".csv"):
            for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
                _add(by_name, row)
    index: Index = {}
    for name, anchors in by_name.items():
        index.setdefault(name[0], []).append((name, tuple(anchors)))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def _add(by_name: dict[tuple[str, ...], list[Anchor]], row: dict[str, str]) -> None:
    names = row["names"].split("|")
    anchor = Anchor(row["kind"], names[0], _bound(row["since"], False), _bound(row["until"], True), row["cites"])
    for tokens in dict.fromkeys(map(tokens_of, names)):
        if tokens:
            by_name.setdefault(tokens, []).append(anchor)


def _bound(value: str, last: bool) -> date | None:
    """A date given to the year, month or day, as its first or last day."""
    parts: Sequence[int] = [int(part) for part in value.split("-")] if value else ()
    if not parts:
        return None
    year, month, day_ = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1), parts[2] if len(parts) > 2 else (28 if last else 1)
    return date(year, month, day_)
