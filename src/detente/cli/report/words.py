"""Events in words and colours: times, parties, marks, the sentence with its spans. Knows no sections."""

from __future__ import annotations

from datetime import datetime, timedelta

from rich.text import Text

from detente.cli.report.look import Told
from detente.records import Grain, Span, TimeSpan

STYLES = {
    "trigger": "bold reverse",
    "actor": "green",
    "recipient": "red",
    "place": "cyan",
    "time": "magenta",
    "count": "yellow",
    "speaker": "blue",
}
"""The colours of `explain`, too."""

_LENGTHS = {Grain.YEAR: 4, Grain.MONTH: 7}
_LONGEST_SENTENCE = 230


def say_time(when: TimeSpan | None) -> str:
    """Say an interval as finely as it is known, never more finely.

    >>> say_time(TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 2, 4), Grain.HOUR))
    '2014-11-02 00:00 to 04:00'
    >>> say_time(TimeSpan(datetime(2014, 11, 1), datetime(2014, 12, 1), Grain.MONTH))
    '2014-11'
    """
    if when is None or (when.start is None and when.end is None):
        return "?"
    if when.start is None or when.end is None:
        return f"since {when.start:%Y-%m-%d}" if when.start else f"before {when.end:%Y-%m-%d}"
    if when.grain in _LENGTHS and when.end <= _next(when.start, when.grain):
        return when.start.isoformat()[: _LENGTHS[when.grain]]
    if when.grain in (Grain.HOUR, Grain.MINUTE, Grain.SECOND):
        return _say_moment(when.start, when.end)
    last = when.end - timedelta(days=1)
    return f"{when.start:%Y-%m-%d}" if last <= when.start else f"{when.start:%Y-%m-%d} to {last:%Y-%m-%d}"


def _next(start: datetime, grain: Grain) -> datetime:
    """Return the end of the year or month that begins with `start`."""
    if grain is Grain.YEAR or start.month == 12:
        return datetime(start.year + 1, 1, 1)
    return datetime(start.year, start.month + 1, 1)


def _say_moment(start: datetime, end: datetime) -> str:
    if end - start <= timedelta(minutes=1):
        return f"{start:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {end:%H:%M}" if start.date() == end.date() else f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def say_event(told: Told) -> Text:
    """Say who did what to whom, where and how real it is, in one line."""
    row = told.row
    line = Text(f"{_say_when(told)}  ")
    line.append(row.category + (f" ({row.mode})" if row.mode else ""), "bold")
    line.append("  ")
    line.append(", ".join(row.actors) or "someone", STYLES["actor"])
    if row.recipients:
        line.append(" → ").append(", ".join(row.recipients), STYLES["recipient"])
    if row.places:
        line.append(" in ").append(", ".join(row.places), STYLES["place"])
    if row.counts:
        line.append(f" ({', '.join(row.counts)})", STYLES["count"])
    for mark in marks(told):
        line.append(f" {mark}", "bold red")
    return line.append(f"  {row.score:.2f}", "dim")


def _say_when(told: Told) -> str:
    """The interval if it can be told, else the page's words for it, else a question mark."""
    when = told.event.time
    mention = told.mentions.get(when.mention) if when and when.mention is not None else None
    if when is None or when.when is not None or mention is None:
        return say_time(when.when if when else None)
    return f"“{' '.join(mention.span.of(told.article.text).split())}”"


def marks(told: Told) -> list[str]:
    """Return the warnings that go with an event that is not told as done: PLANNED, DENIED …"""
    found = [told.row.modality.upper()] if told.row.modality != "occurred" else []
    return found + {"denies": ["DENIED"], "expects": ["EXPECTED"]}.get(told.row.stance, [])


def say_chain(told: Told) -> Text:
    """Say according to whom, outermost first."""
    return Text("according to ", "dim").append(" ← ".join(told.chain), STYLES["speaker"])


def say_sentence(told: Told) -> Text:
    """Return the sentence that made the event, its spans in colour and its trigger in «guillemets», cut around the trigger if long."""
    text, window = told.article.text, _window(told)
    line = Text(text[window.start : window.end])
    for role, span in _spans(told):
        if window.covers(span):
            line.stylize(STYLES[role], span.start - window.start, span.end - window.start)
    trigger = told.event.trigger
    if window.covers(trigger):
        before, inside, after = line.divide([trigger.start - window.start, trigger.end - window.start])
        inside.stylize(STYLES["trigger"])
        line = Text.assemble(before, "«", inside, "»", after)
    flat = Text(" ").join(line.split("\n"))
    whole = _stripped(told)
    cut = ("…" if window.start > whole.start else "", "…" if window.end < whole.end else "")
    return Text.assemble("“", cut[0], flat, cut[1], "”")


def _window(told: Told) -> Span:
    """The sentence, or the stretch of it around the trigger, cut between words."""
    sentence, trigger = _stripped(told), told.event.trigger
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    start = max(sentence.start, trigger.start - _LONGEST_SENTENCE // 2)
    end = min(sentence.end, start + _LONGEST_SENTENCE)
    text = told.article.text
    start = start if start == sentence.start else text.find(" ", start, trigger.start) + 1 or start
    end = end if end == sentence.end else max(text.rfind(" ", trigger.end, end), trigger.end)
    return Span(start, end)


def _stripped(told: Told) -> Span:
    """The sentence without white space at its ends."""
    span = told.event.sentence
    words = span.of(told.article.text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())) if words.strip() else span


def _spans(told: Told) -> list[tuple[str, Span]]:
    event = told.event
    roles = {
        "actor": event.actors,
        "recipient": event.recipients,
        "place": tuple(place.mention for place in event.places),
        "time": (event.time.mention,) if event.time and event.time.mention is not None else (),
        "count": tuple(count.mention for count in event.counts),
        "speaker": event.attribution.chain,
    }
    return [(role, told.mentions[mention].span) for role, ids in roles.items() for mention in ids if mention in told.mentions]
