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


class Signs:
    """The signs of one text, each looked for when first asked for."""

    __slots__ = ("_low", "_seen", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._low = text.casefold() if text.isascii() else text.casefold().translate(_CASELESS)
        self._seen: dict[str, bool] = {}

    def __contains__(self, sign: str) -> bool:
        seen = self._seen.get(sign)
        if seen is None:
            seen = self._seen[sign] = self._digit() if sign == "digit" else _any_in(self._low, WORDS[sign])
        return seen

    def _digit(self) -> bool:
        return _DIGIT.search(self._text) is not None

    def all_of(self, needs: tuple[str, ...]) -> bool:
        """Whether the text holds every sign that a rule needs.

        >>> Signs("He came on May 5").all_of(("month", "digit")), Signs("He came in May").all_of(("month", "digit"))
        (True, False)
        """
        return all(map(self.__contains__, needs))


def _any_in(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
