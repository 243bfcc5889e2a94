from pathlib import Path

from detente.bench.event_days import day_at, days, rows
from detente.coding import load_coder
from detente.exchange.passages import read_corpus
from detente.records import Coding, Span

CORPUS = Path(__file__).parents[2] / "corpus"


def test_every_row_is_an_event_of_the_test_part() -> None:
    passages = {passage.number: passage for passage in read_corpus(CORPUS)}
    for row in rows():
        passage = passages[row.passage]
        assert passage.part == "test"
        assert row.event in {event.trigger for event in passage.events}
        assert abs((row.day - passage.published).days) <= 20


def test_most_days_are_right() -> None:
    dated = [(wanted, found) for wanted, found in days(CORPUS, load_coder()) if found]
    assert len(dated) > 60
    assert sum(wanted == found for wanted, found in dated) >= 0.9 * len(dated)


def test_an_event_that_is_not_coded_has_no_day() -> None:
    assert day_at(Coding("art_1", "coder_1", ()), Span(0, 3)) is None
