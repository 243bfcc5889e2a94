"""Words around a place's name that say what kind of place it is: "province", "city of", "northern", "border"."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """What a type word asks for, coarse."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    TOWN = "town"
    SITE = "site"
    WATER = "water"
    REGION = "region"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OF_KIND = {
    Kind.PROVINCE: _words("""
        province provinces governorate governorates state states oblast krai kray republic prefecture muhafazah muhafazat region
        canton voivodeship wilaya emirate parish department departamento provincia autonomous"""),
    Kind.DISTRICT: _words("""
        district districts county counties co rayon raion municipality subdistrict commune comune borough tehsil taluk amphoe
        kabupaten barrio okrug municipio kommun kommune ilcesi gun shi shahrestan qada caza upazila township partido distrito
        obshtina huyen gemeente zone uezd okres"""),
    Kind.TOWN: _words("city town village hamlet suburb settlement capital"),
    Kind.SITE: _words("""
        airport airfield airbase airstrip base barracks checkpoint crossing prison camp hospital square dam refinery port stadium
        mosque church university school plant station bridge market palace cemetery embassy hotel street road highway"""),
    Kind.WATER: _words("river sea lake gulf bay strait ocean canal creek harbor harbour coast channel reservoir"),
    Kind.REGION: _words("""
        valley mountains mountain mount peninsula desert island islands plains plain border frontier hills forest basin delta area"""),
}
KIND_OF = {word: kind for kind, words in _OF_KIND.items() for word in sorted(words)}
"""Type word → kind."""

DIVISION_WORDS = _OF_KIND[Kind.PROVINCE] | _OF_KIND[Kind.DISTRICT] | {"city"}
"""Words that a division's name may drop: "Idlib District" is "Idlib"."""

DIRECTIONS = {
    "north": (1, 0), "northern": (1, 0), "south": (-1, 0), "southern": (-1, 0), "east": (0, 1), "eastern": (0, 1), "west": (0, -1),
    "western": (0, -1), "northeast": (1, 1), "northeastern": (1, 1), "northwest": (1, -1), "northwestern": (1, -1), "southeast": (-1, 1),
    "southeastern": (-1, 1), "southwest": (-1, -1), "southwestern": (-1, -1), "central": (0, 0), "upper": (0, 0), "lower": (0, 0),
    "coastal": (0, 0), "inland": (0, 0), "rural": (0, 0), "southernmost": (-1, 0), "northernmost": (1, 0),
}  # fmt: skip
"""Direction word → steps to the north and to the east; (0, 0) stays where it is."""

PART_WORDS = _words("part parts swath swaths areas portion portions pockets much most rest stretches half corner region countryside")

LINKS = _words("of in from the a an and near outside around along inside within its their neighbouring neighboring nearby")

DESCRIPTIVE = _words("""
        house houses farmhouse farm home homes building compound street streets road roads town city village villages area areas
        place site scene field fields hill hills hilltop market mosque church school hospital checkpoint barracks base camp office
        offices square district province country region capital border frontline front lines line positions territory land hotel
        restaurant airport station prison jail neighbourhood neighborhood suburb suburbs outskirts countryside mountains forest
        river bridge crossing room palace embassy headquarters university bazaar shop factory warehouse port harbour harbor
        highway junction courthouse court stadium embassies cell zone ground here there abroad elsewhere overseas everywhere
        nowhere nationwide outside inside""")
"""Nouns that stand for a place without naming one; alone, with or without an article, they resolve to nothing or to the last place."""
