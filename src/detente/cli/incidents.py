"""`detente incidents`: what happened, each happening once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.actors.calling import name_of
from detente.cli.options import csv_option, db_option, json_option, limit_option, one_of
from detente.cli.show import limited, print_rows
from detente.cli.world import actor_option, matching, score_option, since_option, spelled, times, until_option

if TYPE_CHECKING:
    from detente.records import Claim, Incident, Toll

_COLUMNS = ("incident", "when", "who", "what", "to_whom", "place", "told", "tolls")


@click.command()
@db_option
@actor_option
@click.option("--category", metavar="NAME", help="PLOVER category.")
@click.option("--place", metavar="TEXT", help="Where, by name or id.")
@since_option
@until_option
@click.option("--modality", metavar="NAME", help="occurred, planned, possible or negated.")
@score_option
@limit_option
@json_option
@csv_option
def incidents(db: str, actors: tuple[str, ...], limit: int | None, as_json: bool, as_csv: bool, **said: Any) -> None:
    """List incidents: each happening once, however many tell it.

    Who says what stands in the JSON: claims side by side, tolls as low, best and high, articles, independent origins and speakers.
    """
    from detente.codebook import CATEGORIES, MODALITIES
    from detente.store import Looked, Store

    looked = Looked(
        category=one_of("category", said["category"], tuple(CATEGORIES)),
        place=said["place"],
        modality=one_of("modality", said["modality"], MODALITIES),
        score=said["score"],
        **times(said),
    )
    with Store.open(Path(db), read_only=True) as store:
        rows = map(incident_row, store.world.incidents(looked))
        found = [row for row in rows if matching(row, actors, ("actors", "recipients", "actor_ids", "recipient_ids"))]
    kept = found[: limited(limit, for_programs=as_json or as_csv)]
    print_rows(kept if as_json or as_csv else map(_words, kept), _COLUMNS, as_json=as_json, as_csv=as_csv)


def incident_row(incident: Incident) -> dict[str, Any]:
    """Return an incident in words."""
    return {
        "incident": incident.id,
        "when": spelled(incident.when),
        "category": incident.category,
        "mode": incident.mode,
        "modality": incident.modality,
        "contexts": list(incident.contexts),
        "actors": [name_of(party) for party in incident.actor_ids],
        "recipients": [name_of(party) for party in incident.recipient_ids],
        "actor_ids": list(incident.actor_ids),
        "recipient_ids": list(incident.recipient_ids),
        "place": incident.place,
        "place_id": incident.place_id,
        "tolls": [_toll(toll) for toll in incident.tolls],
        "articles": len(incident.article_ids),
        "origins": incident.origins,
        "speakers": [name_of(speaker) for speaker in incident.speakers],
        "score": incident.score,
        "events": list(incident.event_ids),
        "claims": [_claim(claim) for claim in incident.claims],
        "history": [f"{change.published:%Y-%m-%d} {change.detail}" for change in incident.history],
    }


def _words(row: dict[str, Any]) -> dict[str, Any]:
    """Say an incident's row in few columns, for a terminal."""
    hedge = "" if row["modality"] == "occurred" else f" {row['modality']}"
    told = f"{row['articles']} from {row['origins']}"
    return row | {"who": row["actors"], "what": row["category"] + hedge, "to_whom": row["recipients"], "told": told}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "event": claim.event_id,
        "outlet": claim.outlet,
        "published": str(claim.published) if claim.published else None,
        "according_to": [name_of(speaker) for speaker in claim.speakers],
        "stance": claim.stance,
        "modality": claim.modality,
        "category": claim.category,
        "actors": [name_of(party) for party in claim.actor_ids],
        "recipients": [name_of(party) for party in claim.recipient_ids],
        "place": claim.place,
        "when": spelled(claim.when),
        "tolls": [_toll(toll) for toll in claim.tolls],
    }


def _toll(toll: Toll) -> str:
    """Say a toll in words: killed 12 (10 to 15)."""
    best = toll.best if toll.best is not None else "some"
    around = f" ({toll.low} to {toll.high})" if toll.low != toll.high else ""
    return f"{toll.kind} {best}{around}"
