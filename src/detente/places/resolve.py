"""Who is meant: the phrases of one article resolved together.

1. Each phrase is read (`phrases.py`); phrases of one name count as one question, with all their type words and holders.
2. Each question gets its candidates with a prior: people, kind of match, feature, type words.
3. Countries are voted for: by the context, by each question's candidates.
4. Three rounds: each question takes the candidate that fits best beside the others' present answers: inside a place named next to it, in
   the countries voted for, near the others, in one province with them.
5. Each phrase gets its answer with precision, score and reason; directions and borders become regions; a site that is not listed, or
   listed only as a small town far from all else, is put into the town named nearest to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from detente.places.answer import answer
from detente.places.context import Context, Resolved, Toponym
from detente.places.index import DEGREE, MATCHES, NO_PLACE, Index
from detente.places.names import bare, fold
from detente.places.phrases import Phrase, read_phrase
from detente.places.sites import beside, is_site, is_street, says_site
from detente.places.words import KIND_OF, Kind

Hits = Callable[[str], list[tuple[int, int]]]
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

_BARE, _SOUND = MATCHES.index("bare name"), MATCHES.index("sound")
_ROUNDS = 3
_MOST = 120
"""Candidates weighed per name; beyond, only the likeliest by prior: "San José" has 600 bearers and none of the last 500 ever won."""
# Weights, in units of a tenfold population; chosen on the development half of the corpora of `bench geo` (even articles).
_MATCH = (0.0, -0.6, -0.5, -1.6)
_FEATURE = {"PCLI": 4.5, "PPLC": 1.8, "ADM1": 0.6, "ADM2": -1.4, "PPL": 0.0, "CONT": 0.0}
_CONTINENT = 13.0
_OURS = 6.0
"""Prior of a region of our own that bears the name: in the list because the news speaks of it."""
_TYPE = 2.5
_COUNTRY = 4.0
_HOLDER = 4.0
_INSIDE = 1.2
_NEAR = 1.6
_NEAR_KM = 120.0
_EARTH_KM = 6371.0
_FAR = math.cos(160.0 / _EARTH_KM)
_NAMESAKE = 50_000
"""People of a town from which on things elsewhere in the world are seldom named like it by chance."""

_PEOPLE = re.compile(r"^\w+ \w+an$")
"""Of two words, as people of an area are called: "Central American", "Saint Lucian"."""


@dataclass(slots=True)
class Question:
    """All phrases of one name in an article, and their candidates."""

    phrases: list[Phrase]
    rows: Rows
    prior: Floats
    holders: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
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
        self._read: dict[str, tuple[Phrase, list[tuple[int, int]], str]] = {}
        self.of_phrase: list[Question | None] = [self._ask(i, each.text) for i, each in enumerate(surfaces)]

    def _ask(self, number: int, text: str) -> Question | None:
        if text not in self._read:
            self._read[text] = find(self.index, self.hits, read_phrase(text))
        phrase, found, key = self._read[text]
        self.phrases.append(phrase)
        if not found:
            return None
        question = self.questions.get(key)
        if question is None:
            rows = np.array([row for row, _ in found], np.int64)
            prior = priors(self.index, rows, np.array([match for _, match in found]))
            if len(rows) > _MOST:
                top = np.argsort(-prior)[:_MOST]
                rows, prior = rows[top], prior[top]
            question = self.questions[key] = Question([], rows, prior)
        question.phrases.append(phrase)
        question.members.append(number)
        if phrase.holder:
            question.holders.add(phrase.holder)
        return question


def find(index: Index, hits: Hits, phrase: Phrase) -> tuple[Phrase, list[tuple[int, int]], str]:
    """Return a phrase as it is best read, who bears its name, and the key of the question that it asks."""
    # 1. The whole phrase is a name: "South Sudan", "Northern Territory" have no direction; "Latin American" is of Latin America.
    whole = phrase.text.removeprefix("the ").removeprefix("The ").strip()
    if _looks_a_name(whole, phrase) and (found := hits(whole)) and found[0][1] < _SOUND:
        return Phrase(phrase.text, (whole,)), found, bare(fold(whole))
    if _PEOPLE.search(whole) and (found := [hit for hit in hits(whole[:-1]) if not index.feature(hit[0]).startswith("PPL")]):
        return Phrase(phrase.text, (whole[:-1],)), found, bare(fold(whole[:-1]))
    # 2. The name in it; a street's name is no place, but whose street it is says where.
    if is_street(whole):
        phrase = replace(phrase, cores=(phrase.holder,) if phrase.holder else (), holder=None, within=True)
    for core in phrase.cores:
        if found := hits(core):
            kind = phrase.kind.value if phrase.kind in {Kind.PROVINCE, Kind.DISTRICT} else ""
            return phrase, found, f"{bare(fold(core))} {kind}".strip()
    # 3. A longer name of which we know the end or the beginning: "Kabul Zoo" lies in Kabul, the "Bank of Japan" in Japan.
    for part in _ends(phrase.cores[0].split()) if phrase.cores else ():
        if found := [(row, match) for row, match in hits(" ".join(part)) if match < _BARE and _known_afar(index, row)]:
            return replace(phrase, cores=(" ".join(part),), within=True), found, f"{bare(fold(' '.join(part)))} within"
    return phrase, [], ""


def _ends(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what may be a name in a longer name: what stands after "of", then longer beginnings and ends before shorter ones."""
    if "of" in words[1:-1]:
        yield words[words.index("of") + 1 :]
    for size in range(len(words) - 1, 0, -1):
        for part in (words[:size], words[-size:]):
            if part[0][:1].isupper() and not (size == 1 and (says_site(part[0]) or part[0].lower() in KIND_OF)):
                yield part


