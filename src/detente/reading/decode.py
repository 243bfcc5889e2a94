"""Bytes → characters, as the web has them: declared wrongly, half declared, not at all. Never fails; the last resort replaces bytes.

The order was chosen after the WHATWG encoding standard (labels mean what browsers make of them: `iso-8859-1` is windows-1252) with one
change that pages in the wild ask for: bytes that are valid UTF-8 and not plain ASCII are UTF-8, whatever the page says, since valid
multi-byte UTF-8 hardly ever arises by chance.
"""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
"""Browsers look for a declaration in the first 1,024 bytes; long comments before it are common enough to look further."""
_GUESS = 65_536
_BROKEN_TAIL = 4
"""A page cut off in transit ends in half a character: at most three bytes."""
_LABELS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "visual": "cp1255",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf8mb4": "utf-8",
}
"""What a label in the page means to browsers. A page whose own ASCII declaration says utf-16 can't be in it."""
_LEAD = "[\u00c2-\u00c5\u00d0\u00d1\u00d7-\u00d9\u00e2]"
_TRAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_MOJIBAKE = re.compile(_LEAD + _TRAIL)
_MOJIBAKE_SHARE = 1 / 400
"""Text that went through the wrong decoder once shows a pair like `Ã©` in at least every few hundred characters; right text does not."""


def decode(body: bytes, media_type: str | None = None) -> str:
    r"""Return the text of `body`.

    1. A byte order mark. 2. Zero bytes in every second place: UTF-16 without a mark. 3. Valid UTF-8. 4. The carrier's charset
    (`media_type`), then the page's own, as browsers understand the label. 5. A guess from the bytes. 6. windows-1252 with replacements.
    Text that was decoded wrongly before it was sent (`Ã©` for `é`) is set right at the end.

    >>> decode("Müller".encode("cp1252"), "text/html; charset=iso-8859-1")
    'Müller'
    >>> decode("Müller".encode(), "text/html; charset=iso-8859-1")
    'Müller'
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if wide := wide_encoding(body):
        return body.decode(wide, "replace")
    if (text := _as_utf8(body)) is not None:
        return unscramble(text)
    for label in _declared(body, media_type):
        if (text := _try(body, label)) is not None:
            return text
    if (guess := _guess(body)) and (text := _try(body, guess)) is not None:
        return text
    return body.decode("cp1252", "replace")


def unscramble(text: str) -> str:
    """Set right UTF-8 that was once decoded as windows-1252, where most of the text shows it; else return it unchanged.

    >>> unscramble("L’été".encode().decode("cp1252") * 3) == "L’été" * 3
    True
    >>> unscramble("São Tomé")
    'São Tomé'
    """
    found = len(_MOJIBAKE.findall(text[:_GUESS]))
    if found < 3 or found < len(text[:_GUESS]) * _MOJIBAKE_SHARE:
        return text
    out = []
    for piece in re.split(r"([\x00-\x7f]+)", text):
        out.append(piece if piece.isascii() else _mended(piece))
    return "".join(out)


def _mended(piece: str) -> str:
    try:
        raw = b"".join(bytes((ord(char),)) if 0x80 <= ord(char) <= 0x9F else char.encode("cp1252") for char in piece)
        return raw.decode("utf-8")
    except UnicodeError:
        return piece


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - _BROKEN_TAIL and error.start > 0:
            return body[: error.start].decode("utf-8")
    # A few stray bytes in a large page that says it is UTF-8 (a user's comment pasted in) don't make it another encoding.
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return text if whole > 20 * broken else None


def wide_encoding(body: bytes) -> str | None:
    """The byte order of UTF-16 that lacks its mark, or None: zero bytes, but hardly any in every second place.

    Even Cyrillic or Arabic pages have spaces, digits and tags enough for one zero in sixteen bytes.
    """
    head = body[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(even, odd) < max(2, len(head) // 16):
        return None
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _declared(body: bytes, media_type: str | None) -> list[str]:
    labels = [found.decode("ascii") for found in _DECLARED.findall((media_type or "").encode("ascii", "ignore"))]
    labels += [found.decode("ascii") for found in _DECLARED.findall(body[:_HEAD])]
    return [_LABELS.get(label.lower(), label) for label in labels]


def _try(body: bytes, label: str) -> str | None:
    """Decode by a label unless it is unknown, is no text encoding, or breaks on more than stray bytes."""
    try:
        codec = codecs.lookup(label)
        if codec.name in ("utf-8", "utf-7", "idna", "punycode", "raw_unicode_escape", "unicode_escape"):
            return None
        text = body.decode(label, "replace")
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) and text.count("\ufffd") * 200 < len(text) + 200 else None


def _guess(body: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    found = detect_encoding(body[:_GUESS])
    return _LABELS.get(found.lower(), found) if found else None
