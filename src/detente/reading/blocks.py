"""Pieces of text with kinds → one text tiled by blocks (law 1).

White space after a piece belongs to its block, so that every character has a kind and no block is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

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
    [('TITLE', 'Talks\n\n'), ('DATELINE', 'BEIRUT - '), ('BODY', 'They met.')]
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
    r"""Return blocks that tile `text`: each stretch, and FURNITURE for the words that no stretch covers.

    White space between two blocks belongs to the block before it, at the start of the text to the first. Stretches must come in order
    and not overlap.

    >>> [(block.kind.value, block.span.of("\nTalks\n\nThey met.")) for block in tile("\nTalks\n\nThey met.", [(8, 17, BlockKind.BODY)])]
    [('FURNITURE', '\nTalks\n\n'), ('BODY', 'They met.')]
    """
    starts: list[tuple[int, BlockKind]] = []
    at = 0
    for start, end, kind in stretches:
        bare = _bare(text, max(start, at), end)
        if bare is None:
            continue
        if (between := _bare(text, at, bare[0])) is not None:
            starts.append((between[0], BlockKind.FURNITURE))
        starts.append((bare[0], kind))
        at = bare[1]
    if (rest := _bare(text, at, len(text))) is not None:
        starts.append((rest[0], BlockKind.FURNITURE))
    if not starts:
        return (Block(Span(0, len(text)), BlockKind.FURNITURE),) if text else ()
    bounds = [0, *(start for start, _ in starts[1:]), len(text)]
    return tuple(Block(Span(*ends), kind) for ends, (_, kind) in zip(pairwise(bounds), starts, strict=True))


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without the white space at its ends; None where nothing is left."""
    piece = text[start:end]
    if not piece or piece.isspace():
        return None
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