def _known_afar(index: Index, row: int) -> bool:
    """Whether a place is known well enough for other things to be named after where they lie; hamlets share their names with people."""
    feature = index.feature(row)
    return not (feature == "ADM2" or feature.startswith("PPL")) or feature == "PPLC" or int(index.populations[row]) >= _NAMESAKE


def _looks_a_name(whole: str, phrase: Phrase) -> bool:
    words = whole.split()
    return not phrase.vague or (len(words) > 1 and all(word[:1].isupper() for word in words)) or (whole.isupper() and len(whole) > 1)


def priors(index: Index, rows: Rows, matches: Rows) -> Floats:
    """What speaks for each candidate before the article is looked at."""
    people = np.log10(index.populations[rows] + 30.0)
    features = np.array([_FEATURE.get(index.feature(row), np.nan) for row in rows])
    ours = np.isnan(features)
    prior = np.where(ours, _OURS, people + np.nan_to_num(features) + np.array(_MATCH)[matches])
    prior[np.array([index.feature(row) in {"CONT", "OCN"} for row in rows], bool)] = _CONTINENT
    # A town that shares its name with the province it lies in, and isn't small: news means the town.
    firsts = {int(row) for row in rows if index.feature(row) == "ADM1"}
    for i, row in enumerate(rows):
        if firsts and index.populations[row] >= 50_000 and index.feature(row).startswith("PPL") and firsts & set(index.above(int(row))):
            prior[i] += 1.4
    return prior


def resolve(index: Index, hits: Hits, surfaces: Sequence[Toponym], context: Context) -> list[Resolved]:
    """Resolve the phrases of one article together; one answer a phrase, in order."""
    article = Article(index, hits, surfaces, context)
    settle(article)
    sites = [is_site(surface.text) for surface in surfaces]
    # Only sites ask which towns stand alone, and most articles name none.
    lost = [any(sites) and question is not None and forlorn(article, question) for question in article.of_phrase]
    answers: list[Resolved] = []
    for number, (phrase, question) in enumerate(zip(article.phrases, article.of_phrase, strict=True)):
        known = question if question and not (lost[number] and sites[number]) else None
        answers.append(answer(index, phrase, known.rows if known else None, known.scores if known else None))
    trusted = [not (site or far) for site, far in zip(sites, lost, strict=True)]
    return [beside(i, answers, trusted) or found if sites[i] and found.place is None else found for i, found in enumerate(answers)]


def forlorn(article: Article, question: Question) -> bool:
    """Whether a name means a small town far from every other town, district or province that the article names."""
    row = int(question.rows[question.best])
    if not article.index.feature(row).startswith("PPL") or int(article.index.populations[row]) >= _NAMESAKE:
        return False
    others = [int(other.rows[other.best]) for other in article.questions.values() if other is not question]
    others = [other for other in others if article.index.feature(other) != "PCLI"]
    here = np.array(unit(article.index, row))
    return bool(others) and all(float(here @ np.array(unit(article.index, other))) < _FAR for other in others)


def settle(article: Article) -> None:
    """Steps 2 to 4."""
    questions = list(article.questions.values())
    for question in questions:
        question.prior = question.prior + type_words(article.index, question)
        question.best = int(question.prior.argmax())
        question.scores = question.prior
    if not questions:
        return
    holders = [holder_bonus(article, question) for question in questions]
    neighbours = next_to(article)
    for _ in range(_ROUNDS):
        votes = country_votes(article, questions)
        chosen = [int(question.rows[question.best]) for question in questions]
        points = np.array([unit(article.index, row) for row in chosen])
        for number, question in enumerate(questions):
            score = question.prior + holders[number] + _COUNTRY * shares(article.index, question, votes[number])
            score = (
                score + inside(article.index, question, chosen, number, neighbours) + near(article.index, question, points, chosen, number)
            )
            question.scores = score
            question.best = int(score.argmax())


def type_words(index: Index, question: Question) -> Floats:
    """ "province" asks for a first-level division, "town of" for a town."""
    wanted = {phrase.kind for phrase in question.phrases if phrase.kind}
    out = np.zeros(len(question.rows))
    for i, row in enumerate(question.rows):
        feature = index.feature(row)
        for kind in wanted:
            out[i] += _TYPE * fits(kind, feature)
    return out


