"""What an article asks of the gazetteer: its phrases read, grouped by name, each with its candidates and what speaks for them beforehand.

Steps 1 and 2 of `resolve.py`. Nothing is weighed against the article's other places here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from detente.places.context import Context, Toponym
from detente.places.index import MATCHES, Index
from detente.places.names import bare, fold
from detente.places.outlets import letters, named_after
from detente.places.phrases import Phrase, read_phrase
from detente.places.sites import is_mission, is_street, says_site
from detente.places.surroundings import crossings, holders, kind_around, kind_of_all, series
from detente.places.words import DIRECTIONS, KIND_OF, Kind

Hits = Callable[[str], list[tuple[int, int]]]
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

_BARE, SOUND = MATCHES.index("bare name"), MATCHES.index("sound")
_MOST = 120
"""Candidates weighed per name; beyond, only the likeliest by prior: "San José" has 600 bearers and none of the last 500 ever won."""
# Weights, in units of a tenfold population; chosen on the development half of the corpora of `bench geo` (even articles).
_PEOPLED = 1.1
_MATCH = (0.0, -0.6, -0.5, -2.4)
FEATURES = {"PCLI": 4.5, "PPLC": 1.8, "ADM1": 0.6, "ADM2": -1.4, "PPL": 0.0, "CONT": 0.0}
"""Prior of each kind of place of GeoNames; the rest are regions of our own."""
_CONTINENT = 13.0
_OURS = 6.6
"""Prior of a region of our own that bears the name: in the list because the news speaks of it."""
_WIDE, _WIDE_KM = 13.0, 1000
"""Prior of a region of that radius that belongs to no one country: the Middle East is meant before a quarter of Baltimore."""
_HOME = 0.5
"""Of what people count for, that is taken from the bearers of a name that the outlet bears too: its town needn't be the largest."""
NAMESAKE = 50_000
"""People of a town from which on things elsewhere in the world are seldom named like it by chance."""
_ABBREVIATION = 3
"""Capitals up to which a name is read as an abbreviation."""
_MISSION = 2
"""Words of an embassy's name without the town; "British Embassy Tokyo" tells it."""
_PEOPLE = re.compile(r"^\w+ \w+an$")
"""Of two words, as people of an area are called: "Central American", "Saint Lucian"."""


@dataclass(slots=True)
class Question:
    """All phrases of one name in an article, and their candidates."""

    phrases: list[Phrase]
    rows: Rows
    prior: Floats
    key: str = ""
    holders: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    matches: Rows = field(default_factory=lambda: np.zeros(0, np.int64))
    best: int = 0
    scores: Floats = field(default_factory=lambda: np.zeros(0))


class Article:
    """The questions of one article and the arrays they share."""

    def __init__(self, index: Index, hits: Hits, surfaces: Sequence[Toponym], context: Context) -> None:
        self.index = index
        self.hits = hits
        self.surfaces = surfaces
        self.context = context
        self.questions: dict[str, Question] = {}
        self.phrases: list[Phrase] = []
        self.outlet = letters(context.outlet)
        self._read: dict[str, tuple[Phrase, list[tuple[int, int]], str]] = {}
        self.series = series(surfaces)
        self.kinds = kinds_of(surfaces, self.series)
        self.held = holders(surfaces, self.series)
        self.crossings = crossings(surfaces)
        self.of_phrase: list[Question | None] = [self._ask(i, each.text) for i, each in enumerate(surfaces)]

    def _ask(self, number: int, text: str) -> Question | None:
        if text not in self._read:
            self._read[text] = find(self.index, self.hits, read_phrase(text))
        phrase, found, key = self._read[text]
        if number in self.crossings:
            phrase, found = replace(phrase, cores=()), []
        if phrase.kind is None and (kind := self.kinds[number]):
            phrase = replace(phrase, kind=kind)
            key = f"{key} {kind.value}" if kind is not Kind.TOWN else key
        self.phrases.append(phrase)
        if not found:
            return None
        question = self.questions.get(key)
        if question is None:
            rows = np.array([row for row, _ in found], np.int64)
            matches = np.array([match for _, match in found], np.int64)
            prior = priors(self.index, rows, matches)
            if named_after(self.outlet, key):
                prior = prior - _HOME * _people(self.index, rows)
            if len(rows) > _MOST:
                top = np.argsort(-prior)[:_MOST]
                rows, prior, matches = rows[top], prior[top], matches[top]
            question = self.questions[key] = Question([], rows, prior, key, matches=matches)
        question.phrases.append(phrase)
        question.members.append(number)
        if phrase.holder:
            question.holders.add(phrase.holder)
        return question


def kinds_of(surfaces: Sequence[Toponym], listed: Sequence[Sequence[int]]) -> list[Kind | None]:
    """What the words around each phrase ask for."""
    out = [kind_around(surface) for surface in surfaces]
    for run in listed:
        if kind := kind_of_all(surfaces[run[-1]]):
            for number in run:
                out[number] = kind
    return out


