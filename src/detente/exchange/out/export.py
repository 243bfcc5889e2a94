"""How a format is written: what passes the filters and fits the format, as a stream of text; what is left out is counted by reason.

Steps: 1. what the store yields, a page at a time; 2. filters by names, which the store doesn't know; 3. modality and stance that the format
can't say; 4. the format's own rules; 5. so many and no more; 6. its lines.
"""

from __future__ import annotations

import importlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from detente.exchange.out.facts import Happening, facts, happenings, party
from detente.exchange.out.formats import ARTICLES, EVENTS, INCIDENTS, Format
from detente.records import Relation
from detente.records.errors import UsageError
from detente.store import Filters, Looked, Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: `filters` of events and articles, `looked` of incidents and relations, whose `actors` are found in names too."""

    filters: Filters = field(default_factory=Filters)
    looked: Looked = field(default_factory=Looked)
    actors: tuple[str, ...] = ()
    limit: int | None = None


class Again:
    """A stream that can be gone through more than once: each time it is asked for anew."""

    def __init__(self, stream: Callable[[], Iterator[Any]]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Any]:
        return self._stream()


def written(form: Format, store: Store, wanted: Wanted, left_out: Counter[str]) -> Iterator[str]:
    """Yield the text of a format. `left_out` counts what passed the filters and has no place in it, by reason."""
    if form.writer is None:
        raise UsageError(f"{form.name} is no text", hint="`store.outward.parquet` writes it")
    name, _, function = form.writer.partition(":")
    module = importlib.import_module(name)

    def stream() -> Iterator[Any]:
        kept = _fitting(form, module, _passing(form, store, wanted), left_out)
        return itertools.islice(kept, wanted.limit)

    lines: Iterator[str] = getattr(module, function)(Again(stream))
    return lines


def _passing(form: Format, store: Store, wanted: Wanted) -> Iterator[Any]:
    if form.of == EVENTS:
        return facts(store.outward.events(wanted.filters))
    if form.of == ARTICLES:
        return store.outward.articles(wanted.filters)
    if form.of == INCIDENTS:
        found = happenings(store.outward.incidents(wanted.looked))
        return (one for one in found if _named(wanted.actors, _who(one)))
    return (one for one in store.outward.relations(wanted.looked) if _named(wanted.actors, _ends(one)))


def _fitting(form: Format, module: ModuleType, found: Iterable[Any], left_out: Counter[str]) -> Iterator[Any]:
    unfit = getattr(module, "unfit", lambda one: None)
    for one in found:
        reason = (_unsaid(form, one) if form.of in (EVENTS, INCIDENTS) else None) or unfit(one)
        if reason:
            left_out[reason] += 1
        else:
            yield one


def _unsaid(form: Format, one: Any) -> str | None:
    """Why the format can't say it: whoever reads the file would take it for something that took place."""
    if one.modality not in form.modalities:
        return str(one.modality)
    return None if form.stance or one.stance != "denies" else "denied by whoever tells it"


def _who(one: Happening) -> Iterator[str]:
    return (words for side in (one.actors, one.recipients) for each in side for words in (each.id, each.name))


def _ends(one: Relation) -> Iterator[str]:
    return (words for end in one.dyad for words in (end, party(end).name))


def _named(actors: tuple[str, ...], words: Iterable[str]) -> bool:
    """Whether each asked-for actor is found in names or ids."""
    said = " | ".join(words).casefold() if actors else ""
    return all(actor.casefold() in said for actor in actors)
