"""Codings against marked passages: the figures of `bench corpus`.

A trigger is right if it overlaps a marked trigger of the same category; an event is right if moreover actors agree and recipients
agree; a role filler is right if its span, or one it co-refers with, overlaps the marked filler's. Ties as roles, symmetric ones both
ways. `extra` counts coded triggers that touch no marked trigger of any category, for each marked event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.exchange.passages import Passage
from detente.records import Coding, Span

QUADS = {
    category: quad
    for quad, categories in {
        "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
        "material cooperation": "COOPERATE AID RETREAT",
        "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
        "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    }.items()
    for category in categories.split()
}
ROLES = ("actor", "recipient", "place", "time")
COUNTS = ("killed", "wounded", "arrested", "abducted", "displaced", "crowd")
SYMMETRIC = ("allied", "hostile")

PRONOUNS = frozenset(
    {
        *("he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "hers", "theirs", "who", "whom", "whose", "which"),
        *("himself", "herself", "itself", "themselves"),
    }
)
_COREFERENCE = ("coref", "coref_anaphor", "coref_pronoun", "coref_group")

Filler = frozenset[Span]
Link = tuple[Span, Span]
Name = TypeVar("Name", str, int)


@dataclass(frozen=True, slots=True)
class SideEvent:
    """An event of one side, every filler as all the spans that stand for it."""

    trigger: Span
    category: str
    mode: str | None
    modality: str
    roles: Mapping[str, Sequence[Filler]]
    chain: Sequence[Filler]
    counts: Mapping[str, Span]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side's reading of a passage; `links` are pairs of spans said to co-refer."""

    events: Sequence[SideEvent]
    ties: Sequence[tuple[Filler, str, Filler]]
    links: frozenset[Link]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures over passages, and for each coded event its score and whether its trigger is right."""

    figures: Mapping[str, float]
    reliability: Sequence[tuple[float, bool]]


def score(pairs: Iterable[tuple[Passage, Coding]]) -> Scores:
    """Score codings whose articles consist of nothing but the passage's text."""
    tally: Counter[str] = Counter()
    modalities: list[tuple[str, str]] = []
    reliability: list[tuple[float, bool]] = []
    for passage, coding in pairs:
        gold, coded = gold_side(passage), coded_side(coding)
        matched = _match(gold.events, coded.events, lambda g, c: g.category == c.category)
        _tally_triggers(tally, gold, coded, len(matched))
        _tally_roles(tally, gold, coded, matched)
        _tally_details(tally, matched)
        _tally_ties(tally, gold, coded)
        _tally_coreference(tally, gold.links, coded.links, passage.text)
        modalities += [(g.modality, c.modality) for g, c in matched]
        right = {id(c) for _, c in matched}
        reliability += [(event.score, id(event) in right) for event in coded.events]
    return Scores(_figures(tally, modalities, reliability), reliability)


def gold_side(passage: Passage) -> Side:
    """Return what the marks say."""
    filler = _fillers(passage.spans, passage.corefs)
    events = [
        SideEvent(
            trigger=passage.spans[event.trigger],
            category=event.category,
            mode=event.mode,
            modality=event.modality,
            roles={role: [filler[name] for name in event.roles.get(role, ())] for role in ROLES},
            chain=[filler[name] for name in event.roles.get("by", ())],
            counts={kind: passage.spans[event.roles[kind][0]] for kind in COUNTS if kind in event.roles},
        )
        for event in passage.events
    ]
    links = frozenset((passage.spans[name], passage.spans[target]) for name, targets in passage.corefs for target in targets)
    return Side(events, [(filler[tie.a], tie.tie, filler[tie.b]) for tie in passage.ties], links)


