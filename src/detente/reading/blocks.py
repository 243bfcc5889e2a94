"""Pieces of text with kinds → one text tiled by blocks (law 1).

White space between two pieces is a FURNITURE block of its own, so that a TITLE block is exactly the title and every character has a kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.records import Block, BlockKind, Span

Piece = tuple[str, BlockKind]
Stretch = tuple[int, int, BlockKind]
BETWEEN = "\n\n"


def join(lines: Iterable[Sequence[Piece]]) -> tuple[str, tuple[Block, ...]]:
    r"""Lay lines out as paragraphs, each line made of one or more pieces that stand side by side.

    >>> text, blocks = join([[("Talks", BlockKind.TITLE)], [("BEIRUT -", BlockKind.DATELINE), (" They met.", BlockKind.BODY)]])
    >>> text
    'Talks\n\nBEIRUT - They met.'
    >>> [(block.kind.value, block.span.of(text)) for block in blocks]
    [('TITLE', 'Talks'), ('FURNITURE', '\n\n'), ('DATELINE', 'BEIRUT -'), ('FURNITURE', ' '), ('BODY', 'They met.')]
    """
    out: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for line in lines:
        if out:
            out.append(BETWEEN)
            at += len(BETWEEN)
        for words, kind in line:
            out.append(words)
            stretches.append((at, at + len(words), kind))
            at += len(words)
    text = "".join(out)
    return text, tile(text, stretches)


def tile(text: str, stretches: Iterable[Stretch]) -> tuple[Block, ...]:
    """Return blocks that tile `text`: each stretch without the white space at its ends, and FURNITURE for all that lies between.

    Stretches must come in order and not overlap; what no stretch covers is FURNITURE.
    """
    blocks: list[Block] = []
    at = 0
    for start, end, kind in stretches:
        start, end = max(start, at), min(end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        if at < start:
            blocks.append(Block(Span(at, start), BlockKind.FURNITURE))
        blocks.append(Block(Span(start, end), kind))
        at = end
    if at < len(text):
        blocks.append(Block(Span(at, len(text)), BlockKind.FURNITURE))
    return tuple(blocks)
