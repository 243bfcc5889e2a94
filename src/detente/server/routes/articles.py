"""/api/articles: the page's text with all that was read and coded in it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from detente.exchange.coded import article_json
from detente.server.asking import Reader

router = APIRouter(tags=["articles"])


@router.get("/articles/{article_id}")
def article(store: Reader, article_id: str) -> Any:
    """Show an article: text, blocks, datings, mentions, events, ties. Offsets are code points into the text."""
    return article_json(*store.article(article_id))
