"""Small articles about a small war, with codings, for tests of what runs all day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Capture,
    Coding,
    Dating,
    Event,
    EventTime,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Resolution,
    Span,
    Stance,
    Tie,
    TimeSpan,
    content_id,
)

PARTIES = ("Upland", "Lowland", "Riverside", "Hillguard")
WORDS = {"ASSAULT": "shelled", "AGREE": "signed a truce with", "COOPERATE": "fought beside", "THREATEN": "threatened", "CONSULT": "met"}
FIRST = datetime(2012, 3, 1)


class Telling(NamedTuple):
    """One article: who did what to whom on which day, and a standing it states, if any; `outlet` makes articles differ."""

    actor: str
    category: str
    recipient: str
    day: int
    outlet: int = 0
    tie: str | None = None


def story(telling: Telling, coder: str = "coder-1") -> tuple[Capture, Article, Coding]:
    """Make the capture, article and coding of one telling."""
    sentence = f"{telling.actor} {WORDS[telling.category]} {telling.recipient} on day {telling.day}, paper {telling.outlet} says."
    text = sentence + (f" {telling.actor} is {telling.tie} to {telling.recipient}." if telling.tie else "")
    when = FIRST + timedelta(days=telling.day)
    capture = Capture.of(text.encode(), url=f"https://paper{telling.outlet}.example/{telling.day}", fetched_at=when.replace(tzinfo=UTC))
    span = TimeSpan(when, when + timedelta(days=1), Grain.DAY)
    name = content_id("art", capture.id, text)
    blocks = (Block(Span(0, len(text)), BlockKind.BODY),)
    datings = (Dating(span, "text_anchor", 0.9, "told", None),)
    article = Article(name, capture.id, capture.url, f"Paper {telling.outlet}", "en", text, blocks, datings, capture.fetched_at)
    return capture, article, coding_of(telling, article, Span(0, len(sentence)), coder)


def coding_of(telling: Telling, article: Article, sentence: Span, coder: str) -> Coding:
    text = article.text
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (telling.actor, telling.recipient)]
    mentions = tuple(Mention(i, span, MentionKind.ACTOR) for i, span in enumerate(spans))
    resolutions = tuple(
        Resolution(i, f"test:{words}", words, None, 1.0, "named", coder) for i, words in enumerate((telling.actor, telling.recipient))
    )
    verb = text.index(WORDS[telling.category])
    trigger = Span(verb, verb + len(WORDS[telling.category].split()[0]))
    event = Event(
        content_id("evt", article.id, coder), article.id, trigger, sentence, telling.category, None, (), (0,), (1,), (),
        EventTime(None, article.datings[0].when, "told"), (), Modality.OCCURRED, Attribution((), Stance.ASSERTS), 0.8,
    )  # fmt: skip
    ties = (
        (Tie(0, telling.tie, 1, "current", Attribution((), Stance.ASSERTS), Span(len(sentence) + 1, len(text)), 0.9),)
        if telling.tie
        else ()
    )
    return Coding(article.id, coder, mentions, (event,), ties, resolutions)


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    actor, recipient = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=2, unique=True))
    category, day = draw(st.sampled_from(sorted(WORDS))), draw(st.integers(0, 200))
    return Telling(actor, category, recipient, day, draw(st.integers(0, 2)), draw(st.sampled_from((None, None, "hostile", "allied"))))
