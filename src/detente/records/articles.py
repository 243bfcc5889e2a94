"""What arrived and what it says: captures, articles, blocks, datings, refusals."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime

from detente.records.ids import content_id
from detente.records.spans import Span, TimeSpan


@dataclass(frozen=True, slots=True)
class Capture:
    """What arrived, untouched, with when (UTC) and from where.

    `media_type` is what the carrier claimed, not what it is; `feed` names where it came from (a path, an archive, a feed).
    """

    id: str
    url: str | None
    media_type: str | None
    body: bytes
    fetched_at: datetime | None
    feed: str

    @classmethod
    def of(
        cls,
        body: bytes,
        *,
        url: str | None = None,
        media_type: str | None = None,
        fetched_at: datetime | None = None,
        feed: str = "-",
    ) -> Capture:
        """Make a capture whose id is the hash of its body and URL."""
        return cls(content_id("cap", body, url or ""), url, media_type, body, fetched_at, feed)


class BlockKind(enum.StrEnum):
    """What a block of an article is for."""

    TITLE = "TITLE"
    DATELINE = "DATELINE"
    BODY = "BODY"
    CAPTION = "CAPTION"
    CREDIT = "CREDIT"
    FURNITURE = "FURNITURE"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article with a kind. An article's blocks tile its text (law 1)."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Dating:
    """One reason to date an article: the time, the rule that found it, its evidence in the text or outside it.

    `evidence` is None when the words stand outside the article's text (a meta tag, the URL); `detail` then quotes them.
    """

    when: TimeSpan
    rule: str
    score: float
    detail: str
    evidence: Span | None = None


PAGE_CLOCK = "page_clock"


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one capture, tiled by blocks, with every date anyone could give it.

    `outlet` and `language` (ISO 639-1) are None where unknown.
    """

    id: str
    capture_id: str
    url: str | None
    outlet: str | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    datings: tuple[Dating, ...] = ()
    fetched_at: datetime | None = None

    @property
    def published(self) -> Dating | None:
        """The best dating that is not a page clock, or None. Ties go to the earlier in the list."""
        candidates = [dating for dating in self.datings if dating.rule != PAGE_CLOCK and dating.score > 0]
        return max(candidates, key=lambda dating: dating.score, default=None)

    @property
    def title(self) -> Span | None:
        """Where the words of the first TITLE block stand (white space at its ends left out), or None."""
        span = next((block.span for block in self.blocks if block.kind is BlockKind.TITLE), None)
        words = span.of(self.text) if span else ""
        if span is None or not words.strip():
            return span
        return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a capture went no further: the stage, a stable code (`errors.py`), words, and what may help."""

    capture_id: str
    stage: str
    code: str
    detail: str
    hint: str | None = None
    feed: str = field(default="-", compare=False)
