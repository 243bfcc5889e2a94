"""The visible lines of an HTML page, in order, each with what the markup says of it. Chooses nothing: that is `html.py`'s work.

A line is what a reader sees as one: the text of a block element, or of the stretch between two of them. A single `<br>` stays a line break
inside it, two part it in two, which is how pages of the 1990s wrote paragraphs; one does where the words before or after it are set off
in a dress of their own (`<font size=5>Headline</font><br>`). White space is collapsed as browsers do.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, takewhile
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
_DRESS = frozenset(["b", "strong", "big", "font", "small"])
"""Inline elements by which pages without headings set a headline, a date or a byline off from the text."""
_LONGEST_SET_OFF = 300
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
_SPACES = re.compile(r" {2,}")
_Part = tuple[str, int, int, tuple[int, ...]]
"""Words, their zones, the number of their text node (-1: none), the dressing elements around them, outermost first."""


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
    parts: list[_Part] = field(default_factory=list)
    dresses: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    dressed: int = 0

    def open(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.unseen or tag in _UNSEEN or not tag or _hides(element, tag):
            self.unseen += 1
            return
        zone = self.zones[-1] | _zone_of(element, tag)
        if tag == "a" and self.parts and self.parts[-1][1] & _LINK:
            self.parts.append((" ", zone, -1, self.dresses[-1]))
        self.zones.append(zone)
        self.dressed += 1
        around = self.dresses[-1] if tag in _INLINE else ()
        self.dresses.append((*around, self.dressed) if tag in _DRESS else around)
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
        self.dresses.pop()

    def take(self, text: str, number: int) -> None:
        if self.unseen:
            return
        if not self.preformatted:
            self.parts.append((_SPACE.sub(" ", text), self.zones[-1], number, self.dresses[-1]))
            return
        for i, paragraph in enumerate(re.split(r"\n[ \t]*\n\s*", text)):
            if i:
                self.flush()
            self.parts.append((paragraph, self.zones[-1], number, self.dresses[-1]))

    def _break(self) -> None:
        for text, *_ in reversed(self.parts):
            if text == "\n":
                self.flush()
                return
            if not text.isspace():
                break
        self.parts.append(("\n", self.zones[-1], -1, ()))

    def flush(self) -> None:
        """End the line being gathered."""
        if not self.parts:
            return
        parts, self.parts = self.parts, []
        for line in _set_apart(parts):
            self._take_line(line)

    def _take_line(self, parts: Sequence[_Part]) -> None:
        text = clean_markup_text("".join(part[0] for part in parts))
        text = _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
        if not text:
            return
        sized = [(zone, number, len(part.strip())) for part, zone, number, _ in parts if number >= 0]
        total = sum(size for _, _, size in sized) or 1
        linked = sum(size for zone, _, size in sized if zone & _LINK)
        weighed = max(sized, key=lambda each: each[2], default=(self.zones[-1], -1, 0))
        self.lines.append(Line(text, Zone(weighed[0]), self.heading, linked / total, tuple((number, size) for _, number, size in sized)))


def _set_apart(parts: list[_Part]) -> Iterator[Sequence[_Part]]:
    """Part a line at single breaks where one side, a short one, is dressed as a whole and the other is not in the same dress."""
    breaks = [i for i, part in enumerate(parts) if part[0] == "\n" and part[2] < 0]
    if not breaks or not any(part[3] for part in parts):
        yield parts
        return
    rows = [parts[start:end] for start, end in pairwise([0, *breaks, len(parts)])]
    line: list[_Part] = []
    for row in rows:
        if line and _dress(line) != _dress(row):
            yield line
            line = []
        line += row
    yield line


def _dress(row: Sequence[_Part]) -> tuple[int, ...]:
    """The dressing elements that all words of a short row stand in; none where the row is too long to be set off."""
    dresses = [dress for text, _, number, dress in row if number >= 0 and text.strip()]
    if not dresses or sum(len(part[0]) for part in row) > _LONGEST_SET_OFF:
        return ()
    first, last = min(dresses), max(dresses)
    return tuple(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))


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
