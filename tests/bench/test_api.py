from __future__ import annotations

from detente.bench import api
from detente.bench.million import fill
from detente.records import Span
from detente.store import Store


def test_every_query_is_answered_and_timed() -> None:
    with Store.in_memory() as store:
        fill(store, 120)
        took = api.measure(store, rounds=1)
    assert len(took) >= 25
    assert all(times and min(times) > 0 for times in took.values())


def test_a_made_store_keeps_the_laws() -> None:
    with Store.in_memory() as store:
        fill(store, 40)
        for article, coding in store.codings():
            assert [block.span for block in article.blocks] == [Span(0, 7), Span(7, len(article.text))]
            assert all(mention.span.end <= len(article.text) for mention in coding.mentions)
            assert all(event.trigger.start >= event.sentence.start and event.trigger.end <= event.sentence.end for event in coding.events)
