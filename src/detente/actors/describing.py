"""What a description says of somebody it does not name: country and PLOVER sector ("French soldiers" → FRA, MIL).

Works on words alone; it names nobody. Steps:

1. the head is the longest agent noun that ends the phrase or its first part (before "of", "in"), else a title before an unknown name
2. a demonym, a country, a town or a named actor in the rest gives the country
3. "former" makes an office ELI, "opposition" an official OPP
4. "X-backed" and the like say who helps, not who it is, so they give no country
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.actors.compiled import STRONG, Entry, Table
from detente.actors.names import normalise
from detente.actors.words import PLAIN

FORMER = frozenset({"former", "ex", "ousted", "deposed", "exiled", "late", "toppled", "onetime"})
_OFFICE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD"})
_JOINING = frozenset({"of", "in", "from", "for", "at", "on", "near", "who", "with", "under"})
_BACKING = re.compile(
    r"\b[\w.']+(?:[ -][\w.']+)?[ -](?:backed|supported|funded|trained|sponsored|armed|led|allied|aligned|linked|affiliated)\b", re.I
)
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
    return next((found.towns[told] for told in _runs(words) if told in found.towns), None)


def _runs(words: list[str]) -> Iterator[str]:
    """Yield runs of up to three words, longest first."""
    for size in range(min(3, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            yield " ".join(words[i : i + size])


def _named(found: Table, key: str, at: int) -> str | None:
    """Return the country of the state (of any time) or of the well-known group or organisation that `key` names."""
    for naming in found.by_key.get(key, ()):
        entry = naming.entry
        if entry.kind == "state" and (naming.start <= at < naming.end or naming.weight == STRONG):
            return entry.country
        if naming.weight == STRONG and len(key) > 4 and entry.id.startswith(("group:", "org:", "ucdp:")) and entry.start <= at:
            return entry.country
    return None


def describe(found: Table, surface: str, at: int, country: str | None) -> Description:
    """Describe an unnamed party; `country` is what the context suggests when the words do not tell."""
    words = normalise(_BACKING.sub(" ", surface)).split()
    cut = next((i for i, word in enumerate(words) if i and word in _JOINING and head_noun(found, words[:i])), len(words))
    front, rest = words[:cut], words[cut:]
    told = head_noun(found, front) or _title(found, front)
    place = country_in(found, front[: len(front) - (told[2] if told else 0)], at) or country_in(found, rest, at)
    if told is None:
        return Description(place or country, people_sector(found, words), words[-1] if words else None)
    noun, sector, size = told
    return Description(place or country, _sector(front[: len(front) - size], noun, sector), noun)


def _title(found: Table, words: list[str]) -> tuple[str, str, int] | None:
    """Return the agent noun before a name nobody knows ("Foreign Minister Petru Ionel"), as `head_noun` does."""
    for size in range(len(words) - 1, 0, -1):
        told = head_noun(found, words[:size])
        if told:
            return told[0], told[1], len(words) - size + told[2]
    return None


def people_sector(found: Table, words: list[str]) -> str | None:
    """Return CVL for a people in the plural ("Kurds", "ethnic Albanians"), GOV for a bare adjective ("the French"), else None."""
    text = " ".join(word for word in words if word not in {"ethnic", "minority", "local"})
    if text.endswith("s") and text[:-1] in found.demonyms:
        return "CVL"
    if text in found.demonyms:
        return "CVL" if words[:1] == ["ethnic"] else "GOV"
    return None


def _sector(before: list[str], noun: str, sector: str) -> str:
    if FORMER.intersection(before) and sector in _OFFICE_SECTORS:
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
    return all(
        word in PLAIN or word in found.demonyms or word in found.nouns or _is_state(found, word) for word in words[: len(words) - told[2]]
    )


def _is_state(found: Table, key: str) -> bool:
    return any(naming.entry.kind == "state" for naming in found.by_key.get(key, ()))


def sector_of(entry: Entry) -> str | None:
    """Return an entry's sector as PLOVER counts it: organisations of states have none of their own."""
    return None if entry.sector in {"IGO", "NGO", "MNC", "IMG"} else entry.sector
