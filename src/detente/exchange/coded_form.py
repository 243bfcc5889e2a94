"""The form of a coded article as JSON, typed: `coded.py` writes it, mypy holds it to these types, and the reference page and the JSON
Schema are made from them (`scripts/reference.py`).

The words under a field are its description. A set of allowed values stands beside the type. Nothing here runs.
"""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from detente.codebook import CATEGORIES, MODALITIES
from detente.records import BlockKind, Grain, MentionKind, Precision, Stance

Category = Annotated[str, tuple(CATEGORIES)]


class SpanForm(TypedDict):
    """A stretch of the article's text."""

    start: int
    """code point at which it begins, from 0"""
    end: int
    """code point after its last"""


class TextSpanForm(SpanForm):
    """A span with its words."""

    text: str
    """the words between the two, as a help for the eye"""


class BlockForm(SpanForm):
    """A stretch of one kind. Blocks tile the text."""

    kind: Annotated[str, tuple(BlockKind)]
    """what the stretch is"""


class TimeForm(TypedDict):
    """An interval, half open: dates for days and coarser, minutes for hours and minutes, seconds for seconds."""

    start: str | None
    """ISO 8601, without a zone: the article's own clock; null: no bound"""
    end: str | None
    """the first moment after it"""
    grain: Annotated[str, tuple(Grain)] | None
    """how fine it is known; null where nothing is"""


class DatingForm(TimeForm):
    """One answer to when the article was published."""

    rule: str
    """the rule that gave it, such as json_ld, dateline, text_anchor, page_clock"""
    score: float
    """0 to 1; 0 for a page clock"""
    evidence: SpanForm | None
    """where it stands in the text; null where it stands in the page's markup, address or record"""
    detail: str
    """the reason in words"""


class ArticleForm(TypedDict):
    """The page as it was read."""

    id: str
    """`art_` and a hash of its content"""
    url: str | None
    """the page's address, where it is known"""
    outlet: str | None
    """who publishes it"""
    language: str | None
    """ISO 639-1; only `en` is understood"""
    title: SpanForm | None
    """where the title stands"""
    text: str
    """the whole text, furniture included; all offsets count in it"""
    blocks: list[BlockForm]
    """what each stretch of the text is"""
    published: DatingForm | None
    """the best dating that is not a page clock; null where nothing is good enough"""
    datings: list[DatingForm]
    """every dating, those that lost included"""


class MentionForm(TextSpanForm):
    """A span that names a party, an outlet, a place, a time or a count, or ties a speaker to a claim."""

    id: int
    """its number in this article; events and ties point to it"""
    kind: Annotated[str, tuple(MentionKind)]
    """what it names"""
    refers_to: list[int]
    """mentions that it stands for: "they", "the two groups" """
    actor_id: str | None
    """an id of the register, such as group:nusra-front; null: nobody the register knows"""
    name: str | None
    """the register's name"""
    country: str | None
    """ISO 3166, three letters"""
    sector: str | None
    """PLOVER sector, such as MIL or GOV"""
    score: float
    """of what it stands for, else of the mention itself"""
    detail: str | None
    """why it is taken for whom it is"""


class PlaceForm(TypedDict):
    """Where an event happened."""

    mention: int
    """the mention that says so"""
    place_id: str | None
    """such as geonames:174030 or region:sahel; null: no place of this name is known"""
    name: str | None
    """the gazetteer's name"""
    lat: float | None
    """degrees north; null for a region, which is never a pin"""
    lon: float | None
    """degrees east"""
    country: str | None
    """ISO 3166, three letters"""
    admin1: str | None
    """first-level division"""
    precision: Annotated[str, tuple(Precision)]
    """how fine the place is known"""
    detail: str | None
    """why this place"""


class EventTimeForm(TimeForm):
    """When an event happened."""

    mention: int | None
    """the mention that says so; null where it comes from another event of the sentence"""
    detail: str | None
    """how the words were read"""


