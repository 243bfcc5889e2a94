from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cli.report.look import Told, short_name
from detente.cli.report.words import marks, say_chain, say_event, say_sentence, say_time
from detente.records import Grain, TimeSpan
from detente.store.rows import rows_of
from tests import making


def told(number: int) -> Told:
    _, article, coding = making.story()
    row = rows_of(article, coding)[number]
    return Told(coding.events[number], row, article, {mention.id: mention for mention in coding.mentions}, "page.txt")


@pytest.mark.parametrize(
    ("start", "end", "grain", "said"),
    [
        (datetime(2014, 1, 1), datetime(2015, 1, 1), Grain.YEAR, "2014"),
        (datetime(2014, 12, 1), datetime(2015, 1, 1), Grain.MONTH, "2014-12"),
        (datetime(2014, 11, 2), datetime(2014, 11, 3), Grain.DAY, "2014-11-02"),
        (datetime(2014, 11, 2), datetime(2014, 12, 1), Grain.MONTH, "2014-11"),
        (datetime(2014, 11, 2), datetime(2014, 11, 5), Grain.DAY, "2014-11-02 to 2014-11-04"),
        (datetime(2014, 11, 2), datetime(2014, 11, 2, 4), Grain.HOUR, "2014-11-02 00:00 to 04:00"),
        (datetime(2014, 11, 2, 23), datetime(2014, 11, 3, 4), Grain.HOUR, "2014-11-02 23:00 to 2014-11-03 04:00"),
        (datetime(2014, 11, 2), None, Grain.DAY, "since 2014-11-02"),
        (None, datetime(2014, 11, 2), Grain.DAY, "before 2014-11-02"),
        (None, None, Grain.DAY, "?"),
    ],
)
def test_times_are_said_as_finely_as_known(start: datetime | None, end: datetime | None, grain: Grain, said: str) -> None:
    assert say_time(TimeSpan(start, end, grain)) == said


@given(making.times())
def test_any_time_can_be_said(when: TimeSpan) -> None:
    said = say_time(when)
    assert said
    assert "\n" not in said


def test_an_event_line_holds_parties_place_counts_and_score() -> None:
    assert say_event(told(0)).plain == "2014-11-02  CONSULT  River Front (RF), the Hill Guard in North Town  0.93"
    assert say_event(told(1)).plain == "?  ASSAULT (beat)  River Front (RF), the Hill Guard (killed 12)  0.60"


def test_the_chain_begins_with_the_outlet() -> None:
    assert say_chain(told(0)).plain == "according to The Paper ← an envoy"
    assert say_chain(told(1)).plain == "according to The Paper"


def test_the_sentence_shows_its_trigger() -> None:
    assert say_sentence(told(1)).plain == "“They «killed» 12.”"


def test_what_is_done_bears_no_mark() -> None:
    assert marks(told(0)) == []


@given(st.integers(0, 400), st.integers(0, 400))
def test_long_sentences_are_cut_around_the_trigger(before: int, after: int) -> None:
    from dataclasses import replace

    from detente.records import Span

    text = "a " * before + "met" + " b" * after
    base = told(0)
    event = replace(base.event, sentence=Span(0, len(text)), trigger=Span(2 * before, 2 * before + 3))
    said = say_sentence(replace(base, article=replace(base.article, text=text), event=event, mentions={})).plain
    assert "«met»" in said
    assert len(said) <= 240
    assert ("…" in said) == (len(text.strip()) > 230)


@pytest.mark.parametrize(("feed", "name"), [("a/b.jsonl:12", "b.jsonl"), ("b.txt", "b.txt"), ("a/b:c.txt", "b:c.txt"), ("-", "-")])
def test_names_of_files(feed: str, name: str) -> None:
    assert short_name(feed) == name


def test_a_minute_is_a_moment() -> None:
    start = datetime(2014, 11, 14, 7, 40)
    assert say_time(TimeSpan(start, start + timedelta(seconds=1), Grain.SECOND)) == "2014-11-14 07:40"


def test_a_time_without_an_interval_goes_by_its_words() -> None:
    from dataclasses import replace

    from detente.records import EventTime

    base = told(0)
    assert say_event(replace(base, event=replace(base.event, time=EventTime(3, None)))).plain.startswith("“2 November”  CONSULT")


def test_an_outlet_that_quotes_itself_stands_once() -> None:
    from dataclasses import replace

    base = told(0)
    assert replace(base, row=replace(base.row, according_to=("the paper", "an envoy"))).chain == ("The Paper", "an envoy")


def test_answers_count_what_an_event_tells() -> None:
    assert told(0).answers == 5
    assert told(1).answers == 2
