"""Names whose true bearer no gazetteer lists: how they are told from those it lists, and where they are taken to lie.

Step 5 of `resolve.py`. A name with bearers elsewhere counts as unlisted if the words beside it put it elsewhere ("Holliday, Missouri"), if
its only bearer is a small town far from all else that is told, or if it is a country's embassy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from detente.places.asking import NAMESAKE, Article, Question
from detente.places.context import Resolved
from detente.places.index import Index
from detente.places.sites import around, beside, is_feature, is_mission, is_site, taken_to_lie
from detente.places.sphere import EARTH_KM, unit

_FAR = math.cos(160.0 / EARTH_KM)
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
            and (text in misfits or forlorn(article, question, site=is_site(text) or is_feature(text)) or abroad(article, question, text))
        )
    return out


def unlisted(article: Article, number: int, answers: Sequence[Resolved], trusted: Sequence[bool], *, site: bool) -> Resolved | None:
    """Where a name that no gazetteer lists may lie: in what holds it, else beside what is named near it."""
    text = article.surfaces[number].text
    if not (site or article.phrases[number].cores):
        return None
    for i, j in article.held.items():
        if article.surfaces[i].text == text and answers[j].place is not None:
            return taken_to_lie(answers[j])
    if site:
        return beside(number, answers, trusted)
    return around(number, answers, trusted)


def abroad(article: Article, question: Question, text: str) -> bool:
    """Whether a country is named by its embassy, which lies anywhere but there; "the US embassy in Baghdad" is read as Baghdad's."""
    return is_mission(text) and article.index.feature(int(question.rows[question.best])) == "PCLI"


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
    """Whether a name means a small town far from every other town, district or province that the article names.

    One that is no site's must also lie in a country of which nothing else is named.
    """
    index = article.index
    row = int(question.rows[question.best])
    if not index.feature(row).startswith("PPL") or int(index.populations[row]) >= NAMESAKE:
        return False
    others = [int(other.rows[other.best]) for other in article.questions.values() if other is not question]
    if not site and any(index.country(other) == index.country(row) for other in others):
        return False
    others = [other for other in others if index.feature(other) != "PCLI"]
    here = np.array(unit(index, row))
    return bool(others) and all(float(here @ np.array(unit(index, other))) < _FAR for other in others)
