"""Number phrases of news → low, best, high. "at least 12" is 12 and more; "dozens" says no best figure."""

from __future__ import annotations

import re

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}
_VAGUE = {
    "dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2000, None), "millions": (2_000_000, None),
    "several": (3, None), "some": (2, None), "many": (3, None), "a few": (2, 5), "few": (2, 5), "a couple": (2, 2), "a handful": (3, 6),
    "no": (0, 0), "none": (0, 0), "a": (1, 1), "an": (1, 1), "both": (2, 2), "another": (1, 1), "a number": (2, None), "tens": (20, None),
}  # fmt: skip
_AT_LEAST = re.compile(r"\b(at least|more than|over|no fewer than|no less than|upwards of|a minimum of|minimum|in excess of|above)\b|\+")
_AT_MOST = re.compile(r"\b(up to|at most|as many as|no more than|fewer than|less than|under|nearly|almost|close to)\b")
_RANGE = re.compile(r"(\d[\d,.]*)\s*(?:to|and|or|[-–—])\s*(\d[\d,.]*)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TENS_OF = re.compile(r"\b(tens|hundreds|scores) of (thousands|millions)\b")

Bounds = tuple[int | None, int | None, int | None]


def bounds(phrase: str) -> Bounds:
    """Return (low, best, high) of a number phrase; None where the words leave it open.

    >>> bounds("at least 12"), bounds("dozens"), bounds("20 to 30"), bounds("up to 3,000"), bounds("twenty-four")
    ((12, 12, None), (24, None, None), (20, None, 30), (None, 3000, 3000), (24, 24, 24))
    """
    words = phrase.lower().strip()
    if several := _TENS_OF.search(words):
        return {"tens": 20, "scores": 40, "hundreds": 200}[several[1]] * _SCALES[several[2].rstrip("s")], None, None
    if pair := _RANGE.search(words):
        low, high = sorted((_digits(pair[1]), _digits(pair[2])))
        return low, low if low == high else None, high
    number = _number(words)
    if number is None:
        return _vague(words)
    if _AT_LEAST.search(words):
        return number, number, None
    if _AT_MOST.search(words):
        return None, number, number
    return number, number, number


def _digits(text: str) -> int:
    return int(float(text.replace(",", "").rstrip(".") or 0))


def _number(words: str) -> int | None:
    """Return the number that digits or words spell, or None."""
    if found := _DIGITS.search(words):
        scale = next((size for name, size in _SCALES.items() if re.search(rf"\d\s*{name}s?\b", words)), 1)
        return int(float(found[0].replace(",", "")) * scale)
    total, part, heard = 0, 0, False
    for word in re.findall(r"[a-z]+", words):
        if word in _UNITS or word in _TENS:
            part, heard = part + _UNITS.get(word, _TENS.get(word, 0)), True
        elif word in _SCALES and (heard or re.search(rf"\ban? {word}\b", words)):
            part, heard = max(part, 1) * _SCALES[word], True
            if word in ("thousand", "million"):
                total, part = total + part, 0
    return total + part if heard else None


def _vague(words: str) -> Bounds:
    for phrase, (low, high) in sorted(_VAGUE.items(), key=lambda item: -len(item[0])):
        if re.search(rf"\b{phrase}\b", words):
            return low, low if low == high else None, high
    return None, None, None
