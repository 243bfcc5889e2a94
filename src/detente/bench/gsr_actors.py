"""PLOVER's gold records (2016, from the CAMEO manual): country and sector of their actor strings, as `Register.describe` tells them.

A string of the records is often cut short ("Hungarian" for "Hungarian officials"), so the words of its sentence that complete the phrase
are read with it, and a country that the sentence names is the context. The records' own slips are read as meant (JAP is JPN, ITL is ITA),
codes of the 2021 manual as the older ones (UNO and EUR are IGO). A sector is compared where the records give one.
Never trained on, never tuned to single records.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.actors import register
from detente.actors.compiled import stamp, table
from detente.actors.describing import country_in, head_noun
from detente.actors.names import normalise
from detente.actors.words import PLAIN
from detente.records.errors import MissingPath

_FILE = "plover_gsr/gold_standard_records/PLOVER_GSR_CAMEO.txt"
_MEANT = {"JAP": "JPN", "ITL": "ITA"}
_OLDER = {"UNO": "IGO", "EUR": "IGO"}
_SECTORS = {"CIV": "CVL", "MOS": "REL"}
_DATE = date(2000, 1, 1)  # the records carry no other
_REACH = 4  # words after the string that may complete its phrase


@dataclass(frozen=True, slots=True)
class Party:
    """One actor string of the records with its sentence and gold; `sector` is None where the records give none."""

    surface: str
    sentence: str
    country: str
    sector: str | None


def parties(data: Path) -> Iterator[Party]:
    """Yield every actor string that has a code."""
    path = data / _FILE
    if not path.exists():
        raise MissingPath(f"no {_FILE} in {data}", hint="--data names the folder that holds `plover_gsr`")
    for record in json.loads(path.read_text("utf-8")):
        for told in [*(record.get("source") or ()), *(record.get("target") or ())]:
            if isinstance(told, dict) and told.get("actorText"):
                code = str(told["code"])
                sector = str(told.get("sector") or "")[:3]
                known = None if sector in {"", "***"} else _SECTORS.get(sector, sector)
                yield Party(told["actorText"], record["text"], _MEANT.get(code, code), known)


def phrase(surface: str, sentence: str) -> str:
    """Return the string with the words after it that complete its phrase: up to the last agent noun within reach.

    >>> phrase("Romanian", "Senior Hungarian and Romanian officials agreed")
    'Romanian officials'
    """
    at = sentence.find(surface)
    if at < 0 or (" " in surface and head_noun(table(), normalise(surface).split())):
        return surface
    rest = re.split(r"[,.;:()\"]| and | or | the | to | in | of | on ", sentence[at + len(surface) :], maxsplit=1)[0]
    after = rest.split()[:_REACH]
    after = after[: next((i for i, word in enumerate(after) if not _continues(word)), len(after))]
    ends = [i + 1 for i in range(len(after)) if head_noun(table(), normalise(" ".join(after[: i + 1])).split())]
    return " ".join([surface, *after[: ends[-1]]]) if ends else surface


def _continues(word: str) -> bool:
    """Whether a word may stand inside a party's phrase: a name, a plain modifier or an agent noun, not a verb."""
    key = normalise(word)
    return word[:1].isupper() or key in PLAIN or head_noun(table(), [key]) is not None


def context(sentence: str, surface: str) -> str | None:
    """Return a country that the sentence names outside the string itself, or None."""
    return country_in(table(), normalise(sentence.replace(surface, " ; ", 1)).split(), stamp(_DATE))


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the register tells a party's country and, where the records give one, its sector."""

    party: Party
    country: bool
    sector: bool | None
    unseen: bool


def judged(data: Path) -> list[Judged]:
    """Judge every string. Misses among those of even number have been looked at; a string is unseen if none of them is spelled so."""
    told = list(parties(data))
    seen = {party.surface.casefold() for party in told[::2]}
    return [_judge(party, party.surface.casefold() not in seen) for party in told]


def _judge(party: Party, unseen: bool) -> Judged:
    found = register().describe(phrase(party.surface, party.sentence), _DATE, context(party.sentence, party.surface))
    country = _OLDER.get(found.country or "", found.country) == party.country
    return Judged(party, country, found.sector == party.sector if party.sector else None, unseen)


def figures(data: Path) -> dict[str, float | None]:
    """Return shares of right countries and sectors, of all strings and of those whose misses nobody has looked at."""
    every = judged(data)
    unseen = [one for one in every if one.unseen]
    return {
        "country": _share([one.country for one in every]),
        "sector": _share([one.sector for one in every if one.sector is not None]),
        "country_unseen": _share([one.country for one in unseen]),
        "sector_unseen": _share([one.sector for one in unseen if one.sector is not None]),
    }


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None
