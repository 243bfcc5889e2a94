"""Dates of publication in JSON-LD (schema.org). Objects that only stand beside the article (comments, videos, reviews) do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from detente.reading.dating.words import read_stamp
from detente.records import Dating

_ARTICLE = re.compile(r"article|posting|report|blogpost|newsitem|liveblog|analysis|opinion", re.I)
_PAGE = re.compile(r"page|creativework|website", re.I)
_ASIDE = frozenset(
    ("comment", "comments", "review", "reviews", "video", "image", "hasPart", "itemListElement", "author", "publisher", "isPartOf")
)
_BROKEN = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_DEEPEST = 6


def from_json_ld(objects: Sequence[dict[str, Any]], html: str | None) -> Iterator[Dating]:
    """The best `datePublished`: an article's first, then a page's; then one torn out of JSON that does not parse."""
    stated = sorted(_stated(objects, 0), key=lambda item: item[0])
    for rank, kind, value in stated:
        when = read_stamp(value)
        if when is not None:
            yield Dating(when, "json_ld", (0.95, 0.9, 0.75)[rank], f"JSON-LD {kind or 'object'} says datePublished {value[:40]}")
            return
    for match in _BROKEN.finditer(html or ""):
        when = read_stamp(match[1])
        if when is not None:
            yield Dating(when, "json_ld", 0.85, f"a JSON object in the markup says datePublished {match[1]}")
            return


def _stated(value: Any, depth: int) -> Iterator[tuple[int, str, str]]:
    """Every (rank, type, datePublished) in the objects, depth first; deep nesting is cut, since the input is hostile."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        kind = str(value.get("@type", ""))[:60]
        stamp = value.get("datePublished")
        if isinstance(stamp, str):
            yield (0 if _ARTICLE.search(kind) else 1 if _PAGE.search(kind) else 2), kind, stamp
        for key, inner in value.items():
            if key not in _ASIDE and isinstance(inner, dict | list):
                yield from _stated(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value[:50]:
            yield from _stated(inner, depth + 1)
