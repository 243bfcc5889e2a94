"""Names among other words: titles before them, words for groups and members after them. Names nobody by itself.

"militant group Hamas", "ISIS fighters", "Syria's President Bashar Assad" (another spelling), "Hezbollah leaders", "members of Boko Haram".
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.actors.compiled import STRONG, Entry, Naming, Table
from detente.actors.describing import head_noun, is_description
from detente.actors.names import skeleton
from detente.actors.offices import OFFICES
from detente.actors.scoring import Candidate, at_home, scored
from detente.actors.words import AROUND, BACKING, GROUPS, MEMBERS, PLAIN, TITLES

_TRIMMED, _MEMBERS = 0.93, 0.84  # some of a group are less the group than "ISIS fighters" are
_REACHES = frozenset({"of", "in", "anti", "pro", "ex", "former", "against", "by", "for", "to", "with", "and", "or"})
_NEVER_AFTER = frozenset({"state", "body"})


def trimmed(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    """Yield actors whose name stands among titles and words for groups."""
    words = key.split()
    plain = is_description(found, words)
    for i in range(len(words)):
        if i and not _is_trimmings(found, words[:i]):
            continue
        for j in range(len(words), i, -1):
            if j < len(words) and not GROUPS.issuperset(words[j:]):
                break
            if (i, j) != (0, len(words)) and (not plain or j - i > 1):
                yield from _named(found, words, (i, j), at, country)


def _named(found: Table, words: list[str], span: tuple[int, int], at: int, country: str | None) -> Iterator[Candidate]:
    i, j = span
    name = " ".join(words[i:j])
    namings = found.by_key.get(name, [])
    home = at_home(namings, at, country)
    for naming in namings:
        if _takes(naming.entry, naming, i, j < len(words)) and not _is_other(found, words[:i], naming.entry):
            yield scored(naming, at, country, _TRIMMED, f"spelled “{name}”", namesake=home)


def members(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    """Yield groups whose members the words are: "senior Hamas officials", "a spokesman of the Taliban"."""
    words = key.split()
    for group in _groups_of(words):
        for i in range(len(group)):
            name = " ".join(group[i:])
            if i and not _is_trimmings(found, group[:i]):
                continue
            for naming in found.by_key.get(name, ()):
                if naming.entry.kind == "group" and naming.weight == STRONG and not _is_other(found, group[:i], naming.entry):
                    yield scored(naming, at, country, _MEMBERS, f"members of “{name}”")


def _groups_of(words: list[str]) -> Iterator[list[str]]:
    """Yield the words that may name the group: before words for members, or after them and "of", "from", "in"."""
    end = len(words)
    while end and (words[end - 1] in MEMBERS or words[end - 1] in PLAIN):
        end -= 1
    if end < len(words) and words[-1] in MEMBERS:
        yield words[:end]
    for at, word in enumerate(words[1:-1], 1):
        if word in {"of", "from", "in"}:
            if words[at - 1] in MEMBERS and all(before in MEMBERS or before in PLAIN or before in TITLES for before in words[:at]):
                rest = words[at + 1 :]
                yield rest[1:] if rest[0] == "the" else rest
            return


def titled(found: Table, key: str, at: int, country: str | None) -> Iterator[Candidate]:
    """Yield persons of another spelling behind titles ("Iraq Prime Minister Nouri Maliki"); full names only."""
    words = key.split()
    for i in range(1, len(words) - 1):
        sound = skeleton(" ".join(words[i:])) if _is_trimmings(found, words[:i]) else ""
        for naming in found.by_sound.get(sound, ()) if sound else ():
            if naming.entry.kind == "person" and naming.weight == STRONG:
                yield scored(naming, at, country, _TRIMMED * _MEMBERS, f"“{' '.join(words[i:])}” sounds so")


def _is_trimmings(found: Table, front: list[str]) -> bool:
    """Whether words only introduce: titles, demonyms, agent nouns, "X-backed"; "official of" and "supporters of" do not."""
    if front[-1] in _REACHES or not AROUND.isdisjoint(front):
        return False
    bare = list(front)
    while bare and bare[-1] in TITLES:
        bare.pop()
    known = all(word in TITLES or word in PLAIN or word in found.demonyms or word in found.nouns or word in BACKING for word in front)
    return bool(
        known
        or (bare and (_is_party(found, " ".join(bare)) or " ".join(bare) in OFFICES))
        or " ".join(front) in found.demonyms
        or any(word in BACKING for word in front)
        or _ends_in_noun(found, front)
    )


def _is_party(found: Table, key: str) -> bool:
    """Whether `key` names a state or somebody ("Sudan's RSF", "Khalifa Haftar's Libyan National Army")."""
    key = key.removesuffix(" based")
    return any(naming.entry.kind == "state" or naming.weight == STRONG for naming in found.by_key.get(key, ()))


def _is_other(found: Table, front: list[str], entry: Entry) -> bool:
    """Whether the words before name a group that the actor never belonged to: IS-Khorasan is not the Khorasan Group."""
    groups = {naming.entry.id for naming in found.by_key.get(" ".join(front), ()) if naming.entry.kind == "group"}
    if not groups or entry.id in groups or entry.kind == "person":
        return False
    return groups.isdisjoint(row[1] for row in found.rows(entry.id, "F"))


def _ends_in_noun(found: Table, front: list[str]) -> bool:
    return len(front) > 1 and (" ".join(front[-2:]) in OFFICES or front[-1] in OFFICES or head_noun(found, front) is not None)


def _takes(entry: Entry, naming: Naming, before: int, after: bool) -> bool:
    """Whether a name may stand among such words: fighters belong to groups, titles to persons and groups."""
    if entry.kind in _NEVER_AFTER or (after and entry.kind != "group"):
        return False
    return not before or naming.weight == STRONG or entry.kind == "person"
