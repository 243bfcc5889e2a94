"""An article's blocks → the windows that the model reads.

A window is a paragraph, or a few short ones in a row, so that "the official" meets the one it stands for. Titles and captions are
windows of their own. Furniture and credits are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.sentences import sentences
from detente.records import Article, BlockKind, Span

FULL = 520
"""Characters from which on a window takes no further paragraph: just above the longest marked passage (505)."""
LONGEST = 1000
"""No window is longer, in characters (about 230 word pieces; the model reads 320): longer paragraphs are cut at sentence ends."""

_READ = (BlockKind.TITLE, BlockKind.DATELINE, BlockKind.BODY, BlockKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the article's text with its sentences."""

    span: Span
    sentences: tuple[Span, ...]
    kind: BlockKind


def windows(article: Article) -> list[Window]:
    """Cut an article into windows, in text order."""
    out: list[Window] = []
    run: list[Span] = []
    for kind, paragraph in _paragraphs(article):
        if kind is not BlockKind.BODY:
            _close(out, run)
            _close(out, paragraph, kind)
            continue
        if run and paragraph[-1].end - run[0].start > FULL:
            _close(out, run)
        run.extend(paragraph)
    _close(out, run)
    return sorted(out, key=lambda window: window.span.start)


def _paragraphs(article: Article) -> Iterator[tuple[BlockKind, list[Span]]]:
    """Yield each readable paragraph as its sentences; a dateline belongs to the body that follows it."""
    for kind, span in _stretches(article):
        start = span.start
        for line in article.text[span.start : span.end].splitlines(keepends=True):
            found = sentences(article.text, Span(start, start + len(line)))
            start += len(line)
            if found:
                yield kind, found


def _stretches(article: Article) -> Iterator[tuple[BlockKind, Span]]:
    held: Span | None = None
    for block in article.blocks:
        if block.kind not in _READ:
            continue
        if block.kind is BlockKind.DATELINE:
            held = block.span
            continue
        span = block.span
        if held is not None and held.end == span.start and block.kind is BlockKind.BODY:
            span = Span(held.start, span.end)
        held = None
        yield block.kind, span


def _close(out: list[Window], run: list[Span], kind: BlockKind = BlockKind.BODY) -> None:
    """Turn a run of sentences into windows no longer than `LONGEST`, and empty it."""
    part: list[Span] = []
    for sentence in run:
        if part and sentence.end - part[0].start > LONGEST:
            out.append(Window(Span(part[0].start, part[-1].end), tuple(part), kind))
            part = []
        part.append(sentence)
    if part:
        out.append(Window(Span(part[0].start, part[-1].end), tuple(part), kind))
    run.clear()
