"""What is known of a stream before it is looked into, and how captures and refusals are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from detente.feeds.limits import Limits
from detente.records import Capture, Refusal, content_id
from detente.records.errors import OversizedInput, RefusedInput

STAGE = "feeds"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stream comes from: its name for people (`feed`) and what the carrier claimed."""

    feed: str
    url: str | None = None
    media_type: str | None = None
    fetched_at: datetime | None = None
    limits: Limits = field(default_factory=Limits)

    def at(self, place: object) -> Origin:
        """Return the origin of something inside: a line, a record."""
        return replace(self, feed=f"{self.feed}:{place}")

    def capture(self, body: bytes) -> Capture:
        """Make a capture of `body`, from here."""
        return Capture.of(body, url=self.url, media_type=self.media_type, fetched_at=utc(self.fetched_at), feed=self.feed)

    def refusal(self, error: RefusedInput) -> Refusal:
        """Make the refusal of what lies here. Nothing was captured, so the id is made from the place."""
        return Refusal(content_id("cap", "refused", self.feed), STAGE, error.code, error.detail, error.hint, self.feed)

    def oversized(self) -> Refusal:
        """Make the refusal of a page beyond the limit."""
        size = self.limits.page_bytes >> 20
        return self.refusal(
            OversizedInput(f"larger than the {size} MiB that one page may have", hint="split it into pages, one file or JSON line each")
        )


def utc(moment: datetime | None) -> datetime | None:
    """Return `moment` in UTC; a naive one is taken to be UTC already."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
