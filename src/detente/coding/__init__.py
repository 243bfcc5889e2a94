"""Article → Coding: who did what to whom, where, when, according to whom, and whether it happened.

Reading order: `windows.py` (what is read), `decode.py` (arrays → decisions), `assemble.py` (decisions → records), then what needs no
model and can be run again on an old coding: `anaphora.py`, `namesakes.py`, `linking.py`, `frame.py`, `places.py`, `unnamed.py`,
`times.py`.
"""

from __future__ import annotations

from detente.actors import register
from detente.coding.anaphora import reach_back
from detente.coding.assemble import Assembler
from detente.coding.coder import Coder, load_coder
from detente.coding.decode import decode, keep_to_paragraphs
from detente.coding.frame import leave_frame
from detente.coding.linking import link
from detente.coding.namesakes import by_letters, by_register
from detente.coding.places import locate
from detente.coding.times import date_events
from detente.coding.unnamed import describe_unnamed
from detente.coding.windows import windows
from detente.places import gazetteer
from detente.records import Article, Coding

__all__ = ["Coder", "code", "label", "load_coder", "resolve"]


def code(article: Article, coder: Coder) -> Coding:
    """Code an article. Pure: the same article and coder give the same coding; every label stands on characters of the text.

    An article with nothing to read gives an empty coding. Text in a language other than English is read all the same, but the
    model has learnt English only: the article's `language` says what to expect.
    """
    return resolve(article, label(article, coder))


def label(article: Article, coder: Coder) -> Coding:
    """Find mentions, events and ties: windows of the readable blocks, one pass of the model over each, then records."""
    parts = windows(article)
    texts = [part.span.of(article.text) for part in parts]
    assembler = Assembler(article, coder)
    for part, text, reading in zip(parts, texts, coder.encoder.read(texts), strict=True):
        assembler.add(part, reading, decode(keep_to_paragraphs(reading, text), coder.cuts))
    return assembler.coding()


def resolve(article: Article, coding: Coding) -> Coding:
    """Say who, where and when is meant, each with its reason. Needs no model; can be run again on an old coding.

    1. links across paragraphs, and between names of one party; 2. actors as of the article's date; 3. places, in the light of the actors'
    countries; 4. those whom nobody names, in the light of both; 5. times.
    """
    linked = link(article, by_letters(article, reach_back(article, coding)), register())
    linked = by_register(article, linked, register())
    located = locate(article, leave_frame(article, linked), gazetteer())
    return date_events(article, describe_unnamed(article, located, register()))
