"""The htmldate evaluation set: the date of publication of 1,000 pages, by its own rule (the day given equals the day marked).

Accuracy counts a page without an answer as wrong, as the set's own table does, and so the five pages marked "not a number", which no
answer can match. The pages are read from the packed archive, one in memory at a time; even indexes were used for development, odd ones not.
"""

from __future__ import annotations

import json
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.bench.figures import Figures
from detente.records import Article, Capture, Dating

PUBLISHED = {"htmldate 1.10 extensive": {"accuracy": 0.903}, "htmldate 1.10 fast": {"accuracy": 0.86}}
_LISTS = ("eval_mediacloud_2020.json", "eval_default.json")


@dataclass(frozen=True, slots=True)
class DatedPage:
    """One page of the set: its index in the set's own order, address, bytes and marked day (None = not a number)."""

    index: int
    url: str
    body: bytes
    on: date | None


def run(data: Path) -> Figures:
    """Accuracy on all pages, on the development half and on the other half; no crawl time is given, the address is not told."""
    begun = time.perf_counter()
    right: list[list[bool]] = [[], []]
    answered = seconds = 0.0
    for page in pages(data):
        capture = Capture.of(page.body, media_type="text/html")
        started = time.perf_counter()
        dating = published(capture)
        seconds += time.perf_counter() - started
        given = dating.when.start.date() if dating and dating.when.start else None
        answered += given is not None
        right[page.index % 2].append(given is not None and given == page.on)
    n = len(right[0]) + len(right[1])
    figures: dict[str, float | None] = {
        "accuracy": (sum(right[0]) + sum(right[1])) / max(1, n),
        "accuracy_development": sum(right[0]) / max(1, len(right[0])),
        "accuracy_unseen": sum(right[1]) / max(1, len(right[1])),
        "answered": answered / max(1, n),
        "ms_per_page": 1000 * seconds / max(1, n),
    }
    return Figures("htmldate", figures, PUBLISHED, n, time.perf_counter() - begun)


def published(capture: Capture) -> Dating | None:
    """The date of publication as the product reads it."""
    from detente.reading import read

    article = read(capture)
    return article.published if isinstance(article, Article) else None


def pages(data: Path) -> Iterator[DatedPage]:
    """All pages of the packed set, in the archive's order."""
    archive = data / "htmldate_eval/htmldate_eval.tar.xz"
    marked = _marked(archive)
    with tarfile.open(archive, "r|xz") as packed:
        for member in packed:
            name = Path(member.name).name
            if name not in marked or not member.isfile():
                continue
            entries = marked.pop(name)
            handle = packed.extractfile(member)
            body = handle.read() if handle is not None else b""
            for index, url, on in entries:
                yield DatedPage(index, url, body, on)


def _marked(archive: Path) -> dict[str, list[tuple[int, str, date | None]]]:
    """File name → (index, address, marked day) of each entry that names it."""
    lists: dict[str, dict[str, dict[str, object]]] = {}
    with tarfile.open(archive, "r|xz") as packed:
        for member in packed:
            name = Path(member.name).name
            handle = packed.extractfile(member) if name in _LISTS else None
            if handle is not None:
                lists[name] = json.loads(handle.read())
    entries: dict[str, dict[str, object]] = {}
    for name in _LISTS:
        entries |= lists[name]
    marked: dict[str, list[tuple[int, str, date | None]]] = {}
    for i, (url, entry) in enumerate(entries.items()):
        on = date.fromisoformat(str(entry["date"])) if isinstance(entry["date"], str) else None
        marked.setdefault(str(entry["file"]), []).append((i, url, on))
    return marked
