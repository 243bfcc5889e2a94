"""Stages that need no model: fast, pure, and hostile on demand. A program as well: `python -m tests.fakes STORE SOURCE [PROCESSES]`."""

from __future__ import annotations

import os
import re
import signal
import sys
import time

from detente.pipeline import Pipeline, Stages, Workshop
from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Capture,
    Coding,
    Event,
    Mention,
    MentionKind,
    Modality,
    Refusal,
    Span,
    content_id,
)

CODER = "fake-1"
_PARTY = re.compile(r"Group \w+")


def read(capture: Capture) -> Article | Refusal:
    """Text as it is, one block; a page without letters is refused; a page may kill, hang, break or raise."""
    text = capture.body.decode("utf-8", "replace")
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        time.sleep(60)
    if "RAISE" in text:
        raise ZeroDivisionError("a page that breaks the reader")
    if "DEEP" in text:
        raise RecursionError("too deep")
    if not any(char.isalpha() for char in text):
        return Refusal(capture.id, "reading", "unreadable_page", "no text", None, capture.feed)
    block = Block(Span(0, len(text)), BlockKind.BODY)
    return Article(content_id("art", capture.id, text), capture.id, capture.url, None, "en", text, (block,), (), capture.fetched_at)


def code(article: Article) -> Coding:
    """One event per pair of neighbouring groups; the work of a page takes half a millisecond."""
    time.sleep(0.0005)
    found = list(_PARTY.finditer(article.text))
    mentions = tuple(Mention(i, Span(*match.span()), MentionKind.ACTOR) for i, match in enumerate(found))
    events = tuple(_event(article, i, mentions) for i in range(len(mentions) - 1))
    return Coding(article.id, CODER, mentions, events)


def _event(article: Article, i: int, mentions: tuple[Mention, ...]) -> Event:
    whole = Span(mentions[i].span.start, mentions[i + 1].span.end)
    return Event(
        content_id("evt", article.id, i),
        article.id,
        mentions[i].span,
        whole,
        "CONSULT",
        None,
        (),
        (i,),
        (i + 1,),
        (),
        None,
        (),
        Modality.OCCURRED,
        Attribution(),
        0.5,
    )


def stages() -> Stages:
    return Stages(read, code, CODER)


def no_stages() -> Stages:
    raise FileNotFoundError("no model here")


def page(number: int) -> str:
    return f"Group A{number} met Group B{number}. Group C{number} was told on day {number * number}."


def main(store: str, source: str, processes: str = "2") -> None:
    from detente.feeds import open_source
    from detente.store import Store

    with Store.open(store) as opened:
        for _ in Pipeline(opened, Workshop(stages, int(processes))).take_all(open_source(source)):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
