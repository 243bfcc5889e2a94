"""The outlet that an article came out in: what the page calls itself, its banner, or its domain's name. None where nothing says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from detente.reading.page import Page
from detente.reading.titles import title_parts
from detente.records import Block, BlockKind, Capture

_META = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "cre",
    "copyright",
)
_RECORD_KEYS = ("outlet", "site_name", "sitename", "publisher", "source")
_LONGEST = 60
_DEEPEST = 4
_MOST_WORDS, _LONGEST_BANNER = 5, 40
# Words that open menus, buttons and counters rather than name a paper.
_NO_NAME = re.compile(
    r"\b(?:home|menu|search|login|log in|sign|subscribe|skip|share|follow|like us|advert|cookie|privacy|contact|about|today|"
    r"copyright|read|photo|breaking|"
    r"edition|newsletter|more|click|close|open|toggle|navigation|rights|related|latest|updated|published|posted|comment|print|email|"
    r"e-mail|by)\b|[@©|:?!…»>]|\d{2}|https?|www\.",
    re.I,
)
_SMALL = frozenset(
    ("of", "the", "and", "in", "on", "for", "a", "an", "to", "by", "at", "de", "la", "le", "el", "der", "die", "das", "und", "al")
)
_TWO_LEVELS = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"])
_SPECIAL_HOSTS = re.compile(r"^(?:www\d?|m|mobile|amp|news|edition|en|de|fr|blogs?|feeds?|web|archive|beta)$")


def outlet_of(page: Page, text: str, blocks: Sequence[Block], capture: Capture) -> str | None:
    """Return the outlet's name, or None.

    1. the JSON record's own field · 2. og:site_name and its like · 3. JSON-LD publisher · 4. the part of the title element that the page
    repeats as a name · 5. the banner line of a plain text · 6. the domain.
    """
    for name in _stated(page):
        clean = _clean(name)
        if clean:
            return clean
    if page.tree is not None and (name := _entitled(page, text, blocks, capture.url)):
        return name
    if page.tree is None and page.record is None:
        banner = _banner(text, blocks)
        if banner:
            return banner
    return _domain(page.url or capture.url)


def _stated(page: Page) -> Iterator[object]:
    for key in _RECORD_KEYS:
        yield (page.record or {}).get(key)
    yield page.meta.get("og:site_name")
    yield from _publishers(page.json_ld, 0)
    for key in _META[1:]:
        yield page.meta.get(key)


def _publishers(value: Any, depth: int) -> Iterator[object]:
    """Names of publishers in JSON-LD, outermost first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        publisher = value.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            yield one.get("name") if isinstance(one, dict) else one
        for key in ("mainEntity", "mainEntityOfPage", "isPartOf"):
            yield from _publishers(value.get(key), depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value[:20]:
            yield from _publishers(inner, depth + 1)


def _clean(name: object) -> str | None:
    if not isinstance(name, str):
        return None
    name = " ".join(name.split())
    if name.startswith("@") or name.startswith("http") or not any(c.isalpha() for c in name) or len(name) > _LONGEST:
        return None
    return name


def _entitled(page: Page, text: str, blocks: Sequence[Block], url: str | None) -> str | None:
    """The first or last part of the title element (`Headline - Harbour Gazette`), no part of the headline, that the page owns to elsewhere.

    That is: the part is the name in the address, follows a copyright sign, or is a line of the page; as a line alone a single word won't
    do, since sections (`World`) are lines too.
    """
    headline = next((block.span.of(text).casefold() for block in blocks if block.kind is BlockKind.TITLE), "")
    parts = title_parts(page)
    if len(parts) < 2:
        return None
    lines = {line.strip().casefold() for line in text.splitlines()}
    domain = _letters((_domain(page.url or url) or "").split(".")[0])
    for part in (parts[-1], parts[0]):
        words = part.split()
        if (
            part.casefold() in headline
            or len(words) > _MOST_WORDS
            or len(part) > _LONGEST_BANNER
            or _NO_NAME.search(part)
            or not part[0].isupper()
        ):
            continue
        owned = _letters(part) == domain or re.search(rf"(?:©|\(c\)|\bcopyright\b)[^\n]{{0,20}}\b{re.escape(part)}\b", text, re.I)
        if owned or (len(words) > 1 and part.casefold() in lines):
            return part
    return None


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _banner(text: str, blocks: Sequence[Block]) -> str | None:
    """The first line of a plain text, if it is furniture above the title and reads as a name: few words, each with a capital."""
    title = next((block.span.start for block in blocks if block.kind is BlockKind.TITLE), 0)
    first = next((block for block in blocks if block.kind is BlockKind.FURNITURE and block.span.of(text).strip()), None)
    if first is None or first.span.start >= title or text[: first.span.start].strip():
        return None
    line = first.span.of(text).strip().splitlines()[0].strip()
    words = line.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(line) > _LONGEST_BANNER or len(line) < 3 or _NO_NAME.search(line):
        return None
    if not all(word[0].isupper() or word.lower() in _SMALL for word in words):
        return None
    return _titled(words) if line.isupper() and len(words) > 1 else line


def _titled(words: Sequence[str]) -> str:
    """A banner in capitals, as the name is written in prose; one-word banners stay (BBC).

    >>> _titled(["CHINA", "TOPIX"])
    'China Topix'
    """
    return " ".join(word.lower() if i and word.lower() in _SMALL else word.capitalize() for i, word in enumerate(words))


def _domain(url: str | None) -> str | None:
    """The registered domain, as in `chinatopix.com`: a name of last resort, but a true one."""
    try:
        host = (urlsplit((url or "")[:2000]).hostname or "").strip(".")
    except ValueError:
        return None
    parts = host.split(".")
    if len(parts) < 2 or parts[-1].isdigit():
        return None
    while len(parts) > 2 and _SPECIAL_HOSTS.match(parts[0]):
        parts = parts[1:]
    keep = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _TWO_LEVELS else 2
    return ".".join(parts[-keep:])
