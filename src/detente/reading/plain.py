"""Plain text with page furniture → blocks, without any markup to go by. The text stays as it came; only kinds are added.

Takes text cleaned by `clean.clean_text`. The unit is a paragraph: a line, or a run of hard-wrapped lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from detente.reading.blocks import Stretch, tile
from detente.reading.calls import speaks_of_site
from detente.reading.captions import caption_pieces, is_byline, tells_caption
from detente.reading.datelines import dateline_end
from detente.reading.headline import find_headline, named_title
from detente.reading.looks import KINDS, shipped
from detente.reading.prose import Matrix, words_of
from detente.reading.stretch import cut_aftermath, main_stretch
from detente.records import Block, BlockKind

_BODY, _FURNITURE, _TITLE = BlockKind.BODY, BlockKind.FURNITURE, BlockKind.TITLE
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_BODY_INSIDE, _BODY_OUTSIDE = 0.15, 0.9
"""Chosen on pages held out of training, where BODY F1 is .915, against .903 for the likeliest kind of each line by itself."""
_NEVER = 1.0
_CLEAN_FURNITURE = 0.97
_SENTENCE_WORDS = 6
_WRAPPED = range(45, 96)
"""Lengths at which mail, wires and text browsers break lines."""


def read_plain(text: str, title: str | None = None, *, clean: bool = False) -> tuple[Block, ...]:
    """Return the blocks that tile `text`.

    `title`: the headline, where a record names it. `clean`: the text is said to be an article's own (a record's field), so only what is
    furniture beyond doubt leaves the body.
    """
    units = paragraphs(text)
    words = [text[start:end].replace("\n", " ") for start, end in units]
    looks = shipped().judge(words)
    kinds = _kinds(words, looks, title=title, clean=clean)
    kinds += [_FURNITURE] * (len(units) - len(kinds))
    stretches: list[Stretch] = []
    datelines = 0
    for (start, end), kind in zip(units, kinds, strict=True):
        if kind is _BODY and datelines < 3:
            datelines += 1
            if cut := dateline_end(text[start:end]):
                stretches.append((start, start + cut, BlockKind.DATELINE))
                start, datelines = start + cut, 3
        if kind is BlockKind.CAPTION or (kind is BlockKind.CREDIT and _tells_too(text[start:end])):
            stretches += [(start + low, start + high, part) for low, high, part in caption_pieces(text[start:end])]
        else:
            stretches.append((start, end, kind))
    return tile(text, stretches)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of `text` as (start, end), white space at the ends left out.

    A line is a paragraph of its own unless the text is hard-wrapped: most lines that another line follows directly stop between 45 and 95
    characters, in the middle of a sentence.
    """
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    pairs = [(a, b) for a, b in pairwise(lines) if b[0] - a[1] == 1]
    wrapped = [(a, b) for a, b in pairs if a[1] - a[0] in _WRAPPED and not _SENTENCE_END.search(text[a[0] : a[1]].rstrip())]
    if len(wrapped) >= 3 and len(wrapped) > 0.6 * len(pairs):
        lines = _unwrapped(lines)
    return [_trimmed(text, start, end) for start, end in lines]


def _unwrapped(lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in lines:
        if out and start - out[-1][1] == 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _kinds(words: Sequence[str], looks: Matrix, *, title: str | None, clean: bool) -> list[BlockKind]:
    """One kind a unit.

    1. The title: the record's, else the likeliest line. 2. The likeliest other kind; captions, bylines and calls that say so themselves.
    3. In a clean text all but certain furniture is body. 4. Where no body was found, what reads as a sentence is body, and so is a line
    that stands alone.
    """
    judged = words[: len(looks)]
    at = named_title(judged, title) if title is not None else find_headline(judged, looks)
    kinds = [_by_wording(text) or kind for text, kind in zip(judged, _by_looks(judged, looks), strict=True)]
    if clean:
        sure = looks[:, KINDS.index(_FURNITURE)] > _CLEAN_FURNITURE
        kinds = [_BODY if kind is _FURNITURE and not (sure[i] and len(judged[i]) < 100) else kind for i, kind in enumerate(kinds)]
    if at is not None and not (title is None and len(judged) == 1):
        kinds[at] = _TITLE
    if _BODY not in kinds:
        kinds = [
            _BODY if kind is _FURNITURE and _is_sentence(text) and not speaks_of_site(text) else kind
            for kind, text in zip(kinds, judged, strict=True)
        ]
    if kinds == [_FURNITURE] and not speaks_of_site(judged[0]):
        kinds = [_BODY]
    return kinds


def _by_looks(words: Sequence[str], looks: Matrix) -> list[BlockKind]:
    """The kind of each line that is not the title: body by a low bar inside the main stretch and a high one outside, else the likeliest."""
    body = looks[:, KINDS.index(_BODY)]
    start, end = main_stretch(body, [len(text) for text in words])
    last = cut_aftermath(words, body, start, end)
    bar = np.full(len(words), _BODY_OUTSIDE)
    bar[start:last] = _BODY_INSIDE
    bar[last:end] = _NEVER
    others = looks.copy()
    others[:, [KINDS.index(_TITLE), KINDS.index(_BODY)]] = -1.0
    likeliest = [KINDS[int(column)] for column in others.argmax(axis=1)]
    pictured = others[:, [KINDS.index(BlockKind.CAPTION), KINDS.index(BlockKind.CREDIT)]].max(axis=1, initial=0.0)
    return [_BODY if body[i] > bar[i] and body[i] >= pictured[i] else likeliest[i] for i in range(len(words))]


def _by_wording(text: str) -> BlockKind | None:
    if tells_caption(text):
        return BlockKind.CAPTION
    if is_byline(text):
        return BlockKind.CREDIT
    return _FURNITURE if speaks_of_site(text) else None


def _tells_too(text: str) -> bool:
    """Whether a line that looks like a credit has a sentence beside the credit: then that is a caption."""
    pieces = caption_pieces(text)
    return len(pieces) > 1 and any(kind is BlockKind.CAPTION and _is_sentence(text[low:high].strip()) for low, high, kind in pieces)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and len(words_of(text)) >= _SENTENCE_WORDS
