"""Words that stand around names and say nothing of who it is, from `curated/words.txt`."""

from __future__ import annotations

from importlib.resources import files


def _read() -> dict[str, frozenset[str]]:
    told: dict[str, list[str]] = {}
    section: list[str] = []
    for line in files("detente.actors").joinpath("curated/words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = told.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            section += line.split()
    return {name: frozenset(words) for name, words in told.items()}


_WORDS = _read()
PLAIN = _WORDS["plain"]
"""Modifiers that name nobody: "senior", "armed", "local"."""
TITLES = _WORDS["titles"]
"""What may stand before a name: "president", "militant", "the news agency"."""
GROUPS = _WORDS["groups"]
"""What may stand after a group's name and still mean the group: "fighters", "movement"."""
BACKING = _WORDS["backing"]
"""Ends of "X-backed" and its kin: who helps, not who it is."""
MEMBERS = _WORDS["members"]
"""Those who act for a group they belong to: "officials", "spokesman"; not its victims, prisoners or foes."""
AROUND = _WORDS["around"]
"""Those who stand around somebody and are not meant when he is named: "supporters of", "opponents of"."""
