"""A coder without a model: verbs from a list, capitalised words as parties. Enough to see what a report does with a coding."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.pipeline import Stages
from detente.reading import read
from detente.records import (
    Article,
    Attribution,
    BlockKind,
    Coding,
    Event,
    EventTime,
    Mention,
    MentionKind,
    Modality,
    Span,
    Stance,
    content_id,
)

VERBS = {
    "met": "CONSULT",
    "agreed": "AGREE",
    "attacked": "ASSAULT",
    "bombed": "ASSAULT",
    "denied": "REJECT",
    "will": "MOBILIZE",
    "signed": "AGREE",
}
_SENTENCE = re.compile(r"[^.\n]+\.?")
_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*")


def code(article: Article) -> Coding:
    found: list[tuple[Event, list[Mention]]] = []
    for block in article.blocks:
        if block.kind is BlockKind.BODY:
            found += [pair for match in _SENTENCE.finditer(block.span.of(article.text)) for pair in _code(article, block.span.start, match)]
    mentions: list[Mention] = []
    events = []
    for event, named in found:
        ids = tuple(range(len(mentions), len(mentions) + len(named)))
        mentions += [replace(mention, id=i) for i, mention in zip(ids, named, strict=True)]
        chain = ids[2:3] if event.attribution.stance is Stance.DENIES else ()
        told_by = replace(event.attribution, chain=chain)
        events.append(replace(event, actors=ids[:1], recipients=ids[1:2], attribution=told_by))
    return Coding(article.id, "coder-of-verbs", tuple(mentions), tuple(events))


def _code(article: Article, base: int, match: re.Match[str]) -> list[tuple[Event, list[Mention]]]:
    start = base + match.start()
    out = []
    for word in re.finditer(r"\w+", match[0]):
        if word[0] in VERBS:
            span = Span(start + word.start(), start + word.end())
            stance = Stance.DENIES if word[0] == "denied" else Stance.ASSERTS
            modality = Modality.PLANNED if word[0] == "will" else Modality.OCCURRED
            event = Event(
                content_id("evt", article.id, span.start), article.id, span, Span(start, start + len(match[0])), VERBS[word[0]],
                None, (), (), (), (), EventTime(None, None), (), modality, Attribution((), stance), round(0.5 + len(match[0]) / 1000, 3),
            )  # fmt: skip
            names = [Mention(0, Span(start + m.start(), start + m.end()), MentionKind.ACTOR) for m in _NAME.finditer(match[0])]
            out.append((event, names[:3]))
    return out


def stages() -> Stages:
    return Stages(read, code, "coder-of-verbs")
