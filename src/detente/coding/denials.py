"""A denial that the words tell plainly ("denied that it had shelled the town"), where the model took the claim for its speaker's own.

Only the first trigger after the verb, in its clause; what a noun, "rejected the account" or a quotation denies is left to the model.
On the development part (passages up to x) 23 of 37 denials are found without it and 28 with it, at no false one more; with the coder
before, which had read fewer denials, 17 and 28.
"""

from __future__ import annotations

import re

from detente.records import Span

_VERB = re.compile(r"\b(?:deny|denies|denied|denying)\b", re.IGNORECASE)
_NO_DENIAL = re.compile(r"(?:\b(?:nor|not|never|without|was|were|is|are|be|been|being)|n't)\s+$", re.IGNORECASE)
"""Before the verb: "would neither confirm nor deny", "were denied entry"."""
_BREAK = re.compile(r"[;:.!?\"“”]|\b(?:but|while|and (?:accus|said|blam|call|urg|refus)\w*)\b")
_REACH = 12
"""Words between verb and trigger at most: "denied to reporters on Monday that any of its fighters had taken part in the"."""


def denied(text: str, sentence: Span, trigger: Span, others: list[Span]) -> bool:
    """Is the trigger the first thing that a verb of denial before it, in its sentence, denies? `others`: all triggers of the text.

    >>> text = "The army denied that it had shelled the town and said rebels fled."
    >>> shelled, fled = Span(28, 35), Span(61, 65)
    >>> [denied(text, Span(0, 66), trigger, [shelled, fled]) for trigger in (shelled, fled)]
    [True, False]
    """
    before = text[sentence.start : trigger.start]
    verbs = list(_VERB.finditer(before))
    if not verbs or _NO_DENIAL.search(before[: verbs[-1].start()]):
        return False
    at = sentence.start + verbs[-1].end()
    between = text[at : trigger.start]
    first = not any(at <= other.start < trigger.start for other in others)
    return first and len(between.split()) <= _REACH and not _BREAK.search(between)
