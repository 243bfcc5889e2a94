"""The store behind the server: one file, one owner, and beside it a connection for each request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from detente.pipeline import Taken
from detente.records import Capture, Judgement
from detente.server.errors import Turned
from detente.store import Store


class Desk(Protocol):
    """Whoever writes while the server runs: takes what the hook brings, and what people decide. Called from any thread."""

    def take(self, capture: Capture) -> Taken:
        """Read, code, store and tell one capture."""

    def decide(self, judgement: Judgement) -> None:
        """Store a person's judgement and tell what follows from it."""


@dataclass(frozen=True, slots=True)
class Library:
    """The open store. DuckDB lets one process own a file; its connections see whole transactions only and never wait for each other."""

    store: Store
    read_only: bool = False
    desk: Desk | None = None

    lock: Lock = field(default_factory=Lock)
    _idle: list[Store] = field(default_factory=list)

    @contextmanager
    def writer(self) -> Iterator[Store]:
        """Lend a connection to the one request that writes now."""
        if self.read_only:
            raise Turned(409, "read_only", "this server only reads", "start it without --read-only")
        with self.lock, self.store.beside() as store:
            yield store

    @contextmanager
    def reader(self) -> Iterator[Store]:
        """Lend a connection to one request; it is kept for the next one."""
        try:
            store = self._idle.pop()
        except IndexError:
            store = self.store.beside()
        try:
            yield store
        finally:
            self._idle.append(store)
