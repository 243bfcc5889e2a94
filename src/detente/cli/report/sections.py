"""The parts of the report, in the order of the path. A later stage adds its part to `SECTIONS`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.cli.report.look import Look, Page, Section, Teller, Told, short_name
from detente.cli.report.words import marks, say_chain, say_event, say_sentence, say_time
from detente.cli.report.world import merged, standing, turned
from detente.records import BlockKind, Dating

SHOWN, HEDGED_SHOWN, CHAINS_SHOWN = 8, 6, 8
"""What fits two screens of fifty lines. `--all` shows the rest."""


def read(look: Look) -> Section:
    """What was read: each page with its outlet, its date and the rule that found it, and its blocks."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for heading in ("page", "outlet", "published", "by rule", "body", "capt.", "furn.", "events"):
        table.add_column(heading, justify="right" if heading in ("body", "capt.", "furn.", "events") else "left", no_wrap=heading != "page")
    for page in look.pages:
        table.add_row(*_read_row(page))
    return Section("read", f"Read: {len(look.pages)} pages", [_read_data(page) for page in look.pages], table)


def clocks(look: Look) -> Section:
    """Which moments of rendering were found on pages and not taken for their dates, unless both are the same day."""
    data = [
        {"page": page.name, "shows": say_time(clock.when), "why": clock.detail}
        for page in look.pages
        for clock in page.clocks
        if not _same_day(page, clock)
    ]
    lines = [Text(f"{row['page']}  {row['shows']}: {row['why']}") for row in data]
    return Section("clocks", f"Clocks refused as dates: {len(data)}", data, Group(*lines))


def refused(look: Look) -> Section:
    """What could not be taken, and why."""
    data = [{"page": short_name(r.feed), "stage": r.stage, "code": r.code, "detail": r.detail, "hint": r.hint} for r in look.refusals]
    lines = [Text(f"{row['page']}  {row['code']}: {row['detail']}") for row in data]
    return Section("refused", f"Refused: {len(data)}", data, Group(*lines))


def coded(look: Look) -> Section:
    """What was coded as done: of each page the event told most fully, the best of them by time; all with `whole`."""
    done = [told for told in look.told if not told.hedged]
    shown = done if look.whole else _fullest_of_pages(done, SHOWN)
    kinds = ", ".join(f"{name} {number}" for name, number in Counter(told.row.category for told in done).most_common(5))
    heading = f"Told as done: {len(done)} events ({kinds or 'none'})"
    return Section("coded", _of(heading, shown, done), [event_data(told) for told in done], _entries(shown))


def hedged(look: Look) -> Section:
    """What was told as planned, possible, negated, expected or denied: never to be counted as done."""
    every = [told for told in look.told if told.hedged]
    shown = every if look.whole else _fullest_of_pages(every, HEDGED_SHOWN)
    return Section(
        "hedged",
        _of(f"Planned, possible or denied: {len(every)} events", shown, every),
        [event_data(told) for told in every],
        _entries(shown),
    )


def according_to(look: Look) -> Section:
    """Who tells it: each chain of speakers with the number of events that rest on it."""
    chains = Counter(told.chain for told in look.told)
    ranked = sorted(chains.items(), key=lambda item: (-len(item[0]), -item[1], item[0]))
    data = [{"chain": list(chain), "events": number} for chain, number in ranked]
    shown = ranked if look.whole else ranked[:CHAINS_SHOWN]
    lines = [Text(f"{number:3}  {' ← '.join(chain)}") for chain, number in shown]
    return Section("according_to", _of(f"According to whom: {len(ranked)} chains", shown, ranked), data, Group(*lines))


SECTIONS: tuple[Teller, ...] = (read, clocks, refused, coded, hedged, according_to, merged, turned, standing)


def event_data(told: Told) -> dict[str, Any]:
    """Return an event as a program wants it: words, not mention numbers; `detente code --json` has the numbers."""
    row = told.row
    return {
        "id": row.event_id,
        "page": told.page,
        "category": row.category,
        "mode": row.mode,
        "actors": list(row.actors),
        "recipients": list(row.recipients),
        "places": list(row.places),
        "counts": list(row.counts),
        "when": {
            "start": row.happened_from.isoformat() if row.happened_from else None,
            "end": row.happened_to.isoformat() if row.happened_to else None,
            "grain": row.happened_grain,
        },
        "modality": row.modality,
        "stance": row.stance,
        "marks": marks(told),
        "according_to": list(told.chain),
        "sentence": {"start": told.event.sentence.start, "end": told.event.sentence.end, "text": row.sentence},
        "trigger": {"start": told.event.trigger.start, "end": told.event.trigger.end, "text": row.trigger},
        "score": row.score,
    }


def _fullest_of_pages(every: list[Told], limit: int) -> list[Told]:
    """Of each page the event that answers most (who, to whom, where, when, according to whom), then the surest; the best `limit` of these.

    By score alone, short plain sentences would crowd out what the pages are about.
    """
    best: dict[str, Told] = {}
    for told in sorted(every, key=lambda told: (-told.answers, -told.row.score)):
        best.setdefault(told.page, told)
    chosen = {told.row.event_id for told in list(best.values())[:limit]}
    return [told for told in every if told.row.event_id in chosen]


def _entries(shown: Iterable[Told]) -> Group:
    return Group(
        *(
            part
            for told in shown
            for part in (say_event(told), Padding(Group(say_chain(told), say_sentence(told)), (0, 0, 0, 3), expand=False))
        )
    )


def _of(heading: str, shown: list[Any], every: list[Any]) -> str:
    return heading if len(shown) == len(every) else f"{heading}, {len(shown)} shown"


def _read_row(page: Page) -> list[str]:
    published = page.article.published
    return [
        page.name,
        page.article.outlet or "?",
        say_time(published.when) if published else "?",
        published.rule if published else "",
        *(str(page.paragraphs(kind)) for kind in (BlockKind.BODY, BlockKind.CAPTION, BlockKind.FURNITURE)),
        str(len(page.told)),
    ]


def _read_data(page: Page) -> dict[str, Any]:
    published = page.article.published
    return {
        "page": page.name,
        "article": page.article.id,
        "outlet": page.article.outlet,
        "language": page.article.language,
        "title": page.article.title.of(page.article.text) if page.article.title else None,
        "published": {"when": say_time(published.when), "rule": published.rule, "score": published.score} if published else None,
        "clocks_refused": [say_time(clock.when) for clock in page.clocks],
        "blocks": {kind.value: page.paragraphs(kind) for kind in BlockKind},
        "mentions": len(page.coding.mentions),
        "events": len(page.told),
        "ties": len(page.coding.ties),
    }


def _same_day(page: Page, clock: Dating) -> bool:
    """Whether a refused clock agrees with the date of publication, so that refusing it changes nothing."""
    published = page.article.published
    if published is None or published.when.start is None or clock.when.start is None:
        return False
    return published.when.start.date() == clock.when.start.date()
