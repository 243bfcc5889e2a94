import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.times import date_events, find_times, value_of
from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Coding,
    Dating,
    Event,
    EventTime,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Span,
    TimeSpan,
)


def published(day: str, days: int = 1) -> TimeSpan:
    start = datetime.fromisoformat(day)
    return TimeSpan(start, start + timedelta(days=days), Grain.DAY if days == 1 else Grain.MONTH)


def values(text: str, day: str = "2014-11-14") -> list[tuple[str, str]]:
    return [(each.span.of(text), each.value) for each in find_times(text, published(day))]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("They met on Monday.", "Monday", "2014-11-10"),
        ("They will meet on Monday.", "Monday", "2014-11-17"),
        ("It opens next Friday.", "next Friday", "2014-11-21"),
        ("It fell on Nov. 2.", "Nov. 2", "2014-11-02"),
        ("It fell on December 20.", "December 20", "2014-12-20"),
        ("It fell on June 20.", "June 20", "2014-06-20"),
        ("Sunday, Nov. 2, was calm.", "Sunday, Nov. 2", "2014-11-02"),
        ("It fell on 2 November 2012.", "2 November 2012", "2012-11-02"),
        ("Shelling began in early June.", "early June", "2014-06"),
        ("They fought over the weekend.", "the weekend", "2014-W45-WE"),
        ("They split late last year.", "late last year", "2013"),
        ("They have fought since 2013.", "2013", "2013"),
        ("They fought for the past two weeks.", "the past two weeks", "P2W"),
        ("They met for four hours.", "four hours", "PT4H"),
        ("The three-month battle went on.", "three-month", "P3M"),
        ("It was the 1990s.", "the 1990s", "199"),
        ("They met yesterday.", "yesterday", "2014-11-13"),
        ("They left two weeks ago.", "two weeks ago", "2014-W44"),
        ("It was on Christmas Eve.", "Christmas Eve", "2014-12-24"),
        ("They meet every day.", "every day", "P1D"),
        ("They spoke on Tuesday evening.", "Tuesday evening", "2014-11-11TEV"),
        ("They struck at 4:30 p.m. on Monday.", "4:30 p.m. on Monday", "2014-11-10T16:30"),
        ("It rose in the first quarter of 2013.", "the first quarter of 2013", "2013-Q1"),
    ],
)
def test_time_words_have_their_value(text: str, found: str, value: str) -> None:
    assert (found, value) in values(text)


@pytest.mark.parametrize(
    "text", ["He may go.", "About 2000 people fled.", "Troops march on.", "It cost $2014.", "No word of it.", "A second man fell."]
)
def test_other_words_are_no_times(text: str) -> None:
    assert values(text) == []


def test_a_day_earlier_counts_from_the_day_told_before() -> None:
    assert ("a day earlier", "2014-11-01") in values("The truce of Nov. 2 held. He had left a day earlier.")


def test_an_interval_is_read_from_both_ends() -> None:
    month = TimeSpan(datetime(2014, 11, 3), datetime(2014, 12, 1), Grain.MONTH)
    assert value_of("Nov. 2", month).when == published("2014-11-02")
    wide = value_of("Monday", month).when
    assert wide is not None
    assert wide.start == datetime(2014, 11, 3)
    assert wide.end is not None
    assert wide.end >= datetime(2014, 11, 25)


def test_without_a_date_nothing_is_guessed() -> None:
    assert value_of("Monday").when is None
    assert value_of("Nov. 2").when is None
    assert value_of("2 November 2014").when == published("2014-11-02")


def test_a_year_is_the_one_in_which_the_weekday_fits() -> None:
    assert value_of("Sunday, Nov. 3", published("2014-11-14")).when == published("2013-11-03")


FIRST = "Both foes agreed to a truce on Nov. 2 during a meeting in Syria."
SECOND = "Both foes met for four hours, from midnight to 4 am."


def article(text: str, day: str | None = "2014-11-14") -> Article:
    datings = (Dating(published(day), "url", 0.9, "the address"),) if day else ()
    return Article("art_1", "cap_1", None, None, "en", text, (Block(Span(0, len(text)), BlockKind.BODY),), datings)


def event(text: str, trigger: str, sentence: str, time: int | None, actors: tuple[int, ...] = (), category: str = "CONSULT") -> Event:
    at, first = text.index(trigger), text.index(sentence)
    return Event(
        f"evt_{trigger}", "art_1", Span(at, at + len(trigger)), Span(first, first + len(sentence)), category, None, (), actors, (), (),
        EventTime(time, None) if time is not None else None, (), Modality.OCCURRED, Attribution(), 0.9,
    )  # fmt: skip


def mention(number: int, text: str, words: str, kind: MentionKind, after: int = 0) -> Mention:
    at = text.index(words, after)
    return Mention(number, Span(at, at + len(words)), kind)


