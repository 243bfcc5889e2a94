"""Who stands behind a mention: the ids that merging and relating compare. Follows `refers_to`, then the resolutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.records.codings import Coding, Resolution

NIL = "nil:"
"""Prefix of the id of a party that the register doesn't know: its folded words, and its country where that is known."""

SECTOR = "sector:"
"""Prefix of the id of those of a country and sector whom nobody names: `sector:SYR/REB`."""
DESCRIBED = "description"
"""`by` of a resolution to such an id, or to a state or body that a description alone tells."""
_PLACES = ("geonames:", "region:")

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "theirs", "himself", "herself", "itself"}
    | {"themselves", "who", "whom", "which", "that", "those", "these", "this", "both", "all", "each", "either", "neither", "none", "others"}
    | {"other", "some", "many", "one"}
)
"""Words that alone name nobody: as a party nobody, and no name when one begins a sentence with a capital."""

_DETERMINER = re.compile(r"^(?:the|a|an|some|its|his|her|their|our|one|several|many|other)\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_EDGE = " \t\n.,;:'\"()"


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever stands behind a mention: an id as merging compares them, the register's name or else the article's words; country, sector."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None


class Parties:
    """The parties of one coding. A mention that refers to two (they, the two groups) stands for both."""

    def __init__(self, text: str, coding: Coding) -> None:
        self._text = text
        self._mentions = {mention.id: mention for mention in coding.mentions}
        self._resolutions = {resolution.mention: resolution for resolution in coding.resolutions}

    def ids(self, mentions: Iterable[int]) -> tuple[str, ...]:
        """Return the ids behind these mentions, each once, in order: register ids, else `nil:` ids."""
        return tuple(dict.fromkeys(found for mention in mentions for root in self._roots(mention) if (found := self._id(root))))

    def as_told(self, mentions: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the words of these mentions, whoever they are: for places that somebody holds."""
        return tuple(dict.fromkeys(found for mention in mentions for root in self._roots(mention) if (found := self._words_id(root))))

    def speakers(self, mentions: Iterable[int]) -> tuple[str, ...]:
        """Return the ids behind these mentions as speakers: who is only described ("a Syrian official") keeps the words said of them."""
        roots = [root for mention in mentions for root in self._roots(mention)]
        told = [None if self._described(root) else self._id(root) for root in roots]
        return tuple(dict.fromkeys(found for root, known in zip(roots, told, strict=True) if (found := known or self._words_id(root))))

    def named(self, mentions: Iterable[int]) -> tuple[Party, ...]:
        """Return the parties behind these mentions, each once, in order."""
        found: dict[str, Party] = {}
        for party in (self._party(root) for mention in mentions for root in self._roots(mention)):
            if party:
                found.setdefault(party.id, party)
        return tuple(found.values())

    def _roots(self, mention: int) -> list[int]:
        """Return what a mention stands for: itself where it is resolved or refers to nothing, else what it refers to, all the way."""
        queue, seen, roots = [mention], set[int](), list[int]()
        while queue:
            current = queue.pop(0)
            if current in seen or current not in self._mentions:
                continue
            seen.add(current)
            further = self._mentions[current].refers_to
            if further and not self._known(current):
                queue += further
            else:
                roots.append(current)
        return roots

    def _known(self, mention: int) -> Resolution | None:
        found = self._resolutions.get(mention)
        return found if found and found.target_id else None

    def _id(self, mention: int) -> str | None:
        known = self._known(mention)
        if known and known.target_id and known.target_id.startswith(_PLACES):
            return self._of_place(known) or self._words_id(mention)
        if known:
            return known.target_id
        return None if folded(self.words(mention)) in PRONOUNS else self._words_id(mention)

    def _of_place(self, place: Resolution) -> str | None:
        """A country to whom something is done is its state, any other place its people."""
        if place.country is None:
            return None
        return f"state:{place.country}" if place.sector == "GOV" else sector_id(place.country, "CVL")

    def _described(self, mention: int) -> bool:
        told = self._resolutions.get(mention)
        return told is not None and told.by == DESCRIBED

    def _words_id(self, mention: int) -> str | None:
        words = folded(self.words(mention))
        nil = self._resolutions.get(mention)
        return f"{NIL}{words}{f'@{nil.country}' if nil and nil.country else ''}" if words else None

    def _party(self, mention: int) -> Party | None:
        party_id, told = self._id(mention), self._resolutions.get(mention)
        if party_id is None:
            return None
        name = (told.name if told else None) or self.words(mention)
        return Party(party_id, name, told.country if told else None, told.sector if told else None)

    def words(self, mention: int) -> str:
        """Return a mention's own words, white space collapsed; none for a mention that isn't there."""
        known = self._mentions.get(mention)
        return _SPACE.sub(" ", known.span.of(self._text)).strip() if known else ""


def sector_id(country: str, sector: str) -> str:
    """Return the id of the unnamed of a sector.

    >>> sector_id("SYR", "REB")
    'sector:SYR/REB'
    """
    return f"{SECTOR}{country}/{sector}"


def sector_parts(party: str) -> tuple[str, str] | None:
    """Return country and sector of such an id, None for any other.

    >>> sector_parts("sector:SYR/REB"), sector_parts("group:hezbollah")
    (('SYR', 'REB'), None)
    """
    if not party.startswith(SECTOR):
        return None
    country, _, sector = party.removeprefix(SECTOR).partition("/")
    return country, sector


def folded(words: str) -> str:
    """Return words as an id may hold them: lower case, one space, no leading determiner.

    >>> folded("The  Syrian opposition official")
    'syrian opposition official'
    """
    return _DETERMINER.sub("", _SPACE.sub(" ", words.casefold()).strip(_EDGE))
