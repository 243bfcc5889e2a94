"""Offices by date: "the French president" in 2014 is François Hollande. Knows offices and their holders, nothing of other phrases."""

from __future__ import annotations

from detente.actors.compiled import Entry, Table, Term

# Words for an office → the office as the register files it; longest first when read from the end or the start of a phrase.
OFFICES = {
    "president": "president", "vice president": "vice president", "prime minister": "prime minister", "premier": "prime minister",
    "pm": "prime minister", "chancellor": "chancellor", "king": "king", "queen": "queen", "emir": "emir", "crown prince": "crown prince",
    "supreme leader": "supreme leader", "leader": "leader", "foreign minister": "foreign minister", "fm": "foreign minister",
    "foreign secretary": "foreign secretary", "secretary of state": "secretary of state", "defense minister": "defense minister",
    "defence minister": "defense minister", "defense secretary": "defense secretary", "defence secretary": "defense secretary",
    "secretary general": "secretary-general", "chief": "secretary-general", "secretary general of": "secretary-general", "pope": "pope",
    "pontiff": "pope", "army chief": "army chief", "state counsellor": "state counsellor", "director general": "director general",
    "foreign policy chief": "foreign policy chief", "national security adviser": "national security adviser",
    "national security advisor": "national security adviser",
    "chairman of the joint chiefs of staff": "chairman of the joint chiefs of staff",
    "chairman of the joint chiefs": "chairman of the joint chiefs of staff",
    "chairman of joint chiefs of staff": "chairman of the joint chiefs of staff", "commission president": "president",
    "head of state": "president", "monarch": "king", "ruler": "leader", "strongman": "leader", "dictator": "leader",
}  # fmt: skip
# Where the register knows no holder of the office asked for, REIGN's effective leader may stand for one of these.
_HEADS = frozenset({"president", "prime minister", "king", "leader", "chancellor", "supreme leader", "emir"})
# A named office of a named seat; a leader who may hold another office than the words say; a seat that only the context tells.
_OWN, _EFFECTIVE, _ALONE = 0.92, 0.62, 0.7

# Offices that, told without a seat, mean one.
_ONE_SEAT = {
    "pope": "state:VAT",
    "supreme leader": "state:IRN",
    "state counsellor": "state:MMR",
    "chairman of the joint chiefs of staff": "state:USA",
    "secretary of state": "state:USA",
    "foreign policy chief": "org:european-union",
}

_SEATS = frozenset({"state", "org", "group"})


def holder(found: Table, words: list[str], at: int, country: str | None) -> tuple[Entry, float, str] | None:
    """Return who held the office that `words` name, with score and reason; None when they name none or nobody is known.

    Steps: 1. office at the end, seat before it ("french president"); 2. office first, then "of" and the seat; 3. the office alone, seat
    from the context's country or, where one is meant (the pope), from the office.
    """
    for seat, office, score in _readings(found, words, at, country):
        for name in dict.fromkeys((office, *_kin(office))):
            term = _in_office(found.offices.get((seat, name), ()), at)
            if term:
                return found.entries[term.holder], score, f"{name} of {seat} at that time"
        known = any((seat, head) in found.offices for head in _HEADS - {"leader"})
        term = _in_office(found.offices.get((seat, "leader"), ()), at)
        if term and office in _HEADS and not known:
            return found.entries[term.holder], min(score, _EFFECTIVE), f"leader of {seat} at that time"
    return None


def _kin(office: str) -> tuple[str, ...]:
    """Return the offices a looser word may mean: a leader is whoever leads."""
    return ("supreme leader", "president", "chancellor", "prime minister") if office == "leader" else ()


def _readings(found: Table, words: list[str], at: int, country: str | None) -> list[tuple[str, str, float]]:
    told = []
    for size in range(1, min(7, len(words)) + 1):
        last, first = " ".join(words[-size:]), " ".join(words[:size])
        if last in OFFICES and size < len(words):
            told.append((_seat(found, " ".join(words[:-size]), at), OFFICES[last], _OWN))
        if first in OFFICES and words[size : size + 1] == ["of"]:
            rest = words[size + 1 :]
            told.append((_seat(found, " ".join(rest[1:] if rest[:1] == ["the"] else rest), at), OFFICES[first], _OWN))
    alone = OFFICES.get(" ".join(words))
    if alone and country and (f"state:{country}", alone) in found.offices:
        told.append((f"state:{country}", alone, _ALONE))
    elif alone in _ONE_SEAT:
        told.append((_ONE_SEAT[alone], alone, _ALONE))
    elif alone and country:
        told.append((f"state:{country}", alone, _ALONE))
    return [(seat, office, score) for seat, office, score in told if seat]


def _seat(found: Table, key: str, at: int) -> str:
    if key in found.demonyms:
        return f"state:{found.demonyms[key]}"
    for naming in found.by_key.get(key, ()):
        if (
            naming.entry.kind in {"state", "org", "group"}
            and naming.start <= at < naming.end
            and naming.entry.start <= at < naming.entry.end
        ):
            return naming.entry.id
    return ""


def _in_office(terms: list[Term] | tuple[()], at: int) -> Term | None:
    return next((term for term in terms if term.start <= at < term.end), None)
