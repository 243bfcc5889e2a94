"""Takes out of a text what no reader sees and no terminal should get: control characters, lone surrogates. Leaves the words alone.

Letters are not normalised (no NFC): offsets are code points of the text as it came.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ANY = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
"""Whatever any function here takes out or changes; most texts have none of it, and one look tells."""
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def strip_controls(text: str) -> str:
    """Return `text` without control characters (line breaks and tabs stay) and without halves of surrogate pairs."""
    return _CONTROLS.sub("", text)


def clean_text(text: str) -> str:
    r"""Return `text` with newlines as `\n` and without control characters; a tab becomes a space, a form feed a line break.

    >>> clean_text("one\r\ntwo\x00\tthree")
    'one\ntwo three'
    """
    if not _ANY.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROLS.sub("", text.removeprefix("\ufeff"))


def clean_markup_text(text: str) -> str:
    """As `clean_text`, for text out of markup: what a browser draws without width (soft hyphens, zero-width spaces) goes too.

    Joiners (U+200C, U+200D) and direction marks stay: Persian, Arabic and Hebrew need them.
    """
    return _INVISIBLE.sub("", clean_text(text)) if _ANY.search(text) else text
