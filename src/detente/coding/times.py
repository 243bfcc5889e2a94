"""When: time phrases → stretches of time for the events of an article, with the reason.

`find_times` finds the phrases of a text, `value_of` reads one, `date_events` dates the events of a coding. An article whose publication is
only known to lie in an interval is read from both ends of it; what both agree on holds. An event without a time of its own stays undated
unless its sentence ties it to one that has ("a ceasefire on Nov. 2 during a meeting").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.coding.calendar import Clock, Reading, find
from detente.coding.calendar.relative import span_of_hours
from detente.coding.calendar.values import add_months, midnight
from detente.records import Article, Coding, Event, EventTime, Grain, Modality, Span, TimeSpan

__all__ = ["Clock", "Reading", "date_events", "find_times", "value_of"]

_FINE = frozenset({Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND})
_LASTING = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Categories of what goes on: "a three-month battle" reaches back from publication; a "three-day truce" just agreed does not."""
_TIED = re.compile(r"\b(?:during|while|when|as|at|amid)\b")
_LONGEST_BACK = re.compile(r"P(\d+(?:\.\d+)?)([DWMY])$")
_SAID, _THAT = re.compile(r"(?!.*\bthat\b)[^.;:,]{0,30}", re.DOTALL), re.compile(r"[^.;:,]{0,30}\bthat\b")
"""Between a verb of saying and the time at which it was said, and after that time: a few words without a pause."""
_WIDEST_PUBLICATION = timedelta(days=62)
"""A publication known no better than two months dates no weekday and no "last week"; beyond, reading from both ends is idle."""


def find_times(text: str, published: TimeSpan | None = None, anchor: date | None = None) -> list[Reading]:
    """Return the time phrases of a text in order, each with TIMEX3 type and value, stretch of time, rule and reason."""
    days = reference_days(published)
    first = find(text, days[0] if days else None, anchor)
    if len(days) < 2:
        return first
    return [_agree(one, other) for one, other in zip(first, find(text, days[-1], anchor), strict=True)]


def value_of(phrase: str, published: TimeSpan | None = None, *, anchor: date | None = None, future: bool = False) -> EventTime:
    """Read one phrase: its stretch of time, or None with the reason. `future`: the sentence looks ahead.

    >>> published = TimeSpan(midnight(date(2014, 11, 14)), midnight(date(2014, 11, 15)), Grain.DAY)
    >>> value_of("Nov. 2", published).when.start.isoformat()
    '2014-11-02T00:00:00'
    """
    text = f"will be {phrase}" if future else phrase
    readings = find_times(text, published, anchor)
    if not readings:
        return EventTime(None, None, "no time words that the grammar knows")
    best = max(readings, key=lambda each: (each.when is not None, len(each.span)))
    return EventTime(None, best.when, _detail(best))


def reference_days(published: TimeSpan | None) -> tuple[date, ...]:
    """The days from which the article's words are read: the day of publication, or both ends of the interval it lies in."""
    if published is None or published.start is None:
        return ()
    start = published.start.date()
    if published.end is None or published.end - published.start > _WIDEST_PUBLICATION:
        return ()
    last = (published.end - timedelta(seconds=1)).date()
    return (start,) if last <= start else (start, last)


def _agree(one: Reading, other: Reading) -> Reading:
    """What readings from both ends of the publication interval have in common; the stretch that holds both where they differ."""
    if one.when == other.when or one.when is None or other.when is None:
        return one if one.when == other.when else replace(one, when=None)
    starts, ends = (one.when.start, other.when.start), (one.when.end, other.when.end)
    start, end = (
        (min(each for each in starts if each) if all(starts) else None),
        (max(each for each in ends if each) if all(ends) else None),
    )
    return replace(one, when=TimeSpan(start, end, Grain.MONTH), detail="from when to when publication is known to lie")


@dataclass(slots=True)
class _Dater:
    """The readings of each sentence with an event, and the day told last before it."""

    article: Article
    coding: Coding
    published: TimeSpan | None
    readings: dict[Span, list[Reading]]

    def reading_of(self, event: Event) -> Reading | None:
        """The reading on the event's time mention, else of its words alone."""
        if event.time is None or event.time.mention is None:
            return None
        span = self.coding.mentions[event.time.mention].span
        in_sentence = [each for each in self.readings.get(event.sentence, []) if each.span.overlaps(span)]
        if in_sentence:
            return max(in_sentence, key=lambda each: (each.when is not None, each.hours is not None, len(each.span)))
        phrase = span.of(self.article.text)
        alone = find_times(phrase, self.published)
        return max(alone, key=lambda each: (each.when is not None, len(each.span)), default=None)


def date_events(article: Article, coding: Coding) -> Coding:
    """Return the coding with `EventTime.when` and `detail` told for each event whose time the text tells."""
    published = article.published.when if article.published else None
    dater = _Dater(article, coding, published, _read_sentences(article, coding, published))
    # 1. Each event by its own words.
    events = [_by_own_words(dater, event) for event in coding.events]
    # 2. Clock hours without a day: the one day that the article tells of the same parties.
    events = [_on_the_day(dater, event, events) for event in events]
    # 3. Events without a time, tied in their sentence to one that has a day.
    events = [_tied(article, event, events) for event in events]
    return replace(coding, events=tuple(events))


