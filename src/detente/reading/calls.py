"""Lines that speak of the site, not of the news: `Like us on Facebook`, `Advertisement`, `We use cookies …`, `© 2014 …`, a bare date.

They stand between paragraphs, where neither the tree nor the neighbours give them away, so they are told by their wording.
"""

from __future__ import annotations

import re

from detente.reading.dating.words import is_stamp

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
_LEGAL = re.compile(r"(?:©|\(c\)) ?\w|copyright\b[\s:]*(?:©|\(c\)|by\b|(?:19|20)\d\d)|(?:[\w.]+ )?all rights reserved\b", re.IGNORECASE)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\bwe (?:and our \w+ )?(?:use|set|store|need|value|care)\b|\b(?:web ?)?sites? (?:\w+ )?uses?\b|"
    r"\byou (?:\w+ )?(?:agree|accept|consent|can)\b|"
    r"\byour (?:\w+ )?(?:experience|visit|device|browser|preferences|choices|settings|consent|privacy)\b|"
    r"\b(?:accept|reject|manage) (?:all )?cookies\b|\bcookie (?:policy|notice|settings)\b|"
    r"\b(?:verwende[nt]|nutz(?:t|en)|utilis(?:e|ons)|utiliza(?:mos)?|usamos|utilizza(?:mo)?)\b|используе",
    re.IGNORECASE,
)
_SCRIPTS_OFF = re.compile(
    r"\b(?:enable|turn on|activate|allow|requires?)\b.{0,30}\bjavascript\b|"
    r"\bjavascript\b.{0,40}\b(?:disabled|enabled|turned (?:on|off)|required)\b|"
    r"\b(?:disable|turn off|pause|using an)\b.{0,20}\bad ?-?block",
    re.IGNORECASE,
)
_LONGEST_LEGAL, _LONGEST_NOTICE, _LONGEST_STAMP = 250, 900, 60
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


def speaks_of_site(text: str) -> bool:
    """Whether a line is about the page itself: a call to the reader, a notice of rights, cookies or scripts, or nothing but a date.

    >>> [speaks_of_site(line) for line in ("© 2014 Harbour Media", "We use cookies to improve your visit.", "Friday, November 14, 2014")]
    [True, True, True]
    >>> speaks_of_site("Copyright law changed on Monday.")
    False
    >>> speaks_of_site("The court said the firm had set cookies without asking.")
    False
    """
    if calls_reader(text) or (len(text) <= _LONGEST_LEGAL and _LEGAL.match(text)):
        return True
    if len(text) <= _LONGEST_NOTICE and ((_COOKIES.search(text) and _CONSENT.search(text)) or _SCRIPTS_OFF.search(text)):
        return True
    return len(text) <= _LONGEST_STAMP and is_stamp(text)
