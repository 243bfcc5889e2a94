"""Sites that no gazetteer lists: streets, schools, courts, hospitals. Where they lie is told by the town named nearest to them.

A site's own words are a poor guide: "Cornell University" isn't in the hamlet of Cornell, "Royal Street" in no royal town. So a site is put
into a small town of its name only where the article's other places are near, and a street into none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.places.context import Resolved
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


def beside(number: int, answers: Sequence[Resolved], trusted: Sequence[bool]) -> Resolved | None:
    """Return where phrase `number`, a site of unknown place, may lie: in a town or district of a `trusted` answer, near in the text."""
    town = _nearest(number, answers, trusted)
    return taken_to_lie(town, "a site that no gazetteer lists", ", named near it") if town else None


def around(number: int, answers: Sequence[Resolved], trusted: Sequence[bool]) -> Resolved | None:
    """Return where phrase `number`, a name on no list, may lie: in the region around a town or district named near it, no pin."""
    town = _nearest(number, answers, trusted)
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


def _nearest(number: int, answers: Sequence[Resolved], trusted: Sequence[bool]) -> Resolved | None:
    """The town or district of a trusted answer that is named nearest to a phrase.

    A town named twice beats one named once that is nearer, until it is five phrases further away.
    """
    places = [found.place for found in answers]
    told = [i for i, found in enumerate(answers) if trusted[i] and found.place is not None and found.precision in _NEAREST]

    def nearness(i: int) -> tuple[float, int]:
        return places.count(places[i]) / (_REACH + abs(i - number)), -i

    return answers[max(told, key=nearness)] if told else None
