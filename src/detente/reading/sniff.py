"""What a body is, by its bytes: markup, plain text, a JSON record, nothing, or no text at all. Never trusts a name."""

from __future__ import annotations

import enum
import re

from detente.reading.decode import wide_encoding


class Kind(enum.Enum):
    """What a captured body turned out to be."""

    EMPTY = "empty"
    BINARY = "binary"
    JSON = "json"
    HTML = "html"
    TEXT = "text"


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"{\\rtf", "a Rich Text document"),
)
_CONTAINERS: tuple[tuple[bytes, bytes, str], ...] = ((b"RIFF", b"WEBP", "a WebP image"), (b"RIFF", b"WAVE", "a sound file"))
_HEAD = 8192
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CONTROL_SHARE = 0.05
"""Text in any legacy encoding stays far below; compressed data has one control byte in nine. NUL alone may pad a broken page."""
_TAGS = rb"html|head|body|title|meta|div|p|table|script|frameset|article|center|font|span|br|h[1-6]|a"
_MARKUP = re.compile(rb"<(?:!doctype\s+html|(?:" + _TAGS + rb")[\s>/])", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:" + _TAGS + rb")\s*>", re.IGNORECASE)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


def sniff(body: bytes, media_type: str | None = None) -> tuple[Kind, str]:
    """Return what `body` is and, for binary input, its name in words.

    >>> sniff(b"%PDF-1.7 ...")
    (<Kind.BINARY: 'binary'>, 'a PDF document')
    >>> sniff(b"<p>Talks were held.</p>")[0]
    <Kind.HTML: 'html'>
    """
    head = body[:_HEAD]
    if not head.strip(b" \t\r\n\f\x00\xef\xbb\xbf"):
        return Kind.EMPTY, "nothing"
    if name := _binary_name(head):
        return Kind.BINARY, name
    narrow = head.replace(b"\x00", b"")
    start = narrow.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\f")
    if start[:1] == b"{" and body.rstrip(b"\x00 \t\r\n")[-1:] == b"}":
        return Kind.JSON, "a JSON record"
    claimed = (media_type or "").lower()
    opens = _MARKUP.search(narrow)
    if opens and (opens.start() < 1024 or "html" in claimed or _CLOSED.search(body[:1_000_000])):
        return (Kind.TEXT, "text") if claimed.startswith("text/plain") and not _CLOSED.search(body[:1_000_000]) else (Kind.HTML, "a page")
    if "html" in claimed and b"<" in narrow:
        return Kind.HTML, "a page"
    return Kind.TEXT, "text"


def _binary_name(head: bytes) -> str | None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    for magic, inner, name in _CONTAINERS:
        if head.startswith(magic) and head[8:12] == inner:
            return name
    if head[4:8] == b"ftyp":
        return "a video"
    if head.startswith(_WIDE_BOMS) or wide_encoding(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS)) - _padding(head)
    return "bytes that are no text" if controls > max(8, len(head) * _CONTROL_SHARE) else None


def _padding(head: bytes) -> int:
    """NUL bytes in a head that otherwise has no control bytes: damage, not a format."""
    others = len(head) - len(head.translate(None, _CONTROLS.replace(b"\x00", b"")))
    return head.count(0) if others == 0 and head.count(0) < len(head) // 2 else 0
