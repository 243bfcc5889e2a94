"""From a surface to candidates: a cascade of ever looser readings, each with its score and its reason in words.

1. office     "the French president", as of the date
2. spelling   the whole phrase is a filed name
3. trimmed    what stands before or after is a title, a modifier, a word for a group ("militant group Hamas", "ISIS fighters")
4. sound      another transliteration ("Jebhat an-Nusra")
5. slip       one letter off ("Bokko Haram")

A phrase made only of agent nouns, demonyms and plain modifiers names nobody: sound and slips do not apply to it, nor names from
outside our own files. What stands after a comma or in brackets is dropped when the whole finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.actors.compiled import OPEN_END, STRONG, Entry, Naming, Table
from detente.actors.describing import head_noun, is_description
from detente.actors.names import normalise, skeleton
from detente.actors.offices import OFFICES, holder
from detente.actors.words import BACKING, GROUPS, PLAIN, TITLES

# Scores order readings; where two touch, `Register.link` asks for a margin.
_SPELLING = {STRONG: 0.97, 1: 0.78}
_SOURCE = {
    "group": 1.0,
    "org": 1.0,
    "state": 1.0,
    "person": 0.98,
    "cinfo": 0.9,
    "outlet": 0.97,
    "body": 0.96,
    "ucdp": 0.93,
    "tops": 0.85,
    "intl": 0.8,
}
_TRIMMED, _SOUND, _SLIP = 0.93, 0.86, 0.82
_NOT_YET, _NO_LONGER, _GONE = 0.35, 0.85, 0.9  # a name before it was given; after it was given up; an actor after its end
_ALIKE = 0.72  # below this share of common letters a shared skeleton is chance

_APPOSITION = re.compile(r"(?<=\w)(?: *,| *\()")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a surface may name. `score` is in [0, 1]; `detail` says how it was found."""

    actor_id: str
    name: str
    score: float
    detail: str
    country: str | None = None
    sector: str | None = None


def candidates(found: Table, surface: str, at: int, country: str | None) -> list[Candidate]:
    """Return candidates, best first; the cascade stops at the first step that finds any fit to be believed."""
    told = _cascade(found, normalise(surface), at, country)
    if not told and (first := _APPOSITION.split(surface, maxsplit=1)[0]) != surface:
        return _cascade(found, normalise(first), at, country)
    return told


def _cascade(found: Table, key: str, at: int, country: str | None) -> list[Candidate]:
    if not key:
        return []
    words = key.split()
    plain = is_description(found, words)
    for step in (_in_office, _spelled, _trimmed, _sounded, _slipped):
        if plain and step in (_sounded, _slipped):
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
    for naming in found.by_key.get(key, ()):
        if key not in found.demonyms or naming.entry.id.startswith(("group:", "org:", "state:")):
            yield _scored(naming, at, country, 1.0, "spelled so")
    people = found.demonyms.get(key) or (found.demonyms.get(key[:-1]) if key.endswith("s") else None)
    state = found.entries.get(f"state:{people}")
    if state and state.start <= at < state.end:
        yield Candidate(state.id, state.name, 0.72, "its people's name", state.country, state.sector)


def _trimmed(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    words = key.split()
    plain = is_description(found, words)
    for i in range(len(words)):
        if i and not _is_trimmings(found, words, i):
            continue
        for j in range(len(words), i, -1):
            if j < len(words) and not GROUPS.issuperset(words[j:]):
                break
            if (i, j) == (0, len(words)):
                continue
            for naming in found.by_key.get(" ".join(words[i:j]), ()):
                if _takes(naming.entry, naming, i, j < len(words)) and (not plain or j - i > 1):
                    yield _scored(naming, at, country, _TRIMMED, f"spelled “{' '.join(words[i:j])}”")


def _is_trimmings(found: Table, words: list[str], i: int) -> bool:
    """Whether the first `i` words only introduce: titles, demonyms, agent nouns, "X-backed"; "official of" does not."""
    front = words[:i]
    if front[-1] in {"of", "in", "anti", "pro", "ex", "former"}:
        return False
    known = all(word in TITLES or word in PLAIN or word in found.demonyms or word in found.nouns or word in BACKING for word in front)
    return (
        known
        or _is_party(found, " ".join(front))
        or " ".join(front) in found.demonyms
        or any(word in BACKING for word in front)
        or _ends_in_noun(found, front)
    )


def _is_party(found: Table, key: str) -> bool:
    """Whether `key` names a state or somebody ("Sudan's RSF", "Khalifa Haftar's Libyan National Army")."""
    key = key.removesuffix(" based")
    return any(naming.entry.kind == "state" or naming.weight == STRONG for naming in found.by_key.get(key, ()))


def _ends_in_noun(found: Table, front: list[str]) -> bool:
    return len(front) > 1 and (" ".join(front[-2:]) in OFFICES or front[-1] in OFFICES or head_noun(found, front) is not None)


def _takes(entry: Entry, naming: Naming, before: int, after: bool) -> bool:
    """Whether a name may stand among such words: fighters belong to groups, titles to persons and groups."""
    if entry.kind in {"state", "body"} or (after and entry.kind not in {"group"}):
        return False
    return not before or naming.weight == STRONG or entry.kind == "person"


def _in_office(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    told = holder(found, key.split(), at, country)
    if told:
        entry, score, reason = told
        yield Candidate(entry.id, entry.name, score, reason, entry.country, "GOV")


def _sounded(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    sound = skeleton(key)
    for naming in found.by_sound.get(sound, ()) if sound else ():
        if _alike(key, naming, found):
            yield _scored(naming, at, country, _SOUND, "sounds so")


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
                yield _scored(naming, at, country, _SLIP, f"one letter off “{name}”")


def _scored(naming: Naming, at: int, country: str | None, factor: float, how: str) -> Candidate:
    """Score a naming: source and weight of the name, its time, the actor's lifetime, the country at hand."""
    entry = naming.entry
    score = _SPELLING[naming.weight] * _SOURCE.get(entry.id.partition(":")[0], 0.8) * factor
    told = [how]
    if at < naming.start or at < entry.start:
        score, told = score * _NOT_YET, [*told, "not yet called so"]
    elif at >= naming.end:
        score, told = score * _NO_LONGER, [*told, "no longer called so"]
    if entry.end != OPEN_END and at >= entry.end:
        score, told = score * _GONE, [*told, "after its end"]
    if country and entry.country and entry.country not in {"IMG", country}:
        score *= 0.85
    elif country and entry.country == country:
        score, told = min(0.995, score * 1.05), [*told, f"in {country}"]
    return Candidate(entry.id, entry.name, round(score, 4), ", ".join(told), entry.country, entry.sector)
