"""Watched folders: which files are there and have settled, as a feed lists entries."""

from __future__ import annotations

import os
import time
from pathlib import Path

from detente.feeds.listing import Entry
from detente.feeds.poll import Looked

_SETTLED = 0.5
"""Seconds without a change after which a file is taken to be written out. Better still: write beside the folder, then move in."""

_PARTS = (".part", ".tmp", ".crdownload", "~")


def look(folder: str) -> Looked:
    """Return the files below a folder, by name. Hidden and half-written ones are passed over; a file that changes is another entry."""
    if not Path(folder).is_dir():
        return Looked(error="there is no such folder")
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(here, name)
            if name.startswith(".") or name.endswith(_PARTS) or not os.path.isfile(path):
                continue
            state = os.stat(path)
            if time.time() - state.st_mtime >= _SETTLED or state.st_mtime > time.time() + 1:
                found.append(Entry(f"{path}\n{state.st_size}\n{state.st_mtime_ns}", path))
    return Looked(tuple(found))
