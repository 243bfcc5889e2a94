"""Where sentences end. A few rules and a list of abbreviations: made for news, in English, and for speed.

Errs towards too few ends: a sentence too long costs less than an event cut in two.
"""

from __future__ import annotations

import re

from detente.records import Span

_ABBREVIATIONS = {
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "sgt", "capt", "cmdr", "adm", "brig", "rev", "hon", "sen", "rep",
    "gov", "pres", "st", "jr", "sr", "vs", "etc", "inc", "ltd", "corp", "co", "no", "nos", "vol", "fig", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "u.s", "u.k", "u.n",
    "e.u", "d.c", "a.m", "p.m", "i.e", "e.g", "approx", "dept", "est", "ft", "mt", "messrs", "supt", "insp", "cpl", "pvt", "spc",
}  # fmt: skip
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+|[۔؟。]")


def sentences(text: str, span: Span) -> list[Span]:
    """Split the stretch `span` of `text` into sentences, white space trimmed; line breaks always end one.

    >>> [s.of("Gen. Aoun met him. They left.") for s in sentences("Gen. Aoun met him. They left.", Span(0, 29))]
    ['Gen. Aoun met him.', 'They left.']
    """
    out: list[Span] = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if _ends(text, start, match):
            _keep(out, text, start, match.end())
            start = match.end()
    _keep(out, text, start, span.end)
    return out


def _keep(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append(Span(start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] != ".":
        return True
    if len(mark) == 1:
        word = text[max(start, match.start() - 12) : match.start()].rpartition(" ")[2].lower().lstrip("(\"'“")
        if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
            return _follows_new_sentence(text, match.end(), word)
    following = text[match.end() : match.end() + 3].lstrip()
    return not following or not following[0].islower()


def _follows_new_sentence(text: str, at: int, word: str) -> bool:
    """After "U.S." or "a.m." a sentence may end; after "Gen." or an initial it does not."""
    if "." not in word:
        return False
    nxt = text[at : at + 24].split()
    return bool(nxt) and nxt[0] in {
        "The",
        "In",
        "But",
        "He",
        "She",
        "It",
        "They",
        "On",
        "At",
        "A",
        "An",
        "And",
        "This",
        "That",
        "Police",
        "Some",
    }
