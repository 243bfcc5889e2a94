"""Anaphora across windows: "the official", "the two groups", "its fighters" whose words stand in an earlier paragraph.

The model links within a window; this adds what reaches further back, by rules that need no model:

1. "the two groups", "both sides" → the parties that last acted together;
2. "the official", "the movement" → the last actor with the same head noun, or the last one of that class of party;
3. "delegates of A and of B", "leaders of the two groups" → those whose they are: what they do there they do for them.

Adds links to mentions that have none and changes nothing else. Plain pronouns are left to the model: over paragraph borders the
nearest fitting actor is too often the wrong one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from detente.records import Article, Coding, Event, Mention, MentionKind, Span

REACH = 1500
"""How far back, in characters, a short form may reach: about three paragraphs."""

_PAIR = re.compile(r"\b(?:two|both|three|rival|warring|opposing)\b", re.IGNORECASE)
_PLURAL = {
    "groups", "sides", "parties", "countries", "nations", "foes", "rivals", "factions", "enemies", "allies", "neighbours", "neighbors",
    "organisations", "organizations", "states", "governments", "leaders", "armies", "forces", "militias", "movements", "capitals",
}  # fmt: skip
_SHORT = {
    "official", "officials", "spokesman", "spokeswoman", "spokesperson", "commander", "minister", "president", "envoy", "ambassador",
    "leader", "general", "activist", "activists", "witness", "witnesses", "group", "movement", "organisation", "organization", "militia",
    "party", "army", "government", "ministry", "agency", "coalition", "alliance", "rebels", "militants", "fighters", "protesters",
    "attackers", "gunmen", "monitor", "statement", "source", "sources", "diplomat", "lawyer", "mediator", "mediators", "governor", "mayor",
}  # fmt: skip
_OF = re.compile(r"\s+of\s+(?:both\s+)?(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"(?:,|,?\s+and)\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)
_SENT = re.compile(
    r"(?:(?:senior|armed|top|local|the|some|several|two)\s+)*"
    r"(?:representatives|delegates|delegations?|envoys?|emissaries|negotiators|leaders|members|fighters|gunmen|men|forces|troops|units)\b",
    re.IGNORECASE,
)
"""Who acts for those named after "of". No one person ("a commander of the rebels said"): what one says or does is not all theirs."""
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)


def reach_back(article: Article, coding: Coding) -> Coding:
    """Return the coding with links added from short forms to what they stand for in earlier paragraphs."""
    actors = [mention for mention in coding.mentions if mention.kind is MentionKind.ACTOR]
    links: dict[int, tuple[int, ...]] = {}
    for mention in actors:
        if mention.refers_to:
            continue
        if sent := _sent_by(article.text, mention, coding, actors):
            links[mention.id] = sent
        if mention.id in links or not _is_definite(article.text, mention):
            continue
        earlier = [other for other in actors if other.span.end <= mention.span.start and mention.span.start - other.span.start <= REACH]
        found = _together(article.text, mention, coding, earlier) or _same_head(article.text, mention, earlier)
        if found:
            links[mention.id] = found
    return _with_links(coding, links) if links else coding


def _sent_by(text: str, mention: Mention, coding: Coding, actors: Sequence[Mention]) -> tuple[int, ...]:
    """Return for whom "delegates of A and of B" act: the actors named right after, within the mention or behind it, or the last pair."""
    head = _SENT.match(text, mention.span.start, mention.span.end)
    of = _OF.match(text, head.end()) if head else None
    if head is None or of is None or not (head.end() == mention.span.end or of.end() < mention.span.end):
        return ()
    named = _listed(text, of.end(), [other for other in actors if other.id != mention.id])
    if named or of.end() >= mention.span.end:
        return named
    rest = dataclasses.replace(mention, span=Span(of.end(), mention.span.end))
    earlier = [other for other in actors if other.span.end <= mention.span.start and mention.span.start - other.span.start <= REACH]
    return _together(text, rest, coding, earlier)


def _listed(text: str, at: int, actors: Sequence[Mention]) -> tuple[int, ...]:
    """Return the actors that stand at a position and, joined by "and", behind one another."""
    found: list[int] = []
    while here := next((other for other in actors if _starts(text, other, at) and other.id not in found), None):
        found.append(here.id)
        joined = _AND.match(text, here.span.end)
        if joined is None:
            break
        at = joined.end()
    return tuple(found)


def _starts(text: str, mention: Mention, at: int) -> bool:
    """Whether a mention begins at a position, its article aside."""
    return mention.span.start == at or (
        mention.span.start < at < mention.span.end and not text[mention.span.start : at].lower().strip(" the")
    )


def _with_links(coding: Coding, links: Mapping[int, tuple[int, ...]]) -> Coding:
    mentions = tuple(dataclasses.replace(m, refers_to=links[m.id]) if m.id in links else m for m in coding.mentions)
    return dataclasses.replace(coding, mentions=mentions)


def _is_definite(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.span.start - 8) : mention.span.start]
    words = mention.span.of(text).split()
    return len(words) <= 4 and (bool(_DEFINITE.search(before)) or words[0].lower() in ("the", "both"))


def _together(text: str, mention: Mention, coding: Coding, earlier: Sequence[Mention]) -> tuple[int, ...]:
    """Return the parties of the last event that two or more distinct actors did together, if the mention speaks of several."""
    words = mention.span.of(text)
    head = words.split()[-1].lower()
    if head not in _PLURAL or not _PAIR.search(words):
        return ()
    known = {other.id for other in earlier}
    for event in reversed(coding.events):
        parties = _parties(event, known)
        if event.trigger.end <= mention.span.start and len(parties) >= 2:
            return parties
    return ()


def _parties(event: Event, known: set[int]) -> tuple[int, ...]:
    return tuple(actor for actor in event.actors if actor in known)


def _same_head(text: str, mention: Mention, earlier: Sequence[Mention]) -> tuple[int, ...]:
    """Return the last earlier, fuller mention with the same head noun."""
    words = mention.span.of(text).lower().removeprefix("the ").split()
    head = words[-1] if words else ""
    if head not in _SHORT or len(words) > 2:
        return ()
    for other in reversed(earlier):
        others = other.span.of(text).lower().split()
        if head in others and len(others) > len(words) and set(words) <= set(others):
            return (other.id,)
    return ()
