"""Do two events tell one happening? Record linkage after Fellegi and Sunter (1969).

Each comparison falls into a level, and each level weighs ln(m / u), where m is how often it is seen between reports of one happening and u
between other reports that share a block. What is unknown weighs nothing. The weights and the prior add up to the log-odds that the two
are the same. Compared, in this order: 1. category and mode; 2. parties; 3. place; 4. time; 5. tolls; 6. modality; 7. wording; 8. the
sentence they stand in, or who copied whom. Wording speaks for sameness only where place and time do not speak against it: two attacks
are often told in the same words, with another town.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from detente.merging.blocks import family
from detente.merging.copies import REUSED, resemblance
from detente.merging.places import apart
from detente.merging.times import nearness
from detente.merging.tolls import agreement
from detente.merging.words import content, rarity, stem, words
from detente.records import NIL, SECTOR, Report

Finding = tuple[str, tuple[Any, ...]]

# name: (m, u). All are set by judgement: no open corpus has resolved parties and places with happenings marked across articles.
_LEVELS: dict[str, tuple[float, float]] = {
    "same_mode": (0.25, 0.03),
    "same_category": (0.45, 0.22),
    "other_mode": (0.08, 0.10),
    "same_family": (0.20, 0.40),
    "other_family": (0.02, 0.25),
    "both_sides": (0.50, 0.04),
    "side_and_people": (0.30, 0.08),
    "same_people": (0.30, 0.12),
    "sides_swapped": (0.06, 0.03),
    "one_side": (0.20, 0.12),
    "some_parties": (0.16, 0.20),
    "other_party": (0.05, 0.26),
    "no_party": (0.03, 0.35),
    "kin_sides": (0.40, 0.06),
    "kin_party": (0.15, 0.15),
    "unnamed_party": (0.30, 0.45),
    "same_place": (0.60, 0.03),
    "same_area": (0.40, 0.12),
    "same_land": (0.30, 0.22),
    "inside": (0.25, 0.17),
    "neighbours": (0.003, 0.25),
    "far": (0.01, 0.60),
    "same_time": (0.65, 0.15),
    "overlaps": (0.20, 0.25),
    "next_day": (0.08, 0.15),
    "that_day": (0.50, 0.25),
    "days_later": (0.20, 0.40),
    "days_apart": (0.02, 0.25),
    "long_apart": (0.002, 0.35),
    "same_toll": (0.50, 0.04),
    "same_small_toll": (0.40, 0.20),
    "like_toll": (0.30, 0.20),
    "other_toll": (0.15, 0.50),
    "same_sentence_words": (0.10, 0.002),
    "many_words": (0.30, 0.02),
    "some_words": (0.35, 0.20),
    "few_words": (0.25, 0.75),
    "same_trigger": (0.55, 0.12),
    "other_trigger": (0.45, 0.88),
    "other_modality": (0.10, 0.25),
    "told_and_untold": (0.05, 0.10),
    "one_sentence": (0.03, 0.45),
    "two_of_sentence": (0.002, 0.45),
    "told_before": (0.35, 0.07),
    "copied": (0.15, 0.01),
}
WEIGHT = {name: math.log(m / u) for name, (m, u) in _LEVELS.items()}
_COMMON = 0.4
"""Rarity up to which a word says what somebody is, and not who ("civilians", "rebels"): it stands in one of 200 passages or more."""

_ELSEWHERE = frozenset({"neighbours", "far", "days_apart", "long_apart"})
_AGAINST = -1.5
"""Weight from which a finding speaks against sameness, and not only fails to speak for it."""

_CONTRADICTION = -2.5
"""Log-odds (a score of 0.08) from which such a finding is not outweighed by what agrees."""

PRIOR = math.log(0.04 / 0.96)
PRIOR_IN_ARTICLE = math.log(0.15 / 0.85)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The log-odds that two events tell one happening, and why."""

    log_odds: float
    findings: tuple[Finding, ...]

    @property
    def score(self) -> float:
        """The probability in [0, 1]."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.log_odds))))

    @property
    def opposed(self) -> bool:
        """Whether something speaks against sameness: that two reports tell too little to be the same is nothing against it."""
        return any(WEIGHT[name] <= _AGAINST for name, _ in self.findings)

    @property
    def contradicts(self) -> bool:
        """Whether something speaks against sameness so plainly that nothing outweighs it."""
        return self.opposed and self.log_odds <= _CONTRADICTION

    @property
    def detail(self) -> str:
        """The findings in words, each with its weight."""
        return "; ".join(_words(name, values) for name, values in self.findings)


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports. Symmetric: the smaller event id comes first, whatever the order given."""
    if b.event_id < a.event_id:
        a, b = b, a
    same_article = a.page.article_id == b.page.article_id
    found: list[Finding] = []
    for step in _STEPS:
        found += step(a, b)
    wording = _wording(a, b)
    wording += _sentence(a, b) if same_article else _copies(a, b, wording)
    elsewhere = any(name in _ELSEWHERE for name, _ in found)
    found += [(name, values) for name, values in wording if not (elsewhere and WEIGHT[name] > 0)]
    prior = PRIOR_IN_ARTICLE if same_article else PRIOR
    return Comparison(prior + sum(WEIGHT[name] for name, _ in found), tuple(found))


