"""Records made for tests: a small article with a coding that says something of everything, and hypothesis strategies for both."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from hypothesis import strategies as st

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
    content_id,
)

TEXT = "Two foes met\nThe River Front and the Hill Guard met in Northtown on 2 November, an envoy said. They killed 12."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def capture(text: str = TEXT, *, url: str | None = "http://paper.example/1") -> Capture:
    return Capture.of(text.encode(), url=url, media_type="text/plain", fetched_at=datetime(2014, 12, 1, 8, tzinfo=UTC), feed="page.txt")


def article(of: Capture) -> Article:
    text = of.body.decode()
    at = text.index("\n") + 1 if "\n" in text else 0
    day = TimeSpan(datetime(2014, 11, 3), datetime(2014, 11, 4), Grain.DAY)
    clock = TimeSpan(datetime(2014, 12, 1, 8), datetime(2014, 12, 1, 8, 0, 1), Grain.SECOND)
    return Article(
        content_id("art", of.id, text),
        of.id,
        of.url,
        "The Paper",
        "en",
        text,
        (Block(Span(0, at), BlockKind.TITLE), Block(Span(at, len(text)), BlockKind.BODY)),
        (Dating(day, "text_anchor", 0.7, "2 November is the day before", None), Dating(clock, "page_clock", 0.0, "the crawl", Span(0, 3))),
        of.fetched_at,
    )


def mentions() -> tuple[Mention, ...]:
    named = (
        ("The River Front", MentionKind.ACTOR, ()),
        ("the Hill Guard", MentionKind.ACTOR, ()),
        ("Northtown", MentionKind.PLACE, ()),
        ("2 November", MentionKind.TIME, ()),
        ("an envoy", MentionKind.ACTOR, ()),
        ("They", MentionKind.ACTOR, (0, 1)),
        ("12", MentionKind.COUNT, ()),
    )
    return tuple(Mention(i, span(words), kind, refers, 0.9) for i, (words, kind, refers) in enumerate(named))


def events(article_id: str) -> tuple[Event, ...]:
    first, second = span("The River Front and the Hill Guard met in Northtown on 2 November, an envoy said."), span("They killed 12.")
    when = TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 3), Grain.DAY)
    place = EventPlace(2, Precision.TOWN, "geonames:1", "North Town", 36.1, 36.8, "SYR", "Aleppo", "by population")
    met = Event(
        content_id("evt", article_id, 1), article_id, Span(span("met in").start, span("met in").start + 3), first,
        "CONSULT", None, ("military",), (0, 1), (), (place,), EventTime(3, when, "day and month"), (), Modality.OCCURRED,
        Attribution((4,), Stance.ASSERTS, span("said")), 0.93, (Alternative("AGREE", 0.04),), "met: CONSULT",
    )  # fmt: skip
    killed = Event(
        content_id("evt", article_id, 2), article_id, span("killed"), second,
        "ASSAULT", "beat", (), (5,), (), (), None, (Count("killed", 12, 12, None, 6),), Modality.OCCURRED, Attribution(), 0.6,
    )  # fmt: skip
    return met, killed


def coding(of: Article, coder_id: str = "coder-1") -> Coding:
    tie = Tie(0, "hostile", 1, "former", Attribution(), span("Two foes"), 0.8)
    known = Resolution(0, "actor:river-front", "River Front (RF)", None, 0.9, "only name", "register", "SYR", "REB")
    return Coding(
        of.id, coder_id, mentions(), events(of.id), (tie,), (known, Resolution(4, None, None, None, 0.2, "nobody known", "register"))
    )


def story(number: int = 0) -> tuple[Capture, Article, Coding]:
    """A capture whose text fits the mentions, told apart by its URL."""
    page = capture(url=f"http://paper.example/{number}")
    read = article(page)
    return page, read, coding(read)


TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60)
MOMENTS = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
SCORES = st.floats(0, 1)


@st.composite
def times(draw: st.DrawFn) -> TimeSpan:
    start, end = sorted(draw(st.tuples(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.datetimes(datetime(1900, 1, 1)))))
    return TimeSpan(draw(st.sampled_from([start, None])), draw(st.sampled_from([end, None])), draw(st.sampled_from(Grain)))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Capture, Article, Coding]:
    """A capture with any text, tiled by any blocks, and a coding whose spans lie inside."""
    text = draw(TEXTS)
    page = Capture.of(text.encode("utf-8", "surrogatepass"), url=draw(st.none() | st.just("http://a/1")), feed="any")
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
    read = _any_article(draw, page, text, spans)
    number = draw(st.integers(0, 4))
    ids = st.lists(st.integers(0, number - 1), max_size=3).map(tuple) if number else st.just(())
    named = tuple(Mention(i, draw(spans), draw(st.sampled_from(MentionKind)), draw(ids), draw(SCORES)) for i in range(number))
    told = tuple(_any_event(draw, content_id("evt", read.id, i), read.id, spans, ids) for i in range(draw(st.integers(0, 2))))
    return page, read, Coding(read.id, draw(st.sampled_from(["coder-1", "coder-2"])), named, told)


def _any_article(draw: st.DrawFn, page: Capture, text: str, spans: st.SearchStrategy[Span]) -> Article:
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    blocks = tuple(Block(Span(a, b), draw(st.sampled_from(BlockKind))) for a, b in itertools.pairwise(cuts))
    dating = st.builds(Dating, times(), st.just("rule"), SCORES, TEXTS, st.none() | spans)
    datings = tuple(draw(st.lists(dating, max_size=2)))
    outlet = draw(st.none() | TEXTS)
    return Article(content_id("art", page.id, text), page.id, page.url, outlet, None, text, blocks, datings, page.fetched_at)


def _any_event(
    draw: st.DrawFn, event_id: str, article_id: str, spans: st.SearchStrategy[Span], ids: st.SearchStrategy[tuple[int, ...]]
) -> Event:
    best = draw(st.none() | st.integers(0, 10**9))
    return Event(
        event_id,
        article_id,
        draw(spans),
        draw(spans),
        "ASSAULT",
        draw(st.none() | st.just("beat")),
        ("military",),
        draw(ids),
        draw(ids),
        tuple(EventPlace(mention, draw(st.sampled_from(Precision))) for mention in draw(ids)),
        draw(st.none() | st.builds(EventTime, st.none(), st.none() | times())),
        tuple(Count("killed", None, best, 5, mention) for mention in draw(ids)),
        draw(st.sampled_from(Modality)),
        Attribution(draw(ids), draw(st.sampled_from(Stance)), draw(st.none() | spans)),
        draw(SCORES),
    )
