from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.records import Article, Coding, Judgement, Refusal, Verdict
from detente.records.errors import UnknownId
from detente.store import PERSON, Filters, Store
from detente.store.codec import sound
from tests.making import stories, story

PROPERTY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_what_goes_in_comes_out(store):
    capture, article, coding = story()
    assert store.add(capture, article, coding)
    told = store.event(coding.events[0].id)
    assert (told.capture, told.article, told.coding, told.event) == (capture, article, coding, coding.events[0])


@PROPERTY
@given(stories())
def test_any_record_comes_back_equal(item):
    capture, article, coding = item
    with Store.in_memory() as store:
        store.add(capture, article, coding)
        ((read, coded),) = store.codings()
        assert coded == coding
        assert read == sounded(article)
        assert store.capture(capture.id) == capture


def sounded(article: Article) -> Article:
    """Lone surrogates can't be stored; each becomes U+FFFD."""
    datings = tuple(dataclasses.replace(dating, detail=sound(dating.detail)) for dating in article.datings)
    return dataclasses.replace(article, text=sound(article.text), outlet=article.outlet and sound(article.outlet), datings=datings)


@PROPERTY
@given(st.lists(stories(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_law_2_taking_twice_changes_nothing(items, chance):
    again = [*items, *items]
    chance.shuffle(again)
    with Store.in_memory() as store:
        for item in items:
            store.add(*item)
        before = store.dump(), store.dump(derived=True)
        assert not any(store.add(*item) for item in again)
        assert store.add_all(again) == 0
        assert (store.dump(), store.dump(derived=True)) == before


@PROPERTY
@given(st.lists(stories(), min_size=1, max_size=4), st.lists(st.booleans(), min_size=3, max_size=3))
def test_laws_4_and_8_rebuilding_gives_equal_rows_and_people_outlive_it(items, by_person):
    judgements = [
        Judgement(f"evt_{i}", "evt_z", Verdict.SAME, 0.5, "seen", f"{PERSON}ada" if human else "machine", datetime(2020, 1, 1, tzinfo=UTC))
        for i, human in enumerate(by_person)
    ]
    with Store.in_memory() as store:
        for item in items:
            store.add(*item)
        for judgement in judgements:
            store.add_judgement(judgement)
        facts, derived = store.dump(), store.dump(derived=True)
        store.rebuild()
        people = [judgement for judgement in judgements if judgement.by.startswith(PERSON)]
        assert store.judgements() == people
        store.rebuild(lambda _: [judgement for judgement in judgements if judgement not in people])
        assert store.judgements() == judgements
        assert (store.dump(), store.dump(derived=True)) == (facts, derived)


@PROPERTY
@given(st.lists(stories(), min_size=1, max_size=5))
def test_many_at_once_is_the_same_as_one_by_one(items):
    with Store.in_memory() as one, Store.in_memory() as many:
        for item in items:
            one.add(*item)
        many.add_all(items)
        assert one.dump() == many.dump()
        assert one.dump(derived=True) == many.dump(derived=True)


def test_the_coder_that_came_last_counts(store):
    capture, article, coding = story()
    newer = Coding(article.id, "coder-2", coding.mentions, coding.events[:1])
    store.add(capture, article, coding)
    store.add(capture, article, newer)
    assert store.has(capture.id, "coder-1")
    assert store.has(capture.id, "coder-2")
    assert not store.has(capture.id, "coder-3")
    assert [(row.event_id, row.coder_id) for row in store.events()] == [(coding.events[0].id, "coder-2")]
    assert store.event(coding.events[0].id).coding == newer
    assert store.counts()["events"] == 3


def test_a_failure_half_way_leaves_nothing(store, monkeypatch):
    capture, article, coding = story()
    monkeypatch.setattr("detente.store.store.rows_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.add(capture, article, coding)
    assert set(store.counts().values()) == {0}
    monkeypatch.undo()
    assert store.add(capture, article, coding)


def test_refusals_stand_until_the_page_is_read(store):
    capture, article, coding = story()
    refusal = Refusal(capture.id, "reading", "unreadable_page", "no text", "none", "page.txt")
    store.add_refusal(refusal, capture)
    store.add_refusal(refusal, capture)
    other = Refusal("cap_2", "feeds", "binary_input", "a PDF file", None, "z.pdf")
    store.add_refusal(other)
    assert store.refusals() == [refusal, other]
    assert store.refusals(code="binary_input") == [other]
    assert store.refusals(limit=1) == [refusal]
    assert store.capture(capture.id) == capture
    store.add(capture, article, coding)
    assert store.refusals() == [other]


def test_ids_may_be_shortened_but_not_ambiguous(store):
    for number in range(20):
        store.add(*story(number))
    event_id = story(7)[2].events[0].id
    assert store.event(event_id[:12]).event.id == event_id
    for wrong in ("evt_", "evt_nothing"):
        with pytest.raises(UnknownId):
            store.event(wrong)


def test_pages_of_rows_join_without_gap(store):
    store.add_all([story(number) for number in range(10)])
    whole = store.events()
    pages = []
    while page := store.events(limit=3, after=pages[-1].key if pages else None):
        pages += page
    assert pages == whole
    assert len(whole) == 20


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), 2),
        (Filters(actors=("river front",)), 2),
        (Filters(actors=("(RF)", "HILL")), 2),
        (Filters(actors=("actor:river-front",)), 2),
        (Filters(actors=("actor:river",)), 0),
        (Filters(actors=("iver fron",)), 0),
        (Filters(place="lepp"), 0),
        (Filters(actors=("envoy",)), 0),
        (Filters(actors=("100%",)), 0),
        (Filters(actors=("' OR 1=1 --",)), 0),
        (Filters(category="assault"), 1),
        (Filters(place="north town"), 1),
        (Filters(place="aleppo"), 1),
        (Filters(modality="planned"), 0),
        (Filters(score=0.9), 1),
        (Filters(outlet="paper"), 2),
        (Filters(happened_from=datetime(2014, 11, 2, 23)), 1),
        (Filters(happened_from=datetime(2014, 11, 3)), 0),
        (Filters(happened_to=datetime(2014, 11, 2)), 0),
        (Filters(happened_to=datetime(2014, 11, 3)), 1),
        (Filters(published_from=datetime(2014, 11, 3), published_to=datetime(2014, 11, 4)), 2),
        (Filters(published_from=datetime(2014, 11, 30)), 0),
    ],
)
def test_filters(store, filters, found):
    store.add(*story())
    assert len(store.events(filters)) == found


def test_rows_speak_in_names(store):
    store.add(*story())
    met, killed = store.events()
    assert met.actors == ("River Front (RF)", "the Hill Guard")
    assert killed.actors == ("River Front (RF)", "the Hill Guard")
    assert killed.counts == ("killed 12",)
    assert (met.places, met.according_to, met.trigger) == (("North Town",), ("an envoy",), "met")
    assert (met.outlet, met.published_from) == ("The Paper", datetime(2014, 11, 3))


def test_views_for_people(store):
    store.add(*story())
    rows = store._tables.rows
    assert {row["text"] for row in rows("SELECT text FROM mention_rows")} >= {"They", "The River Front"}
    assert rows("SELECT a, tie, b FROM tie_rows") == [{"a": "River Front (RF)", "tie": "hostile", "b": "the Hill Guard"}]
    assert "".join(row["text"] for row in rows('SELECT text FROM block_rows ORDER BY "start"')) == story()[1].text
    assert len(rows("SELECT * FROM dating_rows")) == 2
