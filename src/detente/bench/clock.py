"""Page clocks: the pages of the htmldate set without their machine-readable dates, with the moment of the crawl printed on them.

Taken out: scripts (JSON-LD among them), link tags and meta tags that hold dates or addresses; the address is not told. Put in: a render
clock of
a crawl day 20 to 920 days after publication, in ten forms and four tags, at the top or the bottom; the crawl time is told for half of the
pages.
The clock must never be published; an interval is right if it holds the true day; no answer is honest.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

from detente.bench.figures import Figures
from detente.bench.htmldate import DatedPage, pages, published
from detente.records import Capture, Dating

FORMS = (
    "%m/%d/%Y %I:%M:%S %p",
    "Today is %A, %B %d, %Y",
    "%A, %d %B %Y",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%B %d, %Y",
    "%b %d, %Y %H:%M UTC",
    "It is now %H:%M on %d %B %Y",
    "%d/%m/%Y",
    "Last visited: %d %b %Y",
)
TAGS = ("<div>{}</div>", "<p>{}</p>", '<span id="clk">{}</span>', "<table><tr><td>{}</td></tr></table>")
_SCRIPTS = re.compile(rb"<script\b.*?</script\s*>|<link\b[^>]*>", re.I | re.S)
_META = re.compile(rb"<meta\b[^>]*>", re.I)
_DATED_META = re.compile(rb"date|time|publi|modif|creat|issued|url|(?:19|20)\d\d", re.I)
_BODY = re.compile(rb"<body\b[^>]*>", re.I)
_END = re.compile(rb"</body\s*>", re.I)


def run(data: Path) -> Figures:
    """Shares of pages on which the clock was taken, the answer was wrong, an answer was given; apart for the unseen half."""
    begun = time.perf_counter()
    counts: Counter[str] = Counter()
    for page in pages(data):
        if page.on is None:
            continue
        body, crawled, told = planted(page, page.on)
        dating = published(Capture.of(body, media_type="text/html", fetched_at=crawled if told else None))
        half = "unseen" if page.index % 2 else "development"
        counts.update(("n", half))
        counts.update(name for verdict in judge(dating, page.on, crawled) for name in (verdict, f"{verdict}_{half}"))
    figures: dict[str, float | None] = {name: counts[name] / max(1, counts["n"]) for name in ("clock_taken", "wrong", "answered")}
    for half in ("development", "unseen"):
        figures |= {f"{name}_{half}": counts[f"{name}_{half}"] / max(1, counts[half]) for name in ("wrong", "answered")}
    return Figures("clock", figures, {}, counts["n"], time.perf_counter() - begun)


def judge(dating: Dating | None, on: date, crawled: datetime) -> list[str]:
    """What the answer counts as: answered, wrong (the interval misses the day), clock_taken (it starts on the day of the crawl)."""
    if dating is None:
        return []
    start, end = dating.when.start or datetime.min, dating.when.end or datetime.max
    midnight = datetime(on.year, on.month, on.day)
    verdicts = ["answered"]
    if not (start < midnight + timedelta(days=1) and end > midnight):
        verdicts.append("wrong")
    if start.date() == crawled.date():
        verdicts.append("clock_taken")
    return verdicts


def planted(page: DatedPage, on: date) -> tuple[bytes, datetime, bool]:
    """The stripped page with its clock, the moment of the crawl, whether that moment is told; all drawn from a hash of the address."""
    draw = int.from_bytes(hashlib.sha256(page.url.encode()).digest()[:8], "big")
    crawled = datetime(on.year, on.month, on.day) + timedelta(days=20 + draw % 900, hours=draw % 24, minutes=draw % 60, seconds=draw % 59)
    body = _META.sub(lambda tag: b"" if _DATED_META.search(tag[0]) else tag[0], _SCRIPTS.sub(b"", page.body))
    line = crawled.strftime(FORMS[draw // 7 % len(FORMS)])
    tag = TAGS[draw // 70 % len(TAGS)].format(line).encode()
    at = _BODY.search(body) if draw // 280 % 2 else None
    if at:
        return body[: at.end()] + tag + body[at.end() :], crawled, bool(draw // 560 % 2)
    ends = list(_END.finditer(body))
    cut = ends[-1].start() if ends else len(body)
    return body[:cut] + tag + body[cut:], crawled, bool(draw // 560 % 2)
