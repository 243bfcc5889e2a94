"""Finds the headline among a page's lines, with the page's own metadata as witness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from detente.reading.clean import clean_markup_text
from detente.reading.lines import OUTSIDE, Line, Zone
from detente.reading.page import Page

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|»·•–—:\-]+\s+|\s*[|»]\s*|\s+::\s+")
_NEAR = 0.8
_NEVER = (Zone.COMMENTS | Zone.RELATED | Zone.CAPTION).value
_LONGEST = 300
_SPACE = re.compile(r"\s+")
_HEADLINE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting")


def witnesses(page: Page) -> list[str]:
    """What the page's metadata calls it, best first: JSON-LD headline, og:title, twitter:title, the title element and its parts."""
    said: list[str] = [str(node["headline"]) for node in page.json_ld if node.get("headline") and _is_article(node)]
    said += [page.meta[key] for key in ("og:title", "twitter:title", "headline", "dc.title", "title") if key in page.meta]
    element = page.tree.find(".//title") if page.tree is not None else None
    if element is not None and (whole := "".join(element.itertext()).strip()):
        said.append(whole)
    out: list[str] = []
    for each in said:
        words = _SPACE.sub(" ", clean_markup_text(each)).strip()[:_LONGEST]
        parts = [part for part in _SEPARATOR.split(words) if len(_WORD.findall(part)) >= 3]
        out += [part for part in (words, *parts) if part and part not in out]
    return out


def find_title(lines: Sequence[Line], said: Sequence[str], first_body: int) -> int | None:
    """Return the index of the headline, or None.

    1. The line that best agrees with the metadata: word for word or nearly so, headings first, then earlier ones.
    2. The last h1 before the first line of the body, outside menus. 3. The heading right above the body.
    """
    best: tuple[float, int] | None = None
    names = [_words(each) for each in said]
    for i, line in enumerate(lines):
        if len(line.text) > _LONGEST or line.zone.value & _NEVER:
            continue
        agreement = _agreement(_words(line.text), names)
        if agreement < _NEAR:
            continue
        rank = agreement + _standing(line) - 0.1 * (i > first_body)
        if best is None or rank > best[0]:
            best = (rank, i)
    if best is not None:
        return best[1]
    above = [i for i in range(min(first_body, len(lines))) if lines[i].heading and not lines[i].zone & OUTSIDE]
    tops = [i for i in above if lines[i].heading == 1 and len(_WORD.findall(lines[i].text)) >= 2]
    if tops:
        return tops[-1]
    return above[-1] if above and above[-1] >= first_body - 4 and len(_WORD.findall(lines[above[-1]].text)) >= 3 else None


def stated_title(said: Sequence[str]) -> str | None:
    """The headline as metadata gives it, for a page that shows none: the shortest part of the best witness, without the outlet's name."""
    if not said:
        return None
    parts = [part for part in _SEPARATOR.split(said[0]) if part.strip()]
    return max(parts, key=len, default=said[0]).strip() or None


def states_article(page: Page) -> bool:
    """Whether the page's JSON-LD says that it is an article."""
    return any(_is_article(node) for node in page.json_ld)


def title_parts(page: Page) -> list[str]:
    """The parts of the title element between its separators, in order: the headline, a section, the outlet's name."""
    element = page.tree.find(".//title") if page.tree is not None else None
    words = _SPACE.sub(" ", clean_markup_text("".join(element.itertext()))).strip()[:_LONGEST] if element is not None else ""
    return [part for part in _SEPARATOR.split(words) if part]


def _standing(line: Line) -> float:
    """How much a line's place on the page speaks for a headline."""
    rank = {1: 0.5, 2: 0.3, 3: 0.15}.get(line.heading, 0.0)
    return rank - (0.3 if line.zone & OUTSIDE else 0.0) - (0.1 if line.linked > 0.5 and line.heading != 1 else 0.0)


def _agreement(words: tuple[str, ...], names: Sequence[tuple[str, ...]]) -> float:
    """How well a line's words agree with any witness: overlap over union, in [0, 1], a little more for the first witness."""
    if len(words) < 2 and not any(words == name for name in names):
        return 0.0
    mine = set(words)
    best = 0.0
    for i, name in enumerate(names):
        theirs = set(name)
        if mine and theirs:
            best = max(best, len(mine & theirs) / len(mine | theirs) - 0.005 * min(i, 5))
    return best


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _is_article(node: Mapping[str, Any]) -> bool:
    kind = node.get("@type")
    return any(each in _HEADLINE_TYPES for each in (kind if isinstance(kind, list) else [kind]))
