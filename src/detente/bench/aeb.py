"""`bench aeb`: the article extraction benchmark, 181 pages, by its own rule (`shingles.py`).

What is scored is the text of the blocks that are an article's body: DATELINE and BODY. Title, captions, credits and furniture are left out,
as the benchmark's authors left them out of `articleBody`.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

from detente.bench.figures import Figures
from detente.bench.shingles import f1_of_means
from detente.records import Article, BlockKind, Capture

PUBLISHED = {
    "trafilatura 2.0.0": {"f1": 0.958},
    "go_trafilatura ae7ea06": {"f1": 0.960, "precision": 0.940, "recall": 0.980},
    "AutoExtract Nov 2019": {"f1": 0.970, "precision": 0.984, "recall": 0.956},
}
_BODY = frozenset({BlockKind.BODY, BlockKind.DATELINE})


def run(data: Path) -> Figures:
    """Read all pages of `data/aeb` and score their bodies; `ms_per_page` is the time of `reading.read` alone."""
    from detente.reading import read

    pages: list[tuple[str, str]] = []
    seconds = 0.0
    for markup, url, true in gold_pages(data):
        capture = Capture.of(markup, url=url, media_type="text/html")
        started = time.perf_counter()
        found = read(capture)
        seconds += time.perf_counter() - started
        pages.append((true, body_of(found) if isinstance(found, Article) else ""))
    f1, precision, recall = f1_of_means(pages)
    figures: dict[str, float | None] = {
        "f1": f1,
        "precision": precision,
        "recall": recall,
        "ms_per_page": 1000 * seconds / max(1, len(pages)),
    }
    return Figures("aeb", figures, PUBLISHED, len(pages), seconds)


def gold_pages(data: Path) -> Iterator[tuple[bytes, str, str]]:
    """Yield markup, URL and true article text of each page of the benchmark."""
    truth = json.loads((data / "aeb" / "ground-truth.json").read_text("utf-8"))
    for name, page in sorted(truth.items()):
        yield gzip.decompress((data / "aeb" / "html" / f"{name}.html.gz").read_bytes()), page["url"], page["articleBody"]


def body_of(article: Article) -> str:
    """The text of an article's body, one block a line."""
    return "\n".join(block.span.of(article.text) for block in article.blocks if block.kind in _BODY)
