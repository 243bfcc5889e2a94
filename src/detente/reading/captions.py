"""Tells captions and credits by their wording, in any kind of page: `(Photo : name) Words`, `Photo: name`, `Words (AP Photo/name)`."""

from __future__ import annotations

import re

from detente.records import BlockKind

_AGENCIES = (
    r"Reuters|AP|AFP|Getty(?: Images)?|EPA|dpa|Shutterstock|Alamy|iStock|Anadolu(?: Agency)?|AA|TASS|Xinhua|SANA|PTI|ANSA|EFE|Keystone|"
    r"Bloomberg|NurPhoto|SIPA|UPI|Rex|PA|Wikimedia(?: Commons)?|Flickr|Creative Commons"
)
_NOUN = (
    r"(?:file |stock |courtesy |screen ?)?(?:photo(?:graph|s)?|image|picture|pic|foto|bild|illustration|grafik|cartoon|"
    r"screen ?(?:shot|grab)|imagen|fotografía|crédito|quelle|bildquelle|credit|source|фото|صورة|الصورة|צילום)"
)
_BRACKETED = re.compile(rf"[(\[]\s*(?:{_NOUN})\s*(?:credit|by|courtesy(?: of)?)?\s*[:/]\s*[^()\[\]]{{1,80}}[)\]]", re.IGNORECASE)
_LEADING = re.compile(
    rf"(?:{_NOUN})(?:\s+(?:credit|courtesy|source|by|par|von))*(?:\s+of)?\s*[:|/©]\s*[^.\n]{{2,70}}$|"
    rf"(?:{_NOUN})\s+(?:by|courtesy of)\s+[A-Z][^.\n]{{2,60}}$|©\s?[^.\n]{{2,60}}$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"[(\[]?(?:(?:{_AGENCIES})\s?(?:Photo|File Photo|Images?)?\s?/\s?[^().\n]{{2,50}}|"
    rf"[A-Z][\w.'\- ]{{2,40}}\s?/\s?(?:{_AGENCIES})\b[^.\n]{{0,30}}|"
    rf"(?:{_NOUN})\s*:\s*[^().\n]{{2,60}}|(?:{_NOUN})\s+by\s+[A-Z][^().\n]{{2,50}}|"
    rf"(?:via|photo by)\s(?:{_AGENCIES})|(?:{_AGENCIES})\s(?:Images|Photo))[)\]]?\.?\s*$"
)
_CAPTION_LEAD = re.compile(
    rf"(?:{_NOUN})\s*(?::|\(|caption|shows?\b|taken\b|released\b)|(?:file|undated)\b.{{0,30}}\bphoto|"
    r"in this (?:\w+ ){0,4}(?:photo|image|picture|frame)\b|\((?:left|right|l|r|c|center|centre)\)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|от|автор:?|بقلم)\s+[A-ZÀ-ÞА-Я\u0590-\u06ff][\w.'’\-]*(?:(?:,| and| und| et| y|&)? [\w.'’\-]+){0,7}",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 110
_LONGEST_CAPTION = 500


def caption_pieces(text: str) -> list[tuple[int, int, BlockKind]]:
    """Split a caption or credit line into its CAPTION and CREDIT stretches, in order; all CAPTION where no credit is told.

    >>> [(kind.value, start, end) for start, end, kind in caption_pieces("(Photo : jo) A bridge in Homs.")]
    [('CREDIT', 0, 12), ('CAPTION', 12, 30)]
    """
    found = credit_span(text)
    if found is None:
        return [(0, len(text), BlockKind.CAPTION)]
    start, end = found
    pieces = [(0, start, BlockKind.CAPTION), (start, end, BlockKind.CREDIT), (end, len(text), BlockKind.CAPTION)]
    return [(start, end, kind) for start, end, kind in pieces if text[start:end].strip()]


def credit_span(text: str) -> tuple[int, int] | None:
    """Return where a picture's credit stands in a line, or None: in brackets, alone, or at the end."""
    if len(text) > _LONGEST_CAPTION:
        return None
    if found := _BRACKETED.search(text):
        return found.span()
    if len(text) <= _LONGEST_CREDIT and (found := _LEADING.match(text)):
        return found.span()
    if found := _TRAILING.search(text):
        return found.span()
    return None


def tells_caption(text: str) -> bool:
    """Whether a line's own words say that it belongs to a picture."""
    if len(text) > _LONGEST_CAPTION:
        return False
    bracketed = _BRACKETED.match(text)
    return bool(bracketed or _CAPTION_LEAD.match(text) or (len(text) <= _LONGEST_CREDIT and _LEADING.match(text)))


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the article: `By Jo Haddad and Sam Roe`.

    >>> is_byline("By Jo Haddad and Sam Roe"), is_byline("By noon the army had left.")
    (True, False)
    """
    return len(text) <= _LONGEST_CREDIT and bool(_BYLINE.fullmatch(text)) and sum(word[:1].isupper() for word in text.split()[1:]) >= 2
