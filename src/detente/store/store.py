"""The store as the rest of the house sees it: records in, records out."""

from __future__ import annotations

import contextlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from detente.records import Article, Capture, Coding, Event, Judgement, Mention, Refusal, Resolution, Tie
from detente.records.errors import StoreError, UnknownId
from detente.store import tables as sql
from detente.store.cards import add_articles, refresh
from detente.store.changes import Changed, Changes, write
from detente.store.codec import build, naive, plain, sound
from detente.store.file import connect, connect_in_memory
from detente.store.filters import Filters
from detente.store.outward import Outward
from detente.store.rows import EventRow, rows_of
from detente.store.screens import Screens
from detente.store.tables import PERSON, Tables
from detente.store.watching import Watching
from detente.store.world import World

__all__ = ["PERSON", "Store", "Told"]

Coded = tuple[Capture, Article, Coding]
Refused = tuple[Refusal, Capture | None]
Key = tuple[datetime, str, int, str]

_ALL = 1 << 62
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Told:
    """One event with all it stands on: the article that tells it, the coding it belongs to, and where the page came from."""

    event: Event
    article: Article
    coding: Coding
    capture: Capture


class Store:
    """One file, one writer. Use as a context manager.

    Raises `StoreBusy` when another process has the file, `StoreVersion` for a newer or alien one, `MissingPath` when there is nothing
    to read.
    """

    def __init__(self, tables: Tables, path: Path) -> None:
        self._tables = tables
        self.path = path
        self.world = World(tables)
        self.watching = Watching(tables)
        self.screens = Screens(tables)
        self.outward = Outward(tables)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False, memory: str = "512MB", threads: int | None = None) -> Self:
        """Open the store at `path`, made if need be; `memory` bounds what DuckDB keeps of it, `threads` how many it asks with.

        Without `threads`: one for a writer, two for a reader.
        """
        return cls(Tables(connect(Path(path), read_only=read_only, memory=memory, threads=threads)), Path(path))

    def beside(self) -> Self:
        """Return the same store over a connection of its own: for another thread of this process, which sees whole transactions only."""
        return type(self)(Tables(self._tables.connection.cursor(), self._tables.revision), self.path)

    @property
    def revision(self) -> int:
        """How often anything was written by this process: what was answered at the same number still holds."""
        return self._tables.revision.number

    @classmethod
    def in_memory(cls) -> Self:
        """Make a store without a file: the same tables, gone when closed. For tests and passing looks."""
        return cls(Tables(connect_in_memory()), Path(":memory:"))

    def close(self) -> None:
        """Give the file back."""
        self._tables.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ---- writing

    def add(self, capture: Capture, article: Article, coding: Coding) -> bool:
        """Store a coded capture whole, or not at all. Returns whether it was new: the same thing twice changes nothing (law 2)."""
        return self.add_all([(capture, article, coding)]) == 1

    def add_refusal(self, refusal: Refusal, capture: Capture | None = None) -> None:
        """Store why a capture went no further, and the capture itself if there is one."""
        self.add_all([], [(refusal, capture)])

    def add_all(self, coded: Sequence[Coded], refused: Sequence[Refused] = ()) -> int:
        """Store many in one transaction; returns how many codings were new. Ten at once cost what two cost alone."""
        with self._transaction():
            self._add_captures([capture for capture, _, _ in coded] + [capture for _, capture in refused if capture])
            for refusal, _ in refused:
                self._tables.run(sql.ADD_REFUSAL, [sound(value) if value else value for value in plain(refusal).values()])
            new = self._new(coded)
            again = self._coded_before(new)
            self._add_codings(new)
            self._add_rows((article, coding) for capture, article, coding in new if capture.id not in again)
            self._renew_rows(again)
        return len(new)

    def add_judgement(self, judgement: Judgement) -> None:
        """Store a judgement; the same author's earlier word on the same pair gives way."""
        with self._transaction():
            self._tables.run(sql.ADD_JUDGEMENT, list(plain(judgement).values()))

    def change(self, changes: Changes) -> Changed:
        """Write what an arrival changed of all that is derived, and signal what is new; returns what truly differs from before."""
        with self._transaction():
            changed = write(self._tables, self.world, changes)
            self.watching.signal(changed.signals)
        return changed

    def rebuild(self, judge: Callable[[Store], Iterable[Judgement]] | None = None) -> None:
        """Drop all that is derived and build it again from the facts (law 4); people's judgements are facts and stay (law 8).

        `judge` gives the machine's judgements anew; without it there are none until somebody judges.
        """
        with self._transaction():
            for statement in sql.DROP_DERIVED:
                self._tables.run(statement)
            for article, coding in self.codings():
                self._add_rows([(article, coding)])
            for judgement in judge(self) if judge else ():
                self._tables.run(sql.ADD_JUDGEMENT, list(plain(judgement).values()))

    def load(self, rows: Mapping[str, str], captures: Sequence[Capture] = ()) -> None:
        """Append rows in bulk: by table a JSON list of objects by column, as `plain` makes them. Nothing is checked against what is here.

        For made stores and copies; `renew_cards` then brings the cards up to date.
        """
        with self._transaction():
            self._add_captures(captures)
            for table, packed in rows.items():
                self._tables.load(table, packed)

    def renew_cards(self) -> None:
        """Make all cards anew from incidents and articles."""
        with self._transaction():
            refresh(self._tables)

    # ---- reading

    def has(self, capture_id: str, coder_id: str) -> bool:
        """Whether this coder's coding of this capture is here."""
        return self._tables.has(sql.HAS_CODING, [capture_id, coder_id])

    def coded_articles(self, article_ids: Iterable[str]) -> set[str]:
        """Return those of these articles that are here with a coding, whoever's."""
        return {row["article_id"] for row in self._among(sql.CODINGS_OF, article_ids)}

    def events(self, filters: Filters | None = None, *, limit: int | None = None, after: Key | None = None) -> list[EventRow]:
        """Return the events that pass, by time and place on the page. For the next ones, give the last row's `key` as `after`."""
        where, parameters = (filters or Filters()).where()
        if after is not None:
            where, parameters = f"{where} AND {sql.AFTER_ROW}", [*parameters, after[0], *after]
        asked = sql.EVENT_ROWS.format(where=where)
        return [build(EventRow, row) for row in self._tables.rows(asked, [*parameters, _ALL if limit is None else limit])]

    def event(self, event_id: str) -> Told:
        """Return the event of this id, or of the only id that begins so, with all it stands on. Raises `UnknownId`."""
        rows = self._tables.rows(sql.EVENT_BY_ID, [event_id]) or self._tables.rows(sql.EVENT_BY_ID, [self._begun(event_id)])
        (row,) = rows
        article = self._article(row["article_id"])
        capture = self.capture(article.capture_id)
        return Told(build(Event, row), article, self._coding(row["article_id"], row["coder_id"]), capture)

    def _begun(self, event_id: str) -> str:
        """Return the only id that begins so: a look at all ids. Raises `UnknownId`."""
        found: list[str] = [row["id"] for row in self._tables.rows(sql.EVENT_IDS, [event_id])]
        if len(found) != 1:
            several = f"{event_id} begins the ids of several events: {', '.join(found)}" if found else f"there is no event {event_id} here"
            raise UnknownId(several, hint="`detente events` lists them")
        return found[0]

    def article(self, article_id: str) -> tuple[Article, Coding]:
        """Return an article with its newest coding. Raises `UnknownId`."""
        rows = self._tables.rows(sql.CODING_OF, [article_id])
        if not rows:
            raise UnknownId(f"there is no article {article_id} here")
        return self._article(article_id), self._coding(article_id, rows[0]["coder_id"])

    def capture(self, capture_id: str) -> Capture:
        """Return a capture as it came. Raises `UnknownId`."""
        rows = self._tables.rows(sql.CAPTURES, [capture_id])
        if not rows:
            raise UnknownId(f"there is no capture {capture_id} here")
        return build(Capture, {**rows[0], "body": zlib.decompress(rows[0]["body"])})

    def codings(self) -> Iterator[tuple[Article, Coding]]:
        """Yield the newest coding of each capture with its article, by article id, a few at a time."""
        after = ""
        while keys := self._tables.rows(sql.CURRENT_AFTER, [after, _BATCH]):
            for key in keys:
                yield self._article(key["article_id"]), self._coding(key["article_id"], key["coder_id"])
            after = keys[-1]["article_id"]

    def refusals(self, *, code: str | None = None, limit: int | None = None) -> list[Refusal]:
        """Return what could not be taken and still has not been, by where it came from."""
        return [build(Refusal, row) for row in self._tables.rows(sql.REFUSALS, [code, code, _ALL if limit is None else limit])]

    def judgements(self) -> list[Judgement]:
        """Return all judgements, the machine's and people's."""
        return [build(Judgement, row) for row in self._tables.rows(sql.JUDGEMENTS)]

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return {name: self._tables.count(statement) for name, statement in sql.COUNTS.items()}

    def dump(self, *, derived: bool = False) -> dict[str, list[tuple[str, ...]]]:
        """Return the rows of all fact tables (or derived ones) as sorted text: two stores are equal if their dumps are."""
        names = sql.DERIVED if derived else sql.FACTS
        return {name: sorted(tuple(map(repr, row.values())) for row in self._tables.rows(f"SELECT * FROM {name}")) for name in names}

    # ---- parts

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        import duckdb

        self._tables.run("BEGIN")
        try:
            yield
            self._tables.run("COMMIT")
        except duckdb.Error as error:
            self._roll_back()
            raise StoreError(
                f"{self.path} can't be written: {str(error).splitlines()[0]}", hint="is the disk full, or the store opened to read only?"
            ) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        import duckdb

        with contextlib.suppress(duckdb.Error):  # a failed COMMIT has rolled back already
            self._tables.run("ROLLBACK")

    def _add_captures(self, captures: Sequence[Capture]) -> None:
        once = {capture.id: capture for capture in captures}.values()
        rows = [
            (
                capture.id,
                capture.url and sound(capture.url),
                capture.media_type and sound(capture.media_type),
                zlib.compress(capture.body, 6),
                len(capture.body),
                capture.fetched_at and naive(capture.fetched_at),
                sound(capture.feed),
            )
            for capture in once
        ]
        if rows:
            self._tables.run(sql.ADD_CAPTURES, [list(column) for column in zip(*rows, strict=True)])

    def _new(self, coded: Sequence[Coded]) -> list[Coded]:
        """Return the codings that are not here yet, each once."""
        once = {(article.id, coding.coder_id): (capture, article, coding) for capture, article, coding in coded}
        known = {(row["article_id"], row["coder_id"]) for row in self._among(sql.CODINGS_OF, [article_id for article_id, _ in once])}
        return [item for key, item in once.items() if key not in known]

    def _among(self, statement: str, ids: Iterable[str]) -> list[dict[str, Any]]:
        wanted = list(ids)
        return self._tables.rows(statement, [wanted]) if wanted else []

    def _add_codings(self, new: Sequence[Coded]) -> None:
        known = {row["id"] for row in self._tables.rows(sql.CODERS)} if new else set()
        for coder_id in dict.fromkeys(coding.coder_id for _, _, coding in new if coding.coder_id not in known):
            self._tables.run(sql.NEXT_CODER, [coder_id])
        articles = {article.id: article for _, article, _ in new}
        stored = {row["id"] for row in self._among(sql.ARTICLES_OF, articles)}
        self._tables.append("articles", [(article, {}) for key, article in articles.items() if key not in stored])
        keyed = [(coding, {"article_id": article.id, "coder_id": coding.coder_id}) for _, article, coding in new]
        for name in ("mentions", "resolutions", "events", "ties"):
            self._tables.append(name, [(record, keys) for coding, keys in keyed for record in getattr(coding, name)])
        of = [{"article_id": article.id, "coder_id": coding.coder_id, "capture_id": capture.id} for capture, article, coding in new]
        self._tables.append("codings", [(None, keys) for keys in of])
        add_articles(self._tables, [key for key in articles if key not in stored])

    def _coded_before(self, new: Sequence[Coded]) -> set[str]:
        """Return the captures that have another coding, here or among the new ones: which of them counts must be asked."""
        times = Counter(capture.id for capture, _, _ in new)
        known = {row["capture_id"] for row in self._among(sql.CAPTURES_CODED, times)}
        return known | {key for key, number in times.items() if number > 1}

    def _renew_rows(self, capture_ids: Iterable[str]) -> None:
        """Make the event rows of these captures anew, from the coding that counts now."""
        for capture_id in sorted(capture_ids):
            self._tables.run(sql.DROP_ROWS_OF, [capture_id])
            (key,) = self._tables.rows(sql.CURRENT_OF, [capture_id])
            self._add_rows([(self._article(key["article_id"]), self._coding(key["article_id"], key["coder_id"]))])

    def _add_rows(self, pairs: Iterable[tuple[Article, Coding]]) -> None:
        self._tables.append("event_rows", [(row, {}) for article, coding in pairs for row in rows_of(article, coding)])

    def _article(self, article_id: str) -> Article:
        (row,) = self._tables.rows(sql.ARTICLE, [article_id])
        return build(Article, row)

    def _coding(self, article_id: str, coder_id: str) -> Coding:
        kinds: dict[str, type[Any]] = {"mentions": Mention, "events": Event, "ties": Tie, "resolutions": Resolution}
        parts = {
            table: tuple(build(record, row) for row in self._tables.rows(sql.PART.format(table=table), [article_id, coder_id]))
            for table, record in kinds.items()
        }
        return Coding(article_id, coder_id, **parts)
