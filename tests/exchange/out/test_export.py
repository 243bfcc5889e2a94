from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.derive import derive
from detente.exchange.coded import article_json
from detente.exchange.out.export import Wanted, written
from detente.exchange.out.formats import FORMATS
from detente.records import Attribution, Modality, Stance
from detente.records.errors import UsageError
from detente.store import Filters, Looked, Store
from tests.making import story

TOLD = (
    (Modality.OCCURRED, Stance.ASSERTS),
    (Modality.PLANNED, Stance.EXPECTS),
    (Modality.NEGATED, Stance.ASSERTS),
    (Modality.OCCURRED, Stance.DENIES),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Four articles, told as done, planned, negated and denied, merged and related."""
    with Store.open(tmp_path_factory.mktemp("export") / "s.duckdb") as opened:
        for number, (modality, stance) in enumerate(TOLD):
            capture, article, coding = story(number)
            events = [replace(event, modality=modality, attribution=Attribution((), stance)) for event in coding.events]
            opened.add(capture, article, replace(coding, events=tuple(events)))
        derive(opened)
        yield opened


def export(store: Store, name: str, wanted: Wanted | None = None) -> tuple[str, Counter[str]]:
    left_out = Counter[str]()
    return "".join(written(FORMATS[name], store, wanted or Wanted(), left_out)), left_out


def test_what_a_format_cannot_say_is_left_out_and_counted(store: Store) -> None:
    text, left_out = export(store, "gdelt")
    assert left_out == {"negated": 2, "denied by whoever tells it": 2}
    codes = [line.split("\t")[26] for line in text.splitlines()]
    assert sorted(set(codes)) == ["036", "040", "138", "182"], "a planned assault is a threat, a planned meeting an intent to meet"


def test_what_can_say_it_holds_all_of_it(store: Store) -> None:
    text, left_out = export(store, "plover")
    told = [json.loads(line) for line in text.splitlines()]
    assert not left_out
    assert Counter((line["modality"], line["stance"]) for line in told) == {
        ("occurred", "asserts"): 2,
        ("planned", "expects"): 2,
        ("negated", "asserts"): 2,
        ("occurred", "denies"): 2,
    }


def test_a_limit_counts_what_is_written(store: Store) -> None:
    text, _ = export(store, "icews", Wanted(limit=1))
    assert len(text.splitlines()) == 2 + 1, "the header and both directions of one meeting"


def test_coded_articles_are_those_that_code_prints(store: Store) -> None:
    text, _ = export(store, "jsonl")
    assert [json.loads(line) for line in text.splitlines()] == [
        json.loads(json.dumps(article_json(article, coding))) for article, coding in store.codings()
    ]
    few, _ = export(store, "jsonl", Wanted(Filters(modality="planned")))
    assert len(few.splitlines()) == 1


@pytest.mark.parametrize("name", ["geojson", "gexf", "graphml"])
def test_actors_of_the_world_are_found_by_name_and_id(store: Store, name: str) -> None:
    def size(*actors: str) -> int:
        text, _ = export(store, name, Wanted(actors=actors))
        return len(text)

    assert size("hill GUARD") == size()
    assert size("nobody of that name") < size()


def test_filters_of_incidents(store: Store) -> None:
    def number(looked: Looked) -> int:
        return len(json.loads(export(store, "geojson", Wanted(looked=looked))[0])["features"])

    assert number(Looked(category="CONSULT")) + number(Looked(category="ASSAULT")) == number(Looked()) > 0
    assert sum(number(Looked(modality=modality.value)) for modality in Modality) == number(Looked())
    assert number(Looked(place="nowhere")) == 0


def test_parquet_is_no_text(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export(store, "parquet")


def test_a_stream_is_not_held(store: Store) -> None:
    """The first line comes before the last event is asked for."""
    lines = written(FORMATS["plover"], store, Wanted(), Counter())
    assert json.loads(next(iter(lines)))["id"].startswith("evt_")
