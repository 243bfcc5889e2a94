"""The visible lines of an HTML page, in order, each with what the markup says of it. Chooses nothing: that is `html.py`'s work.

A line is what a reader sees as one: the text of a block element, or of the stretch between two of them. A single `<br>` stays a line break
inside it, two part it in two, which is how pages of the 1990s wrote paragraphs. White space is collapsed as browsers do.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from detente.reading.clean import clean_markup_text


class Zone(enum.IntFlag):
    """Where on the page a line stands, as its elements and their class names tell."""

    NONE = 0
    NAV = enum.auto()
    FOOTER = enum.auto()
    ASIDE = enum.auto()
    COMMENTS = enum.auto()
    RELATED = enum.auto()
    SHARE = enum.auto()
    FIGURE = enum.auto()
    CAPTION = enum.auto()
    CREDIT = enum.auto()
    BYLINE = enum.auto()
    LIST = enum.auto()
    TABLE = enum.auto()
    FORM = enum.auto()
    ARTICLE = enum.auto()
    LINK = enum.auto()


OUTSIDE = Zone.NAV | Zone.FOOTER | Zone.COMMENTS | Zone.RELATED | Zone.SHARE | Zone.FORM
_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "map",
        "audio",
        "video",
        "select",
        "datalist",
        "option",
        "textarea",
        "noframes",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "blink",
        "button",
        "input",
        "amp-img",
        "picture",
    ]
)
_LINK = Zone.LINK.value
_TAG_ZONES: dict[str, int] = {
    "nav": Zone.NAV.value,
    "footer": Zone.FOOTER.value,
    "aside": Zone.ASIDE.value,
    "figure": Zone.FIGURE.value,
    "figcaption": (Zone.FIGURE | Zone.CAPTION).value,
    "caption": Zone.CAPTION.value,
    "li": Zone.LIST.value,
    "dt": Zone.LIST.value,
    "dd": Zone.LIST.value,
    "td": Zone.TABLE.value,
    "th": Zone.TABLE.value,
    "form": Zone.FORM.value,
    "button": Zone.FORM.value,
    "article": Zone.ARTICLE.value,
    "a": Zone.LINK.value,
}
_NAME_ZONES: tuple[tuple[Zone, str], ...] = (
    (Zone.NAV, r"nav(?:bar|igation)?|menu|breadcrumbs?|topbar|masthead"),
    (Zone.FOOTER, r"footer|copyright|colophon|legal"),
    (Zone.ASIDE, r"sidebar|widget|rail"),
    (Zone.COMMENTS, r"comments?|disqus|respond|commentlist"),
    (
        Zone.RELATED,
        r"related|recommended|recirc|more-?stories|read-?more|most-?(?:read|popular)|trending|teasers?|outbrain|taboola|newsletter|promo",
    ),
    (Zone.SHARE, r"share|sharing|social|addthis|sharethis|follow"),
    (Zone.CAPTION, r"(?:wp|img|image|photo|media|pic|figure|video|gallery)?-?_?caption(?:-?_?text)?s?|bildunterschrift|legende|cutline"),
    (Zone.CREDIT, r"credits?|photo-?credits?|image-?credits?|photographer|copyright-?holder|bildquelle"),
    (Zone.BYLINE, r"byline|by-?author|authors?|author-?name|dateline-?author"),
)
_NAMED = re.compile("|".join(f"(?P<z{zone.value}>(?<![a-z])(?:{names})(?![a-z]))" for zone, names in _NAME_ZONES), re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_NAMES = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|assistive-text)(?:\s|$)", re.IGNORECASE)
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_BREAKS = re.compile(r" *\n *")


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line.

    `zone`: where it stands; `heading`: 1 to 6, or 0; `linked`: share of its characters inside links; `nodes`: its text nodes as
    (number of the node in the page, characters), numbered by `text_nodes`.
    """

    text: str
    zone: Zone = Zone.NONE
    heading: int = 0
    linked: float = 0.0
    nodes: tuple[tuple[int, int], ...] = ()