def _read_sentences(article: Article, coding: Coding, published: TimeSpan | None) -> dict[Span, list[Reading]]:
    """Read the sentences with events in text order; "a day earlier" counts from the day told last before."""
    out: dict[Span, list[Reading]] = {}
    anchor: date | None = None
    for sentence in sorted({event.sentence for event in coding.events}):
        found = [replace(each, span=_moved(each.span, sentence.start)) for each in find_times(sentence.of(article.text), published, anchor)]
        out[sentence] = found
        days = [each for each in found if each.when and each.when.start and each.when.grain in _FINE]
        if days and days[-1].when and days[-1].when.start:
            anchor = days[-1].when.start.date()
    return out


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _by_own_words(dater: _Dater, event: Event) -> Event:
    if event.time is None:
        return event
    if _is_of_the_saying(dater, event):
        return replace(event, time=replace(event.time, when=None, detail="the time at which somebody said so"))
    reading = dater.reading_of(event)
    if reading is None:
        return replace(event, time=replace(event.time, when=None, detail="no time words that the grammar knows"))
    when, detail = reading.when, _detail(reading)
    others = dater.readings.get(event.sentence, [])
    hours = next((each for each in [reading, *others] if each.hours and each.when is None), None)
    # A day here and hours beside it: both.
    if hours and when and when.start and when.grain is Grain.DAY and hours.hours and hours is not reading:
        return replace(
            event, time=replace(event.time, when=span_of_hours(when.start.date(), hours.hours), detail=f"{detail}; {hours.detail}")
        )
    if when is None and hours and (day := _only_day(others)):
        assert hours.hours
        return replace(
            event, time=replace(event.time, when=span_of_hours(day, hours.hours), detail=f"{hours.detail} of the day in the sentence")
        )
    if when is None and not hours:
        when, detail = _reaching_back(dater, event, reading, detail)
    return replace(event, time=replace(event.time, when=when, detail=detail))


def _is_of_the_saying(dater: _Dater, event: Event) -> bool:
    """Whether the event's time stands between the words that somebody speaks with and "that": "reported last week that they had met"."""
    cue, number = event.attribution.cue, event.time.mention if event.time else None
    if cue is None or number is None:
        return False
    span, text = dater.coding.mentions[number].span, dater.article.text
    if not cue.end <= span.start < span.end <= event.trigger.start:
        return False
    return bool(_SAID.fullmatch(text[cue.end : span.start]) and _THAT.match(text[span.end : event.trigger.start]))


def _reaching_back(dater: _Dater, event: Event, reading: Reading, detail: str) -> tuple[TimeSpan | None, str]:
    """ "The three-month battle": what lasts so long by now began so long ago."""
    length, days = _LONGEST_BACK.fullmatch(reading.value), reference_days(dater.published)
    if not length or not days or reading.rule != "hyphened" or event.category not in _LASTING or event.modality is not Modality.OCCURRED:
        return None, detail
    count, unit = float(length[1]), length[2]
    first = (
        add_months(days[0], -round(count * (12 if unit == "Y" else 1)))
        if unit in "MY"
        else days[0] - timedelta(days=count * (7 if unit == "W" else 1))
    )
    grain = {"Y": Grain.YEAR, "M": Grain.MONTH, "W": Grain.WEEK, "D": Grain.DAY}[unit]
    return TimeSpan(
        midnight(first), midnight(days[-1] + timedelta(days=1)), grain
    ), "a length of what goes on, counted back from publication"


def _only_day(readings: Sequence[Reading]) -> date | None:
    days = {each.when.start.date() for each in readings if each.when and each.when.start and each.when.grain is Grain.DAY}
    return days.pop() if len(days) == 1 else None


def _on_the_day(dater: _Dater, event: Event, events: Sequence[Event]) -> Event:
    """Join clock hours with the day of the other events of the same parties, if the article tells just one."""
    if event.time is None or event.time.when is not None:
        return event
    hours = next((each for each in dater.readings.get(event.sentence, []) if each.hours and each.when is None), None)
    if hours is None or hours.hours is None:
        return event
    parties = _parties(dater, event)
    days = {
        other.time.when.start.date()
        for other in events
        if other.time
        and other.time.when
        and other.time.when.start
        and other.time.when.grain is Grain.DAY
        and parties & _parties(dater, other)
    }
    if len(days) != 1:
        return replace(event, time=replace(event.time, detail=f"{hours.detail}; the text tells no one day"))
    return replace(
        event,
        time=replace(
            event.time, when=span_of_hours(days.pop(), hours.hours), detail=f"{hours.detail}, on the one day told of the same parties"
        ),
    )


def _parties(dater: _Dater, event: Event) -> set[str]:
    """Who acts in an event, by register id or by words, through what the mentions refer to."""
    known = {each.mention: each.target_id for each in dater.coding.resolutions if each.target_id}
    out: set[str] = set()
    todo, seen = [*event.actors, *event.recipients], set[int]()
    while todo:
        number = todo.pop()
        if number in seen or number >= len(dater.coding.mentions):
            continue
        seen.add(number)
        mention = dater.coding.mentions[number]
        todo += mention.refers_to
        if not mention.refers_to:
            out.add(known.get(number) or _plain(mention.span.of(dater.article.text)))
    return out


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9 ]", " ", words.lower()).removeprefix("the ").strip()


def _tied(article: Article, event: Event, events: Sequence[Event]) -> Event:
    """An event without a time that its sentence ties to a dated one by "during", "while", "when"."""
    if event.time is not None:
        return event
    for other in events:
        if other.sentence != event.sentence or not other.time or other.time.mention is None or other.time.when is None:
            continue
        start, end = sorted((event.trigger, other.trigger))
        if _TIED.search(article.text[start.end : end.start]):
            return replace(
                event, time=EventTime(None, other.time.when, f"at the time of “{other.trigger.of(article.text)}” in its sentence")
            )
    return event


def _detail(reading: Reading) -> str:
    return f"{reading.rule}: {reading.detail}" if reading.detail else reading.rule