def _category(a: Report, b: Report) -> list[Finding]:
    if a.category == b.category:
        modes = a.mode is not None and b.mode is not None
        level = ("same_mode" if a.mode == b.mode else "other_mode") if modes else "same_category"
    else:
        level = "same_family" if family(a.category) == family(b.category) else "other_family"
    return [(level, (_code(a), _code(b)))]


def _parties(a: Report, b: Report) -> list[Finding]:
    """Levels: both sides share somebody, or only people of one kind ("civilians"); both, but swapped; one side does and the other is not
    told; …; nobody in common.

    Whoever shares one party and has the other's group above it ("al-Qaeda", "al-Qaeda's branch") shares both sides, less surely. Where
    nobody is in common but one report names no party that the register knows ("gunmen", "the two groups"), little is told.
    """
    parties = frozenset(a.party_ids) & frozenset(b.party_ids)
    if not (a.party_ids and b.party_ids):
        return []
    above = _above(a, b)
    if not parties and above:
        return [("kin_party", tuple(sorted(above)))]
    if not parties:
        unnamed = any(all(party.startswith((NIL, SECTOR)) for party in report.party_ids) for report in (a, b))
        return [("unnamed_party" if unnamed else "no_party", ())]
    doers, sufferers = _shared(a.actor_ids, b.actor_ids), _shared(a.recipient_ids, b.recipient_ids)
    names = tuple(sorted(parties))
    named = sum(map(_is_somebody, parties))
    if (doers and sufferers) or (not (a.recipient_ids or b.recipient_ids) and len(parties) > 1):
        return [("both_sides" if named > 1 else "side_and_people" if named else "same_people", names)]
    if len(parties) > 1:
        return [("sides_swapped", names)]
    if above and len(a.party_ids) > 1 and len(b.party_ids) > 1:
        return [("kin_sides", tuple(sorted({*names, *above})))]
    sides = ((a.actor_ids, b.actor_ids, doers), (a.recipient_ids, b.recipient_ids, sufferers))
    if any(one and other and not shared for one, other, shared in sides):
        return [("other_party", names)]
    return [("one_side" if doers or sufferers else "some_parties", names)]


@lru_cache(maxsize=100_000)
def _is_somebody(party: str) -> bool:
    """Whether a party is one that can be told from others: not people who are named by common words alone ("civilians", "rebels").

    >>> [_is_somebody(party) for party in ("state:SYR", "nil:civilians", "nil:zintan brigade", "sector:SYR/REB")]
    [True, False, True, False]
    """
    if party.startswith(SECTOR):
        return False
    return not party.startswith(NIL) or any(rarity(stem(word)) > _COMMON for word in words(party.removeprefix(NIL).partition("@")[0]))


def _above(a: Report, b: Report) -> frozenset[str]:
    """Return the parties of either report whose part or affiliate a party of the other was, and which that one doesn't name itself."""
    mine, yours = frozenset(a.party_ids), frozenset(b.party_ids)
    return frozenset(((frozenset(a.kin_ids) - mine) & yours) | ((frozenset(b.kin_ids) - yours) & mine))


def _place(a: Report, b: Report) -> list[Finding]:
    return apart(a.where, b.where) if a.where and b.where else []


def _time(a: Report, b: Report) -> list[Finding]:
    return nearness(a, b)


def _tolls(a: Report, b: Report) -> list[Finding]:
    return agreement(a.tolls, b.tolls) if a.tolls and b.tolls else []


def _wording(a: Report, b: Report) -> list[Finding]:
    """Two sentences with hardly a word in common have no trigger in common either: that counts once."""
    sentence, trigger = _common_words(a, b), _common_trigger(a, b)
    apart = any(name == "few_words" for name, _ in sentence)
    return [found for found in trigger if not (apart and found[0] == "other_trigger")] + sentence


def _common_trigger(a: Report, b: Report) -> list[Finding]:
    if not (a.trigger and b.trigger):
        return []
    return [("same_trigger" if a.trigger == b.trigger else "other_trigger", (a.trigger, b.trigger))]


def _common_words(a: Report, b: Report) -> list[Finding]:
    mine, yours = _beside_place(a, b)
    if not (mine and yours) or _in_one_sentence(a, b):
        return []
    shared = mine & yours
    share = sum(map(rarity, shared)) / max(1e-9, min(told(mine), told(yours)))
    level = "same_sentence_words" if share > 0.85 else "many_words" if share > 0.45 else "some_words" if share > 0.15 else "few_words"
    return [(level, tuple(sorted(shared, key=lambda word: (-rarity(word), word))[:5]))]


