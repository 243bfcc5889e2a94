"""What a description says of somebody it does not name: country and PLOVER sector ("French soldiers" → FRA, MIL).

Works on words alone; it names nobody. Steps:

1. the head is the longest agent noun that ends the phrase or its first part (before "of", "in"), else a title before an unknown name
2. a demonym, a country, a town or a named actor in the rest gives the country
3. "former" makes an office ELI, "opposition" an official OPP; troops of a people or faith without a state are REB
4. "X-backed", "pro-X", "X's ally" and the like say who helps or is helped, not who it is, so they give no country
5. a people in the plural and a town are CVL; "ethnic X" live in the country at hand
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.actors.compiled import STRONG, Entry, Naming, Table
from detente.actors.names import normalise
from detente.actors.words import PLAIN

FORMER = frozenset({"former", "ex", "ousted", "deposed", "exiled", "late", "toppled", "onetime"})
_OFFICE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD"})
_JOINING = frozenset(
    {"of", "in", "from", "for", "at", "on", "near", "who", "that", "which", "with", "under", "against", "between", "outside", "inside"}
    | {"based", "fleeing", "living", "operating", "belonging", "loyal", "opposed", "stationed", "ordered", "held", "accused"}
)
# Without a hyphen "armed", "trained" and "led" belong to what follows: "Palestinian armed groups" are Palestinian.
_BACKING = re.compile(
    r"\b[\w.']+(?:[ -][\w.']+)?"
    r"(?:[ -](?:backed|supported|funded|sponsored|aligned|affiliated)|-(?:trained|armed|led|allied|linked))\b",
    re.I,
)
_STANCE = re.compile(r"\b(?:anti|pro)[ -][\w.']+", re.I)  # for or against whom, not whose
_ALLY_OF = re.compile(r"\b[\w.]+['’]s (?=(?:\w+ ){0,2}(?:ally|allies|proxy|proxies|surrogates?)\b)")  # whose friend it is, not whose
_LIVING_IN = frozenset({"in", "from", "of", "near", "inside", "outside"})
_TROOPS = frozenset({"forces", "force", "troops", "troop", "soldiers", "soldier", "army", "commander"})
_FAITHS = frozenset({"moslem", "muslim", "christian", "sunni", "shiite", "shia", "islamic", "islamist", "jihadist", "rebel", "insurgent"})
_SHORT_WORDS = frozenset(
    {"who", "quad", "car", "man", "can", "roc", "is", "as", "all", "new", "may", "men", "arm", "army", "amal", "aid", "pole"}
)
# Bodies that work across borders: where their words tell no country, the country they speak about is not theirs.
_OF_NO_COUNTRY = frozenset(
    {"human rights group", "rights group", "human rights organization", "advocacy group", "aid agency", "relief agency", "charity"}
)
_ABROAD_BY_NAME = frozenset({"association", "federation", "forum", "league", "confederation", "international", "world"})
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
    """Return the country that `words` tell: by a demonym or state, else a group or organisation, else a town; longest words first."""
    for told in _runs(words, 4):
        country = found.demonyms.get(told) or found.demonyms.get(told.removesuffix("s")) or _state(found, told, at)
        if country:
            return country
    for told in _runs(words, 4):
        if country := _party(found, told, at):
            return country
    return next((found.towns[told] for told in _runs(words, 3) if told in found.towns and _stands(found, found.towns[told], at)), None)


def _stands(found: Table, country: str, at: int) -> bool:
    """Whether a country is a state yet: Juba in 2000 is no town of South Sudan, and the context tells whose it was."""
    state = found.entries.get(f"state:{country}")
    return state is None or state.start <= at


def _runs(words: list[str], most: int) -> Iterator[str]:
    """Yield runs of up to `most` words, longest first."""
    for size in range(min(most, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            yield " ".join(words[i : i + size])


def _state(found: Table, key: str, at: int) -> str | None:
    """Return the country of the state, of any time, that `key` names."""
    if key in _SHORT_WORDS:
        return None
    return next((one.entry.country for one in found.by_key.get(key, ()) if _is_its_name(one, at)), None)


def _is_its_name(naming: Naming, at: int) -> bool:
    """Whether a state is named: by its own name at any time, by its capital while both are."""
    both = naming.start <= at < naming.end and naming.entry.start <= at
    return naming.entry.kind == "state" and (both or naming.weight == STRONG)


def _party(found: Table, key: str, at: int) -> str | None:
    """Return the country of the well-known group or organisation that `key` names."""
    namings = [one for one in found.by_key.get(key, ()) if one.weight == STRONG and one.entry.start <= at]
    return next((one.entry.country for one in namings if _tells(key, one.entry) and one.entry.country), None)


def _tells(key: str, entry: Entry) -> bool:
    """Whether a name is enough to tell a country by: short ones only of organisations, and if they are no words."""
    if entry.id.startswith("org:"):
        return key not in _SHORT_WORDS
    return len(key) > 4 and entry.id.startswith(("group:", "ucdp:"))


def describe(found: Table, surface: str, at: int, country: str | None) -> Description:
    """Describe an unnamed party; `country` is what the context suggests when the words do not tell."""
    words = normalise(_ALLY_OF.sub(" ", _STANCE.sub(" ", _BACKING.sub(" ", surface)))).split()
    cut = next((i for i, word in enumerate(words) if i and _parts(found, words, i)), len(words))
    front, rest = words[:cut], words[cut:]
    told = head_noun(found, front) or _title(found, front)
    place = country_in(found, front[: len(front) - (told[2] if told else 0)], at) or country_in(found, front, at)
    if rest and rest[0] in _LIVING_IN and (place is None or _is_minority(found, front)):
        place = country_in(found, rest, at) or place
    place = place or country_in(found, rest, at)
    if told is None:
        if place is None and not _ABROAD_BY_NAME.isdisjoint(words):
            country = "NGO"
        minority = _is_minority(found, words) and country not in {None, "IGO", "UNO", "NGO", "EUR", "IMG"}
        return Description(country if minority else place or country, people_sector(found, words), words[-1] if words else None)
    noun, sector, size = told
    before = front[: len(front) - size]
    private = words[0] in _ABROAD_BY_NAME and (sector not in _OFFICE_SECTORS or words[1:2] == ["of"])
    if place is None and (noun in _OF_NO_COUNTRY or private):
        country = "NGO"
    return Description(place or country, _sector(found, before, noun, sector), noun)


def _parts(found: Table, words: list[str], i: int) -> bool:
    """Whether a phrase about somebody ends before word `i`: a head noun or a people stands there, and a joining word follows."""
    return words[i] in _JOINING and (
        head_noun(found, words[:i]) is not None or (words[i] in _LIVING_IN and _is_people(found, words[i - 1]))
    )


def _is_minority(found: Table, words: list[str]) -> bool:
    """Whether the words are a people that lives in somebody else's country: "ethnic Albanians"."""
    return words[:1] == ["ethnic"] and any(word in found.demonyms or word.removesuffix("s") in found.demonyms for word in words[1:])