def coded_side(coding: Coding) -> Side:
    """Return what the coder says."""
    spans = {mention.id: mention.span for mention in coding.mentions}
    filler = _fillers(spans, [(mention.id, mention.refers_to) for mention in coding.mentions])
    events = []
    for event in coding.events:
        time = [event.time.mention] if event.time and event.time.mention is not None else []
        roles = {"actor": event.actors, "recipient": event.recipients, "place": [place.mention for place in event.places], "time": time}
        events.append(
            SideEvent(
                trigger=event.trigger,
                category=event.category,
                mode=event.mode,
                modality=event.modality.value,
                roles={role: [filler[mention] for mention in mentions] for role, mentions in roles.items()},
                chain=[filler[mention] for mention in event.attribution.chain],
                counts={count.kind: spans[count.mention] for count in event.counts},
                score=event.score,
            )
        )
    links = frozenset((mention.span, spans[target]) for mention in coding.mentions for target in mention.refers_to)
    return Side(events, [(filler[tie.a], tie.tie, filler[tie.b]) for tie in coding.ties], links)


def _fillers(spans: Mapping[Name, Span], links: Iterable[tuple[Name, Sequence[Name]]]) -> dict[Name, Filler]:
    """Give each span all the spans that stand for the same; one that stands for several gets theirs too."""
    links = list(links)
    parent = {name: name for name in spans}

    def find(name: Name) -> Name:
        while parent[name] != name:
            name = parent[name]
        return name

    for name, targets in links:
        if len(targets) == 1 and targets[0] in parent:
            parent[find(name)] = find(targets[0])
    groups: dict[Name, set[Span]] = defaultdict(set)
    for name, span in spans.items():
        groups[find(name)].add(span)
    out = {name: frozenset(groups[find(name)]) for name in spans}
    for name, targets in links:
        if len(targets) > 1:
            out[name] = out[name].union(*(out[target] for target in targets if target in out))
    return out


def agree(left: Sequence[Filler], right: Sequence[Filler]) -> bool:
    """Whether any filler of one side overlaps any of the other."""
    return any(a.overlaps(b) for x in left for y in right for a in x for b in y)


