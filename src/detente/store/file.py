"""The file of a store: made whole or not at all, opened by one writer, brought to the newest tables. Anything else is a clear error."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from detente.records.errors import MissingPath, StoreBusy, StoreError, StoreVersion
from detente.store.cards import refresh
from detente.store.migrations import LEDGER, MIGRATIONS, Migration
from detente.store.tables import Tables

if TYPE_CHECKING:
    import duckdb

_MAGIC_AT, _MAGIC = 8, b"DUCK"
_LOCKED = re.compile(r"conflicting lock|could not set lock|being used by another process|already open", re.I)
_HOLDER = re.compile(r"PID (\d+)")


def connect(path: Path, *, read_only: bool, memory: str, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Open the store at `path`; a writer makes it where there is none.

    Steps: 1. nobody reads what isn't there; 2. a new file is made beside its place and moved there, so that a kill in between leaves no
    half store; 3. a file that isn't DuckDB's is left alone; 4. the lock; 5. the tables are those of a store, and brought up to date.
    """
    if path.is_dir():
        raise MissingPath(f"{path} is a folder, and a store is a file", hint="name a file in it with --db")
    if not path.exists() or path.stat().st_size == 0:
        if read_only:
            raise MissingPath(f"there is no store at {path}", hint=f"make one with: detente take PATH --db {path}")
        _create(path, memory)
    with path.open("rb") as file:
        if file.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] != _MAGIC:
            raise StoreVersion(f"{path} is no Détente store", hint="name another file with --db")
    connection = _open(path, read_only, memory, threads)
    try:
        _bring_up_to_date(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_in_memory() -> duckdb.DuckDBPyConnection:
    """Make a store that lives as long as its connection."""
    connection = _open(Path(":memory:"), False, "512MB")
    connection.execute(LEDGER)
    _migrate(connection, MIGRATIONS)
    return connection


def _open(path: Path, read_only: bool, memory: str, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    import duckdb

    # A writer's small statements gain nothing from a second thread (1.3 s of CPU for 200 pages against 1.6), and the coders need the cores.
    # No extension is ever fetched: a store must open without a network, and a foreign file must not make us load code for it.
    # A page of 51 whole rows is sorted by its key alone and then fetched, which DuckDB does by itself up to 50: 28 ms for 87 with a
    # million events.
    settings: dict[str, str | bool | int | float | list[str]] = {
        "late_materialization_max_rows": "1000",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory,
        "threads": str(threads or (2 if read_only else 1)),
    }
    try:
        return duckdb.connect(str(path), read_only=read_only, config=settings)
    except duckdb.Error as error:
        raise _explained(path, error) from None


def _explained(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if _LOCKED.search(text):
        holder = _HOLDER.search(text)
        who = f"process {holder[1]}" if holder else "another process"
        return StoreBusy(f"{path} is in use by {who}", hint="wait for it to end, or use another store with --db")
    if "version number" in text or "not a valid DuckDB" in text or "newer version" in text:
        return StoreVersion(f"{path} can't be read by this version of DuckDB", hint="was it made by a newer Détente? then upgrade")
    return StoreError(f"{path} can't be opened: {text.splitlines()[0]}")


def _create(path: Path, memory: str) -> None:
    if not path.parent.is_dir():
        raise MissingPath(f"there is no folder {path.parent} for the store", hint="make it first, or name another file with --db")
    for left in path.parent.glob(f".{path.name}.new-*"):
        if not _alive(int(re.findall(r"\d+", left.name)[-1])):
            left.unlink(missing_ok=True)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        new.touch()
        new.unlink()  # DuckDB makes it; this tells in plain words where it couldn't
        connection = _open(new, False, memory)
        connection.execute(LEDGER)
        _migrate(connection, MIGRATIONS)
        connection.close()
        if path.exists() and path.stat().st_size == 0:
            path.unlink()
        with contextlib.suppress(FileExistsError):  # another process was faster: its store is as good
            os.link(new, path)
    except OSError as error:
        raise StoreError(f"a store can't be made at {path}: {error.strerror}", hint="name another file with --db") from None
    finally:
        with contextlib.suppress(OSError):  # what couldn't be made can't be taken away, either
            new.unlink()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _migrate(connection: duckdb.DuckDBPyConnection, steps: tuple[Migration, ...]) -> None:
    for step in steps:
        connection.execute("BEGIN")
        for statement in step.statements:
            connection.execute(statement)
        connection.execute("INSERT INTO migrations VALUES (?, ?)", [step.number, step.name])
        connection.execute("COMMIT")


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool) -> None:
    ledger = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'migrations'").fetchone()
    if not ledger or not ledger[0]:
        raise StoreVersion(f"{path} is a DuckDB file, but no Détente store", hint="name another file with --db")
    done = {number for (number,) in connection.execute("SELECT number FROM migrations").fetchall()}
    if done - {step.number for step in MIGRATIONS}:
        raise StoreVersion(f"{path} was made by a newer Détente", hint="upgrade Détente, or use another store with --db")
    missing = tuple(step for step in MIGRATIONS if step.number not in done)
    if missing and read_only:
        raise StoreVersion(f"{path} was made by an older Détente", hint="`detente take` with any page brings it up to date")
    _migrate(connection, missing)
    if missing:  # what is derived for screens is made from what is stored, so old stores need nothing told anew
        connection.execute("BEGIN")
        refresh(Tables(connection))
        connection.execute("COMMIT")
