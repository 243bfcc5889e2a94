"""The page as parsed: what the readers of text, dates and outlet all look at. Holds markup; makes no decisions.

A page is made once per capture (`html.parse`, `json_record.page_of`, or `Page()` for plain text) and handed read-only to every reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded page.

    `html`: the decoded markup, None for plain text. `tree`: the root `lxml.html.HtmlElement`, None where there is none; **never change
    it in place**, others read it after you. `meta`: content of meta tags by lower-case `name`, `property`, `itemprop` or `http-equiv`
    (the first that is not empty wins). `json_ld`: the objects of JSON-LD scripts, lists and `@graph` unfolded one level. `url`: where the
    page says or the capture knows it lives. `record`: the JSON record that the page came as, or None. `elements`: all elements of the tree,
    held so that lxml doesn't make each anew for every reader that walks the tree.

    >>> Page().meta.get("og:title") is None
    True
    """

    html: str | None = None
    tree: Any = field(default=None, compare=False, repr=False)
    meta: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    json_ld: tuple[dict[str, Any], ...] = ()
    url: str | None = None
    record: Mapping[str, Any] | None = None
    elements: tuple[Any, ...] = field(default=(), compare=False, repr=False)
