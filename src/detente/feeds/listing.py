"""What a fetched feed or sitemap lists, and what is wrong with one that lists nothing: broken, no feed at all, or merely empty."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import urljoin

from detente.feeds.origin import Origin
from detente.feeds.syndication import entry, local_name
from detente.records import Capture, Refusal
from detente.records.errors import BrokenFeed, NoFeed

_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title", re.I | re.S)
_KINDS = {"rss": "syndication", "RDF": "syndication", "feed": "syndication", "urlset": "sitemap", "sitemapindex": "index"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is listed: `key` tells it from others, `url` is where its page is, `said` is what the list itself says of it.

    `at` is when it was published or changed, as written.
    """

    key: str
    url: str | None = None
    said: Capture | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, in order. `kind`: syndication, sitemap, index (a list of sitemaps). `fault`: the XML was broken somewhere."""

    kind: str
    entries: tuple[Entry, ...]
    fault: str | None = None


def listed(body: bytes, origin: Origin) -> Listing:
    """Return what a document lists; none for a feed without entries.

    Raises `NoFeed` for an HTML page or anything else that is no feed, `BrokenFeed` for XML that breaks before its first entry.
    """
    from lxml import etree

    if _HTML.match(body[:4096]):
        title = _TITLE.search(body[:65536])
        said = f" titled “{_words(title[1])}”" if title and _words(title[1]) else ""
        raise NoFeed(f"an HTML page{said}, no feed", hint="is this the feed's own address? does the site ask people to log in?")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFeed(f"broken XML: {error}") from None
    fault = next((f"broken XML at line {error.line}: {error.message}" for error in parser.error_log if error.level >= 2), None)
    kind = _KINDS.get(local_name(root)) if root is not None else None
    if kind is None:
        if root is None and body.lstrip().startswith(b"<"):
            raise BrokenFeed(fault or "broken XML")
        raise NoFeed(f"neither RSS, Atom nor a sitemap: {f'<{local_name(root)}>' if root is not None else f'{len(body)} bytes'}")
    found = _entries(root, kind, origin)
    if fault and not found:
        raise BrokenFeed(fault)
    return Listing(kind, found, fault)


def _entries(root: Any, kind: str, origin: Origin) -> tuple[Entry, ...]:
    if kind == "syndication":
        nodes = [node for node in root.iter() if local_name(node) in ("item", "entry")]
        found = [_told(node, origin.at(number)) for number, node in enumerate(nodes, 1)]
    else:
        found = [_located(node, origin) for node in root if local_name(node) in ("url", "sitemap")]
    return tuple({one.key: one for one in found if one}.values())


def _told(node: Any, origin: Origin) -> Entry | None:
    said = entry(node, origin)
    parts = {local_name(child): (child.text or "").strip() for child in node}
    if isinstance(said, Refusal):
        return None
    url = urljoin(origin.url or "", said.url) if said.url and said.url != origin.url else None
    key = url or parts.get("guid") or parts.get("id") or said.id
    return Entry(key, url, replace(said, url=url or said.url), parts.get("pubDate") or parts.get("updated") or parts.get("published") or "")


def _located(node: Any, origin: Origin) -> Entry | None:
    parts = {local_name(child): (child.text or "").strip() for child in node}
    url = urljoin(origin.url or "", parts.get("loc", ""))
    return Entry(url, url, None, parts.get("lastmod", "")) if parts.get("loc") else None


def _words(text: bytes) -> str:
    return " ".join(unescape(text.decode("utf-8", "replace")).split())[:100]
