"""Incidents as screens show them: the card in a list, and the whole with events, origins, claims side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from detente.actors.calling import name_of
from detente.exchange.coded import event_json, mentions_json, span_json, time_json
from detente.merging.origins import origins
from detente.merging.report import reports_of
from detente.records import Article, Claim, Incident, Judgement, Parties, Report, Stance, Toll
from detente.server.views.words import Json, interval, moment, parties, quad, span_of
from detente.store import EventRow, Told
from detente.store.codec import plain


def card_json(row: dict[str, Any]) -> Json:
    """Return one incident of a list."""
    place = {key: row[key] for key in ("lat", "lon", "precision", "country")}
    return {
        "id": row["id"],
        "category": row["category"],
        "mode": row["mode"],
        "quad": quad(row["category"], row["modality"]),
        "modality": row["modality"],
        "actors": parties(row["actor_ids"]),
        "recipients": parties(row["recipient_ids"]),
        "place": {"id": row["place_id"], "name": row["place"], **place} if row["place"] else None,
        "when": interval(row["starts"], row["ends"], row["grain"]),
        "counts": {toll["kind"]: {key: toll[key] for key in ("low", "best", "high")} for toll in row["tolls"]},
        "origins": row["origins"],
        "articles": row["articles"],
        "speakers": row["speakers"],
        "score": row["score"],
        "headline": row["headline"],
        "contradictions": row["contradictions"],
    }


def whole_json(row: dict[str, Any], incident: Incident, told: Sequence[Told], judgements: Iterable[Judgement]) -> Json:
    """Return one incident whole: its card, its events with sentences and speakers, origins, claims side by side, history, judgements."""
    events = [event_json_of(one) for one in told]
    changes = [{"published": moment(one.published), "article_id": one.article_id, "detail": one.detail} for one in incident.history]
    return {
        **card_json(row),
        "contexts": list(incident.contexts),
        "events": events,
        "members": origins_json(told),
        "claims": claims_json(incident),
        "history": changes,
        "judgements": [judgement_json(one) for one in judgements],
    }


def event_json_of(told: Told) -> Json:
    """Return one event as `detente code` writes it, with its page, its sentence, its speakers and the mentions it speaks of."""
    event, article = told.event, told.article
    words = Parties(article.text, told.coding)
    named = {resolution.mention: resolution.name for resolution in told.coding.resolutions if resolution.target_id}
    chain = event.attribution.chain
    stances = [Stance.ASSERTS.value] * (len(chain) - 1) + [event.attribution.stance.value]
    used = {
        *event.actors,
        *event.recipients,
        *chain,
        *(place.mention for place in event.places),
        *(count.mention for count in event.counts),
    }
    if event.time and event.time.mention is not None:
        used.add(event.time.mention)
    return {
        **event_json(event, article.text),
        "article_id": article.id,
        "outlet": article.outlet,
        "sentence_text": event.sentence.of(article.text),
        "chain": [
            {"name": named.get(mention) or words.words(mention), "stance": stance} for mention, stance in zip(chain, stances, strict=False)
        ],
        "mentions": [one for one in mentions_json(article, told.coding) if one["id"] in used],
    }


def origins_json(told: Sequence[Told]) -> list[Json]:
    """Return the articles behind an incident, grouped by what they have in common."""
    pages = {one.article.id: one for one in told}
    if len(pages) == 1:
        return [{"id": name, "articles": [article_card(one.article)], "kind": "alone"} for name, one in pages.items()]
    reports = [report for one in pages.values() for report in _reports(_Paged(one.article.id, one.coding.coder_id, one))]
    return [
        {
            "id": group[0],
            "articles": [article_card(pages[name].article) for name in group],
            "kind": "alone" if len(group) == 1 else "shared",
        }
        for group in origins(reports)
    ]


@dataclass(frozen=True, slots=True)
class _Paged:
    """A coded page, known by its ids."""

    article_id: str
    coder_id: str
    told: Told = field(compare=False)


@lru_cache(maxsize=500)
def _reports(page: _Paged) -> list[Report]:
    """Return a page's reports. Kept: the page's MinHash takes longer than all else of an answer, and pages never change."""
    return reports_of(page.told.article, page.told.coding)


def article_card(article: Article) -> Json:
    """Return an article in short."""
    published = article.published
    return {
        "id": article.id,
        "title": article.title.of(article.text) if article.title else None,
        "outlet": article.outlet,
        "url": article.url,
        "published": span_of(published.when) if published else None,
    }


def claims_json(incident: Incident) -> Json:
    """Return what is claimed of who was there, where, when, and how many, each value with who says so, side by side."""
    found: dict[str, dict[tuple[str, str | None, str], Json]] = {"attendees": {}, "place": {}, "time": {}, "toll": {}}
    for claim in incident.claims:
        speaker = name_of(claim.speakers[-1]) if claim.speakers else claim.outlet
        for what, value in _said(claim):
            key = (value, speaker, claim.stance)
            side = found[what].setdefault(key, {"value": value, "speaker": speaker, "stance": claim.stance, "event_ids": []})
            side["event_ids"].append(claim.event_id)
    return {what: list(sides.values()) for what, sides in found.items()}


def _said(claim: Claim) -> Iterable[tuple[str, str]]:
    """Yield what a claim says, field by field, in words."""
    parties_told = dict.fromkeys((*claim.actor_ids, *claim.recipient_ids))
    if parties_told:
        yield "attendees", ", ".join(name_of(one) for one in parties_told)
    if claim.place:
        yield "place", claim.place
    if claim.when and (claim.when.start or claim.when.end):
        when = time_json(claim.when)
        yield "time", f"{when['start'] or '…'} to {when['end'] or '…'} ({claim.when.grain.value.lower()})"
    for toll in claim.tolls:
        yield "toll", toll_words(toll)


def toll_words(toll: Toll) -> str:
    """Return how many, in words.

    >>> toll_words(Toll("killed", 10, 12, 14)), toll_words(Toll("crowd", 100, None, None))
    ('killed 12 (10 to 14)', 'crowd at least 100')
    """
    low, best, high = toll.low, toll.best, toll.high
    if best is not None:
        around = f" ({low} to {high})" if low is not None and high is not None and low != high else ""
        return f"{toll.kind} {best}{around}"
    bounds = [f"{words} {number}" for words, number in (("at least", low), ("at most", high)) if number is not None]
    return " ".join([toll.kind, *(bounds or ["some"])])


def judgement_json(edge: Judgement) -> Json:
    """Return an edge between two events."""
    return {**plain(edge), "at": moment(edge.at)}


def row_json(row: EventRow) -> Json:
    """Return one event in words."""
    same = ("article_id", "outlet", "url", "category", "mode", "modality", "stance", "trigger", "sentence", "score")
    lists = ("actors", "recipients", "according_to", "places", "counts")
    return {
        "id": row.event_id,
        "when": interval(row.happened_from, row.happened_to, row.happened_grain),
        "published": interval(row.published_from, row.published_to, row.published_grain),
        **{name: getattr(row, name) for name in same},
        **{name: list(getattr(row, name)) for name in lists},
    }


def explained_json(told: Told) -> Json:
    """Return all that is known of one event, down to the characters of its page."""
    article, event = told.article, told.event
    block = next((one for one in article.blocks if one.span.start <= event.sentence.start < one.span.end), None)
    return {
        "event": event_json_of(told),
        "sentence": event.sentence.of(article.text),
        "mentions": mentions_json(article, told.coding),
        "position": {
            "block": block.kind.value if block else None,
            **span_json(event.sentence),
            "line": article.text.count("\n", 0, event.sentence.start) + 1,
        },
        "article": article_card(article),
        "capture": {
            "id": told.capture.id,
            "feed": told.capture.feed,
            "media_type": told.capture.media_type,
            "fetched_at": moment(told.capture.fetched_at),
            "bytes": len(told.capture.body),
        },
        "coder": told.coding.coder_id,
    }
