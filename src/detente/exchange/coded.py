"""A coded article as JSON, one object a line: the form that `detente code` prints and other programs read.

Offsets are code points into `article.text`. Unknown is null or an empty list. The form is that of `coded_form.py`. Writing only: the store
keeps the records themselves.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from detente.codebook import cameo, plover
from detente.records import (
    Alternative,
    Article,
    Attribution,
    Coding,
    Dating,
    Event,
    EventPlace,
    EventTime,
    Grain,
    Mention,
    Refusal,
    Resolution,
    Span,
    Tie,
    TimeSpan,
)

if TYPE_CHECKING:
    from detente.exchange.coded_form import (
        AlternativeForm,
        ArticleForm,
        AttributionForm,
        CodedForm,
        DatingForm,
        EventForm,
        EventTimeForm,
        MentionForm,
        PlaceForm,
        RefusalForm,
        SpanForm,
        TieForm,
        TimeForm,
    )

_CLOCKED = {Grain.HOUR: "minutes", Grain.MINUTE: "minutes", Grain.SECOND: "seconds"}


def article_json(article: Article, coding: Coding) -> CodedForm:
    """Return the coded article as one JSON object."""
    return {
        "article": _article(article),
        "mentions": mentions_json(article, coding),
        "events": [event_json(event, article.text) for event in coding.events],
        "ties": [_tie(tie) for tie in coding.ties],
    }


def refusal_json(refusal: Refusal) -> RefusalForm:
    """Return a refusal as one JSON object."""
    return {
        "refusal": {
            "capture": refusal.capture_id,
            "stage": refusal.stage,
            "code": refusal.code,
            "detail": refusal.detail,
            "hint": refusal.hint,
            "feed": refusal.feed,
        }
    }


def mentions_json(article: Article, coding: Coding) -> list[MentionForm]:
    """Return the mentions, each with what it stands for."""
    resolutions = {resolution.mention: resolution for resolution in coding.resolutions}
    return [_mention(mention, article.text, resolutions.get(mention.id)) for mention in coding.mentions]


def event_json(event: Event, text: str) -> EventForm:
    """Return one event, with the codes that PLOVER and CAMEO give it."""
    code = plover(event.category, event.mode, event.modality.value)
    return {
        "id": event.id,
        "category": event.category,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "modality": event.modality.value,
        "trigger": {**span_json(event.trigger), "text": event.trigger.of(text)},
        "sentence": span_json(event.sentence),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "places": [_place(place) for place in event.places],
        "time": _time(event.time) if event.time else None,
        "counts": {
            count.kind: {"low": count.low, "best": count.best, "high": count.high, "mention": count.mention} for count in event.counts
        },
        "attribution": {**_attribution(event.attribution), "cue": _maybe(event.attribution.cue)},
        "plover": {"category": code.category, "mode": code.mode, "quad": code.quad, "score": code.score},
        "cameo": cameo(event.category, event.mode, event.modality.value),
        "score": event.score,
        "alternatives": [_alternative(other) for other in event.alternatives],
        "why": event.why,
    }


def _alternative(other: Alternative) -> AlternativeForm:
    said: AlternativeForm = {"category": other.category, "score": other.score}
    if other.mode:
        said["mode"] = other.mode
    return said


def span_json(span: Span) -> SpanForm:
    """Return a span as two offsets.

    >>> span_json(Span(4, 8))
    {'start': 4, 'end': 8}
    """
    return {"start": span.start, "end": span.end}


def time_json(when: TimeSpan | None) -> TimeForm:
    """Return an interval: dates for days and coarser, minutes for hours and minutes, seconds for seconds.

    >>> time_json(TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 2, 4), Grain.HOUR))
    {'start': '2014-11-02T00:00', 'end': '2014-11-02T04:00', 'grain': 'HOUR'}
    """
    if when is None:
        return {"start": None, "end": None, "grain": None}
    return {"start": _moment(when.start, when.grain), "end": _moment(when.end, when.grain), "grain": when.grain.value}


def _moment(moment: datetime | None, grain: Grain) -> str | None:
    if moment is None:
        return None
    if grain not in _CLOCKED:
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(timespec=_CLOCKED[grain])


def _article(article: Article) -> ArticleForm:
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "title": _maybe(article.title),
        "text": article.text,
        "blocks": [{"kind": block.kind.value, **span_json(block.span)} for block in article.blocks],
        "published": _dating(article.published) if article.published else None,
        "datings": [_dating(dating) for dating in article.datings],
    }


def _dating(dating: Dating) -> DatingForm:
    return {
        **time_json(dating.when),
        "rule": dating.rule,
        "score": dating.score,
        "evidence": _maybe(dating.evidence),
        "detail": dating.detail,
    }


def _mention(mention: Mention, text: str, known: Resolution | None) -> MentionForm:
    return {
        "id": mention.id,
        "kind": mention.kind.value,
        **span_json(mention.span),
        "text": mention.span.of(text),
        "refers_to": list(mention.refers_to),
        "actor_id": known.target_id if known else None,
        "name": known.name if known else None,
        "country": known.country if known else None,
        "sector": known.sector if known else None,
        "score": known.score if known else mention.score,
        "detail": known.detail if known else None,
    }


def _place(place: EventPlace) -> PlaceForm:
    return {
        "mention": place.mention,
        "place_id": place.place_id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision.value,
        "detail": place.detail or None,
    }


def _time(time: EventTime) -> EventTimeForm:
    return {"mention": time.mention, **time_json(time.when), "detail": time.detail or None}


def _tie(tie: Tie) -> TieForm:
    return {
        "a": tie.a,
        "tie": tie.tie,
        "b": tie.b,
        "state": tie.state,
        "evidence": span_json(tie.evidence),
        "attribution": _attribution(tie.attribution),
        "score": tie.score,
    }


def _attribution(attribution: Attribution) -> AttributionForm:
    return {"chain": list(attribution.chain), "stance": attribution.stance.value}


def _maybe(span: Span | None) -> SpanForm | None:
    return span_json(span) if span else None
