"""The store behind the server: one file, one owner, and beside it a connection for each request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from detente.store import Store


@dataclass(frozen=True, slots=True)
class Library:
    """The open store. DuckDB lets one process own a file; its connections see whole transactions only and never wait for each other."""

    store: Store
    read_only: bool = False

    @contextmanager
    def reader(self) -> Iterator[Store]:
        """Lend a connection of its own to one request."""
        with self.store.beside() as store:
            yield store
