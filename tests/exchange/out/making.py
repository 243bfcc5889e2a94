"""Facts and happenings made for tests, and hypothesis strategies for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from detente.codebook import CATEGORIES, MODALITIES, MODES
from detente.exchange.out.facts import Fact, Happening
from detente.records import Claim, Grain, Incident, Party, Relation, TimeSpan, Toll, Where

DAY = datetime(2014, 11, 2)
HOSTILE = ("=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "a\tb", "two\nlines", "\r=1", 'say "x", y', "a\0b", "＝1", "\u2028=1")


def on(day: datetime = DAY, days: int = 1, grain: Grain = Grain.DAY) -> TimeSpan:
    return TimeSpan(day, day + timedelta(days=days), grain)


NORTHTOWN = Where("Northtown", "town", "geonames:1", 36.1, 36.8, "SYR", "Aleppo")
GUARD, FRONT = Party("group:guard", "Hill Guard", "SYR", "MIL"), Party("group:front", "River Front", "SYR", "REB")
PEOPLE = Party("nil:villagers", "villagers", "SYR", "CVL")


def fact(**changed: object) -> Fact:
    told = Fact(
        "evt_1", "art_1", "http://paper.example/1", "The Paper", "en", "Battle in the north", datetime(2014, 12, 1, 8, tzinfo=UTC),
        on(DAY + timedelta(days=1)), on(), "ASSAULT", "firearms", ("military",), "occurred", "asserts", (GUARD,), (FRONT,), ("an envoy",),
        NORTHTOWN, (Toll("killed", 10, 12, None),), "fought", "The Hill Guard fought the River Front.", 0.9,
    )  # fmt: skip
    return replace(told, **changed)  # type: ignore[arg-type]


def happening(**changed: object) -> Happening:
    """A happening; what is no field of it is one of its incident."""
    claim = Claim("evt_1", "art_1", "The Paper", DAY, ("nil:envoy",), "asserts", "occurred", "ASSAULT", (), (), None, None, ())
    incident = Incident(
        "inc_1", ("evt_1",), "ASSAULT", (GUARD.id,), (FRONT.id,), "geonames:1", on(), "occurred", 2, mode="firearms", place="Northtown",
        article_ids=("art_1", "art_2"), tolls=(Toll("killed", 10, 12, None),), claims=(claim,), score=0.9,
    )  # fmt: skip
    own = {name: changed.pop(name) for name in ("actors", "recipients", "speakers", "outlets", "where", "text") if name in changed}
    one = Happening(
        replace(incident, **changed),  # type: ignore[arg-type]
        (GUARD,), (FRONT,), ("an envoy",), ("The Paper",), NORTHTOWN, "The Hill Guard fought the River Front.",
    )  # fmt: skip
    return replace(one, **own)  # type: ignore[arg-type]


def relation(**changed: object) -> Relation:
    made = Relation(
        ("group:guard", "group:front"), "hostile", -0.75, on(days=30), None, ("inc_1", "inc_2"), 0.1, score=0.8, detail="2 reports"
    )
    return replace(made, **changed)  # type: ignore[arg-type]


WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
PARTIES = st.builds(
    Party,
    st.uuids().map(lambda number: f"nil:{number}"),
    WORDS.filter(lambda words: bool(words.replace("\0", " ").split())),
    st.sampled_from([None, "SYR", "USA", "IGO"]),
    st.sampled_from([None, "MIL", "REB", "CVL", "PTY"]),
)
DAYS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda moment: on(datetime(moment.year, moment.month, moment.day)))
PLACES = st.builds(
    Where,
    WORDS,
    st.sampled_from(["point", "town", "district", "province", "country", "region", "unknown"]),
    st.none(),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from([None, "SYR", "USA"]),
    st.none() | WORDS,
)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact with words of strangers in every field that has room for them."""
    category = draw(st.sampled_from(CATEGORIES))
    side = st.lists(PARTIES, max_size=2, unique_by=lambda party: party.id).map(tuple)
    return fact(
        id=draw(st.uuids().map(lambda number: f"evt_{number}")),
        url=draw(st.none() | WORDS),
        outlet=draw(st.none() | WORDS),
        headline=draw(st.none() | WORDS),
        published=draw(st.none() | DAYS),
        when=draw(st.none() | DAYS | st.just(on(days=30, grain=Grain.MONTH))),
        category=category,
        mode=draw(st.sampled_from([None, *MODES[category]])),
        contexts=draw(st.sampled_from([(), ("military",), ("economic", "legal")])),
        modality=draw(st.sampled_from(MODALITIES)),
        stance=draw(st.sampled_from(["asserts", "denies"])),
        actors=draw(side),
        recipients=draw(side),
        speakers=draw(st.lists(WORDS, max_size=2).map(tuple)),
        where=draw(st.none() | PLACES),
        trigger=draw(WORDS),
        text=draw(WORDS),
    )
