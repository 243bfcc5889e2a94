"""/api/articles: the page's text with all that was read and coded in it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from detente.exchange.coded import article_json
from detente.server.asking import Id, Reader
from detente.server.models.incidents import Article

router = APIRouter(tags=["articles"])


@router.get("/articles/{article_id}", response_model=Article)
def article(store: Reader, article_id: Id) -> Any:
    """Show an article: text, blocks, datings, mentions, events, ties. Offsets are code points into the text."""
    told = article_json(*store.article(article_id))
    return {**told["article"], "mentions": told["mentions"], "events": told["events"], "ties": told["ties"]}
