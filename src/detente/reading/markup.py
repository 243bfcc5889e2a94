"""Decoded markup → `Page`: the parsed tree, meta tags and JSON-LD. Reads nothing out of it; that is the work of the other modules."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from detente.reading.clean import clean_text, strip_controls
from detente.reading.page import Page

DEEPEST = 1900
"""libxml2 gives up on elements nested deeper than 2,048 and drops what they hold; the deepest of 1,195 benchmark pages has 51."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_DROPPED = re.compile(
    r"<(script|style|noscript|template|svg|textarea|select)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_MOST_SCRIPTS = 40
_FLOW = frozenset(
    ["a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u"]
)


def parse(markup: str, url: str | None) -> Page:
    """Parse decoded markup; `url` is what the capture knows, else the page's canonical link is taken.

    A page that no tree can hold (nested thousands deep) is first flattened to paragraphs, so that its words are not lost.
    """
    markup = _ENCODING.sub("", strip_controls(markup), count=1)
    if too_deep(markup):
        markup = flatten(markup)
    tree = _tree(markup)
    if tree is None:
        return Page(html=markup, url=url)
    elements = tuple(tree.iter())
    return Page(markup, tree, _meta(tree), tuple(_json_ld(tree)), url or _canonical(tree), elements=elements)


def too_deep(markup: str) -> bool:
    """Whether some stretch opens far more elements than it closes. Cheap: most pages have too few tags to be deep at all."""
    if markup.count("<") < DEEPEST:
        return False
    depth = 0
    for closing, tag in _TAG.findall(markup):
        if tag.lower() in ("p", "br", "img", "li", "td", "tr", "meta", "link", "input", "hr", "option", "dd", "dt", "param", "area"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            return True
    return False


def flatten(markup: str) -> str:
    """Return the words of markup as a flat page: scripts dropped, every element that breaks the line turned into a paragraph's end."""
    words = _TAG.sub(lambda tag: " " if tag[2].lower() in _FLOW else "\x00", _DROPPED.sub(" ", markup))
    return "<html><body><p>" + "<p>".join(piece for piece in words.split("\x00") if piece.strip()) + "</body></html>"


def _tree(markup: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if tree.tag == "html" else None


def _meta(tree: Any) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = clean_text(element.get("content") or "").strip()
        for key in ("name", "property", "itemprop", "http-equiv"):
            if content and (name := (element.get(key) or "").strip().lower()):
                found.setdefault(name, content)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    scripts: Iterable[Any] = (each for each in tree.iter("script") if "ld+json" in (each.get("type") or "").lower())
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        try:
            found = json.loads(_bare(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict):
                graph = each.get("@graph")
                yield each
                yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _bare(script: str) -> str:
    """JSON-LD without the wrappers that content systems put round it: CDATA marks, comments, escaped quotes, a last semicolon."""
    script = re.sub(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$", "", script.strip()).strip().rstrip(";")
    return entities.unescape(script) if script.startswith("{&quot;") else script


def _canonical(tree: Any) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (href := (element.get("href") or "").strip()):
            base = tree.find(".//base")
            try:
                url = urljoin((base.get("href") if base is not None else None) or "", href)
            except ValueError:
                return None
            return url if url.startswith(("http://", "https://")) else None
    return None
