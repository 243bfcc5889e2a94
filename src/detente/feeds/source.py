"""From what a person names (a file, a folder, `-`, a URL) to captures, one at a time."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from detente.feeds.limits import Limits
from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.records import Capture, Refusal
from detente.records.errors import MissingPath, UnreachableInput, UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def open_source(
    source: str,
    *,
    url: str | None = None,
    fetched: datetime | None = None,
    limits: Limits | None = None,
    allow_private: bool = False,
) -> Iterator[Capture | Refusal]:
    """Yield the captures that `source` holds, and a refusal for whatever can't be taken, lazily and in a stable order.

    `source` is a path, `-` for stdin, or an http(s) URL. `url` and `fetched` (naive = UTC) say where and when a lone page was fetched;
    what an archive or record says of itself goes first. Hidden files in folders are passed over, and so are stores with
    their logs: a folder may hold the store that it is taken into.

    Raises `MissingPath` at once for a path that isn't there, `UsageError` for a URL given to a folder.
    """
    origin = Origin(source, url=url, fetched_at=fetched, limits=limits or Limits())
    if source == "-":
        return unfold(sys.stdin.buffer, Origin("-", url=url, fetched_at=fetched, limits=origin.limits))
    if source.startswith(("http://", "https://")):
        from detente.feeds.web import fetch

        return fetch(source, origin, allow_private=allow_private)
    path = Path(source)
    if not os.path.lexists(path):
        if _SCHEME.match(source):
            raise UsageError(f"{source} can't be fetched", hint="only http:// and https:// can; save the page, and name the file")
        raise MissingPath(f"{source} is not there", hint="name a file, a folder, a URL, or - for stdin")
    if path.is_dir():
        if url is not None:
            raise UsageError(
                f"{source} is a folder, and one URL can't be that of all its pages", hint='give URLs in JSON lines ("url") or a WARC'
            )
        return _folder(path, origin, ())
    return _file(path, origin)


def _file(path: Path, origin: Origin) -> Iterator[Capture | Refusal]:
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not stat.S_ISFIFO(path.stat().st_mode):
            raise UnreachableInput("neither a file nor a folder (a socket or a device)")
        with path.open("rb") as file:
            yield from unfold(file, origin)
    except UnreachableInput as error:
        yield origin.refusal(error)
    except OSError as error:
        yield origin.refusal(_unreachable(path, error))


def _folder(path: Path, origin: Origin, above: tuple[tuple[int, int], ...]) -> Iterator[Capture | Refusal]:
    """Yield from all files below, sorted by name; `above` are the folders we are in, to notice links that lead back into them."""
    here = Origin(str(path), fetched_at=origin.fetched_at, limits=origin.limits)
    try:
        info = path.stat()
        names = sorted(name for name in os.listdir(path) if not name.startswith(".") and not _is_store(path / name))
    except OSError as error:
        yield here.refusal(_unreachable(path, error))
        return
    if (info.st_dev, info.st_ino) in above:
        yield here.refusal(UnreachableInput("a link that leads back to a folder around it"))
        return
    for name in names:
        child = path / name
        if child.is_dir():
            yield from _folder(child, origin, (*above, (info.st_dev, info.st_ino)))
        elif child.is_fifo():
            yield Origin(str(child)).refusal(UnreachableInput("a pipe, which may never end; name it yourself if it is meant"))
        else:
            yield from _file(child, Origin(str(child), origin.url, None, origin.fetched_at, origin.limits))


def _is_store(path: Path) -> bool:
    """Is this a DuckDB file, by its magic bytes, or the log beside one?"""
    file = path.with_name(path.name.removesuffix(".wal"))
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _unreachable(path: Path, error: OSError) -> UnreachableInput:
    if path.is_symlink() and not path.exists():
        return UnreachableInput("a link to something that is not there")
    return UnreachableInput(f"can't be opened: {error.strerror or error}", hint="check its permissions" if error.errno == 13 else None)
