"""Names whose true bearer no gazetteer lists: how they are told from those it lists, and where they are taken to lie.

Step 5 of `resolve.py`. A name with bearers elsewhere counts as unlisted if the words beside it put it elsewhere ("Holliday, Missouri"), if
its only bearer is a small town far from all else that is told, or if it is a country's embassy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from detente.places.asking import NAMESAKE, SOUND, Article, Question
from detente.places.context import Resolved
from detente.places.index import Index
from detente.places.names import fold
from detente.places.sites import around, beside, is_feature, is_mission, is_site, taken_to_lie
from detente.places.sphere import EARTH_KM, unit

_FAR = math.cos(160.0 / EARTH_KM)
_WIDE = frozenset({"PCLI", "CONT", "OCN"})
_HAMLET = 20_000
"""People of a town below which its name, far from all else, is rather that of a street, a shop or a village on no list."""
_TWO = 2
_VAST_KM = 800
"""Radius of a circle of a country's area from which on it holds villages of any name: the United States, Russia, China …"""
_WORLD_CITY = 1_000_000
"""People of a town from which on it is itself, whatever is named behind it: "Karachi, Iran and …"."""


def absent(article: Article) -> list[bool]:
    """Of each phrase, whether none of the bearers of its name is meant."""
    misfits = misplaced(article)
    out = []
    for surface, question in zip(article.surfaces, article.of_phrase, strict=True):
        text = surface.text
        out.append(
            question is not None
            and (
                text in misfits
                or called_after_people(article, question, text)
                or forlorn(article, question, site=is_site(text) or is_feature(text))
                or abroad(article, question, text)
            )
        )
    return out


def unlisted(article: Article, number: int, answers: Sequence[Resolved], support: Sequence[float], *, site: bool) -> Resolved | None:
    """Where a name that no gazetteer lists may lie: in what holds it, else beside what is named near it."""
    text = article.surfaces[number].text
    if not (site or article.phrases[number].cores):
        return None
    for i, j in article.held.items():
        if article.surfaces[i].text == text and answers[j].place is not None:
            return taken_to_lie(answers[j])
    if site:
        return beside(number, answers, support)
    return around(number, answers, support)


def abroad(article: Article, question: Question, text: str) -> bool:
    """Whether a country is named by its embassy, which lies anywhere but there; "the US embassy in Baghdad" is read as Baghdad's."""
    return is_mission(text) and article.index.feature(int(question.rows[question.best])) == "PCLI"


def called_after_people(article: Article, question: Question, text: str) -> bool:
    """Whether a building bears a country's adjective ("British International School") beside a town or more: it is where they are."""
    index = article.index
    row = int(question.rows[question.best])
    if index.feature(row) != "PCLI" or not is_site(text) or " of " in text or fold(index.name(row)) in fold(text):
        return False
    return any(index.feature(int(other.rows[other.best])).startswith("PPL") for other in article.questions.values())


def misplaced(article: Article) -> set[str]:
    """Return phrases whose best bearer lies outside what the words beside them say holds them: no Holliday of ours is in Missouri."""
    out = set()
    for i, j in article.held.items():
        question, holder = article.of_phrase[i], article.of_phrase[j]
        listed = j in article.held or article.surfaces[i].after.startswith(" in ")
        if question is None or holder is None or holder is question or listed:
            continue
        row, above = int(question.rows[question.best]), int(holder.rows[holder.best])
        if not _is_small(article.index, row) or article.index.feature(above) not in {"PCLI", "ADM1", "ADM2"}:
            continue
        if above not in article.index.above(row):
            out.add(article.surfaces[i].text)
    return out


def _is_small(index: Index, row: int) -> bool:
    feature = index.feature(row)
    return (feature == "ADM2" or feature.startswith("PPL")) and int(index.populations[row]) < _WORLD_CITY


def forlorn(article: Article, question: Question, *, site: bool) -> bool:
    """Whether a name means a small place far from all else that the article names: a namesake of what is meant, which is on no list.

    A name met by sound alone may be a larger place's. One that is no site's must also lie in a province of which nothing else is named, or
    in a country of which nothing is if that is no vast one or no other place bears the name. Where fewer than two other towns tell where
    the article is, only a name met by sound is doubted: if all else is in other countries.
    """
    index = article.index
    row = int(question.rows[question.best])
    by_sound = int(question.matches[question.best]) == SOUND
    if not _is_namesake(index, row, _WORLD_CITY if by_sound else NAMESAKE if site else _HAMLET):
        return False
    others = [int(other.rows[other.best]) for other in article.questions.values() if other is not question]
    towns = [other for other in others if index.feature(other) not in _WIDE and index.where(other) is not None]
    if len(towns) < (1 if site else _TWO):
        return by_sound and _all_abroad(index, row, others)
    if any(index.feature(other) == "ADM2" and other in index.above(row) for other in others):
        return False
    if not site and _is_expected(index, question, row, others):
        return False
    here = np.array(unit(index, row))
    return all(float(here @ np.array(unit(index, other))) < _FAR for other in towns)


def _is_namesake(index: Index, row: int, people: int) -> bool:
    """Whether a place is a town or district of fewer people than that."""
    feature = index.feature(row)
    return (feature == "ADM2" or feature.startswith("PPL")) and int(index.ids[row]) >= 0 and int(index.populations[row]) < people


def _is_expected(index: Index, question: Question, row: int, others: Sequence[int]) -> bool:
    """Whether what else is named leads to a place: its province, or its country, which says little in a vast one of many namesakes."""
    if _first(index, row) in {_first(index, other) for other in others}:
        return True
    country = _country(index, row)
    vast = country is None or int(index.radii[country]) > _VAST_KM
    return any(index.country(other) == index.country(row) for other in others) and (len(question.rows) == 1 or not vast)


def _country(index: Index, row: int) -> int | None:
    return next((each for each in [row, *index.above(row)] if index.feature(each) == "PCLI"), None)


def _first(index: Index, row: int) -> int:
    """The first-level division that a row is, or lies in; of a row in none the row itself."""
    return next((each for each in [row, *index.above(row)] if index.feature(each) == "ADM1"), row)


def _all_abroad(index: Index, row: int, others: Sequence[int]) -> bool:
    """Whether places are named and all of them lie in other countries than a row does, and in none beside it."""
    home = index.country(row)
    countries = {country for other in others if (country := index.country(other))}
    return bool(countries) and home is not None and not countries & {home, *index.neighbours.get(home, ())}