def story(day: str | None = "2014-11-14") -> tuple[Article, Coding]:
    text = f"{FIRST} {SECOND}"
    mentions = (
        mention(0, text, "Both foes", MentionKind.ACTOR),
        mention(1, text, "Nov. 2", MentionKind.TIME),
        mention(2, text, "Both foes", MentionKind.ACTOR, 5),
        mention(3, text, "for four hours", MentionKind.TIME),
    )
    events = (
        event(text, "agreed", FIRST, 1, (0,), "CONCEDE"),
        event(text, "meeting", FIRST, None),
        event(text, "met", SECOND, 3, (2,)),
    )
    return article(text, day), Coding("art_1", "coder", mentions, events)


def test_hours_join_the_day_told_of_the_same_parties() -> None:
    agreed, meeting, met = date_events(*story()).events
    assert agreed.time is not None
    assert agreed.time.when == published("2014-11-02")
    assert meeting.time is not None
    assert meeting.time.when == published("2014-11-02")
    assert meeting.time.mention is None
    assert met.time is not None
    assert met.time.when == TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 2, 4), Grain.HOUR)
    assert "same parties" in met.time.detail


def test_hours_of_other_parties_join_nothing() -> None:
    page, coding = story()
    others = tuple(Mention(each.id, Span(0, 4) if each.id == 2 else each.span, each.kind) for each in coding.mentions)
    met = date_events(page, Coding("art_1", "coder", others, coding.events)).events[2]
    assert met.time is not None
    assert met.time.when is None


def test_an_undated_article_dates_no_event() -> None:
    assert all(each.time is None or each.time.when is None for each in date_events(*story(None)).events)


def test_what_goes_on_reaches_back_from_publication() -> None:
    text = "The coalition bombed them in a three-month battle."
    coding = Coding(
        "art_1", "c", (mention(0, text, "three-month", MentionKind.TIME),), (event(text, "battle", text, 0, category="ASSAULT"),)
    )  # fmt: skip
    when = date_events(article(text), coding).events[0].time
    assert when is not None
    assert when.when is not None
    assert when.when.start == datetime(2014, 8, 14)


@given(st.text(max_size=80), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read_within_its_bounds(text: str, day: date) -> None:
    start = datetime(day.year, day.month, day.day)
    found = find_times(text, TimeSpan(start, start + timedelta(days=1), Grain.DAY))
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in found)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))


WORDS = """a the two last next of in on Monday May 31 2014 30 week year ago from midnight to 4 am early 1990s day"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=9))
def test_any_time_words_are_read(words: list[str]) -> None:
    assert all(each.rule for each in find_times(" ".join(words), published("2016-02-29")))


@pytest.mark.parametrize("text", ["a 22-year-old son", "children ages 6 months and older", "a man aged 40 years", "She is six years old."])
def test_an_age_is_no_time(text: str) -> None:
    assert find_times(text) == []


def test_what_is_no_person_has_lasted() -> None:
    assert [each.value for each in find_times("the two-year-old civil war")] == ["P2Y"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a programme to run through June", "2013-06"),
        ("From May through June they fought", "2012-06"),
        ("They marched through Homs in June", "2012-06"),
        ("this fiscal year", "2013"),
    ],
)
def test_what_reaches_to_a_month_reaches_ahead(text: str, value: str) -> None:
    assert [each.value for each in find_times(text, published("2013-03-18"))][-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The village was attacked by gunmen on Monday.", "2014-11-10"),
        ("He was killed by a bomb on Nov. 2.", "2014-11-02"),
        ("The troops must leave by Monday.", "2014-11-17"),
        ("The troops must leave by noon on Saturday.", "2014-11-15T12:00"),
        ("By Monday the army had taken the town.", "2014-11-10"),
        ("The truce that was set to last was broken on Sunday.", "2014-11-09"),
        ("Talks are set for Saturday.", "2014-11-15"),
        ("They are to meet on Saturday.", "2014-11-15"),
        ("They will meet again in February.", "2015-02"),
        ("The base was taken by rebels in January.", "2014-01"),
        ("They said they would leave in October.", "2014-10"),
    ],
)
def test_only_words_that_look_ahead_lead_ahead(text: str, value: str) -> None:
    assert [each[1] for each in values(text)] == [value]


def test_the_time_alone_tells_none() -> None:
    assert find_times("when the time comes") == []
    assert [each.span.of("It was at the time closed") for each in find_times("It was at the time closed")] == ["at the time"]


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("reported last week that the two groups had met", False),
        ("said on Nov. 9 in a note that the two groups had met", False),
        ("reported that last week the two groups had met", True),
        ("said that the two sides, which fought last week, had met", True),
    ],
)
def test_when_it_was_said_is_not_when_it_happened(said: str, own: bool) -> None:
    text = f"The agency {said}."
    phrase = "Nov. 9" if "Nov. 9" in text else "last week"
    verb = said.split()[0]
    told = event(text, "met", text, 0)
    cue = Span(text.index(verb), text.index(verb) + len(verb))
    told = replace(told, attribution=Attribution((1,), told.attribution.stance, cue))
    mentions = (mention(0, text, phrase, MentionKind.TIME), mention(1, text, "The agency", MentionKind.ACTOR))
    page = article(text)
    (dated,) = date_events(page, Coding(page.id, "coder", mentions, (told,), ())).events
    assert dated.time is not None
    assert (dated.time.when is not None) == own
