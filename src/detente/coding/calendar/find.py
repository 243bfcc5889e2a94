"""Find the time phrases of a text: every rule everywhere, overlaps go to the longer reading, then to the earlier rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.coding.calendar.rules import RULES
from detente.coding.calendar.signs import signs_of
from detente.coding.calendar.values import Clock, Reading
from detente.records import Span

_HINT = re.compile(
    r"\d|day\b|days\b|week|month|year|decade|centur|hour|minute|second|night|noon|morning|evening|dawn|dusk|morrow|now|ago|season|quarter"
    r"|summer|winter|spring|autumn|fall|weekend|annual|dail|recent|soon|current|former|previous|future|past|present|time|moment|late"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Eve|Christ|Easter|Hallow|Nowruz|Thanks|Pentecost|half"
    r"|Eid|Feast of|Ramad|Ramaz|Asho|Ashu|Arba|Islamic|lid|Milad|irthday|Passover|Pesach|Shavuot|Purim|Rosh|Kippur|Sukkot|nuk|Orthodox"
    r"|Diwali|Deepavali|Holi|New Y|Spring F"
)
"""A text without any of these has no time phrase: most sentences are done here."""
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|would|to be held|scheduled|plans? to|planned for|upcoming|due (?:to|on|in)|set (?:to|for)|expected|until"
    r"|(?:is|are) to)\b(?!.*\b(?:was|were|had|did)\b)"
)
"""Words that look ahead, unless a verb of the past follows: "the truce due to start on Friday was broken on Sunday"."""
_BY = re.compile(
    r"\bby\s+(?:(?:the|end|start|beginning|middle|of|on|early|mid|late|next|this|noon|midnight|dawn|dusk|sunset|nightfall|morning|evening"
    r"|\d{1,2}(?::\d\d)?|[ap]\.?m\.?)[ -]+)*$",
    re.IGNORECASE,
)
"""A term ("by Friday", "by the end of May"): the word must stand right before the time. "Killed by gunmen on Monday" is over."""
_BY_THEN = re.compile(r"\bhad\b")
"""What had come about by then is over as well: "by Friday the army had taken the town"."""
_UP_TO = re.compile(r"\b(?:through|till)\s+(?:(?:the end of|early|mid|late)[ -])?$")
_FROM = re.compile(r"\bfrom\b")
_LOOK = 60


def find(text: str, today: date | None = None, anchor: date | None = None) -> list[Reading]:
    """Return the time phrases of a text in order, each on its characters.

    `today` is the day of publication, `anchor` a day told before this text. Words that count from "then" count from the day told last.

    >>> [(each.span.of("He met them on Nov. 2."), each.value) for each in find("He met them on Nov. 2.", date(2014, 11, 14))]
    [('Nov. 2', '2014-11-02')]
    """
    if not _HINT.search(text):
        return []
    out: list[Reading] = []
    for span, make in _spans(text):
        found = make(Clock(today, anchor, looks_ahead(text, span)))
        if found is None:
            continue
        out.append(found)
        if found.kind == "DATE" and found.when and found.when.start and found.when.grain in {"DAY", "WEEK", "MONTH"}:
            anchor = found.when.start.date()
    return out


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the words before a phrase, in its sentence, speak of what is to come.

    >>> text = "It is to run through June"
    >>> looks_ahead(text, Span(21, 25)), looks_ahead("From May through June", Span(17, 21))
    (True, False)
    >>> looks_ahead("They must go by Friday", Span(16, 22)), looks_ahead("He was shot by a guard on Friday", Span(26, 32))
    (True, False)
    """
    before = re.split(r"[.!?]\s", text[max(0, span.start - _LOOK) : span.start])[-1]
    if _BY.search(before):
        after = re.split(r"[.!?;]", text[span.end : span.end + _LOOK])[0]
        return not _BY_THEN.search(before + after)
    return bool(_AHEAD.search(before)) or (bool(_UP_TO.search(before)) and not _FROM.search(before.casefold()))


def _spans(text: str) -> list[tuple[Span, Callable[[Clock], Reading | None]]]:
    """Stretches that a rule takes for a time, without overlaps, in order."""
    found: list[tuple[int, int, int, re.Match[str]]] = []
    probe = Clock(date(2000, 6, 15))
    signs = signs_of(text)
    for number, rule in enumerate(RULES):
        if not rule.needs <= signs:
            continue
        for match in rule.pattern.finditer(text):
            if rule.make(match, probe) is not None:
                found.append((match.start() - match.end(), number, match.start(), match))
    taken: list[tuple[int, int]] = []
    out = []
    for _, number, start, match in sorted(found, key=lambda each: each[:3]):
        if all(match.end() <= a or b <= start for a, b in taken):
            taken.append((start, match.end()))
            out.append((Span(start, match.end()), _reader(number, match)))
    return sorted(out, key=lambda each: each[0])


def _reader(number: int, match: re.Match[str]) -> Callable[[Clock], Reading | None]:
    rule = RULES[number]

    def read(clock: Clock) -> Reading | None:
        reading = rule.make(match, clock)
        return reading.at(Span(match.start(), match.end()), rule.name) if reading else None

    return read