def _match(
    gold: Sequence[SideEvent], coded: Sequence[SideEvent], same: Callable[[SideEvent, SideEvent], bool]
) -> list[tuple[SideEvent, SideEvent]]:
    """Pair events one to one, widest overlap of triggers first."""
    pairs = sorted(
        (
            (min(g.trigger.end, c.trigger.end) - max(g.trigger.start, c.trigger.start), i, j)
            for i, g in enumerate(gold)
            for j, c in enumerate(coded)
            if g.trigger.overlaps(c.trigger) and same(g, c)
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((gold[i], coded[j]))
    return out


def _tally_triggers(tally: Counter[str], gold: Side, coded: Side, matched: int) -> None:
    quads = _match(gold.events, coded.events, lambda g, c: QUADS[g.category] == QUADS[c.category])
    touched = _match(gold.events, coded.events, lambda g, c: True)
    tally["extra"] += len(coded.events) - len(touched)
    for name, hits in (("trigger", matched), ("quad", len(quads)), ("event", 0)):
        tally[f"{name} hit"] += hits
        tally[f"{name} gold"] += len(gold.events)
        tally[f"{name} coded"] += len(coded.events)


def _tally_roles(tally: Counter[str], gold: Side, coded: Side, matched: list[tuple[SideEvent, SideEvent]]) -> None:
    tally["roles gold"] += sum(len(event.roles[role]) for event in gold.events for role in ROLES)
    tally["roles coded"] += sum(len(event.roles[role]) for event in coded.events for role in ROLES)
    for g, c in matched:
        whole = all((not g.roles[role] and not c.roles[role]) or agree(g.roles[role], c.roles[role]) for role in ("actor", "recipient"))
        tally["event hit"] += whole
        for role in ROLES:
            found = sum(agree([filler], c.roles[role]) for filler in g.roles[role])
            true = sum(agree([filler], g.roles[role]) for filler in c.roles[role])
            tally["roles hit"] += min(found, true)


def _tally_details(tally: Counter[str], matched: list[tuple[SideEvent, SideEvent]]) -> None:
    for g, c in matched:
        if g.mode:
            tally["mode n"] += 1
            tally["mode hit"] += g.mode == c.mode
        if g.chain:
            tally["chain n"] += 1
            tally["chain hit"] += len(g.chain) == len(c.chain) and all(agree([a], [b]) for a, b in zip(g.chain, c.chain, strict=True))
        else:
            tally["narrator n"] += 1
            tally["narrator hit"] += not c.chain
        for kind, span in g.counts.items():
            tally["counts n"] += 1
            tally["counts hit"] += kind in c.counts and span.overlaps(c.counts[kind])


def _tally_ties(tally: Counter[str], gold: Side, coded: Side) -> None:
    tally["ties gold"] += len(gold.ties)
    tally["ties coded"] += len(coded.ties)
    free = list(coded.ties)
    for a, tie, b in gold.ties:
        for other in free:
            straight = agree([a], [other[0]]) and agree([b], [other[2]])
            crossed = tie in SYMMETRIC and agree([a], [other[2]]) and agree([b], [other[0]])
            if other[1] == tie and (straight or crossed):
                free.remove(other)
                tally["ties hit"] += 1
                break


def _tally_coreference(tally: Counter[str], gold: frozenset[Link], coded: frozenset[Link], text: str) -> None:
    """All links, and apart: `anaphor`, those of spans that stand for one other; `pronoun`, of these the pronouns; `group`, for several."""
    theirs, ours = _links_by_kind(gold, text), _links_by_kind(coded, text)
    for kind in _COREFERENCE:
        tally[f"{kind} hit"] += len(theirs[kind] & ours[kind])
        tally[f"{kind} gold"] += len(theirs[kind])
        tally[f"{kind} coded"] += len(ours[kind])


def _links_by_kind(links: frozenset[Link], text: str) -> dict[str, frozenset[Link]]:
    targets = Counter(span for span, _ in links)
    group = frozenset(link for link in links if targets[link[0]] > 1)
    pronouns = frozenset(link for link in links - group if link[0].of(text).casefold() in PRONOUNS)
    return {"coref": links, "coref_anaphor": links - group, "coref_pronoun": pronouns, "coref_group": group}


def _f1(tally: Counter[str], name: str) -> float:
    both = tally[f"{name} gold"] + tally[f"{name} coded"]
    return 2 * tally[f"{name} hit"] / both if both else 0.0


def _figures(tally: Counter[str], modalities: list[tuple[str, str]], reliability: list[tuple[float, bool]]) -> dict[str, float]:
    figures = {f"{name}_f1": _f1(tally, name) for name in ("trigger", "event", "roles", "quad", "ties", *_COREFERENCE)}
    for name in ("mode", "chain", "narrator", "counts"):
        figures[f"{name}_accuracy"] = tally[f"{name} hit"] / max(1, tally[f"{name} n"])
    figures["modality_macro_f1"] = macro_f1(modalities)
    figures["extra"] = tally["extra"] / max(1, tally["trigger gold"])
    figures["ece"] = expected_calibration_error(reliability)
    return figures


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels that gold uses, for (gold, coded) pairs."""
    labels = sorted({gold for gold, _ in pairs})
    scores = []
    for label in labels:
        hit = sum(gold == coded == label for gold, coded in pairs)
        both = sum(gold == label for gold, _ in pairs) + sum(coded == label for _, coded in pairs)
        scores.append(2 * hit / both)
    return sum(scores) / len(scores) if scores else 0.0


def expected_calibration_error(reliability: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean gap between score and share of right answers over equal-width bins, weighted by their size (Guo et al. 2017)."""
    total = 0.0
    for low in range(bins):
        inside = [(score, right) for score, right in reliability if min(int(score * bins), bins - 1) == low]
        if inside:
            total += abs(sum(score for score, _ in inside) - sum(right for _, right in inside))
    return total / max(1, len(reliability))
