"""Pages of an invented world with their codings, for made stores: who, where and what are drawn, sentences follow one pattern.

Parties, places and outlets are drawn with the skew of real streams (Zipf): a few are everywhere, most are rare.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from detente.records import (
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
    TimeSpan,
)

Page = tuple[Capture, Article, Coding, list[str]]

_SALT, _YEAR = "zzzz", 2000
_PARTIES, _PLACES, _OUTLETS, _HAPPENINGS_A_PAGE = 600, 3000, 300, 5
_TOLD = """ASSAULT bombed, ASSAULT shelled, CONSULT met, CONSULT visited, ACCUSE accused, COERCE arrested, PROTEST protested against,
    AGREE agreed with, AID supplied, THREATEN threatened, REJECT rejected, MOBILIZE massed troops against, SUPPORT praised,
    CONCEDE gave way to"""
_DEEDS = tuple(deed.split(maxsplit=1) for deed in _TOLD.split(","))
_MODALITY = (Modality.OCCURRED,) * 8 + (Modality.PLANNED, Modality.NEGATED)
_PRECISION = (Precision.TOWN,) * 7 + (Precision.PROVINCE, Precision.COUNTRY, Precision.REGION)
_SYLLABLES = ("ba", "dor", "ka", "lim", "mo", "nar", "pel", "ra", "sun", "ta", "ver", "zo", "qi", "hul", "fen", "gar")


class World:
    """Names of everybody and everything, and the happenings that pages tell."""

    def __init__(self, rng: random.Random) -> None:
        self.parties = [f"{self._word(rng)} {self._word(rng)} Front" for _ in range(_PARTIES)]
        self.places = [self._word(rng) for _ in range(_PLACES)]
        self.pins = [(rng.uniform(-50, 60), rng.uniform(-120, 150)) for _ in range(_PLACES)]
        self.outlets = [f"The {self._word(rng)} Post" for _ in range(_OUTLETS)]
        self.happenings: list[tuple[str, tuple[int, int, int, int, int]]] = []

    @staticmethod
    def _word(rng: random.Random) -> str:
        return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()


def page(world: World, rng: random.Random, number: int, events: int) -> Page:
    """Make a page of so many events, its coding, and the name of the happening behind each event."""
    article_id, capture_id = f"art_{_SALT}{number:012x}", f"cap_{_SALT}{number:012x}"
    day = datetime(_YEAR, rng.randint(1, 12), rng.randint(1, 27))
    told = [_happening(world, rng, day) for _ in range(events)]
    text, mentions, resolutions, made = "Report\n", list[Mention](), list[Resolution](), list[Event]()
    for i, (_, what) in enumerate(told):
        text = _tell(world, rng, (text, f"evt_{_SALT}{number * events + i:012x}", article_id), what, (mentions, resolutions, made))
    title = Block(Span(0, 7), BlockKind.TITLE)
    out = TimeSpan(day, day + timedelta(days=1), Grain.DAY)
    url = f"https://made.example/{_SALT}/{number}"
    fetched = datetime(_YEAR, day.month, day.day, 12, tzinfo=UTC)
    article = Article(
        article_id, capture_id, url, world.outlets[_skewed(rng, _OUTLETS)], "en", text,
        (title, Block(Span(7, len(text)), BlockKind.BODY)), (Dating(out, "meta", 0.9, "made"),), fetched,
    )  # fmt: skip
    capture = Capture(capture_id, url, "text/plain", text.encode(), fetched, "made")
    return (
        capture,
        article,
        Coding(article_id, "coder_made", tuple(mentions), tuple(made), (), tuple(resolutions)),
        [name for name, _ in told],
    )


def _happening(world: World, rng: random.Random, day: datetime) -> tuple[str, tuple[int, int, int, int, int]]:
    """Return a happening of these days: three in ten have been told before."""
    if world.happenings and rng.random() < 0.3:
        return rng.choice(world.happenings[-200:])
    what = (_skewed(rng, _PARTIES), _skewed(rng, _PARTIES), _skewed(rng, _PLACES), rng.randrange(len(_DEEDS)), day.timetuple().tm_yday)
    world.happenings.append((f"hap_{len(world.happenings)}", what))
    return world.happenings[-1]


Parts = tuple[list[Mention], list[Resolution], list[Event]]


def _tell(world: World, rng: random.Random, so_far: tuple[str, str, str], what: tuple[int, int, int, int, int], parts: Parts) -> str:
    """Add one sentence and all that is coded in it; return the text with it."""
    text, event_id, article_id = so_far
    mentions, resolutions, made = parts
    who, whom, where, deed, yday = what
    category, verb = _DEEDS[deed]
    day = datetime(_YEAR, 1 + yday // 31, 1 + yday % 27)
    killed = rng.randint(1, 40) if category == "ASSAULT" else None
    begins, first = len(text), len(mentions)

    def put(words: str, kind: MentionKind | None = None, after: str = " ") -> Span:
        nonlocal text
        span = Span(len(text), len(text) + len(words))
        if kind:
            mentions.append(Mention(len(mentions), span, kind, (), 0.9))
        text += words + after
        return span

    put(world.parties[who], MentionKind.ACTOR)
    trigger = put(verb)
    put(world.parties[whom], MentionKind.ACTOR, " in ")
    put(world.places[where], MentionKind.PLACE, " on ")
    put(f"{day:%d %B}", MentionKind.TIME, ", killing " if killed else ", ")
    if killed:
        put(str(killed), MentionKind.COUNT, ", ")
    put("an official", MentionKind.ACTOR, " said.")
    sentence, speaker = Span(begins, len(text)), len(mentions) - 1
    text += "\n"
    resolutions += [_known(first + i, party, world) for i, party in ((0, who), (1, whom))]
    lat, lon = world.pins[where]
    precision = _PRECISION[where % len(_PRECISION)]
    place = EventPlace(first + 2, precision, f"made:{where}", world.places[where], lat, lon, f"C{where % 40:02}", f"A{where % 400}", "made")
    if precision is Precision.REGION:
        place = replace(place, lat=None, lon=None)
    counts = (Count("killed", killed, killed, None, first + 4),) if killed else ()
    when = EventTime(first + 3, TimeSpan(day, day + timedelta(days=1), Grain.DAY), "day and month")
    made.append(
        Event(
            event_id, article_id, trigger, sentence, category, None, ("military",), (first,), (first + 1,), (place,), when, counts,
            _MODALITY[(who + whom + deed) % len(_MODALITY)], Attribution((speaker,)), round(rng.uniform(0.4, 1), 3), (), "made",
        )
    )  # fmt: skip
    return text


def _known(mention: int, party: int, world: World) -> Resolution:
    """Return who a party is: one in ten is nobody the register knows."""
    target, name = (None, None) if party % 10 == 9 else (f"made:{party}", world.parties[party])
    return Resolution(mention, target, name, None, 0.9, "made", "made", f"C{party % 40:02}", "REB")


def _skewed(rng: random.Random, size: int) -> int:
    """Draw a number below `size`: half of the draws fall on the first twentieth."""
    return min(size - 1, int(size * rng.random() ** 4))