class CountForm(TypedDict):
    """A number of people, as a speaker gave it."""

    low: int | None
    """at least"""
    best: int | None
    """the number said; null where words leave a range"""
    high: int | None
    """at most; null: no bound is told"""
    mention: int
    """the mention that says so"""


class AttributionForm(TypedDict):
    """According to whom."""

    chain: list[int]
    """mentions of the speakers, outermost first; the page's own outlet is not among them; empty: the page's own voice"""
    stance: Annotated[str, tuple(Stance)]
    """what the last speaker does with the claim"""


class CuedAttributionForm(AttributionForm):
    """According to whom, and by which words."""

    cue: SpanForm | None
    """the words that tie speaker and claim: said, according to"""


class PloverForm(TypedDict):
    """The event after PLOVER's rules for what category and modality mean together."""

    category: Category
    """a planned meeting is AGREE here"""
    mode: str | None
    """PLOVER mode"""
    quad: str
    """verbal or material, cooperation or conflict"""
    score: float
    """−10 (conflict) to +10 (cooperation)"""


class AlternativeForm(TypedDict):
    """What else was weighed."""

    category: Category
    """another category"""
    score: float
    """its score"""
    mode: NotRequired[str]
    """another mode, where one was weighed"""


class EventForm(TypedDict):
    """One coded report of a happening, in one sentence."""

    id: str
    """`evt_` and a hash of article, trigger and category: the same whoever coded it so"""
    category: Category
    """what the words name"""
    mode: str | None
    """how"""
    contexts: list[str]
    """PLOVER contexts of the passage"""
    modality: Annotated[str, MODALITIES]
    """what the world did, as told"""
    trigger: TextSpanForm
    """the words that name the happening"""
    sentence: SpanForm
    """the sentence it stands in"""
    actors: list[int]
    """mentions of those who do it; all sides of a two-sided happening"""
    recipients: list[int]
    """mentions of those to whom it is done"""
    places: list[PlaceForm]
    """where, the finest first"""
    time: EventTimeForm | None
    """when; null: no words tell"""
    counts: dict[str, CountForm]
    """by kind: killed, wounded, arrested, abducted, displaced, crowd"""
    attribution: CuedAttributionForm
    """according to whom"""
    plover: PloverForm
    """the code that PLOVER's manual gives it"""
    cameo: str | None
    """CAMEO code; null where CAMEO has none"""
    score: float
    """calibrated, 0 to 1: how sure the coder is; not the chance that the report is true"""
    alternatives: list[AlternativeForm]
    """what else was weighed, the likeliest first"""
    why: str
    """the reason in words"""


class TieForm(TypedDict):
    """A standing between two parties that the text states."""

    a: int
    """mention of the one"""
    tie: str
    """allied, hostile, affiliate, part_of, backs, leads, controls"""
    b: int
    """mention of the other"""
    state: str
    """current, former, planned, possible, negated"""
    evidence: SpanForm
    """the words that state it"""
    attribution: AttributionForm
    """according to whom"""
    score: float
    """0 to 1"""


class CodedForm(TypedDict):
    """A line of `detente code`: an article with all that was coded in it."""

    article: ArticleForm
    """the page as it was read"""
    mentions: list[MentionForm]
    """spans that name someone or something"""
    events: list[EventForm]
    """who did what to whom, as reported"""
    ties: list[TieForm]
    """who stands with whom, as stated"""


class RefusedForm(TypedDict):
    """Why a capture can't be taken."""

    capture: str
    """`cap_` and a hash of its bytes"""
    stage: str
    """where it broke off: feeds, reading, coding"""
    code: str
    """a stable code"""
    detail: str
    """one line"""
    hint: str | None
    """what may help"""
    feed: str | None
    """where it came from"""


class RefusalForm(TypedDict):
    """A line of `detente code` for what can't be read."""

    refusal: RefusedForm
    """why"""
