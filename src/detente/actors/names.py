"""How names are compared: folding of spelling, of Arabic transliteration, and of single slips. No lookup happens here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Letters that NFKD leaves whole, and marks that only separate.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "Æ": "ae", "þ": "th", "ð": "d",
        "’": "'", "‘": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "ə": "e",
        "‐": " ", "‑": " ", "–": " ", "—": " ", "-": " ", "/": " ", "_": " ", ",": " ", ";": " ", ":": " ",
        '"': " ", "“": " ", "”": " ", "«": " ", "»": " ", "(": " ", ")": " ", "[": " ", "]": " ", "\xa0": " ",
    }
)  # fmt: skip
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_LEADING = ("the ", "a ", "an ")
_ARTICLES = frozenset(
    {"al", "el", "an", "ash", "as", "ad", "ar", "at", "az", "ul", "ol", "e", "i", "bin", "ibn", "of", "the", "and", "wal", "wa"}
)
# Sounds that languages of origin keep apart and newsrooms do not; applied in order.
_SOUNDS = (
    ("aw", "o"), ("ou", "o"),
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("g", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("p", "b"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")
_TELLING = 4  # with three consonants half the short names of the register share a skeleton


def normalise(text: str) -> str:
    """Return the key under which a name is filed: lower case, bare letters, single spaces, no leading article, no possessive.

    >>> normalise("The Izz ad-Din al-Qassam Brigades'"), normalise("U.S.-led  Coalition"), normalise("Erdoğan's")
    ('izz ad din al qassam brigades', 'us led coalition', 'erdogan')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.translate(_LETTERS).casefold().replace(".", "")
    if "'" in text:
        text = _POSSESSIVE.sub("", text).replace("'", "")
    text = " ".join(text.split())
    for article in _LEADING:
        if text.startswith(article) and len(text) > len(article):
            return text[len(article) :]
    return text


def skeleton(key: str) -> str:
    """Return the consonants of a normalised name, so that transliterations meet; "" when too few are left to tell names apart.

    >>> skeleton("jabhat al nusra") == skeleton("jebhat an nusrah"), skeleton("muammar gaddafi") == skeleton("moammar qadhafi")
    (True, True)
    >>> skeleton("hamas")
    ''
    """
    sounds = []
    for word in key.split():
        if word in _ARTICLES:
            continue
        for written, sound in _SOUNDS:
            word = word.replace(written, sound)
        head, tail = word[:1], word[1:].translate(_VOWELS)
        sounds.append(_once(head + tail).removesuffix("h"))
    text = " ".join(sounds)
    return text if len(text.replace(" ", "")) >= _TELLING else ""


def _once(text: str) -> str:
    return "".join(letter for i, letter in enumerate(text) if i == 0 or letter != text[i - 1])


def slips(key: str) -> Iterator[str]:
    """Yield `key` and what is left of it when one letter is dropped: two names one slip apart share one of these."""
    yield key
    for i in range(len(key)):
        yield key[:i] + key[i + 1 :]
