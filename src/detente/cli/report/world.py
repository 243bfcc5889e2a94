"""The report's last parts: happenings told by more than one page, turns between parties, who stands with whom.

Each line opens on what it rests on: the sentences of its events, and for standings the words of the text that states them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detente.cli.incidents import incident_row
from detente.cli.relations import relation_row
from detente.cli.report.look import Look, Section, Told
from detente.cli.report.words import say_sentence
from detente.cli.shifts import shift_row, weighty
from detente.records import Incident, Relation

MERGED_SHOWN, SHIFTS_SHOWN, STANDINGS_SHOWN, SENTENCES_SHOWN = 5, 5, 8, 2


def merged(look: Look) -> Section:
    """Happenings that several articles tell: articles, independent origins, and what each speaker claims where they differ."""
    told_twice = sorted((i for i in look.incidents if len(i.article_ids) > 1), key=lambda i: (-len(i.article_ids), -i.origins, i.id))
    shown = told_twice if look.whole else told_twice[:MERGED_SHOWN]
    heading = f"Merged: {len(look.told)} events are {len(look.incidents)} incidents, {len(told_twice)} told by more than one page"
    return Section(
        "merged", _of(heading, shown, told_twice), list(map(incident_row, told_twice)), Group(*(_merged(look, i) for i in shown))
    )


def turned(look: Look) -> Section:
    """Where relations turned: two foes draw together, two allies part."""
    every = sorted(look.shifts, key=weighty, reverse=True)
    shown = every if look.whole else every[:SHIFTS_SHOWN]
    lines: list[RenderableType] = []
    for row, shift in zip(map(shift_row, shown), shown, strict=True):
        said = Text(f"{row['at']}  {row['a']} – {row['b']}: {row['before']} → {row['after']}  ")
        said.append(f"size {row['size']:+.2f}, score {row['score']:.2f}", style="dim")
        lines += [said, *_evidence(look, shift.incident_ids, shift.tie_ids)]
    return Section("shifts", _of(f"Shifts: {len(every)}", shown, every), list(map(shift_row, every)), Group(*lines))


def standing(look: Look) -> Section:
    """Who stands with whom at the end: the last relation of each dyad, the best supported first."""
    latest: dict[tuple[str, str], Relation] = {}
    for relation in sorted(look.relations, key=lambda r: (r.when.start is not None, r.when.start)):
        latest[relation.dyad] = relation
    every = sorted(latest.values(), key=lambda r: (-len(r.incident_ids) - len(r.tie_ids), -r.score, r.dyad))
    shown = every if look.whole else every[:STANDINGS_SHOWN]
    lines = []
    for row in map(relation_row, shown):
        against = f" against {row['against']}" if row["against"] else ""
        since = f"since {row['start']}" if row["start"] else "since before the first report"
        rests = f"{len(row['incidents'])} incidents, {len(row['ties'])} statements"
        lines.append(
            Text(f"{row['a']} – {row['b']}: {row['tie']}{against}  {row['weight']:+.2f} ±{row['deviation']:.2f}  {since}; {rests}")
        )
    heading = _of(f"Relations: {len(every)} dyads", shown, every)
    return Section("relations", heading, list(map(relation_row, every)), Group(*lines))


def _merged(look: Look, incident: Incident) -> Group:
    row = incident_row(incident)
    who = ", ".join(row["actors"]) or "someone"
    whom = f" → {', '.join(row['recipients'])}" if row["recipients"] else ""
    hedge = "" if row["modality"] == "occurred" else f" {row['modality'].upper()}"
    head = Text(f"{row['when'] or '?'}  ")
    head.append(row["category"], style="bold")
    head.append(f"  {who}{whom}{' in ' + row['place'] if row['place'] else ''}{hedge}")
    origins = "1 origin" if row["origins"] == 1 else f"{row['origins']} independent origins"
    head.append(f"  {row['articles']} articles, {origins}", style="dim")
    claims = [Padding(Text(line), (0, 0, 0, 3)) for line in differing(row["claims"])]
    return Group(head, *claims, *_evidence(look, (incident.id,), ()))


def differing(claims: Sequence[dict[str, Any]]) -> list[str]:
    """Say what the claims of one happening give differently, value by value, with who says so.

    >>> differing([{"place": "Homs", "tolls": [], "modality": "occurred", "outlet": "A", "according_to": []},
    ...            {"place": "Hama", "tolls": [], "modality": "occurred", "outlet": "B", "according_to": ["police"]}])
    ['place: Hama (B ← police) / Homs (A)']
    """
    lines = []
    for field in ("place", "tolls", "modality"):
        said: dict[str, list[str]] = {}
        for claim in claims:
            value = ", ".join(claim[field]) if isinstance(claim[field], list) else claim[field]
            if value:
                said.setdefault(value, []).append(" ← ".join([claim["outlet"] or "?", *claim["according_to"]]))
        if len(said) > 1:
            lines.append(f"{field}: " + " / ".join(f"{value} ({'; '.join(sorted(set(who)))})" for value, who in sorted(said.items())))
    return lines


def _evidence(look: Look, incident_ids: Iterable[str], tie_ids: Iterable[str]) -> list[Padding]:
    """Return the sentences behind: of events, the surest of each page first; of stated ties, their own."""
    wanted = {event_id for i in look.incidents if i.id in set(incident_ids) for event_id in i.event_ids}
    told: dict[str, Told] = {}
    for candidate in sorted((t for t in look.told if t.row.event_id in wanted), key=lambda t: -t.row.score):
        told.setdefault(candidate.page, candidate)
    sentences = [Text.assemble(f"{t.page}: ", say_sentence(t)) for t in list(told.values())[:SENTENCES_SHOWN]]
    stated = [Text(f"{page}: “{words}”") for page, words in (look.ties[tie_id] for tie_id in tie_ids if tie_id in look.ties)]
    return [Padding(text, (0, 0, 0, 3)) for text in (sentences + stated)[:SENTENCES_SHOWN]]


def _of(heading: str, shown: Sequence[object], every: Sequence[object]) -> str:
    return heading if len(shown) == len(every) else f"{heading}, {len(shown)} shown"
