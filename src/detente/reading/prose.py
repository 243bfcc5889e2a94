"""What a line of text looks like, in numbers, without any markup: shape, punctuation, small words, words that only furniture uses.

Lines are given as plain strings, so the same numbers can be had from an HTML page and from a text dump of one. `looks.py` weighs them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.reading.captions import credit_span, is_byline, tells_caption
from detente.reading.datelines import dateline_end

Matrix = NDArray[np.float32]

_SMALL_WORD_LISTS = """the of to in and a that for is on was with he as it by at from his an be has are have were this but they who not
    had said will
    der die das und in den von zu mit ist im für auf des sich dem nicht ein eine auch als es an werden aus er hat dass sie nach wird bei
    le la les de des et en un une du dans est que qui pour sur au par plus ne pas ce il sont avec se aux a été
    el los las que y del por con una su para es al lo como más o pero sus fue ha este
    il che di è per non una del con sono si della da le nel ai dei alla più come ha
    de het een van en in is dat op te zijn met voor niet aan er om ook als dan door
    o a os as e do da em um uma no na não mais com dos para foi que se por ao
    i w na z do że się nie to jest o jak po od za przez co ale
    ve bir bu da de için ile olarak çok daha olan gibi
    и в на не с что по к из у за от как а о для это но был его
    في من على أن إلى عن التي هذا مع ما كان بعد لا الذي هذه قال بين
    של את על לא כי הוא זה עם היא גם אל מה יש אבל"""
_SMALL_WORDS = frozenset(_SMALL_WORD_LISTS.split())
_CUES: tuple[str, ...] = (
    r"share|tweet|like us|follow us|facebook|twitter|instagram|whatsapp|pinterest|linkedin|telegram|teilen|partager|compartir|подел|شارك",
    r"sign (?:in|up)|log ?(?:in|out)|subscri\w+|register|newsletter|my account|abo(?:nnieren|nnement)?|anmelden|inscri|e-?mail",
    r"read (?:more|next|also|full)|see also|related|recommended|more (?:from|on|stories|news)|trending|most (?:read|popular)|you may|"
    r"mehr (?:zum|lesen)|weiter|lesen sie|lire (?:aussi|la suite)|leer más|по теме|اقرأ|previous|next",
    r"comments?|reply|leave a|post a|kommentar|antworten|commentaire|comentario|коммент|تعليق|permalink|report abuse",
    r"©|copyright|all rights reserved|privacy|terms (?:of|and)|cookies?|impressum|datenschutz|disclaimer|contact us|about us|advertis|"
    r"anzeige|publicité",
    r"home ?page|search|menu|skip to|click here|download|print|font size|back to top|toggle|close|loading|javascript|browser|rss|app store",
    r"tags?:|categor|filed under|posted (?:in|by|on)|published|updated|last modified|topics?:|views?\b|min read|schlagw|veröffentlicht",
    r"[$€£]\s?\d|price|buy now|shop|deal|offer|free trial|gift|order now",
)
"""Words that furniture uses, by theme: sharing, accounts, more to read, comments, law, the site itself, tags, selling."""
_CUE_FORMS = tuple(re.compile(rf"(?<!\w)(?:{cue})", re.IGNORECASE) for cue in _CUES)
_CUE_HINTS = tuple(
    tuple(hints.split())
    for hints in (
        "share tweet like follow facebook twitter instagram whatsapp pinterest linkedin telegram teilen partager compartir подел شارك",
        "sign log subscri register newsletter account abo anmelden inscri mail",
        "read see relat recommend more trending most you mehr weiter lesen lire leer теме اقرأ previous next",
        "comment reply leave post kommentar antworten comentario коммент تعليق permalink report",
        "© copyright rights privacy terms cookie impressum datenschutz disclaimer contact about advertis anzeige publicité",
        "home search menu skip click download print font back toggle close loading javascript browser rss app",
        "tag categor filed posted published updated modified topic view read schlagw veröffentlicht",
        "$ € £ price buy shop deal offer free gift order",
    )
)
"""For each theme letters of which a line must have some: a plain search for them takes a tenth of the time of the pattern's."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_SENTENCE_GAP = re.compile(r"[.!?؟۔][\"'”’»)]* +[\"'“‘«(]?[A-ZÀ-ÞА-Я\u0590-\u06ff]|[。！？]")
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|"
    r"\d{1,2}\.? (?:jan|feb|mär|mar|apr|may|mai|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-z]*)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr|h|gmt|utc|[A-Z]{2,4})?\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”„«»]")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_BARS = re.compile(r"[|›»•→←▼▲★☆✓·]")
_LONGEST = 4000
LOCAL = 38
"""How many numbers `of_line` gives."""


