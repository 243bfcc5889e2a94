"""What the verbs about the world share: options, names of parties, times in few characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any, TypeVar

import click

from detente.cli.options import bounds
from detente.records import Relation, Shift, TimeSpan

Command = TypeVar("Command", bound=Callable[..., Any])
Kind = TypeVar("Kind", Relation, Shift)

actor_option = click.option("--actor", "actors", multiple=True, metavar="TEXT", help="A party, by name or id; twice: both.")
since_option = click.option("--since", metavar="DATE", help="Held or happened in or after this year, month or day.")
until_option = click.option("--until", metavar="DATE", help="Held or happened in or before it.")
roll_up_option = click.option(
    "--roll-up", is_flag=True, help="What affiliates and office holders do also counts, at half the weight, for those they act for."
)
score_option = click.option("--score", type=click.FloatRange(0, 1), help="At least this score.")


def times(said: dict[str, Any]) -> dict[str, Any]:
    """Return the bounds that --since and --until name."""
    since, until = bounds(said["since"], said["until"])
    return {"since": since, "until": until}


def spelled(when: TimeSpan | None) -> str | None:
    """Return a time in a few characters."""
    if when is None or not (when.start or when.end):
        return None
    start = f"{when.start:%Y-%m-%d}" if when.start else ""
    end = f"{when.end:%Y-%m-%d}" if when.end else ""
    return start if start and when.end and (when.end - when.start).days <= 1 else f"{start}..{end}"  # type: ignore[operator]


def kept(found: Iterable[Kind], said: dict[str, Any]) -> list[Kind]:
    """Return the relations or shifts that --score, --since and --until leave: what the store's own filters do for what is stored."""
    asked, least = times(said), said["score"] or 0.0
    return [one for one in found if one.score >= least and _within(one, asked)]


def _within(found: Relation | Shift, asked: dict[str, Any]) -> bool:
    since, until = asked["since"], asked["until"]
    start = found.when.start if isinstance(found, Relation) else datetime.combine(found.at, time())
    end = found.when.end if isinstance(found, Relation) else start
    over = since and end and end <= since and not (start and start >= since)
    return not (over or (until and start and start >= until))


def matching(row: dict[str, Any], actors: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """Whether each asked-for actor is found in the words of a row, as whole words."""
    from detente.store import names

    words = " | ".join(str(row[key]) for key in keys)
    return all(names(actor, words) for actor in actors)
