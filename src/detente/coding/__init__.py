"""Article → Coding: who did what to whom, where, when, according to whom, and whether it happened.

`code` is pure: the same article and coder give the same coding. It invents nothing: every label stands on characters of the text.
"""

from __future__ import annotations

from detente.coding.assemble import Assembler
from detente.coding.coder import Coder, load_coder
from detente.coding.decode import decode
from detente.coding.windows import windows
from detente.records import Article, Coding

__all__ = ["Coder", "code", "load_coder"]


def code(article: Article, coder: Coder) -> Coding:
    """Code an article: windows of its readable blocks, one pass of the model over each, then records.

    An article with nothing to read gives an empty coding. Text in a language other than English is read all the same, but the
    model has learnt English only: the article's `language` says what to expect.
    """
    parts = windows(article)
    readings = coder.encoder.read([part.span.of(article.text) for part in parts])
    assembler = Assembler(article, coder)
    for part, reading in zip(parts, readings, strict=True):
        assembler.add(part, reading, decode(reading, coder.cuts))
    return assembler.coding()
