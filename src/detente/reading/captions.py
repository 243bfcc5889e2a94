"""Tells captions and credits by their wording, in any kind of page: `(Photo : name) Words`, `Photo: name`, `Words (AP Photo/name)`."""

from __future__ import annotations

import re
from functools import lru_cache

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
    rf"(?:(?<=[.!?”\"] )|^)(?i:{_NOUN})\s*:\s*[^().\n]{{2,60}}|(?:{_NOUN})\s*:\s*[^().\n]{{2,60}}|(?:{_NOUN})\s+by\s+[A-Z][^().\n]{{2,50}}|"
    rf"[A-Z][\w.' ]{{2,40}}\s?\|\s?(?:[A-Z][\w.' ]{{2,40}}\s?\|\s?)?(?:{_AGENCIES})|"
    rf"(?:via|photo by)\s(?:{_AGENCIES})|(?:{_AGENCIES})\s(?:Images|Photo))[)\]]?\.?\s*$"
)
_CAPTION_LEAD = re.compile(
    rf"(?:{_NOUN})\s*(?::|\(|caption|shows?\b|taken\b|released\b)|(?:file|undated)\b.{{0,30}}\bphoto|"
    r"in this (?:\w+ ){0,4}(?:photo|image|picture|frame)\b|\((?:left|right|l|r|c|center|centre)\)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-z0-9.)\"”’])(?:Credit|Photo|Image|Picture|Photograph|Courtesy)s?\s?(?::|by\b|of\b|courtesy\b)\s?[^.\n]{2,60}$")
"""A credit that lost the space before it when its tags were taken off: `… in MongoliaCredit: Jo Haddad`."""
_PLACED = re.compile(
    r"[A-Z][\w.'’\-]+(?: \(\d+\))?, (?:at )?(?:far |second from |third from )?(?:left|right|center|centre|foreground)(?:,| [a-z]+ [a-z]+,)|"
    r"\((?:at )?(?:far |second from |third from )?(?:left|right|L|R|C|center|centre)\)"
)
"""Words that say where in a picture somebody stands: `Jo Haddad, left, and Sam Roe (right)`."""
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|от|автор:?|بقلم)\s+[A-ZÀ-ÞА-Я\u0590-\u06ff][\w.'’\-]*(?:(?:,| and| und| et| y|&)? [\w.'’\-]+){0,7}",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 110
_LONGEST_END = 160
"""A credit at a line's end is sought this far from it: no form is longer."""
_END_HINTS = (
    *("/", "|", "photo", "image", "pic", "foto", "bild", "illustration", "grafik", "cartoon", "screen", "crédito", "quelle", "credit"),
    *("source", "via", "courtes", "фото", "صورة", "צילום"),
)
_PLACE_HINTS = ("left", "right", "cent", "foreground", "(L)", "(R)", "(C)")
"""Letters without which the patterns can't match: a plain search for them spares most lines the patterns."""
_REMEMBERED = 2048
"""Lines whose answers are kept: each line of a page is asked about up to four times."""
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


@lru_cache(maxsize=_REMEMBERED)
def credit_span(text: str) -> tuple[int, int] | None:
    """Return where a picture's credit stands in a line, or None: in brackets, alone, or at the end."""
    if len(text) > _LONGEST_CAPTION:
        return None
    if ("(" in text or "[" in text) and (found := _BRACKETED.search(text)):
        return found.span()
    if len(text) <= _LONGEST_CREDIT and (found := _LEADING.match(text)):
        return found.span()
    found = _credit_at_end(text)
    return found.span() if found else None


def _credit_at_end(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_END)
    tail = text[start:].lower()
    for hint in _END_HINTS:
        if hint in tail:
            return _TRAILING.search(text, start) or _GLUED.search(text, start)
    return None


def _places(text: str) -> bool:
    return any(hint in text for hint in _PLACE_HINTS) and bool(_PLACED.search(text))


@lru_cache(maxsize=_REMEMBERED)
def tells_caption(text: str) -> bool:
    """Whether a line's own words say that it belongs to a picture."""
    if len(text) > _LONGEST_CAPTION:
        return False
    if _BRACKETED.match(text) or _CAPTION_LEAD.match(text) or (len(text) <= _LONGEST_CREDIT and _LEADING.match(text)):
        return True
    return bool(_credit_at_end(text) or _places(text))


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the article: `By Jo Haddad and Sam Roe`.

    >>> is_byline("By Jo Haddad and Sam Roe"), is_byline("By noon the army had left.")
    (True, False)
    """
    return len(text) <= _LONGEST_CREDIT and bool(_BYLINE.fullmatch(text)) and sum(word[:1].isupper() for word in text.split()[1:]) >= 2