def _title(found: Table, words: list[str]) -> tuple[str, str, int] | None:
    """Return the agent noun before a name nobody knows ("Foreign Minister Petru Ionel"), as `head_noun` does."""
    for size in range(len(words) - 1, 0, -1):
        told = head_noun(found, words[:size])
        if told:
            return told[0], told[1], len(words) - size + told[2]
    return None


def titled_sector(found: Table, surface: str) -> str | None:
    """Return the sector of a present office that the words give a named person ("Russian President Boris Yeltsin"), else None."""
    words = normalise(surface).split()
    told = _title(found, words)
    if told is None or told[1] not in _OFFICE_SECTORS or FORMER.intersection(words):
        return None
    return told[1]


def people_sector(found: Table, words: list[str]) -> str | None:
    """Return CVL for a people in the plural ("Kurds", "Iraqi Kurds") and for a town, GOV for a bare adjective, else None."""
    words = [word for word in words if word not in {"ethnic", "minority", "local"}] or words
    text = " ".join(words)
    if _is_people(found, text):
        return "CVL"
    if text in found.demonyms:
        return "GOV"
    cut = next((i for i, word in enumerate(words) if i and word in _LIVING_IN), len(words))
    for size in (1, 2):
        before, people = words[: max(0, cut - size)], " ".join(words[max(0, cut - size) : cut])
        if _is_people(found, people) and all(word in found.demonyms or word in PLAIN for word in before):
            return "CVL"
    return "CVL" if text in found.towns or (words[-2:-1] == ["of"] and words[-1] in found.towns) else None


def _is_people(found: Table, text: str) -> bool:
    return text.endswith("s") and text[:-1] in found.demonyms


def _sector(found: Table, before: list[str], noun: str, sector: str) -> str:
    if noun in _TROOPS and _is_armed_people(found, before):
        return "REB"
    if FORMER.intersection(before) and sector in _OFFICE_SECTORS:
        return "ELI"
    if sector in _OFFICE_SECTORS and noun not in {"forces", "troops"} and _OPPOSED.intersection(before):
        return "OPP"
    return sector


def _is_armed_people(found: Table, before: list[str]) -> bool:
    """Whether troops are those of a people or faith without a state of its own: "Kurdish forces", "Moslem troops"."""
    stateless = any(word in _FAITHS or found.demonyms.get(word) == "" for word in before)
    return stateless and not any(found.demonyms.get(word) for word in before)


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


def names_nobody(found: Table, surface: str) -> bool:
    """Whether a phrase ends in an agent noun and every capital in it is that of a country, a people or a town."""
    if _BACKING.search(surface):
        return False
    words = normalise(surface).split()
    cut = next((i for i, word in enumerate(words) if i and _parts(found, words, i)), len(words))
    if head_noun(found, words[:cut]) is None:
        return False
    cased = {normalise(word) for word in re.findall(r"(?<![\w-])[A-Z][\w.']*", _STANCE.sub(" ", surface))}
    first = words[0] if words[0] in PLAIN or words[0] in found.nouns else ""
    return all(word in found.demonyms or word in found.towns or _is_state(found, word) for word in cased - {"", first})


def _is_state(found: Table, key: str) -> bool:
    return any(naming.entry.kind == "state" for naming in found.by_key.get(key, ()))


def sector_of(entry: Entry) -> str | None:
    """Return an entry's sector as PLOVER counts it: organisations of states have none of their own."""
    return None if entry.sector in {"IGO", "NGO", "MNC", "IMG"} else entry.sector
