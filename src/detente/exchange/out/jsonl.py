"""Coded articles out, as `detente code --json` writes them: nothing is lost but the capture and what the store keeps of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from detente.exchange.coded import article_json
from detente.records import Article, Coding


def lines(coded: Iterable[tuple[Article, Coding]]) -> Iterator[str]:
    """Yield one JSON object a line for each article."""
    for article, coding in coded:
        yield json.dumps(article_json(article, coding), ensure_ascii=False) + "\n"
