"""Where: the places of an article's events, from the mentions the coder gave them, resolved together.

`locate` gives every place mention a resolution and every event place its gazetteer entry, precision and reason. An event with several
places keeps the finest first and what holds it after. An event without a place mention stays without: nothing is guessed into a pin. Places
that no event happened at (an origin, an outlet's city) are resolved too, but are no event's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from detente.places import Context, Gazetteer, Resolved, Toponym
from detente.records import Article, Coding, Event, EventPlace, Mention, MentionKind, Precision, Resolution

BY = "gazetteer"
_AROUND = 60
"""Characters of context on either side: enough for "Alexandria, Louisiana" and a type word."""
_CUT_OFF = re.compile(
    r"\b(?:(?:a )?(?:large |small )?parts? of )?(?:the )?(?:(?:north|south)?-?(?:east|west)|north|south)ern $|\bparts? of $"
)
_FINENESS = {
    precision: number
    for number, precision in enumerate(
        (Precision.POINT, Precision.TOWN, Precision.DISTRICT, Precision.PROVINCE, Precision.REGION, Precision.COUNTRY, Precision.UNKNOWN)
    )
}
_STEPS_BACK = 8


def locate(article: Article, coding: Coding, gazetteer: Gazetteer, actor_countries: Mapping[str, float] | None = None) -> Coding:
    """Return the coding with event places and place resolutions filled. Pure.

    `actor_countries`: ISO 3166 alpha-3 → how often the article's actors belong to it; None counts the countries of the coding's own
    resolutions.
    """
    mentions = [mention for mention in coding.mentions if mention.kind is MentionKind.PLACE]
    if not mentions:
        return coding
    countries = actor_countries if actor_countries is not None else _countries(coding)
    answers = gazetteer.resolve([_toponym(article, mention) for mention in mentions], Context(countries, article.outlet))
    told = {mention.id: answer for mention, answer in zip(mentions, answers, strict=True)}
    known = {mention.id: _through(coding, mention, told) for mention in mentions}
    others = tuple(each for each in coding.resolutions if each.mention not in known)
    mine = tuple(_resolution(number, answer) for number, answer in known.items())
    return replace(coding, events=tuple(_located(event, known) for event in coding.events), resolutions=others + mine)


def _countries(coding: Coding) -> dict[str, float]:
    out: dict[str, float] = {}
    for each in coding.resolutions:
        if each.country:
            out[each.country] = out.get(each.country, 0.0) + each.score
    return out


def _toponym(article: Article, mention: Mention) -> Toponym:
    """The phrase with its surroundings; a direction left outside the mention ("northern [Syria]") is taken in, or a part would be a pin."""
    text, span = article.text, mention.span
    before = text[max(0, span.start - _AROUND) : span.start]
    cut = _CUT_OFF.search(before)
    phrase = (cut[0] if cut and span.of(text)[:1].isupper() else "") + span.of(text)
    return Toponym(phrase, before, text[span.end : span.end + _AROUND])


def _through(coding: Coding, mention: Mention, told: Mapping[int, Resolved]) -> Resolved:
    """A phrase that names nothing ("the town") stands for what the coder says it refers to; without that it stays unknown."""
    answer, at = told[mention.id], mention
    for _ in range(_STEPS_BACK):
        if answer.place is not None or len(at.refers_to) != 1 or at.refers_to[0] not in told:
            break
        at = coding.mentions[at.refers_to[0]]
        answer = told[at.id]
    return answer if at is mention or answer.place is None else replace(answer, detail=f"stands for another mention: {answer.detail}")


def _resolution(number: int, answer: Resolved) -> Resolution:
    place = answer.place
    return Resolution(
        mention=number,
        target_id=place.id if place else None,
        name=place.name if place else None,
        when=None,
        score=answer.score,
        detail=answer.detail,
        by=BY,
        country=place.country if place else None,
        sector=_sector(answer) if place else None,
    )


def _sector(answer: Resolved) -> str:
    """What a place is when something is done to it: a country its government, any other place its people."""
    return "GOV" if answer.precision is Precision.COUNTRY else "CVL"


def _located(event: Event, known: Mapping[int, Resolved]) -> Event:
    places = [_event_place(each, known.get(each.mention)) for each in event.places]
    return replace(event, places=tuple(sorted(places, key=lambda each: _FINENESS[each.precision])))


def _event_place(place: EventPlace, answer: Resolved | None) -> EventPlace:
    """The event's place as resolved; a region has a name and a country but no pin."""
    if answer is None:
        return replace(place, precision=Precision.UNKNOWN, detail="the mention is no place")
    found = answer.place
    if found is None:
        return replace(place, precision=answer.precision, detail=answer.detail)
    pinned = answer.precision is not Precision.REGION
    return replace(
        place,
        precision=answer.precision,
        place_id=found.id,
        name=found.name,
        lat=found.lat if pinned else None,
        lon=found.lon if pinned else None,
        country=found.country,
        admin1=found.admin1,
        detail=answer.detail if pinned else f"{answer.detail}; within {answer.radius_km} km",
    )
