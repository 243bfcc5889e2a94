"""Sites that no gazetteer lists: streets, schools, courts, hospitals. Where they lie is told by the town named nearest to them.

A site's own words are a poor guide: "Cornell University" isn't in the hamlet of Cornell, "Royal Street" in no royal town. So a site is put
into a small town of its name only where the article's other places are near, and a street into none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.places.context import Resolved
from detente.places.words import KIND_OF, Kind
from detente.records import Precision

_STREETS = frozenset({"street", "avenue", "boulevard", "lane", "drive", "road", "ave", "blvd", "rue"})
_MORE = frozenset(
    {
        *("centre", "center", "college", "institute", "court", "club", "museum", "academy", "theatre", "theater", "tower", "hall", "mall"),
        *("library", "clinic", "arena", "racecourse", "elementary", "cathedral", "temple", "shrine", "monastery", "castle", "zoo", "inn"),
        *("gym", "circuit", "park", "garden", "gardens", "building", "house", "plaza", "wing", "metro", "bank", "council", "summit"),
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_NEAREST = (Precision.TOWN, Precision.DISTRICT)
_REACH = 5
_SHARE = 0.5
"""A site's score, of that of the town it is put into: the town is named in the article, but perhaps for something else."""


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


def says_site(word: str) -> bool:
    """Whether a word says that a name is a site's, and is no name by itself."""
    low = word.lower()
    return low in _STREETS or low in _MORE or KIND_OF.get(low) is Kind.SITE


def beside(number: int, answers: Sequence[Resolved], trusted: Sequence[bool]) -> Resolved | None:
    """Return where phrase `number`, a site of unknown place, may lie: in a town or district of a `trusted` answer, near in the text.

    A town named twice beats one named once that is nearer, until it is five phrases further away.
    """
    places = [found.place for found in answers]
    told = [i for i, found in enumerate(answers) if trusted[i] and found.place is not None and found.precision in _NEAREST]
    if not told:
        return None

    def nearness(i: int) -> tuple[float, int]:
        return places.count(places[i]) / (_REACH + abs(i - number)), -i

    town = answers[max(told, key=nearness)]
    name = town.place.name if town.place else ""
    detail = f"a site that no gazetteer lists; taken to lie in {name}, named near it"
    return replace(town, score=round(town.score * _SHARE, 4), detail=detail)
