"""The project's words as plain frozen records. Standard library only; no behaviour beyond what a record knows of itself."""

from detente.records.articles import PAGE_CLOCK, Article, Block, BlockKind, Capture, Dating, Refusal
from detente.records.codings import (
    Alternative,
    Attribution,
    Coding,
    Count,
    Event,
    EventPlace,
    EventTime,
    Mention,
    MentionKind,
    Modality,
    Precision,
    Resolution,
    Stance,
    Tie,
)
from detente.records.derived import Change, Claim, Dyad, Incident, Judgement, Relation, Shift, Toll, Verdict
from detente.records.ids import content_id
from detente.records.live import Alert, Delivery, Evidence, Feed, Signal, Watch
from detente.records.parties import NIL, Parties, Party
from detente.records.reports import Page, Report, Where
from detente.records.spans import Grain, Span, TimeSpan
from detente.records.world import Actor, Affiliation, Name, Place

__all__ = [
    "NIL",
    "PAGE_CLOCK",
    "Actor",
    "Affiliation",
    "Alert",
    "Alternative",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "Change",
    "Claim",
    "Coding",
    "Count",
    "Dating",
    "Delivery",
    "Dyad",
    "Event",
    "EventPlace",
    "EventTime",
    "Evidence",
    "Feed",
    "Grain",
    "Incident",
    "Judgement",
    "Mention",
    "MentionKind",
    "Modality",
    "Name",
    "Page",
    "Parties",
    "Party",
    "Place",
    "Precision",
    "Refusal",
    "Relation",
    "Report",
    "Resolution",
    "Shift",
    "Signal",
    "Span",
    "Stance",
    "Tie",
    "TimeSpan",
    "Toll",
    "Verdict",
    "Watch",
    "Where",
    "content_id",
]
