"""Incidents and stated ties → what is observed of each dyad, day by day, each with how much it tells.

An incident observes its dyads at PLOVER score / 10. Its precision (1 = an occurred, widely confirmed incident) is lowered for what is only
planned or possible, for a single origin, for a lone speaker nobody knows, and by its own score; what is negated or denied is no
observation of the deed. Acts that claim a turn (a truce declared, relations broken off) also raise the odds of one on that day.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.codebook import CATEGORIES, directed, plover
from detente.records import NIL, Dyad, Incident
from detente.relating.dating import Days, days_of, days_told, placed
from detente.relating.observation import AS_TOLD, Observation
from detente.relating.parties import is_party
from detente.relating.stated import Stated

Parents = Callable[[str, date], Iterable[str]]
"""Of whom an actor is part or affiliate on a day (law 7: asked with the incident's own date)."""

_CODED = frozenset(CATEGORIES)
_MODALITY = {"occurred": 1.0, "planned": 0.5, "possible": 0.15, "negated": 0.0}
_ONE_ORIGIN = 0.7
_NOBODY_KNOWN = 0.8
_SIDE_BY_SIDE = 0.3
_OF_A_PARENT = 0.5
_TURNS: dict[tuple[str, str | None], float] = {
    ("CONCEDE", None): 0.05,
    ("RETREAT", "ceasefire"): 0.35,
    ("RETREAT", "withdraw"): 0.15,
    ("SANCTION", "withdraw"): 0.15,
    ("SANCTION", "discontinue"): 0.15,
}
"""How often such an act, firmly told, marks a lasting turn. Truces hold in about one of three (our judgement, not a count)."""

_MILITARY = {"CONCEDE": 0.35, "AGREE": 0.15}
"""The same for words that are about arms: a ceasefire declared, an accord between forces."""

_STATED_BESIDE = 0.6
"""A text that states a standing and, beside it, the act that ends it tells of a turn."""

_FORMER = timedelta(days=1)
_STATED = {"hostile": -0.8, "allied": 0.8, "affiliate": 0.8, "part_of": 0.8, "backs": 0.8, "leads": 0.8}
_STATED_PRECISION = 3.0
"""A standing that a text states sums up many events: it tells as much as three of them."""

_JOINT = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "COOPERATE"})
_JOINT_VALUE = 0.6


def observations(incidents: Iterable[Incident], stated: Iterable[Stated], parents: Parents | None = None) -> dict[Dyad, list[Observation]]:
    """Return each dyad's observations in order of day; dyads are unordered pairs, the smaller id first."""
    told = list(incidents)
    found: dict[Dyad, list[Observation]] = defaultdict(list)
    for incident in told:
        for dyad, observation in of_incident(incident, parents):
            found[dyad].append(observation)
    said: dict[Dyad, list[Stated]] = defaultdict(list)
    for tie in stated:
        said[pair(tie.a, tie.b)].append(tie)
    articles = {incident.id: incident.article_ids for incident in told}
    return {dyad: seen for dyad in sorted({*found, *said}) if (seen := of_dyad(found.get(dyad, ()), said.get(dyad, ()), articles))}


def of_dyad(happened: Sequence[Observation], stated: Iterable[Stated], articles: Mapping[str, tuple[str, ...]]) -> list[Observation]:
    """Return one dyad's observations in order of day: those of its incidents, and what its stated ties say beside them.

    `articles`: incident id → the articles that tell it.
    """
    dated = placed(happened)
    turns = _turns_by_article(articles, dated)
    seen = [*dated, *(observation for tie in stated for observation in _of_tie(tie, turns))]
    return sorted(placed(seen), key=lambda observed: (observed.on, observed.evidence, observed.value))


def of_incident(incident: Incident, parents: Parents | None = None) -> Iterator[tuple[Dyad, Observation]]:
    """Yield what an incident says of each of its dyads: those between the sides, and, weakly, those who act side by side."""
    days = days_told(incident)
    if days is None or incident.modality == "negated" or incident.category not in _CODED:
        return
    code = plover(incident.category, incident.mode, incident.modality)
    doubts = _doubts(incident)
    precision = _precision(incident, doubts) * days.trust
    first = None if days.sharp else days.first
    turn = _turn(incident) * precision
    seen: set[Dyad] = set()
    actors, recipients = tuple(filter(is_party, incident.actor_ids)), tuple(filter(is_party, incident.recipient_ids))
    for a, b in directed(actors, recipients, incident.category, incident.mode):
        for dyad, share in _dyads(a, b, days, parents):
            if dyad not in seen:
                seen.add(dyad)
                yield (
                    dyad,
                    Observation(days.on, code.score / 10, precision * share, turn * share, incident.id, _said(incident), doubts, first),
                )
    if incident.category in _JOINT and incident.recipient_ids:
        for a, b in itertools.combinations(actors, 2):
            dyad = pair(a, b)
            if dyad not in seen:
                kind = f"side by side: {_said(incident)}"
                yield dyad, Observation(days.on, _JOINT_VALUE, precision * _SIDE_BY_SIDE, 0.0, incident.id, kind, doubts, first)


