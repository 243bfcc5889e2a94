"""Sites that no gazetteer lists: streets, schools, courts, hospitals. Where they lie is told by the town named nearest to them.

A site's own words are a poor guide: "Cornell University" isn't in the hamlet of Cornell, "Royal Street" in no royal town. So a site is put
into a small town of its name only where the article's other places are near, and a street into none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from detente.places.context import Resolved
from detente.places.sphere import EARTH_KM
from detente.places.words import DESCRIPTIVE, KIND_OF, Kind
from detente.records import Precision

_STREETS = frozenset({"street", "avenue", "boulevard", "lane", "drive", "road", "ave", "blvd", "rue"})
_MORE = frozenset(
    {
        *("centre", "center", "college", "institute", "court", "club", "museum", "academy", "theatre", "theater", "tower", "hall", "mall"),
        *("library", "clinic", "arena", "racecourse", "elementary", "cathedral", "temple", "shrine", "monastery", "castle", "zoo", "inn"),
        *("church", "chapel", "campus", "complex", "estate", "studio", "studios", "restaurant", "company", "plantation", "golf", "high"),
        *("gym", "circuit", "park", "garden", "gardens", "building", "house", "plaza", "wing", "metro", "bank", "council", "summit"),
    }
)
_FEATURES = frozenset({Kind.WATER, Kind.REGION})
_MISSIONS = frozenset({"embassy", "consulate", "embassies", "consulates"})
_WORD = re.compile(r"[^\W\d_]+")
_NEAREST = (Precision.TOWN, Precision.DISTRICT)
_PINNED = (*_NEAREST, Precision.POINT)
_TOGETHER_KM = 100.0
"""Reach within which places of an article bear one another out: a conurbation, or a county and the next."""
_BORNE_OUT = 1.5
"""Exponent of support: four places together outweigh one that is named eight times nearer."""
_REACH = 5
_SHARE = 0.5
"""A site's score, of that of the town it is put into: the town is named in the article, but perhaps for something else."""
_AROUND_KM = 50
"""How far from a town the villages lie that news names with it."""


def is_street(text: str) -> bool:
    """Whether a phrase is the name of a street.

    >>> is_street("Royal Street"), is_street("Rue Casa Calvo"), is_street("the road to Homs")
    (True, True, False)
    """
    words = _WORD.findall(text)
    ends = {words[0], words[-1]} if len(words) > 1 else set[str]()
    return any(word[0].isupper() and word.lower() in _STREETS for word in ends)


def is_site(text: str) -> bool:
    """Whether a phrase is the name of a street or of a building with its grounds.

    >>> is_site("Trump Tower"), is_site("University of Ghana"), is_site("a hospital in Homs"), is_site("Homs")
    (True, True, False, False)
    """
    words = [word for word in _WORD.findall(text) if word[0].isupper()]
    return is_street(text) or (len(words) > 1 and any(says_site(word) for word in words))


def is_feature(text: str) -> bool:
    """Whether a phrase is the name of a river, a hill, a field, a neighbourhood: a name with a word of kind after it, that is no town's.

    >>> is_feature("Elysian Fields"), is_feature("Neches River"), is_feature("Mount Pleasant"), is_feature("Homs province")
    (True, True, False, False)
    """
    words = [word.lower() for word in _WORD.findall(text) if word[0].isupper()][1:]
    return any(KIND_OF.get(word) in _FEATURES or (word in DESCRIPTIVE and word not in KIND_OF) for word in words)


def is_mission(text: str) -> bool:
    """Whether a phrase names an embassy or consulate: it bears the name of a country that it is not in.

    >>> is_mission("British Embassy Tokyo"), is_mission("Britain")
    (True, False)
    """
    return not _MISSIONS.isdisjoint(word.lower() for word in _WORD.findall(text))


def says_site(word: str) -> bool:
    """Whether a word says that a name is a site's, and is no name by itself."""
    low = word.lower()
    return low in _STREETS or low in _MORE or KIND_OF.get(low) is Kind.SITE


def beside(number: int, answers: Sequence[Resolved], support: Sequence[float]) -> Resolved | None:
    """Return where phrase `number`, a site of unknown place, may lie: in a town or district that is named near it (`_nearest`)."""
    town = _nearest(number, answers, support)
    return taken_to_lie(town, "a site that no gazetteer lists", ", named near it") if town else None


def around(number: int, answers: Sequence[Resolved], support: Sequence[float]) -> Resolved | None:
    """Return where phrase `number`, a name on no list, may lie: in the region around a town or district named near it, no pin."""
    town = _nearest(number, answers, support)
    if town is None or town.place is None:
        return None
    near = replace(town.place, id=f"{town.place.id}/around", name=f"around {town.place.name}", feature="RGN", population=0)
    detail = f"a name that no gazetteer lists; taken to lie around {town.place.name}, named near it"
    radius = max(_AROUND_KM, town.radius_km)
    return Resolved(near, Precision.REGION, round(town.score * _SHARE, 4), detail, radius)


def taken_to_lie(holder: Resolved, what: str = "a name that no gazetteer lists", why: str = "") -> Resolved:
    """Return what holds an unlisted place as its answer, for half the score."""
    name = holder.place.name if holder.place else ""
    return replace(holder, score=round(holder.score * _SHARE, 4), detail=f"{what}; taken to lie in {name}{why}")


def supports(answers: Sequence[Resolved], trusted: Sequence[bool]) -> list[float]:
    """Of each answer how far the others bear it out: how many of the trusted towns, districts and sites lie within `_TOGETHER_KM` of it.

    0 for what is no town or district to lie in, or not trusted.
    """
    told = [i for i, found in enumerate(answers) if trusted[i] and found.place is not None and found.precision in _PINNED]
    points = np.array([_unit(answers[i]) for i in told]).reshape(-1, 3)
    close = (np.clip(points @ points.T, -1, 1) > math.cos(_TOGETHER_KM / EARTH_KM)).sum(axis=1)
    out = [0.0] * len(answers)
    for i, count in zip(told, close, strict=True):
        if answers[i].precision in _NEAREST:
            out[i] = float(max(1, count))
    return out


def _unit(found: Resolved) -> tuple[float, float, float]:
    """A pin as a unit vector, the null vector where there is none."""
    place = found.place
    if place is None or place.lat is None or place.lon is None:
        return 0.0, 0.0, 0.0
    a, b = math.radians(place.lat), math.radians(place.lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def _nearest(number: int, answers: Sequence[Resolved], support: Sequence[float]) -> Resolved | None:
    """The town or district that is named nearest to a phrase; one that others bear out beats a lone one until it is further away."""
    told = [i for i, weight in enumerate(support) if weight]
    return answers[max(told, key=lambda i: (support[i] ** _BORNE_OUT / (_REACH + abs(i - number)), -i))] if told else None
