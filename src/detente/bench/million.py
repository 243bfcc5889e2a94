"""A made store of any size, for `bench api`: articles, mentions, events, incidents, relations and shifts of an invented world.

One block of articles is made of records by the stages' own functions; every further block is the same JSON with other ids and another year.
So a million events take minutes, and the store has the shape that the pipeline gives it. Seeded; nothing is read; no claim is true.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from detente.bench.invented import World, page
from detente.merging.incidents import incident_of
from detente.merging.report import reports_of
from detente.records import Article, Capture, Coding, Grain, Incident, Relation, Report, Shift, TimeSpan
from detente.store import Store
from detente.store.codec import plain
from detente.store.rows import rows_of
from detente.store.world import incident_row, relation_row, shift_row

SALT, YEAR = "zzzz", 2000
EVENTS_A_PAGE = 8
_PAGES = 2000
_YEARS = range(2004, 2024)
_PARTS = ("mentions", "resolutions", "events", "ties")


@dataclass(frozen=True, slots=True)
class Block:
    """Pages of one year: the captures, and by table the JSON of all rows, with the salt and the year to be replaced."""

    captures: tuple[Capture, ...]
    rows: dict[str, str]
    incidents: tuple[Incident, ...]
    events: int


def fill(store: Store, events: int, seed: int = 1) -> None:
    """Fill an empty store with at least this many events."""
    block = make_block(random.Random(seed), min(_PAGES, max(1, events // EVENTS_A_PAGE)))
    number = -(-events // block.events)
    for i in range(number):
        store.load({table: _salted(packed, i) for table, packed in block.rows.items()}, [_renamed(one, i) for one in block.captures])
    store.load({"coders": json.dumps([{"id": "coder_made", "ordinal": 1}]), **_standings(block, number, random.Random(seed + 1))})
    store.renew_cards()


def make_block(rng: random.Random, pages: int) -> Block:
    """Make the pages of one year and all that follows from them."""
    world = World(rng)
    made = [page(world, rng, i, EVENTS_A_PAGE) for i in range(pages)]
    rows: dict[str, list[object]] = defaultdict(list)
    told: dict[str, list[Report]] = defaultdict(list)
    for capture, article, coding, happenings in made:
        _add(rows, capture, article, coding)
        for report, happening in zip(reports_of(article, coding), happenings, strict=True):
            told[happening].append(replace(report, words=frozenset()))
    incidents = tuple(incident_of(reports) for reports in told.values())
    incidents = tuple(replace(one, id=f"inc_{SALT}{i:012x}") for i, one in enumerate(incidents))
    rows["incidents"] = [incident_row(one) for one in incidents]
    events = sum(len(coding.events) for _, _, coding, _ in made)
    return Block(tuple(one[0] for one in made), {table: json.dumps(found) for table, found in rows.items()}, incidents, events)


def _add(rows: dict[str, list[object]], capture: Capture, article: Article, coding: Coding) -> None:
    keys = {"article_id": article.id, "coder_id": coding.coder_id}
    rows["articles"].append(plain(article))
    rows["codings"].append({**keys, "capture_id": capture.id})
    for table in _PARTS:
        rows[table] += [{**plain(record), **keys} for record in getattr(coding, table)]
    rows["event_rows"] += [plain(row) for row in rows_of(article, coding)]


def _salted(text: str, block: int) -> str:
    return text.replace(SALT, f"{block:04x}").replace(f"{YEAR}-", f"{_YEARS[block % len(_YEARS)]}-")


def _renamed(capture: Capture, block: int) -> Capture:
    return replace(capture, id=_salted(capture.id, block), url=capture.url and _salted(capture.url, block))


def _standings(block: Block, blocks: int, rng: random.Random) -> dict[str, str]:
    """Return relations and shifts of the dyads that the block's incidents make, one regime about every third year."""
    behind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for incident in block.incidents:
        for a in incident.actor_ids:
            for b in incident.recipient_ids:
                if a != b:
                    behind[min(a, b), max(a, b)].append(incident.id)
    relations: list[Relation] = []
    shifts: list[Shift] = []
    for dyad, names in sorted(behind.items()):
        told = [_salted(name, rng.randrange(blocks)) for name in names for _ in range(3)]
        for one, shift in _regimes(dyad, told, rng):
            relations.append(one)
            shifts += [shift] if shift else []
    return {
        "relations": json.dumps([relation_row(one) for one in relations]),
        "shifts": json.dumps([shift_row(one) for one in shifts]),
    }


def _regimes(dyad: tuple[str, str], incident_ids: Sequence[str], rng: random.Random) -> Iterator[tuple[Relation, Shift | None]]:
    start, before = date(_YEARS[0], 1, 1) + timedelta(days=rng.randrange(700)), ("", 0.0)
    while start.year < _YEARS[-1]:
        end = start + timedelta(days=rng.randrange(200, 2000))
        weight = round(rng.uniform(-1, 1), 3)
        tie = "hostile" if weight < -0.3 else "truce" if weight < 0 else "cooperating" if weight < 0.5 else "allied"
        behind = tuple(rng.sample(incident_ids, min(len(incident_ids), 8)))
        when = TimeSpan(datetime(start.year, start.month, start.day), datetime(end.year, end.month, end.day), Grain.DAY)
        if end.year >= _YEARS[-1]:
            when = TimeSpan(when.start, None, Grain.DAY)
        relation = Relation(dyad, tie, weight, when, None, behind, 0.2, score=0.8, detail="made")
        turned = before[0] not in ("", tie)
        shift = Shift(dyad, start, before[0], tie, round(weight - before[1], 3), behind, 0.8, detail="made") if turned else None
        yield relation, shift
        start, before = end, (tie, weight)
