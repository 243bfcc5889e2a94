"""Visible lines that hold a full date, of markup and of plain text alike, with what surrounds them. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.reading.dating.words import Found, find_dates
from detente.reading.page import Page
from detente.records import Block, BlockKind, Span

_SKIP = frozenset(("script", "style", "noscript", "template", "svg", "select", "option", "head", "textarea"))
_YEARISH = re.compile(r"(?:19|20)\d\d")
_DATED_TAG = re.compile(r"date|time|publi|posted|byline|datum|fecha|meta|created|stamp", re.I)
# Longer than this and a line is a sentence that mentions a date, not a line that states one (of 500 development pages, 97 % of the
# lines that state the date of publication are shorter).
LONGEST_LINE = 160
_MOST_NODES = 60_000
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line with dates: its words, its place in the page, what the markup calls it.

    `order` counts text nodes (lines of plain text) from the top, `after_title` the same from the title (negative above it, None if the
    title
    is unknown); `hints` holds tags, classes, ids and itemprops of the element and its two parents; `stamp` is the `datetime` of a time tag;
    `below` is true past the last long paragraph, `edge` among the first two or last three text nodes of a page.
    """

    text: str
    dates: tuple[Found, ...]
    order: int
    after_title: int | None
    hints: str = ""
    stamp: str | None = None
    span: Span | None = None
    below: bool = False
    edge: bool = False


def dated_lines(page: Page, text: str, blocks: Sequence[Block], *, day_first: bool) -> list[Line]:
    """All lines with a full date, top to bottom; from the markup if there is any, else from the text."""
    if page.tree is not None:
        title = next((block.span.of(text) for block in blocks if block.kind is BlockKind.TITLE), "")
        lines = list(_from_tree(page, text, title, day_first))
        if lines:
            return lines
    return list(_from_text(text, blocks, day_first))


def _from_text(text: str, blocks: Sequence[Block], day_first: bool) -> Iterator[Line]:
    title = next((block.span for block in blocks if block.kind is BlockKind.TITLE), None)
    body_end = max((block.span.end for block in blocks if block.kind is BlockKind.BODY), default=len(text))
    raw = [(match.start(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", text)][:_MOST_NODES]
    title_order = next((i for i, (start, line) in enumerate(raw) if title and start + len(line) > title.start), None)
    for order, (start, line) in enumerate(raw):
        dates = find_dates(line[: 4 * LONGEST_LINE], day_first=day_first) if _YEARISH.search(line) else ()
        if dates:
            span = Span(start, start + len(line))
            after = None if title_order is None else order - title_order
            yield Line(line, tuple(dates), order, after, span=span, below=start >= body_end)


def _after(order: int, heading: int | None, named: int | None) -> int | None:
    """How far a node stands from the title: from its `h1`; on pages without one, from its words, but only below them.

    The words of a title may stand in a path or a menu too, so what lies above them tells nothing.
    """
    if heading is not None:
        return order - heading
    return order - named if named is not None and order > named else None


@dataclass(frozen=True, slots=True)
class _Node:
    text: str
    element: Any
    order: int


def _from_tree(page: Page, text: str, title: str, day_first: bool) -> Iterator[Line]:
    nodes, titles, last_long, total = _nodes(page.tree, " ".join(title.split()))
    seen: set[int] = set()
    for node in nodes[:_MOST_LINES]:
        element = node.element
        line = node.text if len(node.text) > LONGEST_LINE else _whole(element, node.text)
        stamp = element.get("datetime") or (element.get("content") if element.get("itemprop") else None)
        dates = find_dates(line[: 4 * LONGEST_LINE], day_first=day_first)
        if (not dates and not stamp) or id(element) in seen:
            continue
        seen.add(id(element))
        after = _after(node.order, *titles)
        span = _locate(text, line, dates)
        yield Line(
            line, tuple(dates), node.order, after, _hints(element), stamp, span, node.order > last_long, not 2 < node.order <= total - 3
        )


def _nodes(tree: Any, title: str) -> tuple[list[_Node], tuple[int | None, int | None], int, int]:
    """Text nodes that may hold a date, the orders of the first `h1` and of the first node with the words of `title`, that of the last long
    paragraph, and the number of text nodes.
    """
    nodes: list[_Node] = []
    order, title_order, named, last_long = 0, None, None, 10**9
    skipped: set[Any] = set()
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        parent = element.getparent()
        hidden = tag in _SKIP or parent in skipped
        if hidden:
            skipped.add(element)
        elif tag == "h1" and title_order is None:
            title_order = order
        if not hidden and (tag == "time" or element.get("datetime")):
            nodes.append(_Node((element.text or "").strip(), element, order))
        for holder, value in ((None if hidden else element, element.text), (None if parent in skipped else parent, element.tail)):
            if holder is None or not value or value.isspace():
                continue
            order += 1
            value = value.strip()
            if named is None and title and value[:20] == title[:20] and " ".join(value.split()) == title:
                named = order
            if len(value) > LONGEST_LINE and tag in ("p", "br", "a", "b", "strong", "em", "i", "span", "div"):
                last_long = order
            if _YEARISH.search(value) or (len(value) < 40 and holder.tag != "a" and _dated(holder)):
                nodes.append(_Node(value, holder, order))
        if order > _MOST_NODES:
            break
    return nodes, (title_order, named), last_long, order


def _dated(element: Any) -> bool:
    return bool(_DATED_TAG.search(f"{element.get('class')}{element.get('id')}{element.get('itemprop')}"))


def _whole(element: Any, own: str) -> str:
    """The words of the whole element where they are few: dates are often split into several tags."""
    for holder in (element, element.getparent()):
        if holder is None or holder.tag in ("body", "html", "article", "main", "section"):
            break
        if sum(1 for _ in zip(holder.iter(), range(13), strict=False)) > 12:
            break
        whole = " ".join(" ".join(holder.itertext()).split())
        if len(whole) > LONGEST_LINE:
            break
        split = holder is element and _YEARISH.search(whole) and not find_dates(own)
        if split or (len(whole) > len(own) and len(find_dates(whole)) == 1):
            own = whole
    return own


def _hints(element: Any) -> str:
    words: list[str] = []
    for _ in range(3):
        if element is None or element.tag in ("body", "html"):
            break
        words += [element.tag, element.get("class") or "", element.get("id") or "", element.get("itemprop") or ""]
        element = element.getparent()
    return " ".join(word for word in words if word)[:400].lower()


def _locate(text: str, line: str, dates: Sequence[Found]) -> Span | None:
    """Where the date stands in the article's text, or None if the text does not hold it."""
    for needle in [found.span.of(line) for found in dates[:1]]:
        at = text.find(needle)
        if at >= 0:
            return Span(at, at + len(needle))
    return None
