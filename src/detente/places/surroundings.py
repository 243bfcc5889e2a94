"""What the words around a phrase say of it: its kind ("Washington state"), whose it is ("Utah's …"), what it is listed with. No lookup.

A series is two names or more that only commas and one "and" part: "Georgia, Oklahoma and Ohio". From three on its members are mostly of
one kind; a type word behind the last is said of all ("Barrow, Jackson and Madison counties"). "Paris, Texas" is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.places.context import Toponym
from detente.places.words import KIND_OF, Kind

_OF_WORD = {
    "state": Kind.PROVINCE, "province": Kind.PROVINCE, "governorate": Kind.PROVINCE, "prefecture": Kind.PROVINCE, "oblast": Kind.PROVINCE,
    "county": Kind.DISTRICT, "district": Kind.DISTRICT, "municipality": Kind.DISTRICT, "city": Kind.TOWN, "town": Kind.TOWN,
    "village": Kind.TOWN, "suburb": Kind.TOWN, "republic": Kind.COUNTRY,
}  # fmt: skip
_BEHIND = re.compile(r"^ (state|province|governorate|prefecture|oblast|county|district|city|town|village)\b")
_OTHERWISE = re.compile(r"^ \w+[ -](?:tv|television|media|radio|news|run|owned|department|attorneys?|court|judge|of emergency|visit)\b")
"""Where the word behind says no kind: "Iran state television" is a country's, a "district attorney" is nobody's district."""
_BEFORE = re.compile(r"\b(state|province|county|district|city|town|village|republic|suburb) of (?:the )?$", re.IGNORECASE)
_MANY = re.compile(r"^ (state|province|governorate|district|countie|citie|town|village)s\b")
_LISTED = re.compile(r"^(?:,? (and|or|&) |, )(?:in |the )?")
_HELD_BY = re.compile(r"\s*(?:, ?|\(|in )(?:in )?")
_OWNED = re.compile(r"['’]s? (?:[a-z-]+ ){0,3}$")
_LOOK_BACK = 3
_CROSSED = re.compile(r"^(?: and | & |/)")
_STREETS = re.compile(r"^ (?:streets|avenues|roads|boulevards|drives|lanes|intersection)\b", re.IGNORECASE)
_CORNER = re.compile(r"\b(?:corner|intersection|crossing) of $")


def kind_around(surface: Toponym) -> Kind | None:
    """What kind of place the words next to a phrase ask for.

    >>> kind_around(Toponym("Washington", after=" state troopers")), kind_around(Toponym("Georgia", before="the Republic of "))
    (<Kind.PROVINCE: 'province'>, <Kind.COUNTRY: 'country'>)
    """
    if surface.text.split(" ")[-1].lower() in KIND_OF:
        return None
    said = _BEFORE.search(surface.before) or (None if _OTHERWISE.match(surface.after) else _BEHIND.match(surface.after))
    return _OF_WORD[said[1].lower()] if said else None


def series(surfaces: Sequence[Toponym]) -> list[list[int]]:
    """Return the series among the phrases of an article (given in text order), each as the numbers of its members.

    >>> series([Toponym("Ohio", after=", Iowa and Utah."), Toponym("Iowa", after=" and Utah."), Toponym("Utah", after=".")])
    [[0, 1, 2]]
    """
    out: list[list[int]] = []
    run: list[int] = []
    for number, surface in enumerate(surfaces[:-1]):
        link = _LISTED.match(surface.after)
        if link is None or not surface.after[link.end() :].startswith(surfaces[number + 1].text):
            run = []
            continue
        run = run or [number]
        run.append(number + 1)
        if link[1]:
            out.append(run)
            run = []
    return out


def kind_of_all(last: Toponym) -> Kind | None:
    """What a plural behind the last of a series says of all: "Barrow, Jackson and Madison counties".

    >>> kind_of_all(Toponym("Madison", after=" counties"))
    <Kind.DISTRICT: 'district'>
    """
    said = _MANY.match(last.after)
    return _OF_WORD[{"countie": "county", "citie": "city"}.get(said[1], said[1])] if said else None


def holders(surfaces: Sequence[Toponym], listed: Sequence[Sequence[int]]) -> dict[int, int]:
    """Phrase → the phrase that holds it: the one right behind it ("Alexandria, Louisiana", "Ada (Ohio)", "Lima in Peru"), else its owner.

    >>> holders([Toponym("Ada", after=", Ohio, on Monday"), Toponym("Ohio", after=", on Monday")], [])
    {0: 1}
    """
    out = owners(surfaces)
    rows = [set(run) for run in listed]
    for i, surface in enumerate(surfaces):
        behind = _HELD_BY.match(surface.after)
        if behind is None:
            continue
        rest = surface.after[behind.end() :].removeprefix("the ")
        for j, other in enumerate(surfaces):
            if other.text != surface.text and rest.startswith(other.text.removeprefix("the ")) and not any({i, j} <= run for run in rows):
                out[i] = j
                break
    return out


def crossings(surfaces: Sequence[Toponym]) -> set[int]:
    """Return the phrases that name the streets of a crossing: "Fifth and Main streets", "the corner of Fifth and Main".

    >>> sorted(crossings([Toponym("Oxford", after=" and Regent streets"), Toponym("Regent", after=" streets")]))
    [0, 1]
    """
    out: set[int] = set()
    for number, surface in enumerate(surfaces):
        link = _CROSSED.match(surface.after)
        if link is None:
            continue
        other = surfaces[number + 1] if number + 1 < len(surfaces) else None
        behind = surface.after[link.end() :]
        paired = other is not None and behind.startswith(other.text)
        rest = behind[len(other.text) :] if other is not None and paired else re.sub(r"^\w+", "", behind)
        if _STREETS.match(rest) or _CORNER.search(surface.before):
            out |= {number, number + 1} if paired else {number}
    return out


def owners(surfaces: Sequence[Toponym]) -> dict[int, int]:
    """Phrase → the phrase that owns it, right before it: "Cairo's Abbasiya neighbourhood", "Utah's Zion National Park".

    >>> owners([Toponym("Utah"), Toponym("Zion", before="and in Utah's ")])
    {1: 0}
    """
    out = {}
    for number, surface in enumerate(surfaces):
        own = _OWNED.search(surface.before)
        if own is None:
            continue
        front = surface.before[: own.start()]
        for other in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if front.endswith(surfaces[other].text):
                out[number] = other
                break
    return out
