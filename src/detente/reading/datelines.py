"""Finds the dateline at the start of a paragraph: `BEIRUT (Reuters) -`, `DAMASCUS, Syria, Nov. 2 —`, `(CNN)`. Gives its length only."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?)"
_LOUD = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+(?:[ \-/][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*){0,4}"
_QUIET = r"[A-ZÀ-ÖØ-Þ][\w.'’\-]+(?: (?:al|el|de|la|du|of|the|[A-ZÀ-ÖØ-Þ][\w.'’\-]+)){0,3}"
_REGION = rf"(?:, (?!{_MONTH} ){_QUIET}){{0,2}}"
_AGENCY = r"\((?=[^)]*[A-Z\u0590-\u06ff])[\w][\w .&/,'’\-–—]{1,40}\)"
_ARABIC = r"[\u0590-\u06ff]+(?: [\u0590-\u06ff]+){0,3}"
_DASH = r"(?:--|[-–—―])"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_LOUD}{_REGION}(?:,? {_DATE})?,? ?(?:{_AGENCY})? ?(?:{_DASH}|:(?= ))(?=\s|[\"“'‘A-Z])",
        rf"{_QUIET}{_REGION}(?:,? {_DATE})?,? {_AGENCY}(?: ?{_DASH}| ?:)?(?=\s)",
        rf"{_QUIET}{_REGION},? {_DATE},? ?(?:{_AGENCY})? ?{_DASH}(?=\s)",
        rf"{_QUIET}, [A-Z]{{2,6}} ?{_DASH}(?=\s)",
        rf"{_AGENCY} ?{_DASH}(?=\s)",
        r"\((?:CNN|AP|Reuters|AFP|UPI|IRIN|Xinhua|dpa)\)(?=\s)",
        rf"{_ARABIC} ?\([^)]{{2,30}}\) ?{_DASH}(?=\s)",
    )
)
_LONGEST = 90
_LEAST_AFTER = 20


def dateline_end(text: str) -> int:
    """Return where the dateline at the start of `text` ends, its dash included; 0 when there is none.

    >>> text = "BEIRUT (Reuters) - Fighting broke out in the old town on Monday."
    >>> text[:dateline_end(text)]
    'BEIRUT (Reuters) -'
    >>> dateline_end("ISIS - a group that holds much of Syria - said nothing.")
    0
    """
    for form in _FORMS:
        found = form.match(text[: _LONGEST + 2])
        if found and len(text) - found.end() >= _LEAST_AFTER and not _aside(text, found.end()):
            return found.end()
    return 0


def _aside(text: str, end: int) -> bool:
    """Whether the dash opens an aside (`ISIS - a group - said`): what follows a dateline starts a sentence."""
    after = text[end:].lstrip()
    return after[:1].islower()
