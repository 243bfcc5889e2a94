"""`detente explain`: from an event back to the characters of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import db_option
from detente.records.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from detente.records import Event, Span
    from detente.store import Told

_STYLES = {
    "trigger": "bold reverse",
    "actor": "bold green",
    "recipient": "bold red",
    "place": "cyan",
    "time": "magenta",
    "count": "yellow",
    "speaker": "blue underline",
    "cue": "blue",
}


@click.command()
@click.argument("event_id", metavar="ID")
@db_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def explain(event_id: str, db: str, as_json: bool) -> None:
    """Show why an event, an incident or a shift is as it is.

    The sentence with its spans, roles, attribution, score, alternatives, and where on the page it stands. The beginning of an id will do.
    """
    from detente.cli.explain_world import PREFIXES, lines, world_explanation
    from detente.store import Store

    if not event_id.strip():
        raise UsageError("an empty id", hint="`detente events` lists ids")
    with Store.open(Path(db), read_only=True) as store:
        if event_id.startswith(PREFIXES):
            world = world_explanation(store, event_id)
            click.echo(json.dumps(world, ensure_ascii=False) if as_json else "\n".join(lines(world)))
            return
        told = store.event(event_id)
    if as_json:
        click.echo(json.dumps(explanation(told), ensure_ascii=False))
    else:
        from rich.console import Console

        _print(told, Console(highlight=False))


def explanation(told: Told) -> dict[str, Any]:
    """Return all that is known of an event as one JSON object: the event as `detente code` writes it, its mentions, page and position."""
    from detente.exchange.coded import event_json, mentions_json, time_json

    article, event = told.article, told.event
    used = {mention for mentions in roles(event).values() for mention in mentions}
    published = article.published
    return {
        "event": event_json(event, article.text),
        "sentence": event.sentence.of(article.text),
        "mentions": [mention for mention in mentions_json(article, told.coding) if mention["id"] in _with_roots(told, used)],
        "position": position(told, event.sentence),
        "article": {
            "id": article.id,
            "outlet": article.outlet,
            "url": article.url,
            "title": article.title.of(article.text) if article.title else None,
            "published": {**time_json(published.when), "rule": published.rule, "detail": published.detail} if published else None,
        },
        "capture": {
            "id": told.capture.id,
            "feed": told.capture.feed,
            "media_type": told.capture.media_type,
            "fetched_at": told.capture.fetched_at.isoformat() if told.capture.fetched_at else None,
            "bytes": len(told.capture.body),
        },
        "coder": told.coding.coder_id,
    }


def roles(event: Event) -> dict[str, list[int]]:
    """Return the mentions of an event by the role they play."""
    return {
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "place": [place.mention for place in event.places],
        "time": [event.time.mention] if event.time and event.time.mention is not None else [],
        "count": [count.mention for count in event.counts],
        "speaker": list(event.attribution.chain),
    }


def position(told: Told, span: Span) -> dict[str, Any]:
    """Return where a span stands in the article: its block's kind, offsets in code points, and the line (from 1)."""
    block = next((block for block in told.article.blocks if block.span.start <= span.start < block.span.end), None)
    line = told.article.text.count("\n", 0, span.start) + 1
    return {"block": block.kind.value if block else None, "start": span.start, "end": span.end, "line": line}


def _with_roots(told: Told, used: set[int]) -> set[int]:
    """Return the mentions and all that they refer to."""
    refers = {mention.id: mention.refers_to for mention in told.coding.mentions}
    found, queue = set[int](), list(used)
    while queue:
        mention = queue.pop()
        if mention not in found:
            found.add(mention)
            queue += refers.get(mention, ())
    return found


def _print(told: Told, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    event, article = told.event, told.article
    kind = " ".join(part for part in (event.mode, event.modality.value) if part)
    console.print(Text.assemble((event.category, "bold"), f" {kind}  score {event.score:.2f}  {event.id}"))
    console.print()
    console.print(_sentence(told))
    console.print()
    table = Table.grid(padding=(0, 2))
    for name, value in _facts(told):
        table.add_row(Text(name, "dim"), value)
    console.print(table)
    where = position(told, event.sentence)
    page = f"{article.outlet or 'unknown outlet'}, {article.url or told.capture.feed}"
    place = f"{where['block']} block, characters {where['start']} to {where['end']}, line {where['line']}"
    console.print(Text(f"\n{page}\n{place}; article {article.id}, capture {told.capture.id}, coder {told.coding.coder_id}", "dim"))


def _sentence(told: Told) -> Text:
    """Return the sentence with its spans in their colours."""
    from rich.text import Text

    sentence, text = told.event.sentence, Text(told.event.sentence.of(told.article.text))
    spans = {mention.id: mention.span for mention in told.coding.mentions}
    marks = [(role, spans[mention]) for role, mentions in roles(told.event).items() for mention in mentions if mention in spans]
    cue = told.event.attribution.cue
    for role, span in [*marks, *([("cue", cue)] if cue else []), ("trigger", told.event.trigger)]:
        text.stylize(_STYLES[role], max(0, span.start - sentence.start), max(0, span.end - sentence.start))
    return text


def _facts(told: Told) -> list[tuple[str, Text]]:
    """Return what is told of the event, line by line."""
    from rich.text import Text

    from detente.codebook import cameo, plover

    event = told.event
    code = plover(event.category, event.mode, event.modality.value)
    found = [("trigger", Text(event.trigger.of(told.article.text), _STYLES["trigger"]))]
    for role, mentions in roles(event).items():
        named = [_named(told, mention) for mention in mentions]
        found += [(role, Text.assemble((words, _STYLES[role]), f"  {behind}")) for words, behind in named]
    found += [("where", Text(f"{place.name}, {place.precision.value} ({place.place_id})")) for place in event.places if place.place_id]
    if event.time and event.time.when:
        when = event.time.when
        found.append(("when", Text(f"{when.start} to {when.end}, {when.grain.value.lower()}  {event.time.detail}")))
    found += [(count.kind, Text(f"low {count.low}, best {count.best}, high {count.high}")) for count in event.counts]
    found.append(("stance", Text(f"{event.attribution.stance.value}" + ("" if event.attribution.chain else ", the page's own voice"))))
    found.append(("contexts", Text(", ".join(event.contexts) or "none")))
    codes = f"PLOVER {code.category} {code.mode or ''} ({code.quad}, {code.score:+.1f})".replace("  ", " ")
    found.append(("codes", Text(f"{codes}, CAMEO {cameo(event.category, event.mode, event.modality.value)}")))
    others = ", ".join(f"{other.category} {other.score:.2f}" for other in event.alternatives)
    found += [("instead of", Text(others or "nothing else weighed")), ("why", Text(event.why or "not said"))]
    return found


def _named(told: Told, mention: int) -> tuple[str, str]:
    """Return a mention's words, and what it refers to and stands for."""
    known = {item.id: item for item in told.coding.mentions}
    if mention not in known:
        return "?", ""
    words = known[mention].span.of(told.article.text)
    fuller = ", ".join(known[other].span.of(told.article.text) for other in known[mention].refers_to if other in known)
    resolution = next((item for item in told.coding.resolutions if item.mention == mention and item.target_id), None)
    behind = f"= {resolution.name} ({resolution.target_id}, {resolution.score:.2f}: {resolution.detail})" if resolution else ""
    return words, f"→ {fuller} {behind}".strip() if fuller else behind
