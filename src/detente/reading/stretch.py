"""The stretch of a page's lines that is its article, by how likely each line is body. Knows nothing of markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.prose import Matrix

_STRETCH, _LONG_LINE, _ALONE = 0.35, 600, 0.5
_COMMENTS = re.compile(
    r"(?:view |show |see |read )?(?:all )?\(?\d+\)? (?:comments?|responses?|replies|thoughts|kommentare|commentaires|comentarios)\b.{0,99}|"
    r"(?:comments?|kommentare|commentaires|comentarios|комментарии|التعليقات)(?: ?\(\d+\)| ?: ?\d*)?|"
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply|response)\b.{0,40}|(?:join|start) the (?:conversation|discussion)\b.{0,40}",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:explore further|you (?:may|might) also (?:like|enjoy|be interested in)|related (?:articles|stories|posts|news|coverage|links)|"
    r"more (?:from|in|on)? ?(?-i:[A-Z])[^.!?]{1,40}|recommended(?: for you)?|most (?:read|popular|viewed)|about the author|"
    r"post navigation):?",
    re.IGNORECASE,
)
_LEAST_BEFORE = 300
"""A count of comments with fewer characters of body above it is a link at the article's head."""
_MOSTLY = 0.6
"""A heading of other articles above which less than this share of the stretch's body stands is a box inside the article."""


def main_stretch(body: Matrix, sizes: Sequence[int]) -> tuple[int, int]:
    """Return the run of lines `[start, end)` that holds most body for least else: an article is one stretch of its page.

    The run with the greatest sum of (probability of body - 0.35) x characters, by Kadane's scan; it starts and ends with a line that is
    body by itself.

    >>> import numpy as np
    >>> main_stretch(np.array([0.1, 0.9, 0.2, 0.8, 0.0, 0.4], dtype=np.float32), [90, 90, 30, 90, 90, 90])
    (1, 4)
    """
    best, start, end = 0.0, 0, 0
    running, since = 0.0, 0
    for i, (chance, size) in enumerate(zip(body, sizes, strict=True)):
        if running <= 0:
            running, since = 0.0, i
        running += (float(chance) - _STRETCH) * min(size, _LONG_LINE)
        if running > best:
            best, start, end = running, since, i + 1
    while start < end and body[start] <= _ALONE:
        start += 1
    while end > start and body[end - 1] <= _ALONE:
        end -= 1
    return start, end


def cut_aftermath(lines: Sequence[str], body: Matrix, start: int, end: int) -> int:
    """Return where the stretch `[start, end)` ends once readers' comments and teasers for other articles are cut off its tail.

    >>> import numpy as np
    >>> lines = ["They met in Homs on Monday, he said. " * 6, "A truce was agreed. " * 8, "2 comments", "I don't believe it."]
    >>> cut_aftermath(lines, np.array([0.9, 0.9, 0.1, 0.7], dtype=np.float32), 0, 4)
    2
    """
    masses = [float(body[i]) * min(len(lines[i]), _LONG_LINE) for i in range(start, end)]
    total, seen = sum(masses), 0.0
    for i, mass in zip(range(start, end), masses, strict=True):
        line = lines[i].strip()
        if (seen >= _LEAST_BEFORE and _COMMENTS.fullmatch(line)) or (seen >= _MOSTLY * total and _OTHERS.fullmatch(line)):
            return i
        seen += mass
    return end