def pair(a: str, b: str) -> Dyad:
    """Return the dyad of two actors."""
    return (a, b) if a <= b else (b, a)


def _dyads(a: str | None, b: str | None, days: Days, parents: Parents | None) -> Iterator[tuple[Dyad, float]]:
    """Yield the dyad itself and, where parents are asked for, those of the parents at the time, at half the weight."""
    if not a or not b:
        return
    lefts, rights = ([(side, 1.0), *((up, _OF_A_PARENT) for up in _held(side, days, parents))] for side in (a, b))
    for (left, x), (right, y) in itertools.product(lefts, rights):
        if left != right:
            yield pair(left, right), min(x, y)


def _held(side: str, days: Days, parents: Parents | None) -> list[str]:
    """Return whose affiliate a party was on all the days that an incident may be from (law 7)."""
    if parents is None:
        return []
    last = parents(side, days.last)
    known = frozenset(last if days.first == days.last else parents(side, days.first))
    return [parent for parent in last if parent in known]


def _doubts(incident: Incident) -> tuple[str, ...]:
    doubts = []
    if incident.origins <= 1 and _traced(incident):
        doubts.append("one origin")
    known = [speaker for speaker in incident.speakers if not speaker.startswith(NIL)]
    if incident.speakers and not known:
        doubts.append("one anonymous speaker" if len(incident.speakers) == 1 else "anonymous speakers")
    if incident.modality != "occurred":
        doubts.append(incident.modality)
    return tuple(doubts)


def _traced(incident: Incident) -> bool:
    """Whether its articles are known, so that origins can be told; rows of most event data sets have none."""
    return any(claim.outlet or claim.published for claim in incident.claims)


def _precision(incident: Incident, doubts: Sequence[str]) -> float:
    origins = 1 - (1 - _ONE_ORIGIN) ** max(1, incident.origins) if _traced(incident) else 1.0
    anonymous = _NOBODY_KNOWN if any("anonymous" in doubt for doubt in doubts) else 1.0
    return max(1e-3, _MODALITY[incident.modality] * origins * anonymous * incident.score)


def _turn(incident: Incident) -> float:
    turn = _TURNS.get((incident.category, incident.mode), _TURNS.get((incident.category, None), 0.0))
    return max(turn, _MILITARY.get(incident.category, 0.0)) if "military" in incident.contexts else turn


def _said(incident: Incident) -> str:
    return f"{incident.category}-{incident.mode}" if incident.mode else incident.category


def _turns_by_article(articles: Mapping[str, tuple[str, ...]], happened: Iterable[Observation]) -> dict[str, Observation]:
    """Return the first act of each article that claims a turn of the dyad."""
    turns: dict[str, Observation] = {}
    for observed in sorted((one for one in happened if one.turn > 0), key=lambda one: (one.on, one.evidence), reverse=True):
        turns |= dict.fromkeys(articles[observed.evidence], observed)
    return turns


def _of_tie(tie: Stated, turns: Mapping[str, Observation]) -> Iterator[Observation]:
    """Yield what a stated tie says of its dyad.

    Steps: 1. planned, possible, negated or denied ties are no observation; 2. a standing that the same article tells the end of ("two
    current foes agreed to a truce"), or calls former, held until the day before; the text itself then claims a turn; 3. else it holds
    when the article came out.
    """
    value, published = _STATED.get(tie.tie), days_of(tie.when)
    if value is None or tie.state not in ("current", "former") or tie.stance != "asserts":
        return
    turn, kind = turns.get(tie.article_id), f"{tie.tie}, as stated"
    if turn and (turn.value > 0) != (value > 0):
        first = turn.first - _FORMER if turn.first else None
        yield Observation(turn.on - _FORMER, value, _STATED_PRECISION * tie.score, 0.0, tie.id, kind, first=first)
        yield replace(turn, precision=1e-3, turn=_STATED_BESIDE * turn.precision, evidence=tie.id, kind=AS_TOLD)
    elif published:
        ago = _FORMER * 30 if tie.state == "former" else _FORMER * 0
        first = None if published.sharp else published.first - ago
        precision = _STATED_PRECISION * tie.score * published.trust
        yield Observation(published.on - ago, value, precision, 0.0, tie.id, kind, first=first)
