"""What a stream of bytes is, from its first bytes alone. Names and declared types are not asked: both lie too often."""

from __future__ import annotations

import enum
import json
import re

SNIFFED = 1 << 16


class Kind(enum.StrEnum):
    """What the bytes are, as far as taking them apart goes. A page is any text: `reading` tells HTML from plain text."""

    EMPTY = "empty"
    GZIP = "gzip"
    WARC = "warc"
    BINARY = "binary"
    FEED = "feed"
    JSON = "json"
    PAGE = "page"


_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP file",
    b"PK\x05\x06": "an empty ZIP file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (image, sound or film)",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"Rar!": "a RAR file",
    b"\xfd7zXZ": "an xz file",
    b"BZh": "a bzip2 file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "an SQLite database",
    b"OggS": "an Ogg file",
    b"ID3": "an MP3 file",
}
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x0b\x1b\x08")
_FEED_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(rss|(?:\w+:)?RDF|(?:\w+:)?feed)[\s>]", re.S
)
_JSON_START = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(\{\s*["}]|\[\s*\{\s*["}]|\[\s*\])')
# Stray NULs occur in old pages; 1 byte in 100 is far above what they hold and far below any binary format measured (9 % and more).
_NULS = 0.01
# Random bytes hold 10 % of them, real pages of any encoding next to none.
_CONTROLS = 0.03


def sniff(head: bytes) -> tuple[Kind, str]:
    r"""Return the kind of a stream that begins with `head` (up to `SNIFFED` bytes) and, for a binary one, what it seems to be.

    >>> sniff(b'{"text": "Two groups met."}\n')[0], sniff(b"[Reuters] Two groups met.\n")[0]
    (<Kind.JSON: 'json'>, <Kind.PAGE: 'page'>)

    The steps, first hit wins: 1. nothing there; 2. gzip and WARC marks; 3. marks of known binary formats; 4. a share of NULs or control
    characters that no text has; 5. the root of a feed; 6. JSON: a first line that opens an object, or most lines being objects; 7. a page.
    """
    if not head:
        return Kind.EMPTY, ""
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP, ""
    if head.startswith(b"WARC/"):
        return Kind.WARC, ""
    binary = _binary(head)
    if binary:
        return Kind.BINARY, binary
    if _FEED_ROOT.match(head):
        return Kind.FEED, ""
    if _JSON_START.match(head) or _mostly_objects(head):
        return Kind.JSON, ""
    return Kind.PAGE, ""


def _binary(head: bytes) -> str:
    known = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    if known or head.startswith(_WIDE_BOMS):
        return known
    if _wide_without_mark(head):
        return ""
    nuls = head.count(0)
    controls = sum(head.count(code) for code in range(32) if code not in _TEXT_CONTROLS)
    if nuls > _NULS * len(head):
        return "bytes with many zeros"
    return "bytes with many control characters" if controls > _CONTROLS * len(head) else ""


def _wide_without_mark(head: bytes) -> bool:
    """Whether this looks like UTF-16 without a mark: zeros in nearly every second byte, and only there."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return half >= 8 and max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def _mostly_objects(head: bytes) -> bool:
    """Whether most whole lines are JSON objects: JSON lines whose first line is spoilt are JSON lines all the same."""
    lines = [line for line in head.split(b"\n")[:-1][:100] if line.strip()]
    candidates = [line for line in lines if line.lstrip().startswith(b"{")]
    if len(candidates) < 2 or 2 * len(candidates) <= len(lines):
        return False
    return 2 * sum(map(_is_object, candidates)) > len(lines)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
