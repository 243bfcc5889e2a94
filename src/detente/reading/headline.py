"""The headline among lines without markup: the look at the words names candidates, their place and their words choose among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.calls import speaks_of_site
from detente.reading.captions import credit_span, tells_caption
from detente.reading.looks import KINDS
from detente.reading.prose import Matrix
from detente.reading.stretch import main_stretch
from detente.records import BlockKind

_TITLE, _BODY = KINDS.index(BlockKind.TITLE), KINDS.index(BlockKind.BODY)
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
_LEAST = 0.15
"""The best line is the title if the look gives it at least this; passages without a headline stay below."""
_NEAR, _INSIDE, _UNSHARED, _STOPPED, _DECK = 30.0, 0.3, 0.3, 0.6, 0.5
"""Thirty lines above the article a line counts half; inside it, or with no word of it, a third. Chosen on the even pages of `bench blocks`:
68 of 90 titles, 58 by the look alone; halves and doubles of each give 64 to 69."""
_MOST, _LONGEST, _LEAST_WORDS = 8, 250, 4


def named_title(lines: Sequence[str], title: str) -> int | None:
    """The line that has the words of a title that is known."""
    name = _WORD.findall(title.casefold())
    return next((i for i, text in enumerate(lines) if name and _WORD.findall(text.casefold()) == name), None)


def find_headline(lines: Sequence[str], looks: Matrix) -> int | None:
    """Return the index of the headline, or None; `looks` (n, kinds) comes from `Looks.judge`.

    1. The look's score, less with the distance above the main stretch and inside it, for words that the stretch does not use, and for a
    full stop. 2. Lines about the site, captions, and names above a picture's credit are passed over. 3. Of a headline and its deck the
    first, of a path and the headline it ends with (`Home News Truce holds`) the headline.
    """
    scores = _weighed(lines, looks)
    for i in map(int, (-scores).argsort(kind="stable")[:_MOST]):
        if not _may_be(lines, looks, i) or _is_captioned(lines, i):
            continue
        before = (j for j in (i - 1, i - 2) if j >= 0 and scores[j] > _DECK * scores[i] and len(lines[j].split()) >= _LEAST_WORDS)
        return _tail(lines, next((j for j in before if _may_be(lines, looks, j)), i))
    return None


def _weighed(lines: Sequence[str], looks: Matrix) -> Matrix:
    body, scores = looks[:, _BODY], looks[:, _TITLE].copy()
    start, end = main_stretch(body, [len(line) for line in lines])
    if start == end:
        return scores
    used = {word for i in range(start, end) for word in _LONG_WORD.findall(lines[i].casefold())}
    for i, line in enumerate(lines):
        if scores[i] < _LEAST / 3:
            continue
        own = set(_LONG_WORD.findall(line.casefold()))
        scores[i] *= 1 / (1 + (start - i) / _NEAR) if i <= start else _INSIDE
        scores[i] *= _UNSHARED + (len(own & used) / len(own) if own else 0.0)
        scores[i] *= _STOPPED if _FULL_STOP.search(line) else 1.0
    return scores


def _may_be(lines: Sequence[str], looks: Matrix, i: int) -> bool:
    return bool(looks[i, _TITLE] >= _LEAST) and len(lines[i]) <= _LONGEST and not speaks_of_site(lines[i])


def _is_captioned(lines: Sequence[str], i: int) -> bool:
    """Whether the line tells of a picture: by its words, or since the next line is nothing but a picture's credit."""
    below = lines[i + 1] if i + 1 < len(lines) else ""
    return tells_caption(lines[i]) or (bool(below) and credit_span(below) == (0, len(below)))


def _tail(lines: Sequence[str], i: int) -> int:
    near = range(i + 1, min(i + 4, len(lines)))
    whole = lines[i].casefold()
    return next((j for j in near if len(lines[j].split()) >= 3 and whole != lines[j].casefold() and whole.endswith(lines[j].casefold())), i)
