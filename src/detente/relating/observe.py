"""Incidents and stated ties → what is observed of each dyad, day by day, each with how much it tells.

An incident observes its dyads at PLOVER score / 10. Its precision (1 = an occurred, widely confirmed incident) is lowered for what is only
planned or possible, for a single origin, for a lone speaker nobody knows, and by its own score; what is negated or denied is no
observation of the deed. Acts that claim a turn (a truce declared, relations broken off) also raise the odds of one on that day.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.codebook import CATEGORIES, directed, plover
from detente.records import NIL, Dyad, Incident, TimeSpan
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


@dataclass(frozen=True, slots=True)
class Observation:
    """What one piece of evidence says of a dyad: a day, a value in [-1, 1], a precision, the odds of a turn, the evidence's id."""

    on: date
    value: float
    precision: float
    turn: float
    evidence: str
    kind: str
    doubts: tuple[str, ...] = ()


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
    turns = _turns_by_article(articles, happened)
    seen = [*happened, *(observation for tie in stated for observation in _of_tie(tie, turns))]
    return sorted(seen, key=lambda observed: (observed.on, observed.evidence, observed.value))


def of_incident(incident: Incident, parents: Parents | None = None) -> Iterator[tuple[Dyad, Observation]]:
    """Yield what an incident says of each of its dyads: those between the sides, and, weakly, those who act side by side."""
    on = day_told(incident)
    if on is None or incident.modality == "negated" or incident.category not in _CODED:
        return
    code = plover(incident.category, incident.mode, incident.modality)
    doubts = _doubts(incident)
    precision = _precision(incident, doubts)
    turn = _turn(incident) * precision
    seen: set[Dyad] = set()
    for a, b in directed(incident.actor_ids, incident.recipient_ids, incident.category, incident.mode):
        for dyad, share in _dyads(a, b, on, parents):
            if dyad not in seen:
                seen.add(dyad)
                yield dyad, Observation(on, code.score / 10, precision * share, turn * share, incident.id, _said(incident), doubts)
    if incident.category in _JOINT and incident.recipient_ids:
        for a, b in itertools.combinations(incident.actor_ids, 2):
            dyad = pair(a, b)
            if dyad not in seen:
                yield (
                    dyad,
                    Observation(on, _JOINT_VALUE, precision * _SIDE_BY_SIDE, 0.0, incident.id, f"side by side: {_said(incident)}", doubts),
                )


def pair(a: str, b: str) -> Dyad:
    """Return the dyad of two actors."""
    return (a, b) if a <= b else (b, a)


def day_told(incident: Incident) -> date | None:
    """Return the day an incident counts from: its own, or, where no time is told, the day the first article came out."""
    published = [claim.published.date() for claim in incident.claims if claim.published]
    return day_of(incident.when) or min(published, default=None)


def day_of(when: TimeSpan | None) -> date | None:
    """Return the day a time begins, or, if only its end is known, the day before it ends."""
    if when is None or not (when.start or when.end):
        return None
    return when.start.date() if when.start else (when.end - timedelta(days=1)).date() if when.end else None


def _dyads(a: str | None, b: str | None, on: date, parents: Parents | None) -> Iterator[tuple[Dyad, float]]:
    """Yield the dyad itself and, where parents are asked for, those of the parents as of the day, at half the weight."""
    if not a or not b:
        return
    lefts, rights = ([(side, 1.0), *((up, _OF_A_PARENT) for up in (parents(side, on) if parents else ()))] for side in (a, b))
    for (left, x), (right, y) in itertools.product(lefts, rights):
        if left != right:
            yield pair(left, right), min(x, y)


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
    value, published = _STATED.get(tie.tie), day_of(tie.when)
    if value is None or tie.state not in ("current", "former") or tie.stance != "asserts":
        return
    turn = turns.get(tie.article_id)
    if turn and (turn.value > 0) != (value > 0):
        yield Observation(turn.on - _FORMER, value, _STATED_PRECISION * tie.score, 0.0, tie.id, f"{tie.tie}, as stated")
        yield Observation(turn.on, turn.value, 1e-3, _STATED_BESIDE * turn.precision, tie.id, "a turn, as told", turn.doubts)
    elif published:
        on = published - _FORMER * 30 if tie.state == "former" else published
        yield Observation(on, value, _STATED_PRECISION * tie.score, 0.0, tie.id, f"{tie.tie}, as stated")
