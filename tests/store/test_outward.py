from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.records import Article, Capture, Coding, Grain, Incident, Relation, TimeSpan
from detente.store import Filters, Looked, Store, outward
from tests.making import stories, story

DAY = datetime(2014, 11, 2)
MANY = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three a page, so that a handful is several pages."""
    monkeypatch.setattr(outward, "_PAGE", 3)


@MANY
@given(st.lists(stories(), min_size=1, max_size=5))
def test_events_come_as_the_store_orders_them_with_the_article_they_stand_in(told: list[tuple[Capture, Article, Coding]]) -> None:
    with Store.in_memory() as store:
        store.add_all(told)
        found = list(store.outward.events(Filters()))
        assert [row for row, _, _ in found] == store.events()
        for row, article, coding in found:
            assert (article, coding) == store.article(row.article_id)
        assert list(store.outward.articles(Filters())) == list(store.codings())


def test_filters_and_limits(store: Store) -> None:
    store.add_all([story(number) for number in range(5)])
    assaults = list(store.outward.events(Filters(category="ASSAULT")))
    assert ([row.category for row, _, _ in assaults], len(assaults)) == (["ASSAULT"] * 5, 5)
    assert [len(list(store.outward.events(Filters(), limit))) for limit in (0, 1, 3, 7, 99)] == [0, 1, 3, 7, 10]
    told = [article.id for article, _ in store.outward.articles(Filters(category="ASSAULT"))]
    assert told == sorted({row.article_id for row in store.events()})
    assert list(store.outward.articles(Filters(category="PROTEST"))) == []
    assert [len(list(store.outward.articles(Filters(), limit))) for limit in (0, 2, 9)] == [0, 2, 5]


def incident(number: int, when: TimeSpan | None) -> Incident:
    return Incident(f"inc_{number:02}", (), "ASSAULT", ("group:a",), ("group:b",), None, when, "occurred", 1)


def relation(number: int, end: str = "group:b") -> Relation:
    start = DAY + timedelta(days=number)
    return Relation(("group:a", end), "hostile", -0.5, TimeSpan(start, None, Grain.DAY), None, ())


def test_incidents_come_by_time_those_without_last_however_many_share_a_moment(store: Store) -> None:
    day, later = TimeSpan(DAY, DAY + timedelta(days=1), Grain.DAY), TimeSpan(DAY + timedelta(days=1), None, Grain.DAY)
    made = [incident(number, when) for number, when in enumerate([day] * 5 + [later] * 2 + [None] * 5)]
    store.world.replace([], made[::-1], [], [])
    assert [pinned.incident for pinned in store.outward.incidents(Looked())] == made
    assert {pinned.precision for pinned in store.outward.incidents(Looked())} == {"unknown"}
    assert list(store.outward.incidents(Looked(category="PROTEST"))) == []


def test_what_was_over_before_is_not_found_and_what_began_then_is(store: Store) -> None:
    day = timedelta(days=1)
    spans = [TimeSpan(DAY, DAY + day, Grain.DAY), TimeSpan(DAY + day, DAY + 2 * day, Grain.DAY), TimeSpan(DAY + day, None, Grain.DAY)]
    store.world.replace([], [incident(number, when) for number, when in enumerate(spans)], [], [])

    def found(**asked: datetime) -> list[str]:
        return [one.id for one in store.world.incidents(Looked(**asked))]

    assert found(since=DAY + day) == ["inc_01", "inc_02"]
    assert found(until=DAY + day) == ["inc_00"]
    assert found(since=DAY, until=DAY + day) == ["inc_00"]


def test_relations_come_by_dyad_and_time(store: Store) -> None:
    made = [relation(number, end) for end in ("group:b", "group:c", "group:d", "group:e") for number in range(3)]
    store.world.replace([], [], made[::-1], [])
    assert list(store.outward.relations(Looked())) == made == store.world.relations()
    assert {one.dyad[1] for one in store.outward.relations(Looked(actors=("GROUP:E",)))} == {"group:e"}


def test_parquet_holds_the_rows_and_a_quote_in_its_name_is_no_sql(store: Store, tmp_path: Path) -> None:
    store.add_all([story(number) for number in range(3)])
    path = tmp_path / "it's; x.parquet"
    store.outward.parquet(Filters(category="CONSULT"), path, 2)
    found = duckdb.connect().execute("SELECT event_id, actors, happened_from FROM read_parquet(?)", [str(path)]).fetchall()
    wanted = store.events(Filters(category="CONSULT"), limit=2)
    assert found == [(row.event_id, list(row.actors), row.happened_from) for row in wanted]


def test_a_newer_coding_takes_the_place_of_the_older(store: Store) -> None:
    capture, article, coding = story()
    store.add(capture, article, coding)
    newer = dataclasses.replace(coding, coder_id="coder-2", events=coding.events[:1])
    store.add(capture, article, newer)
    assert list(store.outward.articles(Filters())) == [(article, newer)]
    assert [found for _, _, found in store.outward.events(Filters())] == [newer]
