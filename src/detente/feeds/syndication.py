"""RSS and Atom: each entry is a capture with what the feed says of it. The pages behind the links are not fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from detente.feeds.origin import Origin
from detente.feeds.streams import Stream
from detente.records import Capture, Refusal
from detente.records.errors import BadRecord

# Local names, best first: the full text before the teaser, the day of publication before that of a change.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")
_BREAKS = frozenset(
    {"p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "ul", "ol", "table", "blockquote", "figure", "figcaption", "section", "article"}
)
_SILENT = frozenset({"script", "style"})


def entries(stream: Stream, origin: Origin) -> Iterator[Capture | Refusal]:
    """Yield a capture of type `application/json` (keys as for JSON lines) per entry. A feed is at most one page long."""
    from lxml import etree

    limit = origin.limits.page_bytes
    body, broken = stream.up_to(limit + 1)
    if len(body) > limit:
        yield origin.oversized()
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(body, parser)
    found = [] if root is None else [node for node in root.iter() if local_name(node) in ("item", "entry")]
    if not found:
        yield origin.refusal(BadRecord("a feed without entries"))
    for number, node in enumerate(found, 1):
        yield entry(node, origin.at(number))
    if broken:
        raise broken


def entry(node: Any, origin: Origin) -> Capture | Refusal:
    """Return what an entry says of itself as a capture, or why it can't be one."""
    parts: dict[str, list[Any]] = {}
    for child in node:
        parts.setdefault(local_name(child), []).append(child)
    said = {
        "title": _plain(_first(parts, ("title",))),
        "text": _plain(_first(parts, _TEXTS)),
        "url": _link(parts),
        "published": _instant(_first(parts, _DATES)),
    }
    record = {key: value for key, value in said.items() if value}
    if not record.keys() & {"title", "text"}:
        return origin.refusal(BadRecord("a feed entry with neither title nor text"))
    url = record.get("url") or origin.url
    return replace(origin, url=url, media_type="application/json").capture(json.dumps(record, ensure_ascii=False).encode())


def local_name(node: Any) -> str:
    """Return an element's name without its namespace; none for comments and instructions."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _first(parts: dict[str, list[Any]], names: tuple[str, ...]) -> str:
    """Return the text of the first of `names` that has any; XHTML content is taken with its tags."""
    from lxml import etree

    for name in names:
        for node in parts.get(name, ()):
            text = etree.tostring(node, encoding="unicode", with_tail=False) if len(node) else (node.text or "")
            if text.strip():
                return str(text)
    return ""


def _link(parts: dict[str, list[Any]]) -> str:
    links = parts.get("link", [])
    alternate = [node.get("href") for node in links if node.get("href") and node.get("rel", "alternate") == "alternate"]
    written = [(node.text or "").strip() for node in links]
    return next((link for link in [*alternate, *written] if link), "")


def _instant(text: str) -> str:
    """Return the RFC 822 date of RSS as ISO 8601; anything else as it is."""
    text = text.strip()
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


class _Stripper(HTMLParser):
    """Keeps the words of an HTML fragment, one line per block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _plain(fragment: str) -> str:
    stripper = _Stripper()
    stripper.feed(fragment)
    stripper.close()
    lines = (" ".join(line.split()) for line in "".join(stripper.parts).splitlines())
    return "\n".join(line for line in lines if line)