def find(index: Index, hits: Hits, phrase: Phrase) -> tuple[Phrase, list[tuple[int, int]], str]:
    """Return a phrase as it is best read, who bears its name, and the key of the question that it asks."""
    # 1. The whole phrase is a name: "South Sudan", "Northern Territory" have no direction; "Latin American" is of Latin America.
    whole = phrase.text.removeprefix("the ").removeprefix("The ").strip()
    if _looks_a_name(whole, phrase) and not _is_short(whole) and (found := hits(whole)) and found[0][1] < SOUND:
        return Phrase(phrase.text, (whole,)), found, bare(fold(whole))
    if _PEOPLE.search(whole) and (found := [hit for hit in hits(whole[:-1]) if not index.feature(hit[0]).startswith("PPL")]):
        return Phrase(phrase.text, (whole[:-1],)), found, bare(fold(whole[:-1]))
    # 2. The name in it; a street's name is no place, but whose street it is says where.
    if is_street(whole):
        phrase = replace(phrase, cores=(phrase.holder,) if phrase.holder else (), holder=None, within=True)
    for core in phrase.cores:
        if found := [hit for hit in hits(core) if not (_is_short(core) and index.feature(hit[0]).startswith("PPL"))]:
            kind = phrase.kind.value if phrase.kind in {Kind.PROVINCE, Kind.DISTRICT} else ""
            return phrase, found, f"{bare(fold(core))} {kind}".strip()
    # 3. A longer name of which we know the end or the beginning: "Kabul Zoo" lies in Kabul, the "Bank of Japan" in Japan.
    #    An embassy bears the name of a country that it is not in.
    unfit = "PCLI" if is_mission(whole) and len(whole.split()) > _MISSION else ""
    for part in _ends(phrase.cores[0].split()) if phrase.cores else ():
        named = [hit for hit in hits(" ".join(part)) if index.feature(hit[0]) != unfit]
        if found := [(row, match) for row, match in named if match < _BARE and _known_afar(index, row)]:
            return replace(phrase, cores=(" ".join(part),), within=True), found, f"{bare(fold(' '.join(part)))} within"
    return phrase, [], ""


def _is_short(core: str) -> bool:
    """Whether a name is written like an abbreviation: "SA" and "CHU" are no towns called Siá and Chu."""
    return len(core) <= _ABBREVIATION and core.isupper()


def _ends(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what may be a name in a longer name: what stands after "of", then longer beginnings and ends before shorter ones."""
    if "of" in words[1:-1]:
        yield words[words.index("of") + 1 :]
    for size in range(len(words) - 1, 0, -1):
        for part in (words[:size], words[-size:]):
            if part[0][:1].isupper() and not (size == 1 and _says_little(part[0])):
                yield part


def _says_little(word: str) -> bool:
    """Whether a word of a longer name is no place's name in it: what it is, a direction, or too short to tell ("No. 2")."""
    low = word.lower()
    return says_site(word) or low in KIND_OF or low in DIRECTIONS or (len(word) <= _ABBREVIATION and not word.isupper())


def _known_afar(index: Index, row: int) -> bool:
    """Whether a place is known well enough for other things to be named after where they lie; hamlets share their names with people."""
    feature = index.feature(row)
    return not (feature == "ADM2" or feature.startswith("PPL")) or feature == "PPLC" or int(index.populations[row]) >= NAMESAKE


def _looks_a_name(whole: str, phrase: Phrase) -> bool:
    words = whole.split()
    return not phrase.vague or (len(words) > 1 and all(word[:1].isupper() for word in words)) or (whole.isupper() and len(whole) > 1)


def priors(index: Index, rows: Rows, matches: Rows) -> Floats:
    """What speaks for each candidate before the article is looked at."""
    features = np.array([FEATURES.get(index.feature(row), np.nan) for row in rows])
    ours = np.isnan(features)
    prior = np.where(ours, _OURS, _people(index, rows) + np.nan_to_num(features) + np.array(_MATCH)[matches])
    prior[np.array([index.feature(row) in {"CONT", "OCN"} for row in rows], bool)] = _CONTINENT
    wide = ours & (index.radii[rows] >= _WIDE_KM) & (index.countries[rows] == 0)
    prior[wide] = np.maximum(prior[wide], _WIDE)
    # A town that shares its name with the province it lies in, and isn't small: news means the town.
    firsts = {int(row) for row in rows if index.feature(row) == "ADM1"}
    for i, row in enumerate(rows):
        if firsts and index.populations[row] >= 50_000 and index.feature(row).startswith("PPL") and firsts & set(index.above(int(row))):
            prior[i] += 1.4
    return prior


def _people(index: Index, rows: Rows) -> Floats:
    """What each candidate's people count for."""
    return np.asarray(_PEOPLED * np.log10(index.populations[rows] + 30.0))