def fits(kind: Kind, feature: str) -> float:
    """How a type word sits with a feature: 1 what it says, -1 another, 0 leaves open."""
    right = {
        Kind.PROVINCE: feature == "ADM1",
        Kind.DISTRICT: feature == "ADM2",
        Kind.TOWN: feature.startswith("PPL"),
        Kind.COUNTRY: feature == "PCLI",
    }
    if kind in right:
        return 1.0 if right[kind] else -0.5
    ours = feature not in _FEATURE
    return 0.5 if ours else 0.0


def country_votes(article: Article, questions: Sequence[Question]) -> list[Floats]:
    """For each question the weight of each country by the context and all the other questions, summing to at most one."""
    size = len(article.index.iso3)
    given = np.zeros(size)
    for iso3, weight in article.context.countries.items():
        if iso3 in article.index.iso3:
            given[article.index.iso3.index(iso3)] += weight
    if given.sum() > 1:
        given = given * (2.0 / given.sum())
    each = []
    for question in questions:
        vote = np.zeros(size)
        weights = np.exp(question.scores - question.scores.max())
        weights /= weights.sum()
        np.add.at(vote, article.index.countries[question.rows], weights)
        each.append(vote * min(2.0, 1 + 0.25 * (len(question.members) - 1)))
    total = given + np.sum(each, axis=0)
    out = []
    for vote in each:
        rest = total - vote
        rest[0] = 0
        out.append(rest / max(1.0, rest.sum()))
    return out


def shares(index: Index, question: Question, votes: Floats) -> Floats:
    """The share of each candidate's country; countries themselves are known by name and need none."""
    return np.sqrt(votes[index.countries[question.rows]])


def holder_bonus(article: Article, question: Question) -> Floats:
    """ "Syria's Idlib": candidates inside what owns them."""
    out = np.zeros(len(question.rows))
    for holder in question.holders:
        held = {row for row, _ in article.hits(holder)}
        for i, row in enumerate(question.rows):
            if held & set(article.index.above(int(row))):
                out[i] += _HOLDER
    return out


def next_to(article: Article) -> dict[int, set[int]]:
    """Question → questions named right after it with a comma, as its holder: "Alexandria, Louisiana"."""
    numbers = {id(question): number for number, question in enumerate(article.questions.values())}
    out: dict[int, set[int]] = {}
    for i, surface in enumerate(article.surfaces):
        question = article.of_phrase[i]
        after = surface.after.lstrip()
        if question is None or not after.startswith((",", "(", "in ", "’s", "'s")):
            continue
        rest = after.lstrip(",( ").removeprefix("in ")
        for j, other in enumerate(article.surfaces):
            holder = article.of_phrase[j]
            if holder is not None and holder is not question and rest.startswith(other.text):
                out.setdefault(numbers[id(question)], set()).add(numbers[id(holder)])
    return out


def inside(index: Index, question: Question, chosen: Sequence[int], number: int, neighbours: dict[int, set[int]]) -> Floats:
    """Candidates that lie inside, or share a province with, the others' answers; most of all with the one named right after."""
    holders = {chosen[other] for other in neighbours.get(number, ())}
    others = {row for i, row in enumerate(chosen) if i != number and index.feature(row) != "PCLI"}
    firsts = {first for row in others for first in [row, *index.above(row)] if index.feature(first) == "ADM1"}
    out = np.zeros(len(question.rows))
    if not others and not holders:
        return out
    for i, row in enumerate(question.rows):
        above = set(index.above(int(row)))
        if holders & above:
            out[i] += _HOLDER
        if (others | firsts) & above:
            out[i] += _INSIDE
    return out


def unit(index: Index, row: int) -> tuple[float, float, float]:
    """A row's place as a unit vector; the null vector where nobody told, which is near nothing."""
    where = index.where(row)
    if where is None:
        return 0.0, 0.0, 0.0
    a, b = np.radians(where)
    return float(np.cos(a) * np.cos(b)), float(np.cos(a) * np.sin(b)), float(np.sin(a))


def units(index: Index, rows: Rows) -> Floats:
    """The same for many rows: shape (rows, 3)."""
    lats, lons = np.radians(index.lats[rows] / DEGREE), np.radians(index.lons[rows] / DEGREE)
    out = np.stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)], axis=1)
    out[index.lats[rows] == NO_PLACE] = 0
    return out


def near(index: Index, question: Question, points: Floats, chosen: Sequence[int], number: int) -> Floats:
    """Candidates near the others' towns and provinces; countries are too wide to be near anything."""
    others = [i for i, row in enumerate(chosen) if i != number and index.feature(row) != "PCLI"]
    if not others or len(question.rows) == 1:
        return np.zeros(len(question.rows))
    cosines = np.clip(units(index, question.rows) @ points[others].T, -1, 1)
    close = np.exp(-_EARTH_KM * np.arccos(cosines) / _NEAR_KM)
    return np.asarray(_NEAR * np.minimum(1.0, close.sum(axis=1)))
