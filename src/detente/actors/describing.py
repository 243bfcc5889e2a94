"""What a description says of somebody it does not name: country and PLOVER sector ("French soldiers" → FRA, MIL).

Works on words alone; it names nobody. Steps: 1. the head is the longest agent noun that ends the phrase (or its first part, before "of",
"in", "from"); 2. a demonym, a country or a named actor in the rest gives the country; 3. "former" makes an office ELI, "opposition" an
official OPP; 4. "X-backed" and the like say who helps, not who it is, so they give no country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.actors.compiled import STRONG, Entry, Table
from detente.actors.names import normalise

_FORMER = frozenset({"former", "ex", "ousted", "deposed", "exiled", "late", "toppled", "onetime"})
_OFFICE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD"})
_JOINING = frozenset({"of", "in", "from", "for", "at", "on", "near", "who", "with", "under"})
_BACKING = re.compile(r"\b[\w.']+(?:[ -][\w.']+)?[ -](?:backed|supported|funded|trained|sponsored|armed|led|allied|aligned|linked|affiliated)\b", re.I)
BACKING_WORDS = frozenset("backed supported funded trained sponsored armed led allied aligned linked affiliated inspired".split())
_OPPOSED = frozenset({"opposition", "anti government", "antigovernment", "dissident"})


@dataclass(frozen=True, slots=True)
class Description:
    """Country (ISO 3166 alpha-3 or a PLOVER non-state code), PLOVER sector and head noun; None for what the words do not tell."""

    country: str | None
    sector: str | None
    head: str | None


def head_noun(found: Table, words: list[str]) -> tuple[str, str, int] | None:
    """Return the agent noun that ends `words`, its sector, and how many words it takes; plurals count.

    The noun may be followed by nothing else.
    """
    for size in range(min(4, len(words)), 0, -1):
        noun = " ".join(words[-size:])
        for form in (noun, *_singular(noun)):
            if form in found.nouns:
                return form, found.nouns[form], size
    return None


def _singular(noun: str) -> list[str]:
    if noun.endswith("ies"):
        return [noun[:-3] + "y"]
    if noun.endswith(("ches", "sses", "shes")):
        return [noun[:-2]]
    return [noun[:-1]] if noun.endswith("s") and not noun.endswith("ss") else []


def country_in(found: Table, words: list[str], at: int) -> str | None:
    """Return the country that a demonym, a country name or a named group among `words` tells, longest words first."""
    for size in range(min(4, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            told = " ".join(words[i : i + size])
            country = found.demonyms.get(told) or found.demonyms.get(told.removesuffix("s")) or _named(found, told, at)
            if country:
                return country
    return None


def _named(found: Table, key: str, at: int) -> str | None:
    for entry, start, end, weight in found.by_key.get(key, ()):
        if entry.kind == "state" and start <= at < end and entry.start <= at:
            return entry.country
        if weight == STRONG and len(key) > 2 and entry.id.startswith(("group:", "org:", "ucdp:")) and entry.start <= at:
            return entry.country
    return None


def describe(found: Table, surface: str, at: int, country: str | None) -> Description:
    """Describe an unnamed party; `country` is what the context suggests when the words do not tell."""
    words = normalise(_BACKING.sub(" ", surface)).split()
    cut = next((i for i, word in enumerate(words) if i and word in _JOINING and head_noun(found, words[:i])), len(words))
    front, rest = words[:cut], words[cut:]
    told = head_noun(found, front)
    place = country_in(found, front[: len(front) - (told[2] if told else 0)], at) or country_in(found, rest, at)
    if told is None:
        bare = place is not None and _is_people(found, words)
        return Description(place or country, "GOV" if bare else None, words[-1] if words else None)
    noun, sector, size = told
    return Description(place or country, _sector(front[: len(front) - size], noun, sector), noun)


def _is_people(found: Table, words: list[str]) -> bool:
    text = " ".join(words)
    return text in found.demonyms or text.removesuffix("s") in found.demonyms


def _sector(before: list[str], noun: str, sector: str) -> str:
    if _FORMER.intersection(before) and sector in _OFFICE_SECTORS:
        return "ELI"
    if sector in _OFFICE_SECTORS and noun not in {"forces", "troops"} and _OPPOSED.intersection(before):
        return "OPP"
    return sector


def is_description(found: Table, words: list[str]) -> bool:
    """Whether every word is an agent noun, a demonym, a country or a plain modifier: such a phrase names nobody.

    >>> from detente.actors.compiled import table
    >>> is_description(table(), ["syrian", "opposition", "official"]), is_description(table(), ["free", "syrian", "army"])
    (True, False)
    """
    told = head_noun(found, words)
    if told is None:
        return False
    return all(word in PLAIN or word in found.demonyms or word in found.nouns or _is_state(found, word) for word in words[: len(words) - told[2]])


def _is_state(found: Table, key: str) -> bool:
    return any(naming.entry.kind == "state" for naming in found.by_key.get(key, ()))


def sector_of(entry: Entry) -> str | None:
    """Return an entry's sector as PLOVER counts it: organisations of states have none of their own."""
    return None if entry.sector in {"IGO", "NGO", "MNC", "IMG"} else entry.sector


PLAIN = frozenset(
    """senior top high ranking local regional foreign unidentified unknown unnamed anonymous masked armed heavily suspected alleged several many some
    two three four five six seven eight nine ten dozens hundreds thousands of scores other another young elderly female male moderate radical islamic
    islamist jihadist militant terrorist extremist rebel former ex ousted deposed new acting interim deputy chief military security government
    opposition state provincial district tribal pro anti regime civilian police army intelligence political religious ethnic kurdish arab western
    european african asian american muslim christian shiite shi ite sunni jewish backed led allied linked affiliated trained funded supported
    leading prominent veteran joint local same main rival warring communist marxist leftist right wing left far maoist nationalist separatist
    transitional elected retired self proclaimed declared styled own more least first last group groups and""".split()
)
