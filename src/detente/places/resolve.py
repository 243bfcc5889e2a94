"""Who is meant: the phrases of one article resolved together.

1. Each phrase is read (`phrases.py`); phrases of one name count as one question, with all their type words and holders.
2. Each question gets its candidates with a prior: people, kind of match, feature, type words.
3. Countries are voted for: by the context, by each question's candidates.
4. Three rounds: each question takes the candidate that fits best beside the others' present answers: inside a place named next to it, in
   the countries voted for, near the others, in one province with them, of a kind with those it is listed with.
5. Each phrase gets its answer with precision, score and reason; directions and borders become regions; what is on no list is taken to lie
   in what holds it, or beside what is named near it (`absent.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from detente.places.absent import absent, unlisted
from detente.places.answer import answer
from detente.places.asking import FEATURES, Article, Floats, Hits, Question
from detente.places.context import Context, Resolved, Toponym
from detente.places.index import Index
from detente.places.outlets import country_of
from detente.places.sites import is_site, supports
from detente.places.sphere import EARTH_KM, unit, units
from detente.places.words import KIND_OF, Kind
from detente.records import Precision

_ROUNDS = 3
# Weights, in units of a tenfold population; chosen on the development half of the corpora of `bench geo` (even articles).
_TYPE = 2.5
_COUNTRY = 4.4
_HOME = 1.0
"""Weight of the country of the outlet's domain, as much as one actor of that country has."""
_HOLDER = 4.0
_SERIES = 2.5
_LISTED = 3
"""Names in a row of which the others tell a member's kind; two may be anything ("Paris and France")."""
_FULL = 0.7
"""Of a name that the article also tells with its type word."""
_INSIDE = 1.2
_NEAR = 1.6
_NEAR_KM = 120.0


def resolve(index: Index, hits: Hits, surfaces: Sequence[Toponym], context: Context) -> list[Resolved]:
    """Resolve the phrases of one article together; one answer a phrase, in order."""
    article = Article(index, hits, surfaces, context)
    settle(article)
    sites = [is_site(surface.text) or number in article.crossings for number, surface in enumerate(surfaces)]
    missing = absent(article)
    answers: list[Resolved] = []
    for number, (phrase, question) in enumerate(zip(article.phrases, article.of_phrase, strict=True)):
        known = None if missing[number] else question
        answers.append(answer(index, phrase, known.rows if known else None, known.scores if known else None))
    trusted = [not site or found.precision is Precision.POINT for found, site in zip(answers, sites, strict=True)]
    support = supports(answers, trusted)
    return [
        found if found.place is not None else unlisted(article, number, answers, support, site=sites[number]) or found
        for number, found in enumerate(answers)
    ]


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
        full = in_full(article, chosen)
        points = np.array([unit(article.index, row) for row in chosen])
        for number, question in enumerate(questions):
            score = question.prior + holders[number] + _COUNTRY * shares(article.index, question, votes[number])
            score = score + listed_with(article, question) + told_in_full(article, question, full)
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
    ours = feature not in FEATURES
    return 0.5 if ours else 0.0


def country_votes(article: Article, questions: Sequence[Question]) -> list[Floats]:
    """For each question the weight of each country by the context and all the other questions, summing to at most one."""
    size = len(article.index.iso3)
    given = np.zeros(size)
    for iso3, weight in article.context.countries.items():
        if iso3 in article.index.iso3:
            given[article.index.iso3.index(iso3)] += weight
    home = country_of(article.context.outlet)
    if home in article.index.iso3:
        given[article.index.iso3.index(home)] += _HOME
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


def listed_with(article: Article, question: Question) -> Floats:
    """What a series says of its members: candidates of the others' kind and country."""
    out = np.zeros(len(question.rows))
    index = article.index
    for run in article.series:
        if len(run) < _LISTED or not set(run) & set(question.members):
            continue
        others = [other for i in run if (other := article.of_phrase[i]) is not None and other is not question]
        kinds = [kind_and_country(index, int(other.rows[other.best])) for other in others]
        for i, row in enumerate(question.rows):
            out[i] += _SERIES * kinds.count(kind_and_country(index, int(row))) / max(1, len(run) - 1)
    return out


def in_full(article: Article, chosen: Sequence[int]) -> dict[str, set[int]]:
    """Name without its type word → what is meant where the article says the type word: "Suffolk County", "Washington state"."""
    out: dict[str, set[int]] = {}
    for (key, question), row in zip(article.questions.items(), chosen, strict=True):
        kinds = {phrase.kind for phrase in question.phrases}
        plain = plain_name(key)
        if plain and (plain != key or kinds & {Kind.PROVINCE, Kind.DISTRICT}) and article.index.feature(row) in {"ADM1", "ADM2"}:
            out.setdefault(plain, set()).add(row)
    return out


def plain_name(key: str) -> str:
    """A question's key without type words of divisions.

    >>> plain_name("suffolk county"), plain_name("washington province"), plain_name("province")
    ('suffolk', 'washington', '')
    """
    return " ".join(word for word in key.split() if KIND_OF.get(word) not in {Kind.PROVINCE, Kind.DISTRICT})


def told_in_full(article: Article, question: Question, full: Mapping[str, set[int]]) -> Floats:
    """A name that the article also tells with its type word means the same, or what lies in it."""
    out = np.zeros(len(question.rows))
    rows = full.get(question.key)
    if not rows:
        return out
    for i, row in enumerate(question.rows):
        if int(row) in rows or rows & set(article.index.above(int(row))):
            out[i] = _FULL
    return out


def kind_and_country(index: Index, row: int) -> tuple[str, str | None]:
    """What the members of a series share; countries are of one kind wherever they are."""
    feature = index.feature(row)
    return (feature, None) if feature == "PCLI" else (feature[:3], index.country(row))


def next_to(article: Article) -> dict[int, set[int]]:
    """Question → questions named right beside it as its holder: "Alexandria, Louisiana", "Utah's Zion National Park"."""
    numbers = {id(question): number for number, question in enumerate(article.questions.values())}
    out: dict[int, set[int]] = {}
    for i, j in article.held.items():
        question, holder = article.of_phrase[i], article.of_phrase[j]
        if question is not None and holder is not None and holder is not question:
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


def near(index: Index, question: Question, points: Floats, chosen: Sequence[int], number: int) -> Floats:
    """Candidates near the others' towns and provinces; countries are too wide to be near anything."""
    others = [i for i, row in enumerate(chosen) if i != number and index.feature(row) != "PCLI"]
    if not others or len(question.rows) == 1:
        return np.zeros(len(question.rows))
    cosines = np.clip(units(index, question.rows) @ points[others].T, -1, 1)
    close = np.exp(-EARTH_KM * np.arccos(cosines) / _NEAR_KM)
    return np.asarray(_NEAR * np.minimum(1.0, close.sum(axis=1)))
