"""`bench samples`: the sample pages that ship, from bytes to shifts, against what a perfect record of them holds (`gold.json`).

An incident of ours is a gold one if category and modality are right, they share a party on each side that gold names, their times overlap
and it is told in a page of the gold one; of several the one that holds most of its pages. It is whole if it holds all of them and no other.
Origins are right if their number is; a contradiction is found if claims of two of the pages it names differ in what it is about; a shift
is found if dyad, direction and day (give or take one) are right. An affiliate passes for the group that it belonged to
on the day, an office holder for the state.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from detente.actors import register
from detente.actors.sectors import state_of
from detente.bench.figures import Figures
from detente.derive import derive
from detente.feeds import open_source
from detente.pipeline import Pipeline, Workshop
from detente.records import NIL, SECTOR, Capture, Claim, Grain, Incident, Shift, TimeSpan, sector_parts
from detente.store import Store

Gold = Mapping[str, Any]
Same = Callable[[str, str], bool]
_ABOUT: dict[str, Callable[[Claim], object]] = {
    "who took part": lambda claim: frozenset((*claim.actor_ids, *claim.recipient_ids)),
    "place": lambda claim: claim.place,
    "whether it took place": lambda claim: (claim.stance == "denies") != (claim.modality == "negated"),
    "how far it reaches": lambda claim: (claim.category, claim.place, claim.stance),
    "against whom": lambda claim: frozenset(claim.recipient_ids),
}
_DAY = timedelta(days=1)
_WARM = frozenset({"truce", "cooperating", "allied", "agreement"})


def run(data: Path) -> Figures:
    """Take the sample pages through the shipped coder into a passing store and compare. Reads nothing from `data`."""
    started = time.perf_counter()
    with as_file(files("detente") / "cli" / "samples") as folder, Store.in_memory() as store:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        captures = list(open_source(str(folder / "pages")))
        for _ in Pipeline(store, Workshop(processes=0)).take_all(captures):
            pass
        derive(store)
        pages = named([capture.feed for capture in captures if isinstance(capture, Capture)], f"{folder / 'pages'}/")
        names = {article.id: pages[store.capture(article.capture_id).feed] for article, _ in store.codings()}
        figures = compare(gold, names, store.world.incidents(), store.world.shifts())
    return Figures("samples", figures, {}, len(gold["incidents"]), time.perf_counter() - started)


def named(feeds: Iterable[str], prefix: str) -> dict[str, str]:
    """Return the name that gold gives each feed: its file's, with the number of the record where a file holds several.

    >>> named(["p/a.html", "p/b.warc.gz:0", "p/b.warc.gz:1449", "p/c.jsonl:1"], "p/")["p/b.warc.gz:1449"]
    'b.warc.gz:2'
    """
    number: dict[str, int] = {}
    found: dict[str, str] = {}
    for feed in feeds:
        file, held, at = feed.removeprefix(prefix).rpartition(":")
        if not held or not at.isdigit():
            found[feed] = feed.removeprefix(prefix)
            continue
        number[file] = number.get(file, 0) + 1
        found[feed] = f"{file}:{number[file]}"
    return found


def compare(gold: Gold, pages: Mapping[str, str], incidents: Sequence[Incident], shifts: Iterable[Shift]) -> dict[str, float | None]:
    """Return the figures. `pages`: article id → the name that gold gives its page."""
    wanted: list[Gold] = gold["incidents"]
    found = [_best(one, incidents, pages) for one in wanted]
    pairs = [(one, best) for one, best in zip(wanted, found, strict=True)]
    told = list(shifts)
    contradictions = [_contradicts(about, best, pages) for one, best in pairs for about in one["contradictions"]]
    return {
        "found": float(sum(best is not None for best in found)),
        "whole": float(sum(best is not None and _pages(best, pages) == set(one["told_in"]) for one, best in pairs)),
        "pages": sum(_share(one, best, pages) for one, best in pairs) / len(pairs),
        "origins": float(sum(best is not None and best.origins == one["origins"] for one, best in pairs)),
        "contradictions": float(sum(contradictions)),
        "contradictions_in_all": float(len(contradictions)),
        "shifts": float(sum(any(_turned(one, shift) for shift in told) for one in gold["shifts"])),
        "shifts_in_all": float(len(gold["shifts"])),
    }


def _best(one: Gold, incidents: Sequence[Incident], pages: Mapping[str, str]) -> Incident | None:
    """Return our incident that holds most of a gold one's pages, of equals the one with fewest others, then the surest."""

    def rank(incident: Incident) -> tuple[float, int, float, str]:
        return _share(one, incident, pages), -len(_pages(incident, pages)), incident.score, incident.id

    return max((incident for incident in incidents if _is(one, incident, pages)), key=rank, default=None)


def _is(one: Gold, incident: Incident, pages: Mapping[str, str]) -> bool:
    if incident.category not in one["categories"] or incident.modality != one["modality"] or not _share(one, incident, pages):
        return False
    on = _day(one["when"] and one["when"]["end"]) or date(2014, 11, 14)
    parties = {party for claim in incident.claims for party in (*claim.actor_ids, *claim.recipient_ids)}
    sides = [names for names in (one["actors"], one["recipients"]) if names]
    named = all(any(_same(name, party, on) for name in names for party in parties) for names in sides)
    return named and (not (one["when"] and incident.when) or incident.when.overlaps(_around(one["when"])))


def _share(one: Gold, incident: Incident | None, pages: Mapping[str, str]) -> float:
    return len(_pages(incident, pages) & set(one["told_in"])) / len(one["told_in"]) if incident else 0.0


def _pages(incident: Incident, pages: Mapping[str, str]) -> set[str]:
    return {pages[article] for article in incident.article_ids if article in pages}


def _contradicts(about: Gold, incident: Incident | None, pages: Mapping[str, str]) -> bool:
    """Whether claims of two of the pages that contradict each other stand side by side and differ."""
    said: dict[str, set[object]] = {}
    for claim in incident.claims if incident else ():
        if pages.get(claim.article_id) in about["claims"]:
            said.setdefault(claim.article_id, set()).add(_ABOUT[about["about"]](claim))
    return len({frozenset(values) for values in said.values()}) > 1


def _turned(one: Gold, shift: Shift) -> bool:
    on = date.fromisoformat(one["at"])
    a, b = one["dyad"]
    left, right = shift.dyad
    dyad = (_same(a, left, on) and _same(b, right, on)) or (_same(a, right, on) and _same(b, left, on))
    return dyad and abs(shift.at - on) <= _DAY and (shift.size > 0) == (one["to"] in _WARM)


def _same(name: str, party: str, on: date) -> bool:
    """Whether a party is the one that a name means on a day, or one of its affiliates, or what it is an affiliate of."""
    meant = register().link(name, on)
    if meant is None:
        told, unnamed = register().describe(name, on), sector_parts(party)
        return party == f"{NIL}{name.casefold()}" or (unnamed is not None and unnamed == (told.country or unnamed[0], told.sector))
    return party == meant.actor_id or party in _above(meant.actor_id, on) or meant.actor_id in _above(party, on)


def _above(party: str, on: date) -> set[str]:
    """Return what a party was an affiliate of, led or acted for on a day."""
    if party.startswith((NIL, SECTOR)):
        return set(filter(None, [state_of(party)]))
    return {held.parent_id for held in register().affiliations(party, on)}


def _around(when: Mapping[str, str | None]) -> TimeSpan:
    start, end = (datetime.fromisoformat(value) if value else None for value in (when["start"], when["end"]))
    return TimeSpan(start, end, Grain.DAY)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
