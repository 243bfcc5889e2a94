"""What a report looks at: the pages that were taken, in their order, as the store holds them. Prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from detente.records import PAGE_CLOCK, Article, BlockKind, Capture, Coding, Dating, Event, Incident, Mention, Refusal, Relation, Shift
from detente.relating import stated_of
from detente.store import EventRow, Store

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its row of words, the page that tells it, and the page's name for people."""

    event: Event
    row: EventRow
    article: Article
    mentions: Mapping[int, Mention]
    page: str

    @property
    def hedged(self) -> bool:
        """Whether it is told as anything but done: planned, possible, negated, denied or expected."""
        return self.row.modality != "occurred" or self.row.stance != "asserts"

    @property
    def chain(self) -> tuple[str, ...]:
        """According to whom, outermost first: the page's outlet, then the speakers it quotes."""
        outlet = self.article.outlet or self.page
        speakers = [name for name in self.row.according_to if name.casefold() != outlet.casefold()]
        return (outlet, *speakers)

    @property
    def answers(self) -> int:
        """How many of these the event tells: who, to whom (or with whom), where, when, how many, according to whom."""
        event = self.event
        parties = min(len(event.actors) + len(event.recipients), 2)
        return parties + sum(map(bool, (event.places, event.time, event.counts, event.attribution.chain)))


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read."""

    name: str
    article: Article
    coding: Coding
    told: tuple[Told, ...]

    @property
    def clocks(self) -> tuple[Dating, ...]:
        """Dates found and refused: moments at which the page was rendered."""
        return tuple(dating for dating in self.article.datings if dating.rule == PAGE_CLOCK)

    def paragraphs(self, kind: BlockKind) -> int:
        """Return how many blocks of this kind say something."""
        return sum(block.kind is kind and bool(block.span.of(self.article.text).strip()) for block in self.article.blocks)


@dataclass(frozen=True, slots=True)
class Look:
    """All that the sections of a report draw on. `whole`: show every event rather than the strongest.

    `ties`: by id, the page that states a standing and its words.
    """

    pages: tuple[Page, ...]
    refusals: tuple[Refusal, ...]
    whole: bool = False
    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()
    shifts: tuple[Shift, ...] = ()
    ties: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def told(self) -> list[Told]:
        """Every event, by time (those without one by the day of publication), then page and place in its text."""
        every = [told for page in self.pages for told in page.told]
        return sorted(every, key=lambda told: (told.row.sort_at, told.page, told.event.trigger.start))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: the same content for programs (`data`) and for people (`body`)."""

    name: str
    heading: str
    data: list[dict[str, Any]]
    body: RenderableType


Teller = Callable[[Look], Section]


def look_at(store: Store, captures: Iterable[Capture | Refusal], *, whole: bool = False) -> Look:
    """Gather what the store knows of these captures; what was never taken is left out."""
    order = {capture.id if isinstance(capture, Capture) else capture.capture_id: name for capture, name in _named(captures)}
    rows = {row.event_id: row for row in store.events()}
    pages = [_page(order[article.capture_id], article, coding, rows) for article, coding in store.codings() if article.capture_id in order]
    refusals = [refusal for refusal in store.refusals() if refusal.capture_id in order]
    places = {name: i for i, name in enumerate(order.values())}
    told = {event.id for page in pages for event in page.coding.events}
    incidents = tuple(incident for incident in store.world.incidents() if told & set(incident.event_ids))
    ties = {key: words for page in pages for key, words in _ties(page)}
    known = {incident.id for incident in incidents} | set(ties)
    return Look(
        tuple(sorted(pages, key=lambda page: places[page.name])),
        tuple(sorted(refusals, key=lambda refusal: places[order[refusal.capture_id]])),
        whole,
        incidents,
        tuple(relation for relation in store.world.relations() if known & {*relation.incident_ids, *relation.tie_ids}),
        tuple(shift for shift in store.world.shifts() if known & {*shift.incident_ids, *shift.tie_ids}),
        ties,
    )


def _ties(page: Page) -> Iterable[tuple[str, tuple[str, str]]]:
    """Yield the standings that a page states: id, and the page's name with the words of the evidence."""
    for stated in stated_of(page.article, page.coding):
        words = stated.evidence.of(page.article.text) if stated.evidence else ""
        yield stated.id, (page.name, " ".join(words.split()))


def _named(captures: Iterable[Capture | Refusal]) -> list[tuple[Capture | Refusal, str]]:
    """Give each capture its file's name, with a number where the file holds several.

    Carriers number what they hold in their own ways (a line, an offset); people count from one.
    """
    listed = list(captures)
    files = [short_name(capture.feed) for capture in listed]
    seen: dict[str, int] = {}
    named = []
    for capture, file in zip(listed, files, strict=True):
        seen[file] = seen.get(file, 0) + 1
        named.append((capture, f"{file}:{seen[file]}" if files.count(file) > 1 else file))
    return named


def short_name(feed: str) -> str:
    """Return the file's name out of where a capture came from.

    >>> short_name("pages/11-nile-monitor.jsonl:2")
    '11-nile-monitor.jsonl'
    """
    name = PurePath(feed).name
    stem, colon, number = name.rpartition(":")
    return stem if colon and number.isdigit() else name


def _page(name: str, article: Article, coding: Coding, rows: Mapping[str, EventRow]) -> Page:
    mentions = {mention.id: mention for mention in coding.mentions}
    told = tuple(Told(event, rows[event.id], article, mentions, name) for event in coding.events if event.id in rows)
    return Page(name, article, coding, told)
