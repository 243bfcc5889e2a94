"""Short lines that speak to the reader of the site, not of the news: `Like us on Facebook`, `Read more`, `Advertisement`.

They stand between paragraphs, where neither the tree nor the neighbours give them away, so they are told by their wording.
"""

from __future__ import annotations

import re

_WHOLE = re.compile(
    r"(?:advertise?ments?|advertising|ad|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|реклама|إعلان|פרסומת|"
    r"share|tweet|print|e-?mail|comments?|loading|embed|copy link|shares?|\d+ (?:shares?|comments?)|back to top|top|close|menu|search|"
    r"skip to (?:main )?content)[.!:…»> ]*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:like|follow|join|find|add|contact|watch) (?:us|[A-Z]\w+) on\b|follow @|follow us\b|like us\b|share (?:this|on|via|with)\b|"
    r"(?:click|tap|scroll) (?:here|down|to|on)\b|sign up (?:for|to|here|now|today)\b|subscribe\b|log ?in\b|register (?:now|here|for)\b|"
    r"(?:get|download) (?:our|the) (?:\w+ )?(?:app|newsletter|free)\b|make \w+ (?:\w+ )?(?:your )?home ?page\b|enter your e-?mail\b|"
    r"read (?:more|next|also|the full|related)\b|see also\b|also (?:read|see)\b|(?:you may|you might) also\b|trending\b|"
    r"related(?: (?:article|stor|content|link|topic|news|post)\w*)?\s*(?::|$)|recommended (?:for|by|stor|articles?|reading)|"
    r"more (?:on|from|about) (?:this|our|the web)\b|more (?:stories|news|coverage)\b|most (?:read|popular|viewed)\b|"
    r"(?:story|article|text) continues\b|continue reading\b|leave a (?:comment|reply)\b|post a comment\b|have your say\b|"
    r"join the (?:conversation|discussion)\b|send us your\b|all rights reserved|"
    r"lesen sie (?:auch|mehr)\b|mehr zum thema\b|lire aussi\b|à lire aussi\b|lea también\b|le[ei]r más\b|читайте также\b|"
    r"اقرأ أيضا|تابعنا|שתפו)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_MOST_WORDS = 12


def calls_reader(text: str) -> bool:
    """Whether a line is a call to the reader or a label of the page: at most twelve words and, unless it is three or fewer, no sentence.

    >>> [calls_reader(line) for line in ("Like Us on Facebook", "Advertisement", "Read more: Truce holds", "Share prices fell on Monday.")]
    [True, True, True, False]
    """
    words = text.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if _WHOLE.fullmatch(text):
        return True
    return bool(_LEADING.match(text)) and (len(words) <= 8 or not _SENTENCE_END.search(text))
