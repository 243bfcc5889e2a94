"""From a surface to candidates: a cascade of ever looser readings, each with its score and its reason in words.

1. office     "the French president", as of the date
2. spelling   the whole phrase is a filed name
3. trimmed    what stands before or after is a title, a modifier, a word for a group ("militant group Hamas", "ISIS fighters")
4. sound      another transliteration ("Jebhat an-Nusra"), also behind titles ("Iraq Prime Minister Nouri Maliki")
5. members    some of a group ("Hezbollah leaders"), for a lower score
6. slip       one letter off ("Bokko Haram")

A phrase made only of agent nouns, demonyms and plain modifiers names nobody: sound and slips do not apply to it, nor names from
outside our own files. What stands after a comma or in brackets is dropped when the whole finds nothing. Of two namesakes nothing else
tells apart, the one written exactly so, capitals included, is meant ("JeM", "JEM").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from detente.actors.compiled import STRONG, Naming, Table
from detente.actors.describing import is_description
from detente.actors.names import normalise, skeleton
from detente.actors.offices import holder
from detente.actors.scoring import Candidate, at_home, bears, scored
from detente.actors.trimming import members, titled, trimmed

__all__ = ["Candidate", "candidates"]
_SOUND, _SLIP = 0.86, 0.82
_ALIKE = 0.72  # below this share of common letters a shared skeleton is chance
_TOUCHING, _WRITTEN_SO = 0.02, 0.02  # scores this close touch; being written so lifts one just clear of `register.MARGIN`

_APPOSITION = re.compile(r"(?<=\w)(?: *,| *\()")


def candidates(found: Table, surface: str, at: int, country: str | None) -> list[Candidate]:
    """Return candidates, best first; the cascade stops at the first step that finds any fit to be believed."""
    told = _cascade(found, normalise(surface), at, country)
    if not told and (first := _APPOSITION.split(surface, maxsplit=1)[0]) != surface:
        return _cascade(found, normalise(first), at, country)
    return _by_capitals(found, told, surface)


def _by_capitals(found: Table, told: list[Candidate], surface: str) -> list[Candidate]:
    """Lift the one of two touching namesakes that is written exactly so."""
    if len(told) < 2 or told[0].score - told[1].score >= _TOUCHING:
        return told
    exact = [one for one in told[:2] if bears(found, one.actor_id, surface.strip())]
    if len(exact) != 1:
        return told
    lifted = replace(exact[0], score=min(1.0, round(told[0].score + _WRITTEN_SO, 4)), detail=f"{exact[0].detail}, written so")
    return [lifted, *(one for one in told if one is not exact[0])]


def _cascade(found: Table, key: str, at: int, country: str | None) -> list[Candidate]:
    if not key:
        return []
    plain = is_description(found, key.split())
    for step in (_in_office, _spelled, trimmed, _sounded, titled, members, _slipped):
        if plain and step in (_sounded, titled, _slipped):
            continue
        best = _best(step(found, key, at, country))
        if plain:
            best = [one for one in best if one.actor_id.startswith(("group:", "org:", "state:", "body:", "person:"))]
        if best and best[0].score >= 0.5:
            return best
    return []


def _best(told: Iterable[Candidate]) -> list[Candidate]:
    top: dict[str, Candidate] = {}
    for one in told:
        if one.actor_id not in top or top[one.actor_id].score < one.score:
            top[one.actor_id] = one
    return sorted(top.values(), key=lambda one: (-one.score, one.actor_id))


def _spelled(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    namings = found.by_key.get(key, [])
    home = at_home(namings, at, country)
    for naming in namings:
        if key not in found.demonyms or naming.entry.id.startswith(("group:", "org:", "state:")):
            yield scored(naming, at, country, 1.0, "spelled so", namesake=home)
    people = found.demonyms.get(key) or (found.demonyms.get(key[:-1]) if key.endswith("s") else None)
    state = found.entries.get(f"state:{people}")
    if state and state.start <= at < state.end:
        yield Candidate(state.id, state.name, 0.72, "its people's name", state.country, state.sector)


def _in_office(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    told = holder(found, key.split(), at, country)
    if told:
        entry, score, reason = told
        yield Candidate(entry.id, entry.name, score, reason, entry.country, "GOV")


def _sounded(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    sound = skeleton(key)
    for naming in found.by_sound.get(sound, ()) if sound else ():
        if _alike(key, naming, found):
            yield scored(naming, at, country, _SOUND, "sounds so")


def _alike(key: str, naming: Naming, found: Table) -> bool:
    names = (cells[0] for cells in found.rows(naming.entry.id, "N"))
    sound = skeleton(key)
    return any(skeleton(name) == sound and SequenceMatcher(None, key, name).ratio() >= _ALIKE for name in names)


def _slipped(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    if len(key) < 6:
        return
    for name in sorted(found.slip_of(key)):
        for naming in found.by_key[name]:
            if naming.weight == STRONG and naming.entry.id.startswith(("group:", "org:", "state:", "person:")):
                yield scored(naming, at, country, _SLIP, f"one letter off “{name}”")