def words_of(text: str) -> list[str]:
    """The words of a line; two characters count as a word where a script has no spaces."""
    words = _WORD.findall(text)
    wide = len(_WIDE.findall(text))
    return words + ["字"] * (wide // 2) if wide else words


@lru_cache(maxsize=4096)
def of_line(text: str) -> tuple[float, ...]:
    """Return `LOCAL` numbers, each roughly in [-1, 3], that describe one line by itself."""
    text = text[:_LONGEST]
    words = words_of(text)
    count = len(words)
    letters = max(1, len(text))
    small = sum(word.lower() in _SMALL_WORDS for word in words) / max(1, count)
    capital = sum(word[:1].isupper() for word in words) / max(1, count)
    loud = sum(word.isupper() and len(word) > 1 for word in words) / max(1, count)
    return (
        math.log1p(letters) / 3,
        math.log1p(count) / 2,
        small * 2,
        float(small == 0),
        capital,
        loud,
        sum(map(str.isdigit, text)) / letters * 4,
        float(bool(_SENTENCE_END.search(text))),
        float(text.endswith((":", "：", ";"))),
        float(text.endswith(("...", "…"))),
        float("?" in text),
        min(3.0, text.count(",") / 2),
        min(3.0, len(_SENTENCE_GAP.findall(text)) / 2),
        float(text[:1].islower()),
        float(text[:1].isdigit()),
        float(not text[:1].isalnum() and text[:1] not in "\"'“‘«(["),
        float(bool(_QUOTE.search(text))),
        float(bool(_ADDRESS.search(text))),
        min(2.0, len(_BARS.findall(text)) / 2),
        float(bool(_DATE.search(text))),
        float(bool(_CLOCK.search(text))),
        float(tells_caption(text)),
        float(credit_span(text) is not None),
        float(is_byline(text)),
        float(dateline_end(text) > 0),
        sum(map(len, words)) / max(1, count) / 5,
        float(count <= 2),
        float(3 <= count <= 6),
        float(7 <= count <= 14),
        float(count > 40),
        *_cues(text, 1.0 if count < 25 else 0.3),
    )


def _cues(text: str, weight: float) -> list[float]:
    """`weight` for each theme of furniture that the line has words of, else 0."""
    low = text.lower()
    out = []
    for form, hints in zip(_CUE_FORMS, _CUE_HINTS, strict=True):
        told = False
        for hint in hints:
            if hint in low:
                told = form.search(text) is not None
                break
        out.append(weight if told else 0.0)
    return out


def of_page(lines: Sequence[str], prose: Matrix) -> Matrix:
    """Return for each line the numbers that only its place on the page gives; `prose` (n,) is how much each line looks like running text.

    Shape (n, 26): neighbours' prose, three to each side; their lengths; mean prose, weighted by length, of windows of 2, 5 and 12 to each
    side; prose before and after; distance to the nearest running text before and after; place on the page; repetition; words shared with
    the running text.
    """
    n = len(lines)
    size = np.array([min(len(line), 1500) for line in lines], dtype=np.float32)
    weight = prose * size
    total = float(weight.sum()) or 1.0
    before = (np.cumsum(weight) - weight) / total
    strong = prose > 0.6
    lengths: Matrix = (np.log1p(size) / 3).astype(np.float32)
    place = np.arange(n, dtype=np.float32)
    columns: list[Matrix] = [_shifted(prose, step) for step in (-3, -2, -1, 1, 2, 3)]
    columns += [_shifted(lengths, step) for step in (-2, -1, 1, 2)]
    for width in (2, 5, 12):
        columns += [_window(weight, size, -width), _window(weight, size, width)]
    columns += [before, (1 - before - weight / total), _gap(strong), _gap(strong[::-1])[::-1]]
    places = (place / max(1, n), np.minimum(place, 40) / 20, np.minimum(place[::-1], 40) / 20, np.full(n, math.log1p(n) / 5))
    columns += [each.astype(np.float32) for each in places]
    columns += _repetition(lines, strong)
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _shifted(values: Matrix, step: int) -> Matrix:
    out = np.zeros_like(values)
    if step > 0:
        out[:-step] = values[step:]
    else:
        out[-step:] = values[:step]
    return out


def _window(weight: Matrix, size: Matrix, width: int) -> Matrix:
    """Mean prose of the `width` lines behind (negative) or ahead of each line, weighted by length."""
    n = len(weight)
    sums, sizes = np.concatenate([[0], np.cumsum(weight)]), np.concatenate([[0], np.cumsum(size)])
    here = np.arange(n)
    low = np.maximum(here + width, 0) if width < 0 else here + 1
    high = here if width < 0 else np.minimum(here + 1 + width, n)
    low, high = np.minimum(low, n), np.maximum(high, np.minimum(low, n))
    out: Matrix = ((sums[high] - sums[low]) / np.maximum(sizes[high] - sizes[low], 1)).astype(np.float32)
    return out


def _gap(strong: NDArray[np.bool_]) -> Matrix:
    """Logarithm of the number of lines since the last running text; 1.5 where there was none."""
    out = np.full(len(strong), 1.5, dtype=np.float32)
    last = -1
    for i, is_strong in enumerate(strong):
        if last >= 0:
            out[i] = min(1.5, math.log1p(i - last - 1) / 3)
        if is_strong:
            last = i
    return out


def _repetition(lines: Sequence[str], strong: NDArray[np.bool_]) -> list[Matrix]:
    """Whether a line stands more than once, whether an earlier line holds it, and how many of its longer words the running text uses."""
    seen = Counter(line.casefold() for line in lines)
    twice = np.array([float(seen[line.casefold()] > 1) for line in lines], dtype=np.float32)
    bags = [{word.casefold() for word in _WORD.findall(line[:_LONGEST]) if len(word) > 3} for line in lines]
    used: Counter[str] = Counter()
    for bag, is_strong in zip(bags, strong, strict=True):
        if is_strong:
            used.update(bag)
    shared = np.zeros(len(lines), dtype=np.float32)
    for i, bag in enumerate(bags):
        if bag:
            own = 1 if strong[i] else 0
            shared[i] = sum(used[word] > own for word in bag) / len(bag)
    return [twice, shared]
