"""Markup → the article's text and blocks. Keeps every visible word and gives each line a kind.

The order of the text is the page's own. Which lines are the body is put to two voters: trafilatura, which sees the tree (`vote.py`), and
our own look at the words (`looks.py`), which mends what a tree can't tell ("Like us on Facebook" between two paragraphs). Titles, captions
and credits follow the markup first, wording second.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.blocks import Piece, join
from detente.reading.calls import speaks_of_site
from detente.reading.captions import caption_pieces, credit_span, is_byline, tells_caption
from detente.reading.datelines import dateline_end
from detente.reading.lines import OUTSIDE, Line, Zone, visible_lines
from detente.reading.looks import KINDS, shipped
from detente.reading.page import Page
from detente.reading.prose import Matrix
from detente.reading.titles import find_title, stated_title, witnesses
from detente.reading.vote import kept_nodes
from detente.records import Block, BlockKind

_BODY, _FURNITURE, _TITLE = BlockKind.BODY, BlockKind.FURNITURE, BlockKind.TITLE
_CAPTION, _CREDIT = BlockKind.CAPTION, BlockKind.CREDIT
_IN_CAPTION, _IN_FIGURE, _IN_CREDIT, _OUTSIDE = Zone.CAPTION.value, Zone.FIGURE.value, Zone.CREDIT.value, OUTSIDE.value
"""Bare numbers: flags of `enum` take thirty times as long to test, and every line is tested."""
_KEPT = 0.5
_LONGEST_CAPTION = 500
_SURELY_FURNITURE = 0.9
_SURELY_BODY = 0.9
_SHORT = 80
_LINKED = 0.9
_LEAST_BODY = 200
"""Fewer characters of body than this, and the tree has not found the article: the words alone decide."""


def read_page(page: Page) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a parsed page and the blocks that tile it; an empty text where nothing is visible."""
    lines = visible_lines(page.tree) if page.tree is not None else []
    if not lines:
        return "", ()
    kinds = mend(lines, markup_kinds(page, lines), shipped().judge([line.text for line in lines]))
    pieces = [_pieces(line.text, kind) for line, kind in zip(lines, kinds, strict=True)]
    _split_dateline(pieces)
    if _TITLE not in kinds and (title := stated_title(witnesses(page))):
        pieces.insert(0, [(title, _TITLE)])
    return join(pieces)


def markup_kinds(page: Page, lines: Sequence[Line]) -> list[BlockKind]:
    """What the tree says each line is.

    1. Captions and credits: inside `figcaption` or an element named for it, or by wording inside a figure. 2. Body: most of its characters
    kept by trafilatura. 3. Bylines, and calls to the reader. 4. The title, wherever the voter put it. 5. The rest is furniture.
    """
    kept = kept_nodes(page.tree) or frozenset()
    kinds = [_line_kind(line, kept) for line in lines]
    first_body = next((i for i, kind in enumerate(kinds) if kind is _BODY and len(lines[i].text) > _SHORT), len(lines))
    title = find_title(lines, witnesses(page), first_body)
    if title is not None:
        same = lines[title].text.casefold()
        kinds = [_FURNITURE if kind is _BODY and line.text.casefold() == same else kind for line, kind in zip(lines, kinds, strict=True)]
        kinds[title] = _TITLE
    return kinds


def mend(lines: Sequence[Line], kinds: Sequence[BlockKind], looks: Matrix) -> list[BlockKind]:
    """Let the look at the words overrule the tree where it is sure; `looks` (n, kinds) comes from `Looks.judge`.

    1. Short lines that read as nothing but furniture leave the body. 2. Lines that read as body, among body, and in no part of the page
    that is outside the article join it. 3. Where the tree found next to no body, what stands in menus and the
    like is none, and the words alone decide of the rest.
    """
    judged = len(looks)
    tree_body = sum(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is _BODY)
    if tree_body < _LEAST_BODY:
        kinds = [_FURNITURE if kind is _BODY and line.zone & OUTSIDE else kind for line, kind in zip(lines, kinds, strict=True)]
        return [*map(_by_words, lines, kinds, looks), *kinds[judged:]]
    out = list(kinds)
    body, furniture = looks[:, KINDS.index(_BODY)], looks[:, KINDS.index(_FURNITURE)]
    bodies = [i for i, kind in enumerate(kinds) if kind is _BODY]
    for i, line in enumerate(lines[:judged]):
        if out[i] is _BODY and len(line.text) <= _SHORT and furniture[i] > _SURELY_FURNITURE and not line.heading:
            out[i] = _FURNITURE
        elif out[i] is _FURNITURE and bodies[0] < i < bodies[-1] and _joins(line, float(body[i])):
            out[i] = _BODY
    return out


def _by_words(line: Line, kind: BlockKind, look: Matrix) -> BlockKind:
    """What the words alone say of a line that the tree left outside."""
    said = KINDS[int(look.argmax())]
    return said if said in (_BODY, _CAPTION) and kind is _FURNITURE and not speaks_of_site(line.text) else kind


def _is_links(line: Line) -> bool:
    """Whether a line is a menu or a teaser: short, nothing but links, and no sentence."""
    return line.linked > _LINKED and len(line.text) <= _SHORT and not line.heading and not line.text.endswith((".", "?", "!", "”", '"'))


def _joins(line: Line, body: float) -> bool:
    return body > _SURELY_BODY and not line.zone & (OUTSIDE | Zone.ASIDE) and not speaks_of_site(line.text)


def _line_kind(line: Line, kept: frozenset[int]) -> BlockKind:
    short, zone = len(line.text) <= _LONGEST_CAPTION, line.zone.value
    if zone & _IN_CAPTION and short and not line.heading:
        return _CAPTION
    if zone & _IN_FIGURE and short and not line.heading and (zone & _IN_CREDIT or tells_caption(line.text)):
        return _CAPTION
    if zone & _IN_CREDIT and short and credit_span(line.text):
        return _CREDIT
    if line.linked < _KEPT and not zone & _OUTSIDE and tells_caption(line.text):
        return _CAPTION
    if is_byline(line.text):
        return _CREDIT
    if speaks_of_site(line.text) or _is_links(line):
        return _FURNITURE
    size = sum(size for _, size in line.nodes)
    return _BODY if size and sum(size for number, size in line.nodes if number in kept) >= size * _KEPT else _FURNITURE


def _pieces(text: str, kind: BlockKind) -> list[Piece]:
    if kind is not _CAPTION:
        return [(text, kind)]
    return [(text[start:end], part) for start, end, part in caption_pieces(text)]


def _split_dateline(pieces: list[list[Piece]]) -> None:
    """Split the dateline off the first paragraph of the body that has one, among the first three."""
    bodies = [i for i, line in enumerate(pieces) if line[0][1] is _BODY]
    for i in bodies[:3]:
        text = pieces[i][0][0]
        if end := dateline_end(text):
            pieces[i] = [(text[:end], BlockKind.DATELINE), (text[end:], _BODY)]
            return
