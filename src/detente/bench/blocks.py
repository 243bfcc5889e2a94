"""`bench blocks`: pages of the article extraction benchmark as a scraper leaves them, read as plain text; are their lines told apart?

Each page becomes text without markup (`dumps.py`). What each line truly is comes from outside our reader: BODY from the benchmark's
article text, TITLE from the page's own metadata and headings, CAPTION from `figcaption` and elements named caption. Scores weigh lines by
their characters, over all pages at once; `body_f1_pages` is the mean of the pages' own F1. `title_accuracy`: the first TITLE block has the
words of the true title.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from detente.bench.aeb import gold_pages
from detente.bench.dumps import dump_lines, told
from detente.bench.figures import Figures
from detente.bench.shingles import shingles
from detente.records import Article, BlockKind, Capture

_WORD = re.compile(r"\w+")
_BODY = frozenset({BlockKind.BODY, BlockKind.DATELINE})
_CAPTION = frozenset({BlockKind.CAPTION, BlockKind.CREDIT})


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A line of the dump and what it is."""

    text: str
    kind: BlockKind


@dataclass(slots=True)
class Tally:
    """Characters hit, said and true."""

    hit: int = 0
    said: int = 0
    true: int = 0

    def add(self, gold: Sequence[str], said: Sequence[str], whole: str | None = None) -> None:
        """Count the characters of one page's lines.

        A page may show its article twice (a second copy for print, one for scripts to fold). A line is true no more often than the `whole`
        true text has it, and either copy will do.
        """
        true, found = Counter(gold), Counter(said)
        if whole is not None:
            true = Counter({text: min(count, max(1, whole.count(text))) for text, count in true.items()})
        self.hit += sum(len(text) * count for text, count in (true & found).items())
        self.said += sum(len(text) * count for text, count in found.items())
        self.true += sum(len(text) * count for text, count in true.items())

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was said and nothing true."""
        return 2 * self.hit / (self.said + self.true) if self.said + self.true else 1.0


def run(data: Path) -> Figures:
    """Dump every page of `data/aeb`, read it as plain text, compare line by line."""
    from detente.reading import read

    body, caption, page_scores, titles = Tally(), Tally(), list[float](), list[bool]()
    started = time.perf_counter()
    for markup, _, true in gold_pages(data):
        lines, title = gold_lines(markup.decode("utf-8", "replace"), true)
        article = read(Capture.of("\n".join(line.text for line in lines).encode(), media_type="text/plain"))
        said = kinds_of(article, [line.text for line in lines]) if isinstance(article, Article) else [BlockKind.FURNITURE] * len(lines)
        here = Tally()
        for tally in (body, here):
            tally.add([line.text for line in lines if line.kind in _BODY], _texts(lines, said, _BODY), true)
        caption.add([line.text for line in lines if line.kind in _CAPTION], _texts(lines, said, _CAPTION))
        page_scores.append(here.f1)
        if title:
            found = article.title.of(article.text) if isinstance(article, Article) and article.title else ""
            titles.append(_words(found) == _words(title))
    figures = {"body_f1": body.f1, "body_f1_pages": mean(page_scores), "caption_f1": caption.f1, "title_accuracy": mean(titles)}
    return Figures("blocks", {**figures}, {}, len(page_scores), time.perf_counter() - started)


def gold_lines(markup: str, true: str) -> tuple[list[GoldLine], str | None]:
    """Return the lines of a page's dump with their true kinds, and the title's line if the dump shows the title."""
    from detente.reading.lines import Zone, visible_lines
    from detente.reading.markup import parse
    from detente.reading.titles import find_title, witnesses

    page = parse(markup, None)
    marked = visible_lines(page.tree) if page.tree is not None else []
    captions = {" ".join(line.text.split()) for line in marked if line.zone & Zone.CAPTION and not line.heading}
    at = find_title(marked, witnesses(page), len(marked))
    title = " ".join(marked[at].text.split()) if at is not None else None
    whole = {" ".join(line.split()) for line in true.splitlines()}
    runs = set(shingles(true))
    out = []
    for text in dump_lines(markup):
        kind = BlockKind.BODY if told(text, runs, whole) else BlockKind.CAPTION if text in captions else BlockKind.FURNITURE
        out.append(GoldLine(text, BlockKind.TITLE if text == title else kind))
    return out, title if title and any(line.text == title for line in out) else None


def kinds_of(article: Article, lines: Sequence[str]) -> list[BlockKind]:
    """The kind that covers most of each line, for lines that stand in the article's text in this order."""
    out, at = [], 0
    blocks = list(article.blocks)
    for line in lines:
        start = article.text.find(line, at)
        if start < 0:
            out.append(BlockKind.FURNITURE)
            continue
        at = start + len(line)
        while blocks and blocks[0].span.end <= start:
            blocks.pop(0)
        sizes: dict[BlockKind, int] = {}
        for block in blocks:
            if block.span.start >= at:
                break
            sizes[block.kind] = sizes.get(block.kind, 0) + min(at, block.span.end) - max(start, block.span.start)
        out.append(max(sizes, key=lambda kind: sizes[kind]) if sizes else BlockKind.FURNITURE)
    return out


def _texts(lines: Sequence[GoldLine], said: Sequence[BlockKind], kinds: frozenset[BlockKind]) -> list[str]:
    return [line.text for line, kind in zip(lines, said, strict=True) if kind in kinds]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
