"""Who is meant by those whom nobody names: "gunmen", "the police", "regime forces" → a country and a PLOVER sector.

Only a mention that names nobody, stands for no other, was left without an id and takes part in something (who only speaks stays as the page
calls them) takes one (`sector:SYR/REB`; for a government its state). The country is

1. what the words tell ("Syrian rebels"),
2. else where the violence or unrest was that they took part in, if that is one country,
3. else what the article is about, if most of its places and parties belong to one.

Without a country or a sector a party stays nobody. Collectives known by whom they are with ("U.S.-backed rebels") stay as they are called.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping

from detente.actors import Register
from detente.actors.sectors import CALLED
from detente.records import DESCRIBED, Article, Coding, Event, Mention, MentionKind, Resolution, sector_id

_MOST = 0.6
"""Share of an article's places and parties that makes it an article about one country."""
_FEWEST = 2
_SCORES = {"words": 0.5, "place": 0.4, "article": 0.3}
_VIOLENT = frozenset({"PROTEST", "COERCE", "ASSAULT", "MOBILIZE"})
_LOYAL = re.compile(r"\b(?:pro-(?:government|regime|state)|loyalist)\b", re.IGNORECASE)
_ARMED = frozenset({"REB", "UAF"})
_COUNTRY = re.compile(r"[A-Z]{3}")
_OF_NO_COUNTRY = frozenset({"IGO", "NGO", "MNC", "IMG", "UNO", "EUR", "UIS"})


def describe_unnamed(article: Article, coding: Coding, register: Register) -> Coding:
    """Return the coding with resolutions for those that nobody names; earlier ones of this kind are made anew. Pure."""
    mentions = {mention.id: mention for mention in coding.mentions}
    about = main_country(coding)
    scenes, acting = _scenes(coding), _acting(coding)
    resolved = []
    for one in coding.resolutions:
        around = (scenes.get(one.mention), about)
        resolved.append(_described(article.text, mentions[one.mention], one, around, register) if one.mention in acting else one)
    return dataclasses.replace(coding, resolutions=tuple(resolved))


def _described(text: str, mention: Mention, told: Resolution, around: tuple[str | None, str | None], register: Register) -> Resolution:
    """Describe a party; `around`: the country where it took part in violence, and the one that the article is about."""
    words = mention.span.of(text)
    sector = "PRM" if _LOYAL.search(words) and told.sector in _ARMED else told.sector
    nobody = mention.kind is MentionKind.ACTOR and told.target_id is None and not mention.refers_to
    if not nobody or sector not in CALLED or not register.names_nobody(words):
        return told
    found = zip((told.country, *around), _SCORES, strict=True)
    country, why = next(((code, why) for code, why in found if code), (None, ""))
    if country is None or country in _OF_NO_COUNTRY or not _COUNTRY.fullmatch(country):
        return told
    reason = {"words": "their words tell the country", "place": "what they took part in was there", "article": "the article is about it"}
    return dataclasses.replace(
        told,
        target_id=_id_of(country, sector, register),
        score=_SCORES[why],
        detail=f"“{words}” names nobody: {CALLED[sector]} of {country}, as {reason[why]}",
        by=DESCRIBED,
        country=country,
        sector=sector,
    )


def _id_of(country: str, sector: str, register: Register) -> str:
    """A government is its state, a state's military its army where the register has one; else country and sector."""
    own = {"GOV": f"state:{country}", "MIL": f"body:{country}-army"}.get(sector, "")
    return own if own in register else sector_id(country, sector)


def main_country(coding: Coding) -> str | None:
    """Return the country that most of an article's places and parties belong to; None if there are few or they are mixed."""
    found = Counter(one.country for one in coding.resolutions if one.country and one.country not in _OF_NO_COUNTRY)
    if not found:
        return None
    country, count = found.most_common(1)[0]
    return country if count >= _FEWEST and count >= _MOST * found.total() else None


def _acting(coding: Coding) -> frozenset[int]:
    """Return the mentions that take part in an event or a tie, themselves or by a mention that stands for them."""
    found = {mention for event in coding.events for mention in (*event.actors, *event.recipients)}
    found |= {mention for tie in coding.ties for mention in (tie.a, tie.b)}
    stands_for = {mention.id: mention.refers_to for mention in coding.mentions}
    queue = list(found)
    while queue:
        new = [other for other in stands_for.get(queue.pop(), ()) if other not in found]
        found.update(new)
        queue += new
    return frozenset(found)


def _scenes(coding: Coding) -> Mapping[int, str]:
    """Return, for each mention, the one country where all the violence and unrest was that it took part in."""
    seen: dict[int, set[str]] = {}
    for event in coding.events:
        if event.category in _VIOLENT:
            for mention in (*event.actors, *event.recipients):
                seen.setdefault(mention, set()).update(_countries(event))
    return {mention: next(iter(countries)) for mention, countries in seen.items() if len(countries) == 1}


def _countries(event: Event) -> set[str]:
    return {place.country for place in event.places if place.country}
