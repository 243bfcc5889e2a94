from __future__ import annotations

from detente.coding.frame import leave_frame
from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Coding,
    Event,
    EventPlace,
    EventTime,
    Mention,
    MentionKind,
    Modality,
    Span,
)

TEXT = "14 November 2014\nBEIRUT, Nov 18 - They met in Atareb on Nov. 2."
HEAD, LINE = Span(0, 17), Span(17, 35)


def told(place: str, time: str) -> Event:
    """The event of the text, with the place and the time that the coder gave it."""
    words = (place, time)
    mentions = tuple(
        Mention(i, Span(TEXT.index(word), TEXT.index(word) + len(word)), kind)
        for i, (word, kind) in enumerate(zip(words, (MentionKind.PLACE, MentionKind.TIME), strict=True))
    )
    blocks = (Block(HEAD, BlockKind.FURNITURE), Block(LINE, BlockKind.DATELINE), Block(Span(35, len(TEXT)), BlockKind.BODY))
    page = Article("art_1", "cap_1", None, "The Paper", "en", TEXT, blocks)
    trigger = Span(TEXT.index("met"), TEXT.index("met") + 3)
    event = Event(
        "evt_1", "art_1", trigger, Span(35, len(TEXT)), "CONSULT", None, (), (), (), (EventPlace(0),), EventTime(1, None), (),
        Modality.OCCURRED, Attribution(), 0.9,
    )  # fmt: skip
    (found,) = leave_frame(page, Coding("art_1", "coder", mentions, (event,), ())).events
    return found


def test_a_dateline_is_no_place_and_no_day_of_an_event() -> None:
    framed = told("BEIRUT", "Nov 18")
    assert framed.places == ()
    assert framed.time is None


def test_the_day_of_publication_is_no_day_of_an_event() -> None:
    assert told("Atareb", "14 November 2014").time is None


def test_what_the_sentence_tells_stays() -> None:
    own = told("Atareb", "Nov. 2")
    assert len(own.places) == 1
    assert own.time is not None
