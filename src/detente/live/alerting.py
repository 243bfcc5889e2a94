"""Alerts: what a watch has found, the sentences it rests on, how many origins tell it, and what would make it wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from detente.actors.calling import name_of
from detente.live.rules import Names, holds
from detente.records import NIL, Alert, Evidence, Incident, Shift, Watch, content_id
from detente.records.errors import UnknownId
from detente.store import Changed, Looked, Store

_SENTENCES = 5
"""Sentences that go with an alert; all others are one look at the incident or shift away."""

_SURE = 0.9


def alerts(store: Store, changed: Changed, watches: Sequence[Watch], names: Names = name_of) -> list[Alert]:
    """Return the alerts that the watches give for what has changed. Whether they were given before, the store knows."""
    found: list[Incident | Shift] = [*changed.incidents, *changed.shifts]
    return [alert(store, watch, one, names) for watch in watches for one in found if holds(watch, one, names)]


def alert(store: Store, watch: Watch, found: Incident | Shift, names: Names = name_of) -> Alert:
    """Return the alert of one watch for one incident or shift."""
    behind = [found] if isinstance(found, Incident) else _behind(store, found)
    evidence = _evidence(store, [event for incident in behind for event in incident.event_ids])
    kind, what = ("incident", told(found, names)) if isinstance(found, Incident) else ("shift", turned(found, names))
    doubts = wrong_if_incident(found, names) if isinstance(found, Incident) else wrong_if_shift(found, behind, names)
    return Alert(
        content_id("alt", watch.id, found.id), watch.id, datetime.now(UTC), kind, found.id, what, evidence, _origins(behind), tuple(doubts)
    )


def told(incident: Incident, names: Names) -> str:
    """Return an incident in words: who did what to whom, where, when, and whether it occurred."""
    who, whom = (", ".join(names(party) for party in side) for side in (incident.actor_ids, incident.recipient_ids))
    mode = f" ({incident.mode})" if incident.mode else ""
    where = f" in {incident.place}" if incident.place else ""
    when = f", {incident.when.start:%Y-%m-%d}" if incident.when and incident.when.start else ""
    modality = "" if incident.modality == "occurred" else f", {incident.modality}"
    return f"{incident.category}{mode}: {who or 'unknown'}{f' → {whom}' if whom else ''}{where}{when}{modality}"


def turned(shift: Shift, names: Names) -> str:
    """Return a shift in words."""
    a, b = (names(party) for party in shift.dyad)
    return f"{a} – {b}: {shift.before} → {shift.after}, {shift.at} ({shift.size:+.2f})"


def wrong_if_incident(incident: Incident, names: Names) -> list[str]:
    """Return what would make an incident wrong, weakest point first."""
    articles = len(incident.article_ids)
    found = []
    if any(claim.stance == "denies" or claim.modality == "negated" for claim in incident.claims) and incident.modality != "negated":
        found.append("those who deny it are right")
    if incident.modality in ("planned", "possible"):
        found.append(f"it does not come to pass: it is told as {incident.modality}")
    if incident.origins <= 1:
        outlets = sorted({claim.outlet for claim in incident.claims if claim.outlet})
        whose = f" ({', '.join(outlets[:3])})" if outlets else ""
        found.append(
            f"its one origin{whose} is wrong: {articles} articles go back to it" if articles > 1 else f"its one origin{whose} is wrong"
        )
    if incident.speakers and all(speaker.startswith(NIL) for speaker in incident.speakers):
        found.append(f"a speaker whom nobody knows misleads: {', '.join(names(speaker) for speaker in incident.speakers[:3])}")
    unknown = [names(party) for party in (*incident.actor_ids, *incident.recipient_ids) if party.startswith(NIL)]
    if unknown:
        found.append(f"somebody else is meant by “{unknown[0]}”, which the register doesn't know")
    if len(incident.event_ids) > 1:
        found.append(f"its {len(incident.event_ids)} reports tell of more than one happening")
    found.append(f"the sentence was misread (score {incident.score:.2f})" if incident.score < _SURE else "the sentence was misread")
    return found


def wrong_if_shift(shift: Shift, behind: Sequence[Incident], names: Names) -> list[str]:
    """Return what would make a shift wrong, weakest point first."""
    a, b = (names(party) for party in shift.dyad)
    found = [f"it rests on {len(shift.incident_ids)} incident{'s' * (len(shift.incident_ids) != 1)}, and one of them did not happen so"]
    if behind and _origins(behind) <= 1:
        found.append("the one origin behind them is wrong")
    planned = sum(incident.modality != "occurred" for incident in behind)
    if planned:
        found.append(f"what is only planned or possible ({planned} of them) does not come to pass")
    if not shift.incident_ids and shift.tie_ids:
        found[0] = "the texts that state how they stand are wrong or old"
    found.append(f"later reports of {a} and {b} speak against it: each is weighed anew (score {shift.score:.2f})")
    return found


def _behind(store: Store, shift: Shift) -> list[Incident]:
    """Return the newest incidents that a shift rests on."""
    return [found for name in shift.incident_ids[-4 * _SENTENCES :] for found in store.world.incidents(Looked(id=name), 1)]


def _origins(incidents: Iterable[Incident]) -> int:
    """Return how many independent origins tell these incidents: no more than their outlets, no more than their own numbers together."""
    told = list(incidents)
    outlets = {claim.outlet or claim.article_id for incident in told for claim in incident.claims}
    return min(len(outlets), sum(incident.origins for incident in told))


def _evidence(store: Store, event_ids: Sequence[str]) -> tuple[Evidence, ...]:
    """Return where the first events stand on their pages; imported events have no page."""
    found = []
    for event_id in event_ids[: 4 * _SENTENCES]:
        try:
            story = store.event(event_id)
        except UnknownId:
            continue
        span, article = story.event.sentence, story.article
        found.append(Evidence(event_id, article.id, span.start, span.end, span.of(article.text), article.outlet, article.url))
        if len(found) == _SENTENCES:
            break
    return tuple(found)