def _beside_place(a: Report, b: Report) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of both without the name of a place that they share: that was weighed already."""
    if a.where is None or b.where is None or a.where.name != b.where.name:
        return a.words, b.words
    name = _name(a.where.name)
    return a.words - name, b.words - name


@lru_cache(maxsize=100_000)
def _name(of: str) -> frozenset[str]:
    """Return the stems of a place's name, without accents: gazetteers write them, papers don't."""
    return content("".join(sign for sign in unicodedata.normalize("NFKD", of) if not unicodedata.combining(sign)))


def _modality(a: Report, b: Report) -> list[Finding]:
    """Planned and then done is one happening; so are an act and its denial: a small counterweight only."""
    if a.modality == b.modality:
        return []
    level = "told_and_untold" if "negated" in (a.modality, b.modality) else "other_modality"
    return [(level, (a.modality, b.modality))]


def _sentence(a: Report, b: Report) -> list[Finding]:
    """Two triggers in one sentence are seldom two tellings of one happening, unless the word is the same; of two categories ("suspended the
    talks and accused the group") hardly ever.

    A later "the meeting" points back to what was told: of its own category, at least.
    """
    if _in_one_sentence(a, b):
        level = "one_sentence" if a.category == b.category else "two_of_sentence"
        return [(level, ())] if a.trigger != b.trigger else []
    later = a if a.at > b.at else b
    return [("told_before", (later.trigger,))] if later.back and a.category == b.category else []


def _copies(a: Report, b: Report, wording: Sequence[Finding]) -> list[Finding]:
    """A copy tells a happening in the same words: its other sentences tell of others."""
    if any(name == "few_words" for name, _ in wording):
        return []
    share = resemblance(a.page.signature, b.page.signature)
    return [("copied", (share,))] if share >= REUSED else []


_STEPS: tuple[Callable[[Report, Report], list[Finding]], ...] = (_category, _parties, _place, _time, _tolls, _modality)


@lru_cache(maxsize=100_000)
def told(words: frozenset[str]) -> float:
    """Return how much a sentence's words tell in all."""
    return sum(map(rarity, words))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not frozenset(a).isdisjoint(b)


def _in_one_sentence(a: Report, b: Report) -> bool:
    return a.page.article_id == b.page.article_id and a.at == b.at


def _code(report: Report) -> str:
    return f"{report.category}-{report.mode}" if report.mode else report.category


_SAID = {
    "same_mode": "both {0}",
    "same_category": "{0} and {1}",
    "other_mode": "{0}, but {1}",
    "same_family": "{0} and {1}: alike",
    "other_family": "{0}, but {1}",
    "both_sides": "both sides agree",
    "side_and_people": "both sides agree, but of one only what they are",
    "same_people": "both sides agree, but only in what they are",
    "sides_swapped": "the sides are swapped",
    "one_side": "one side agrees",
    "some_parties": "a party in common",
    "other_party": "one side agrees, the other doesn't",
    "no_party": "nobody in common",
    "same_place": "same place: {0}, {1} ({2})",
    "same_area": "same place, but a wide one: {0}, {1} ({2})",
    "same_land": "same place, but a very wide one: {0}, {1} ({2})",
    "inside": "{0} may lie in {1}",
    "neighbours": "{0} and {1} are {2}",
    "far": "{0} and {1} are {2}",
    "same_time": "same time: {0}",
    "overlaps": "times overlap: {0}",
    "next_day": "times are {0} apart",
    "that_day": "told on one day",
    "days_later": "told {0} apart",
    "days_apart": "times are {0} apart",
    "long_apart": "times are {0} apart",
    "same_toll": "same toll: {0}",
    "same_small_toll": "same toll, but a small one: {0}",
    "like_toll": "tolls agree: {0}",
    "other_toll": "tolls differ: {0}",
    "same_sentence_words": "nearly the same words",
    "many_words": "much the same words",
    "some_words": "some words in common",
    "few_words": "hardly a word in common",
    "same_trigger": "both say {0}",
    "other_trigger": "{0} against {1}",
    "other_modality": "{0}, but {1}",
    "told_and_untold": "{0}, but {1}",
    "one_sentence": "two happenings of one sentence",
    "two_of_sentence": "two happenings of one sentence, and of two kinds",
    "kin_sides": "both sides agree, an affiliate for its group",
    "kin_party": "a party of the one belongs to one of the other's",
    "unnamed_party": "nobody in common, but one names nobody",
    "told_before": "the later speaks of {0} as told before",
    "copied": "one text was made from the other ({0:.0%} of it)",
}
_LISTED = frozenset(
    {"both_sides", "side_and_people", "same_people", "kin_sides", "kin_party", "sides_swapped", "one_side", "some_parties", "other_party"}
    | {"many_words", "some_words", "same_sentence_words"}
)


def _words(name: str, values: tuple[Any, ...]) -> str:
    listed = f" ({', '.join(values)})" if name in _LISTED and values else ""
    return f"{_SAID[name].format(*values)}{listed} {WEIGHT[name]:+.1f}"
