"""Coded articles in: a line of `detente code --json`, or of `detente export jsonl`, back to an article and its coding.

What the form doesn't hold is not made up: the capture is the line itself, times are as fine as their grain, codes of PLOVER and CAMEO are
worked out anew. A line that is no coded article, whose spans leave the text or whose blocks don't tile it, is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from detente.codebook import book
from detente.records import (
    Alternative,
    Article,
    Attribution,
    Block,
    BlockKind,
    Capture,
    Coding,
    Count,
    Dating,
    Event,
    EventPlace,
    EventTime,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Precision,
    Resolution,
    Span,
    Stance,
    Tie,
    TimeSpan,
)
from detente.records.errors import BadRecord, DetenteError, MissingPath

Json = dict[str, Any]
CODER = "imported"
_MEDIA_TYPE = "application/json"


def read(path: Path) -> Iterator[tuple[Capture, Article, Coding]]:
    """Yield the coded articles of a file of JSON lines; lines of refusals are passed over. Raises `MissingPath`, `BadRecord`."""
    if not path.is_file():
        raise MissingPath(f"there is no file {path}")
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                found = _line(line, f"{path}, line {number}")
                if found:
                    yield found


def coded(form: Json, capture_id: str) -> tuple[Article, Coding]:
    """Return the article and coding that a coded article tells of. Raises `BadRecord`."""
    try:
        article = _article(form["article"], capture_id)
        mentions = tuple(_mention(one) for one in form["mentions"])
        events = tuple(_event(one, article.id) for one in form["events"])
        ties = tuple(_tie(one) for one in form["ties"])
        resolutions = tuple(_resolution(one) for one in form["mentions"] if one["detail"] is not None)
        found = Coding(article.id, CODER, mentions, events, ties, resolutions)
        _check(article, found)
    except (KeyError, TypeError, ValueError, AttributeError, DetenteError) as error:
        said = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise BadRecord(f"no coded article: {said}", hint="`detente code --json` writes them") from None
    return article, found


def _line(line: bytes, where: str) -> tuple[Capture, Article, Coding] | None:
    try:
        form = json.loads(line)
    except (ValueError, RecursionError):
        raise BadRecord(f"{where} is no JSON", hint="one coded article a line, as `detente code --json` writes them") from None
    if isinstance(form, dict) and "refusal" in form:
        return None
    capture = Capture.of(line.strip(), media_type=_MEDIA_TYPE, feed=where)
    try:
        return capture, *coded(form, capture.id)
    except BadRecord as error:
        raise BadRecord(f"{where}: {error.detail}", hint=error.hint) from None


def _check(article: Article, coding: Coding) -> None:
    """Blocks tile the text, spans lie inside it (law 1), and whoever is pointed to is there."""
    ends = [0, *(block.span.end for block in article.blocks)]
    if [block.span.start for block in article.blocks] != ends[:-1] or ends[-1] != len(article.text):
        raise ValueError("its blocks don't tile its text")
    known = {mention.id for mention in coding.mentions}
    spans = [mention.span for mention in coding.mentions]
    pointed = {target for mention in coding.mentions for target in mention.refers_to}
    for event in coding.events:
        book.check_mode(event.category, event.mode)
        spans += [event.trigger, event.sentence]
        pointed |= {*event.actors, *event.recipients, *event.attribution.chain, *(place.mention for place in event.places)}
    for tie in coding.ties:
        spans.append(tie.evidence)
        pointed |= {tie.a, tie.b, *tie.attribution.chain}
    if any(span.end > len(article.text) for span in spans):
        raise ValueError("a span leaves its text")
    if not pointed <= known:
        raise ValueError(f"there is no mention {min(pointed - known)}")


def _article(form: Json, capture_id: str) -> Article:
    return Article(
        _words(form["id"]),
        capture_id,
        _maybe_words(form["url"]),
        _maybe_words(form["outlet"]),
        _maybe_words(form["language"]),
        _words(form["text"]),
        tuple(Block(_span(block), BlockKind(block["kind"])) for block in form["blocks"]),
        tuple(_dating(dating) for dating in form["datings"]),
    )


def _dating(form: Json) -> Dating:
    when = _when(form)
    if when is None:
        raise ValueError("a dating has no grain")
    return Dating(when, _words(form["rule"]), float(form["score"]), _words(form["detail"]), _maybe_span(form["evidence"]))


def _mention(form: Json) -> Mention:
    return Mention(_number(form["id"]), _span(form), MentionKind(form["kind"]), _numbers(form["refers_to"]), float(form["score"]))


def _resolution(form: Json) -> Resolution:
    target, name = _maybe_words(form["actor_id"]), _maybe_words(form["name"])
    known = {"country": _maybe_words(form["country"]), "sector": _maybe_words(form["sector"])}
    return Resolution(_number(form["id"]), target, name, None, float(form["score"]), _words(form["detail"]), CODER, **known)


def _event(form: Json, article_id: str) -> Event:
    time = form["time"]
    return Event(
        _words(form["id"]),
        article_id,
        _span(form["trigger"]),
        _span(form["sentence"]),
        _words(form["category"]),
        _maybe_words(form["mode"]),
        tuple(_words(context) for context in form["contexts"]),
        _numbers(form["actors"]),
        _numbers(form["recipients"]),
        tuple(_place(place) for place in form["places"]),
        EventTime(_maybe_number(time["mention"]), _when(time), _maybe_words(time["detail"]) or "") if time else None,
        tuple(_count(kind, count) for kind, count in form["counts"].items()),
        Modality(form["modality"]),
        _attribution(form["attribution"]),
        float(form["score"]),
        tuple(Alternative(_words(one["category"]), float(one["score"]), _maybe_words(one.get("mode"))) for one in form["alternatives"]),
        _words(form["why"]),
    )


def _place(form: Json) -> EventPlace:
    lat, lon = (None if form[name] is None else float(form[name]) for name in ("lat", "lon"))
    return EventPlace(
        _number(form["mention"]),
        Precision(form["precision"]),
        _maybe_words(form["place_id"]),
        _maybe_words(form["name"]),
        lat,
        lon,
        _maybe_words(form["country"]),
        _maybe_words(form["admin1"]),
        _maybe_words(form["detail"]) or "",
    )


def _count(kind: str, form: Json) -> Count:
    low, best, high = (_maybe_number(form[name]) for name in ("low", "best", "high"))
    return Count(kind, low, best, high, _number(form["mention"]))


def _tie(form: Json) -> Tie:
    told = _attribution(form["attribution"])
    state, evidence, score = _words(form["state"]), _span(form["evidence"]), float(form["score"])
    return Tie(_number(form["a"]), _words(form["tie"]), _number(form["b"]), state, told, evidence, score)


def _attribution(form: Json) -> Attribution:
    return Attribution(_numbers(form["chain"]), Stance(form["stance"]), _maybe_span(form.get("cue")))


def _when(form: Json) -> TimeSpan | None:
    if form["grain"] is None:
        return None
    start, end = (datetime.fromisoformat(form[name]).replace(tzinfo=None) if form[name] else None for name in ("start", "end"))
    return TimeSpan(start, end, Grain(form["grain"]))


def _span(form: Json) -> Span:
    return Span(_number(form["start"]), _number(form["end"]))


def _maybe_span(form: Json | None) -> Span | None:
    return None if form is None else _span(form)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _maybe_words(value: object) -> str | None:
    return None if value is None else _words(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _maybe_number(value: object) -> int | None:
    return None if value is None else _number(value)


def _numbers(values: object) -> tuple[int, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is no list")
    return tuple(_number(value) for value in values)
