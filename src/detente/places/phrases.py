"""What a place phrase says: the name in it, the kind of place it asks for, a direction, a holder. No lookup happens here.

"the northern Syrian town of Atareb" → core "Atareb", kind town, holder "Syrian"; "part of northern Syria" → core "Syria", direction
northern; "a farm house" → nothing named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.places.words import DESCRIPTIVE, DIRECTIONS, KIND_OF, LINKS, PART_WORDS, Kind

_WORD = re.compile(r"[^\s,;()\"“”]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_DASHES = re.compile(r"[–—]")
_COMPASS = re.compile(r"^(north|south)-(east|west)(ern)?$")
_BORDERS = frozenset({"border", "frontier", "borders", "borderlands"})
_SUBURBS = frozenset({"suburb", "suburbs", "outskirts", "countryside"})
_HELD = re.compile(r"-(held|controlled|occupied|administered|ruled|run|dominated|populated|majority|backed|besieged)$", re.I)
_NUMBERED = re.compile(r"^\d+$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The reading of a phrase. `cores` are readings of the name, the likeliest first; empty = nothing is named."""

    text: str
    cores: tuple[str, ...]
    kind: Kind | None = None
    direction: str | None = None
    holder: str | None = None
    part: bool = False
    border: bool = False
    within: bool = False

    @property
    def vague(self) -> bool:
        """Whether the phrase names nothing: "a farm house", "the town"."""
        return not self.cores


def read_phrase(text: str) -> Phrase:
    """Read a phrase.

    >>> read_phrase("part of northern Syria").cores, read_phrase("part of northern Syria").direction
    (('Syria',), 'northern')
    >>> read_phrase("the northern Syrian town of Atareb").cores, read_phrase("the northern Syrian town of Atareb").holder
    (('Atareb',), 'Syrian')
    >>> read_phrase("a farm house").vague, read_phrase("the town").vague
    (True, True)
    """
    words = [word for raw in _WORD.findall(_DASHES.sub("-", text)) if (word := raw.strip("'’‘")) and not _HELD.search(word)]
    # 1. "Syria's northern Idlib province", "Beirut's southern suburbs": what owns is the holder, or the name itself if nothing else is.
    for at, word in enumerate(words[:-1]):
        if _POSSESSIVE.search(word) and len(word) > 3:
            owner = " ".join([*_bare(words[:at]), _POSSESSIVE.sub("", word)])
            rest = _read_words(text, words[at + 1 :])
            return _with_holder(rest, owner) if owner else rest
    return _read_words(text, words)


def _with_holder(rest: Phrase, owner: str) -> Phrase:
    if rest.cores:
        # "Syria's northern Idlib province" lies in the north of Syria; it is no part of itself.
        return Phrase(rest.text, rest.cores, rest.kind, None, owner, rest.part, rest.border, rest.within)
    return Phrase(rest.text, (owner,), None, rest.direction, None, rest.part, rest.border, within=True)


def _read_words(text: str, words: list[str]) -> Phrase:
    # 2. "town of Atareb", "outskirts of Aleppo": what stands before "of" says what, what stands after says where.
    for at, word in enumerate(words):
        if word.lower() in {"of", "near", "outside"} and at + 1 < len(words) and (at == 0 or all(_says_kind(each) for each in words[:at])):
            return _before_of(text, words[:at], words[at + 1 :], word.lower())
        if word.lower() == "of" and 0 < at < len(words) - 1 and _says_kind(words[at - 1]) and words[at - 1].islower():
            rest = _read_words(text, words[at + 1 :])
            kind = KIND_OF.get(words[at - 1].lower())
            holder = " ".join(each for each in _bare(words[: at - 1]) if each.lower() not in DIRECTIONS)
            return Phrase(text, rest.cores, kind or rest.kind, rest.direction, holder or rest.holder, rest.part, rest.border, rest.within)
    return _core(text, words)


def _before_of(text: str, before: list[str], after: list[str], link: str) -> Phrase:
    rest = _read_words(text, after)
    low = [each.lower() for each in before]
    kinds = [KIND_OF[each] for each in low if each in KIND_OF]
    direction = next((each for each in low if each in DIRECTIONS or _COMPASS.match(each)), None) or rest.direction
    part = rest.part or any(each in PART_WORDS for each in low) or link in {"near", "outside"}
    site = (bool(kinds) and kinds[-1] in {Kind.SITE, Kind.REGION, Kind.WATER}) or any(
        each in DESCRIPTIVE and each not in KIND_OF for each in low
    )
    kind = rest.kind if site or not kinds else kinds[-1]
    return Phrase(text, rest.cores, kind, direction, rest.holder, part, rest.border or bool(_BORDERS & set(low)), rest.within or site)


def _core(text: str, words: list[str]) -> Phrase:
    direction, part, kind, border, within = None, False, None, False, False
    whole = " ".join(_bare(words))
    # 3. Leading words that are no name: articles, links, directions, parts.
    while words and (words[0].lower() in LINKS | PART_WORDS or _direction(words[0])):
        low = words[0].lower()
        part = part or low in PART_WORDS
        direction = direction or _direction(words[0])
        words = words[1:]
    # 4. Trailing words that say what it is.
    tail = list(words)
    while len(tail) > 1 and (tail[-1].lower() in KIND_OF or tail[-1].lower() in DESCRIPTIVE | PART_WORDS or _direction(tail[-1])):
        low = tail[-1].lower()
        border = border or low in _BORDERS
        within = within or low in _SUBURBS or (low in DESCRIPTIVE and low not in KIND_OF)
        kind = kind or KIND_OF.get(low)
        direction = direction or _direction(tail[-1])
        tail = tail[:-1]
    named = [word for word in tail if not word.islower() or word.isdigit()]
    if not named or all(word.lower() in DESCRIPTIVE or _NUMBERED.match(word) for word in tail):
        return Phrase(text, (), kind, direction, part=part)
    cores = [" ".join(words)] if direction is None or whole == " ".join(words) else []
    cores += [" ".join(tail), " ".join(words)]
    if border and "-" in tail[-1]:
        cores = [whole, *cores]
    return Phrase(text, tuple(dict.fromkeys(cores)), kind, direction, None, part, border, within)


def _bare(words: list[str]) -> list[str]:
    while words and words[0].lower() in LINKS:
        words = words[1:]
    return words


def _direction(word: str) -> str | None:
    low = word.lower()
    compass = _COMPASS.match(low)
    if compass:
        return compass[1] + compass[2] + (compass[3] or "")
    return low if low in DIRECTIONS else None


def _says_kind(word: str) -> bool:
    low = word.lower()
    return low in KIND_OF or low in PART_WORDS or low in LINKS or low in DESCRIPTIVE or _direction(low) is not None
