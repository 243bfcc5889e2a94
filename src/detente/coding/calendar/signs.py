"""What a text must hold before a rule is tried on it: a cheap look for a few words, where the rule's own pattern tries every place.

Most sentences tell at most one time; of the rules, about five of forty-five have anything to find in one. A sign may be seen where its
rule finds nothing, never the other way round: `tests/coding/test_signs.py` draws texts from each pattern to hold it to that.
"""

from __future__ import annotations

import re

_DIGIT = re.compile(r"\d")
_CASELESS = {0x131: "i", 0x307: None}
"""A pattern that ignores case takes a dotless i, and an I with a dot, for an i; folding case alone does not."""

WORDS: dict[str, tuple[str, ...]] = {
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "spring month": ("march", "may"),
    "weekday": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "daypart": ("morning", "afternoon", "evening", "night"),
    "unit": ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur"),
    "plural unit": ("minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"),
    "quarter": ("quarter", "half"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "holiday": (
        "christmas", "boxing", "new year", "halloween", "may day", "valentine", "women", "bastille", "nowruz", "labo", "patrick",
        "armistice", "veterans", "fourth", "thanksgiving", "good friday", "palm", "easter", "ash wednesday", "pentecost",
    ),
    "feast": (
        "eid", "feast of", "ramad", "ramaz", "asho", "ashu", "arba", "islamic new", "lid", "milad", "birthday", "passover", "pesach",
        "shavuot", "purim", "rosh hashan", "yom kippur", "sukkot", "nuk", "orthodox", "diwali", "deepavali", "holi", "new year",
        "spring festival",
    ),
    "noon": ("noon", "midnight", "midday"),
    "range": ("from ", "between "),
    "o'clock": ("clock",),
    "today": ("today", "yesterday", "tomorrow", "tonight"),
    "beside yesterday": ("before yesterday", "after tomorrow"),
    "overnight": ("overnight",),
    "part of day": ("morning", "afternoon", "evening", "night", "dawn", "dusk"),
    "ago": (" ago", " back"),
    "from now": (" from now",),
    "earlier": ("earlier", "later", "before", "after"),
    "in the": ("earlier in the ", "later in the "),
    "weekend": ("the weekend",),
    "year's end": ("the end of", "the start of", "the beginning of", "year end", "year-end"),
    "century": ("century",),
    "which": (
        "last ", "past ", "previous ", "preceding ", "recent ", "next ", "coming ", "following ", "this ", "current ", "same ", "that ",
        "these ", "those ",
    ),
    "every": ("every ", "each "),
    "adverb": ("daily", "weekly", "monthly", "quarterly", "annual", "yearly", "hourly", "nightly"),
    "times": ("once", "twice", "time"),
    "whole": ("entire ", "whole ", "full ", "all "),
    "now": ("now", "current", "recently", "lately", "soon", "past", "future", "present", "time", "moment"),
}  # fmt: skip
"""Sign → the words, in lower case, of which its rules need one."""


def signs_of(text: str) -> frozenset[str]:
    """Return the signs that a text holds.

    >>> sorted(signs_of("He came on May 5"))
    ['digit', 'month', 'spring month']
    """
    low = text.casefold() if text.isascii() else text.casefold().translate(_CASELESS)
    seen = [sign for sign, words in WORDS.items() if _holds_one(low, words)]
    return frozenset([*seen, "digit"] if _DIGIT.search(text) else seen)


def _holds_one(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 -- any() over a generator takes three times as long, and this runs thirty times a sentence
        if word in text:
            return True
    return False
