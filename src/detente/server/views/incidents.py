"""Incidents as screens show them: the card in a list, and the whole with events, origins, claims side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.actors.calling import name_of
from detente.exchange.coded import event_json, mentions_json
from detente.merging.origins import origins
from detente.merging.report import reports_of
from detente.records import Article, Incident, Judgement, Parties, Stance
from detente.server.views.words import Json, interval, moment, parties, party, quad, span_of
from detente.store import Told
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
        "origins": origins_json(told),
        "claims": claims_json(incident),
        "history": changes,
        "judgements": [plain(one) for one in judgements],
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
    reports = [report for one in pages.values() for report in reports_of(one.article, one.coding)]
    return [
        {
            "id": group[0],
            "articles": [article_card(pages[name].article) for name in group],
            "kind": "alone" if len(group) == 1 else "shared",
        }
        for group in origins(reports)
    ]


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
    found: dict[str, dict[str, Json]] = {"attendees": {}, "place": {}, "time": {}, "toll": {}}
    for claim in incident.claims:
        said: list[tuple[str, Any]] = [("attendees", [party(one) for one in dict.fromkeys((*claim.actor_ids, *claim.recipient_ids))])]
        said += [("place", claim.place), ("time", span_of(claim.when)), *(("toll", plain(toll)) for toll in claim.tolls)]
        speaker = name_of(claim.speakers[-1]) if claim.speakers else claim.outlet
        for field, value in said:
            if value:
                side = found[field].setdefault(
                    f"{value}|{speaker}", {"value": value, "speaker": speaker, "stance": claim.stance, "event_ids": []}
                )
                side["event_ids"].append(claim.event_id)
    return {field: list(sides.values()) for field, sides in found.items()}
