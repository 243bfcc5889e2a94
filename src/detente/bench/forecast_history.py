"""What our forecast knows of a question (who is the other side?): tallies of the past, and the state of dyads.

Tallies count who met whom, by relation and by kind of relation, from one country or from one actor; each entry tells its total, two counts
that fade (half-lives of a month and of four days) and how long ago it last was. The state of a dyad is the product's own
(`relating.Filter`), fed with PLOVER's scores: whether the asked deed suits how the two stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from detente.bench.quadruples import Question
from detente.codebook import plover
from detente.exchange.cameo_rows import known, table
from detente.relating import Filter

TALLIES = ("triple", "kind", "dyad", "answered", "relation", "country", "country_kind")
"""Same subject and relation; same kind of relation (CAMEO root); any relation; the object towards the subject; any subject; any subject
of the country with this relation, or with a relation of this kind."""

STATE = ("state_fits", "state_off", "state_known")
NAMES = (
    *(f"{tally}_{what}" for tally in TALLIES for what in ("total", "month", "days", "recent")),
    *("one_country", "popular", "popular_lately", "itself", *STATE),
)
_MONTH, _DAYS = 30.0, 4.0
_FIRST = date(2014, 1, 1)
_AROUND = 300
"""How many of the most popular entities are candidates beside those with a past."""


@dataclass(slots=True)
class Tally:
    """Counts of objects by key: object → [last day, total, fading by months, fading by days], faded lazily."""

    rows: dict[Hashable, dict[int, list[float]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, key: Hashable, answer: int, day: int) -> None:
        """Count an object once more."""
        entry = self.rows[key].setdefault(answer, [day, 0.0, 0.0, 0.0])
        gap = day - entry[0]
        entry[:] = [day, entry[1] + 1, entry[2] * 2 ** (-gap / _MONTH) + 1, entry[3] * 2 ** (-gap / _DAYS) + 1]

    def told(self, key: Hashable, day: int) -> tuple[np.ndarray, np.ndarray]:
        """Objects of a key, and their four values (N, 4): three logs of one plus a count, and 1 / (1 + days ago)."""
        entries = self.rows.get(key)
        if not entries:
            return np.zeros(0, dtype=np.int64), np.zeros((0, 4))
        values = np.array(list(entries.values()))
        gap = day - values[:, 0]
        out = np.log1p(np.stack([values[:, 1], values[:, 2] * 2 ** (-gap / _MONTH), values[:, 3] * 2 ** (-gap / _DAYS)], axis=1))
        return np.fromiter(entries, dtype=np.int64, count=len(entries)), np.concatenate([out, 1 / gap[:, None]], axis=1)


class History:
    """Everything up to a day. `learn` takes a day, `rows` describes the candidates of a question on a later one."""

    def __init__(self, entities: Sequence[str], relations: Sequence[str]) -> None:
        self._relations = len(relations)
        countries = [name.rpartition("(")[2].rstrip(")") for name in entities]
        self._country = np.unique(countries, return_inverse=True)[1]
        codes = [table("icews_events.csv").get(name.replace("_", " "), "") for name in relations]
        self._kinds = [code[:2] or name for code, name in zip(codes, relations, strict=True)]
        self._tones = [_tone(code) for code in codes]
        self._tallies = {name: Tally() for name in TALLIES if name != "answered"}
        self._tallies["answered"] = self._tallies["dyad"]
        self._popular = Tally()
        self._told: dict[tuple[str, Hashable], tuple[np.ndarray, np.ndarray]] = {}
        self._filters: dict[tuple[int, int], Filter] = {}
        self._weights: dict[int, dict[int, float]] = defaultdict(dict)

    def learn(self, day: int, triples: np.ndarray) -> None:
        """Take a day's triples, forward and backward."""
        self._told.clear()
        for subject, relation, answer in triples.tolist():
            for name, key in self._keys(subject, relation).items():
                if name != "answered":
                    self._tallies[name].add(key, answer, day)
            if relation < self._relations:
                self._popular.add("all", answer, day)
                self._popular.add("all", subject, day)
        self._step(day, triples)

    def rows(self, question: Question) -> tuple[np.ndarray, np.ndarray]:
        """Candidates (N,) and their features (N, len(NAMES)). Who is no candidate has no past with the subject, relation or country."""
        popular, heard = self._known("popular", "all", question.day)
        told = {name: self._known(name, key, question.day) for name, key in self._keys(question.subject, question.relation).items()}
        leading, _ = self._known("leading", "all", question.day)
        candidates = np.unique(np.concatenate([leading, *(answers for answers, _ in told.values())]))
        out = np.zeros((len(candidates), len(NAMES)))
        for number, (answers, values) in enumerate(told.values()):
            out[np.searchsorted(candidates, answers), 4 * number : 4 * number + 4] = values
        at = np.searchsorted(candidates, popular)
        inside = (at < len(candidates)) & (candidates[np.minimum(at, len(candidates) - 1)] == popular)
        first = 4 * len(TALLIES)
        out[:, first] = self._country[candidates] == self._country[question.subject]
        out[at[inside], first + 1 : first + 3] = heard[inside][:, [0, 2]]
        out[:, first + 3] = candidates == question.subject
        self._add_state(question, candidates, out[:, first + 4 :])
        return candidates, out

    def _known(self, name: str, key: Hashable, day: int) -> tuple[np.ndarray, np.ndarray]:
        """What a tally tells, worked out once a day; "leading" are the most popular of late."""
        if (name, key) not in self._told:
            if name == "leading":
                popular, heard = self._known("popular", "all", day)
                self._told[name, key] = popular[np.argsort(-heard[:, 1], kind="stable")[:_AROUND]], heard[:0]
            else:
                tally = self._popular if name == "popular" else self._tallies[name]
                self._told[name, key] = tally.told(key, day)
        return self._told[name, key]

    def _keys(self, subject: int, relation: int) -> dict[str, Hashable]:
        """The key of each tally; "answered" reads the dyads of the other direction."""
        forward, country = relation < self._relations, int(self._country[subject])
        kind = self._kinds[relation % self._relations], forward
        dyads = (subject, forward), (subject, not forward)
        keys = (subject, relation), (subject, *kind), *dyads, relation, (country, relation), (country, *kind)
        return dict(zip(TALLIES, keys, strict=True))

    def _step(self, day: int, triples: np.ndarray) -> None:
        """Let each dyad of the day see the mean tone of what happened between the two."""
        seen: dict[tuple[int, int], list[float]] = defaultdict(list)
        for subject, relation, answer in triples.tolist():
            tone = self._tones[relation] if relation < self._relations else None
            if tone is not None and subject != answer:
                seen[min(subject, answer), max(subject, answer)].append(tone)
        for (a, b), tones in seen.items():
            state = self._filters.setdefault((a, b), Filter(turning=False))
            weight = state.step(_FIRST + timedelta(days=day), sum(tones) / len(tones), 1.0, 0.0).weight
            self._weights[a][b] = self._weights[b][a] = weight

    def _add_state(self, question: Question, candidates: np.ndarray, out: np.ndarray) -> None:
        weights, tone = self._weights.get(question.subject), self._tones[question.relation % self._relations]
        if not weights or tone is None:
            return
        others = np.fromiter(weights, dtype=np.int64, count=len(weights))
        at = np.searchsorted(candidates, others)
        inside = (at < len(candidates)) & (candidates[np.minimum(at, len(candidates) - 1)] == others)
        stands = np.fromiter(weights.values(), dtype=np.float64, count=len(weights))[inside]
        out[at[inside]] = np.stack([stands * tone, abs(stands - tone), np.ones(len(stands))], axis=1)


def _tone(code: str) -> float | None:
    """PLOVER's score of a CAMEO code, in [-1, 1]; None for statements and appeals."""
    row = known(code)
    return plover(row.category, row.mode, "occurred").score / 10 if row else None