def text_nodes(root: Any) -> Iterator[tuple[str, Any, int]]:
    """Walk a tree without recursion, in document order.

    Yields `("start", element, -1)`, `("end", element, -1)`, and for every text that is not blank `("text", element, number)` or, for the
    text behind an element, `("tail", element, number)`. The number is stable under copying, so a copy can be walked in step.
    """
    number = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        if action == "start":
            yield "start", element, -1
            if element.text and not element.text.isspace():
                yield "text", element, number
                number += 1
            continue
        yield "end", element, -1
        if element is not root and element.tail and not element.tail.isspace():
            yield "tail", element, number
            number += 1


def visible_lines(root: Any) -> list[Line]:
    """Return the page's visible lines; elements that hide themselves (`hidden`, `display:none`, for screen readers only) are left out."""
    walker = _Walker()
    for action, element, number in text_nodes(root):
        if action == "start":
            walker.open(element)
        elif action == "end":
            walker.close(element)
        else:
            walker.take(element.text if action == "text" else element.tail, number)
    walker.flush()
    return walker.lines


@dataclass(slots=True)
class _Walker:
    """The line being gathered and the elements that are open around it."""

    lines: list[Line] = field(default_factory=list)
    zones: list[int] = field(default_factory=lambda: [0])
    heading: int = 0
    unseen: int = 0
    preformatted: int = 0
    parts: list[tuple[str, int, int]] = field(default_factory=list)

    def open(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.unseen or tag in _UNSEEN or not tag or _hides(element, tag):
            self.unseen += 1
            return
        zone = self.zones[-1] | _zone_of(element, tag)
        if tag == "a" and self.parts and self.parts[-1][1] & _LINK:
            self.parts.append((" ", zone, -1))
        self.zones.append(zone)
        self.preformatted += tag in ("pre", "xmp", "plaintext", "listing")
        if tag == "br":
            self._break()
        elif tag not in _INLINE:
            self.flush()
        self.heading = _HEADINGS.get(tag, self.heading)

    def close(self, element: Any) -> None:
        if self.unseen:
            self.unseen -= 1
            return
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self.flush()
        self.preformatted -= tag in ("pre", "xmp", "plaintext", "listing")
        if tag in _HEADINGS:
            self.heading = 0
        self.zones.pop()

    def take(self, text: str, number: int) -> None:
        if self.unseen:
            return
        if not self.preformatted:
            self.parts.append((_SPACE.sub(" ", text), self.zones[-1], number))
            return
        for i, paragraph in enumerate(re.split(r"\n[ \t]*\n\s*", text)):
            if i:
                self.flush()
            self.parts.append((paragraph, self.zones[-1], number))

    def _break(self) -> None:
        for text, _, _ in reversed(self.parts):
            if text == "\n":
                self.flush()
                return
            if not text.isspace():
                break
        self.parts.append(("\n", self.zones[-1], -1))

    def flush(self) -> None:
        """End the line being gathered."""
        if not self.parts:
            return
        parts, self.parts = self.parts, []
        text = clean_markup_text("".join(part for part, _, _ in parts))
        text = _BREAKS.sub("\n", re.sub(r" {2,}", " ", text)).strip()
        if not text:
            return
        sized = [(zone, number, len(part.strip())) for part, zone, number in parts if number >= 0]
        total = sum(size for _, _, size in sized) or 1
        linked = sum(size for zone, _, size in sized if zone & _LINK)
        weighed = max(sized, key=lambda each: each[2], default=(self.zones[-1], -1, 0))
        self.lines.append(Line(text, Zone(weighed[0]), self.heading, linked / total, tuple((number, size) for _, number, size in sized)))


def _zone_of(element: Any, tag: str) -> int:
    """What a tag, its role and its class and id say of where a line stands."""
    zone = _TAG_ZONES.get(tag, 0)
    if tag in _NEVER_HIDDEN:
        return zone
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''} {element.get('itemprop') or ''}"
    return zone | _zone_named(names[:500]) if len(names) > 3 else zone


@lru_cache(maxsize=8192)
def _zone_named(names: str) -> int:
    """What class and id alone say; a page repeats its names, and sites share theirs."""
    zone = 0
    for found in _NAMED.finditer(_CAMEL.sub("-", names)):
        zone |= int((found.lastgroup or "z0")[1:])
    return zone


def _hides(element: Any, tag: str) -> bool:
    """Whether an element takes itself out of sight; the page as a whole never does (scripts show it later)."""
    if tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    names = element.get("class")
    return bool(names) and bool(_HIDDEN_NAMES.search(names))
