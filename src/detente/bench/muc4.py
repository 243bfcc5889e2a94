"""`bench muc4`: who did it, to whom, with what: role-filler entities of the MUC-4 reports, by GRIT's rule (`ceaf.py`).

The coder has never seen MUC-4. Who takes part in which act of violence comes from it alone: actors and recipients of its ASSAULT events.
Two things belong to the benchmark and not to the coder, and are learnt from MUC-4's training part: which of its slots a filler goes to (is
"the army" an organisation, is "a pylon" a target or a victim: naive Bayes over the filler's words), and the names of weapons, which
our guide does not mark (the longest known one in the sentence of an event).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.bench.bayes import Bayes
from detente.bench.ceaf import Entities, normal, ree_f1
from detente.bench.figures import Figures
from detente.bench.texts import coding_of
from detente.coding import Coder, load_coder
from detente.records import Coding, Event, Mention, Modality

PUBLISHED = {
    "GRIT (Du, Rush & Cardie 2021), trained on MUC-4": {"ree_f1": 0.545},
    "GTT (Du, Rush & Cardie 2021), trained on MUC-4, templates": {"template_f1": 0.502},
}
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_SIDES = {"actors": ("PerpInd", "PerpOrg"), "recipients": ("Target", "Victim")}


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the entities of its slots, each entity as the strings that name it."""

    text: str
    slots: Entities


@dataclass(frozen=True, slots=True)
class Slots:
    """What the training part says of slots: a chooser for each side of an event, and weapons, longest first."""

    choosers: Mapping[str, Bayes]
    weapons: re.Pattern[str]


def run(data: Path) -> Figures:
    """Measure the shipped coder on the test part of `data/muc4`."""
    return measure(data, load_coder())


def measure(data: Path, coder: Coder, part: str = "test") -> Figures:
    """Measure a coder on a part of the reports."""
    started = time.perf_counter()
    folder = data / "muc4" / "data" / "muc" / "processed"
    slots = learn(read_reports(folder / "train.json"))
    reports = read_reports(folder / f"{part}.json")
    found = ree_f1([(report.slots, entities_of(report.text, coding_of(report.text, coder), slots)) for report in reports], ROLES)
    figures: dict[str, float | None] = {f"ree_{name}": value for name, value in found.items()}
    return Figures("muc4", figures, PUBLISHED, len(reports), time.perf_counter() - started)


def read_reports(path: Path) -> list[Report]:
    """Read a part. Sentences stand on lines of their own: without capitals nothing else tells where one begins."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        slots = {role: [[mention for mention, _ in entity] for entity in row["extracts"][role]] for role in ROLES}
        out.append(Report(re.sub(r" {2,}", "\n", row["doctext"]), slots))
    return out


def learn(reports: Sequence[Report]) -> Slots:
    """Learn from the gold slots of reports."""
    choosers = {
        side: Bayes.fit(
            [(normal(words), role) for report in reports for role in roles for entity in report.slots[role] for words in entity]
        )
        for side, roles in _SIDES.items()
    }
    names = {normal(words) for report in reports for entity in report.slots["Weapon"] for words in entity}
    longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
    return Slots(choosers, re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b" if longest_first else r"(?!)"))


def entities_of(text: str, coding: Coding, slots: Slots) -> dict[str, list[list[str]]]:
    """Return the entities that a coding gives for each slot, each by its fullest name."""
    found: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for event in coding.events:
        if event.category != "ASSAULT" or event.modality is not Modality.OCCURRED:
            continue
        for side, chooser in slots.choosers.items():
            for number in getattr(event, side):
                words = normal(_fullest(text, coding.mentions, number))
                if words:
                    found[chooser.likeliest(words)].setdefault(words)
        found["Weapon"] |= dict.fromkeys(_weapons(text, event, slots))
    return {role: [[words] for words in names] for role, names in found.items()}


def _weapons(text: str, event: Event, slots: Slots) -> list[str]:
    return slots.weapons.findall(normal(event.sentence.of(text)))


def _fullest(text: str, mentions: Sequence[Mention], number: int) -> str:
    """Return the longest wording of a mention or of the one it stands for; a group's members are not put in its place."""
    wordings = [mentions[number].span.of(text)]
    if len(mentions[number].refers_to) == 1:
        wordings.append(mentions[mentions[number].refers_to[0]].span.of(text))
    return max(wordings, key=len)
