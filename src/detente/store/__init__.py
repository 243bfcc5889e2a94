"""The record that stays: one DuckDB file, tables one to one with records. No SQL string lives outside this room.

Start at `store.Store`; then `migrations.py` (the tables), `codec.py` (records ↔ values), `rows.py` (one flat row per event, for people).
Facts are appended, never changed; what is derived from them can be dropped and built again (`Store.rebuild`).
"""

from detente.store.asked import Asked
from detente.store.changes import Changed, Changes
from detente.store.filters import Filters
from detente.store.naming import names
from detente.store.outward import Outward, Pinned
from detente.store.rows import EventRow
from detente.store.screens import Screens
from detente.store.store import PERSON, Store, Told
from detente.store.watching import Watching
from detente.store.world import Looked, World

__all__ = [
    "PERSON",
    "Asked",
    "Changed",
    "Changes",
    "EventRow",
    "Filters",
    "Looked",
    "Outward",
    "Pinned",
    "Screens",
    "Store",
    "Told",
    "Watching",
    "World",
    "names",
]
