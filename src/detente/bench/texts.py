"""A bare text as an article, and what the coder makes of it in the shape that scoring compares."""

from __future__ import annotations

from detente.coding import Coder, code
from detente.exchange.scoring import Side, coded_side
from detente.records import Article, Block, BlockKind, Coding, Span, content_id


def article_of(text: str) -> Article:
    """Make an article that is nothing but one block of body."""
    span = Span(0, len(text))
    return Article(content_id("art", text), content_id("cap", text), None, None, "en", text, (Block(span, BlockKind.BODY),))


def coding_of(text: str, coder: Coder) -> Coding:
    """Code a bare text."""
    return code(article_of(text), coder)


def side_of(text: str, coder: Coder) -> Side:
    """Code a bare text; every filler comes as all the spans that stand for it."""
    return coded_side(coding_of(text, coder))
