"""Outside sources: UCDP actors and dyads, REIGN leaders, PETRARCH dictionaries with their dated codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from actor_sources.curated import Term, surname
from actor_sources.draft import OPEN_END, OPEN_START, STRONG, WEAK, Draft, Pile, day, slug
from detente.actors.names import normalise, skeleton

ARMED = frozenset({"group", "org"})
_VAGUE = re.compile(r"insurgents|civilians|supporters of|^government|forces of|non[- ]|opposition|^military|^fraction|clan\b", re.I)


def country_of(pile: Pile, location: str) -> str:
    """Return the code of the first country of a UCDP location, "" when it names several or none."""
    first = re.sub(r"\s*\(.*?\)", "", location).strip()
    if "," in location:
        return ""
    return next((draft.country for draft in pile.named(first) if draft.kind == "state"), "")


def ucdp(pile: Pile, folder: Path) -> None:
    """UCDP Actor 22.1: names and renames, splinters, groups joined; the first year of fighting from the dyads (to 2015)."""
    with (folder / "ucdp_actor/data/ucdp_ged/ucdp-actor-221.csv").open(encoding="utf-8-sig", newline="") as lines:
        told = list(csv.DictReader(lines))
    of: dict[str, Draft] = {}
    for row in told:
        if row["Org"] == "4" or _VAGUE.search(row["NameData"]) or row["NameData"].startswith("Government"):
            continue
        of[row["ActorId"]] = _ucdp_actor(pile, row)
    for row in told:
        _ucdp_stands(of, row)


def _split(text: str) -> list[str]:
    return [part.strip() for part in (text or "").split(", ") if part.strip() and part.strip().lower() != "n/a"]


def _ucdp_actor(pile: Pile, row: dict[str, str]) -> Draft:
    full = row["NameOrigFullEng"].strip()
    names = [row["NameData"].strip(), full, row["NameOrigFull"].strip(), row["NameOrig"].strip()]
    names += _split(row["NewName"]) + _split(row["NewNameFullEng"])
    names = [name for name in dict.fromkeys(names) if len(name) > 1 and name.lower() != "n/a" and not _VAGUE.search(name)]
    country, cites = country_of(pile, row["Location"]), f"ucdp-actor-22.1:{row['ActorId']}"
    found = pile.same(sorted(names, key=len, reverse=True), country, ARMED)
    if found is None:
        best = full if len(full) > len(names[0]) and len(full) < 60 and full.lower() != "n/a" else names[0]
        found = pile.add(Draft(f"ucdp:{row['ActorId']}", best, "group", country, "REB"))
    for name in names:
        known = pile.named(name)
        taken = any(other is not found and other.id.startswith(("group:", "org:")) for other in known)
        if not taken and (found.id.startswith("ucdp:") or len(normalise(name)) > 5):
            found.call(name, cites, weight=STRONG if len(normalise(name)) > 5 else WEAK)
    pile.index(found)
    return found


def _ucdp_stands(of: dict[str, Draft], row: dict[str, str]) -> None:
    draft = of.get(row["ActorId"])
    if draft is None or not draft.id.startswith("ucdp:"):
        return  # curated groups carry dated rows of our own; UCDP's are undated
    cites = f"ucdp-actor-22.1:{row['ActorId']}"
    for column, relation in (("ActorIdPrev", "splinter"), ("ActorIdGroup", "joined")):
        for other in _split(row[column]):
            if other in of and of[other] is not draft:
                draft.stands.add((relation, of[other].id, draft.start, draft.end, cites))


def reign(pile: Pile, folder: Path, cow: dict[str, str]) -> list[Term]:
    """REIGN leaders since 1980 (to March 2021), where no holder of ours has the surname and the time."""
    terms: list[Term] = []
    with (folder / "reign/data_sets/leaderlist_3_21.csv").open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            country, start, end = cow.get(row["stateabb"], ""), _reign_start(row), _reign_end(row)
            state = pile.drafts.get(f"state:{country}")
            name = row["leader"].strip()
            if state is None or not name or end < 19800101:
                continue
            holder = _reign_person(pile, row, name, country)
            cites = f"reign-2021-3:{row['leadid'].strip()}"
            if not any(stand[0] == "leads" and stand[1] == state.id for stand in holder.stands):
                holder.stands.add(("leads", state.id, start, end, cites))
                holder.roles.add((country, "GOV", start, end, cites))
            terms.append((state.id, "leader", holder.id, start, end, cites))
    return terms


def _reign_person(pile: Pile, row: dict[str, str], name: str, country: str) -> Draft:
    last = normalise(surname(name))
    for draft in pile.named(name) + pile.named(surname(name)):
        if draft.kind == "person" and draft.country == country and last in normalise(draft.name).split():
            return draft
    for draft in pile.named(name) if " " in name else []:  # a ruler of two countries is one person: Saddam Hussein of Iraq and Kuwait
        if draft.kind == "person" and any(start <= _reign_start(row) < end for _, _, start, end, _ in draft.roles):
            return draft
    for draft in pile.people(country):  # our own holder of the same term under another spelling
        if not draft.id.endswith(f"-{country.lower()}") and _same_surname(draft.name, name) and _terms_meet(draft, _reign_start(row)):
            return draft
    draft = Draft(f"person:{slug(name)}-{country.lower()}", name, "person", country, "GOV")
    if draft.id in pile.drafts:
        return pile.drafts[draft.id]
    start, end = _reign_start(row), _reign_end(row)
    cites = f"reign-2021-3:{row['leadid'].strip()}"
    if " " in name:
        draft.call(name, cites)
        draft.call(surname(name), cites, start=start, end=end, weight=WEAK)
    else:
        draft.call(name, cites, start=start, end=end, weight=WEAK)
    return pile.add(draft)


def _same_surname(one: str, other: str) -> bool:
    """Whether two surnames sound alike or are a letter or two apart ("Zelensky", "Zelenskyy")."""
    first, second = normalise(surname(one)), normalise(surname(other))
    sound = skeleton(first)
    return bool(sound and sound == skeleton(second)) or SequenceMatcher(None, first, second).ratio() >= 0.84


def _terms_meet(draft: Draft, start: int) -> bool:
    """Whether somebody held an office when a term of REIGN began, give or take a month."""
    return any(first - 100 <= start < end for _, _, first, end, _ in draft.roles)


def _number(text: str) -> int:
    return int(float(text)) if text.strip() else 0


def _reign_start(row: dict[str, str]) -> int:
    year, month, date = _number(row["syear"]), _number(row["smonth"]) or 1, _number(row["sdate"]) or 1
    return year * 10000 + month * 100 + date


def _reign_end(row: dict[str, str]) -> int:
    """REIGN ends on a month; open when it is the month of the release."""
    year, month = _number(row["eyear"]), _number(row["emonth"]) or 12
    if not year or (year, month) >= (2021, 3):
        return 20210401
    return day(f"{year}-{month:02d}", end=True)


_HEAD = re.compile(r"\[([A-Z]{3,12})(?:\s+([<>]?)(\d{6,8})(?:\s*-\s*(\d{6,8}))?)?\]")


def entries(path: Path) -> Iterator[tuple[list[str], list[tuple[str, int, int]]]]:
    """Yield the names of each entry of a TABARI dictionary, and its codes with their dates."""
    names: list[str] = []
    codes: list[tuple[str, int, int]] = []
    for raw in path.read_text("utf-8", errors="replace").splitlines():
        line = raw.split("#")[0].strip() if not raw.startswith("#") else ""
        if not line:
            continue
        name = line.split("[")[0].lstrip("+").strip()
        if name and not line.startswith("+"):
            if names:
                yield names, codes
            names, codes = [], []
        if name:
            names.append(name.replace("_", " ").strip())
        codes += [_dated(match) for match in _HEAD.finditer(line)]
    if names:
        yield names, codes


def _dated(match: re.Match[str]) -> tuple[str, int, int]:
    code, sign, first, last = match.groups()
    if not first:
        return code, OPEN_START, OPEN_END
    one = _century(first)
    if sign == "<":
        return code, OPEN_START, one
    return code, one, _century(last) if last else OPEN_END


def _century(text: str) -> int:
    """TABARI dates are yymmdd or yyyymmdd; 30 and later are of the twentieth century."""
    if len(text) == 6:
        text = ("19" if text >= "300000" else "20") + text
    return int(text[:8]) if len(text) >= 8 else OPEN_END


# CAMEO's agent codes → PLOVER's sectors (manual, table "Sector codes": MED and HLH changed places, INS, SEP and IMG became REB …).
_SECTOR = {
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "INS": "REB", "SEP": "REB", "RAD": "REB", "UAF": "UAF", "COP": "COP", "JUD": "JUD",
    "LEG": "LEG", "SPY": "SPY", "OPP": "OPP", "BUS": "BUS", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "LAB": "LAB", "MED": "JRN",
    "HLH": "MED", "REF": "REF", "CRM": "CRM", "AGR": "AGR", "REL": "REL", "NGO": "SOC", "PTY": "PTY", "MOD": "SOC", "ENV": "SOC",
    "HRI": "SOC", "DEV": "SOC", "NON": "SOC", "PRM": "PRM",
}  # fmt: skip


def sector(code: str) -> str:
    """Return the PLOVER sector of a CAMEO agent code such as SYRGOVMED or ~BUSMIL; "" when it has none.

    >>> sector("GOVMIL"), sector("HLH"), sector("MUS")
    ('MIL', 'MED', '')
    """
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    told = [_SECTOR[part] for part in parts if part in _SECTOR]
    if len(told) > 1 and told[0] == "GOV" and told[1] in {"MIL", "COP", "SPY", "JUD", "LEG"}:
        return told[1]
    return told[0] if told else ""


def phoenix_people(pile: Pile, folder: Path) -> None:
    """Persons of Phoenix.Countries (from CountryInfo): those with a sector, each code with its dates."""
    path = folder / "petrarch2/petrarch2/data/dictionaries/Phoenix.Countries.actors.txt"
    for names, codes in entries(path):
        told = [(code[:3], sector(code[3:]), start, end) for code, start, end in codes if sector(code[3:])]
        if not told or " " not in names[0] or not any(start or end != OPEN_END for _, _, start, end in told):
            continue
        known = _known_person(pile, names, told)
        title = " ".join(word.capitalize() for word in names[0].split())
        draft = known[0] if known else Draft(f"cinfo:{slug(title)}", title, "person", told[0][0], told[0][1])
        if not known and draft.id in pile.drafts:
            continue
        for name in names[:12]:
            if " " in name and not _TITLED.match(name) and not any(other is not draft for other in pile.named(name)):
                draft.call(name.title(), "phoenix-countries")
        for country, role, start, end in told:
            if start < end and f"state:{country}" in pile.drafts:
                draft.roles.add((country, role, start, end, "phoenix-countries"))
        if known:
            pile.index(draft)
        else:
            pile.add(draft)


_TITLED = re.compile(
    r"(VICE |FOREIGN |PRIME |DEFEN[CS]E )?(PRESIDENT|MINISTER|SECRETARY|PREMIER|CHANCELLOR|KING|MR|GENERAL|GEN)\b"
    r"|.*(ADMINISTRATION|GOVERNMENT|REGIME)\b",
    re.I,
)


def _known_person(pile: Pile, names: list[str], told: list[tuple[str, str, int, int]]) -> list[Draft]:
    """Return the persons of our own files who are this one: by name, by sound, or by surname, country and term of office."""
    countries = {country for country, _, _, _ in told}
    own = [draft for country in sorted(countries) for draft in pile.people(country)]
    sounds = {skeleton(normalise(name)) for name in names} - {""}
    keys = {normalise(name) for name in names}
    last = normalise(names[0]).split()[-1]
    by_name = [draft for draft in own if keys & {key for key, _, _ in draft.names} or sounds & {skeleton(normalise(draft.name))}]
    by_term = [draft for draft in own if normalise(surname(draft.name)) == last and any(_overlap(draft, term) for term in told)]
    return by_name or (by_term if len(by_term) == 1 else [])


def _overlap(draft: Draft, term: tuple[str, str, int, int]) -> bool:
    """Whether a term begins within a year of one that we know."""
    country, role, start, _ = term
    return role == "GOV" and any(held[0] == country and start and abs(held[2] - start) < 10000 for held in draft.roles)


_OFFICE_NAME = re.compile(r"SECRETARY|PRESIDENT|CHIEF|MINISTER|\bHEAD\b|OFFICIAL|GOVERNMENT|WORKERS?$|SOLDIERS?$|TROOPS", re.I)


def phoenix_groups(pile: Pile, folder: Path) -> None:
    """Non-state groups (START TOPS list) and international organisations that no other source has."""
    base = folder / "petrarch2/petrarch2/data/dictionaries"
    for path, prefix, cites in (
        ("Phoenix.MilNonState.actors.txt", "tops", "phoenix-milnonstate"),
        ("Phoenix.International.actors.txt", "intl", "phoenix-international"),
    ):
        for names, codes in entries(base / path):
            names = [name for name in names if not _OFFICE_NAME.search(name)]
            if codes and names and len(normalise(names[0])) > 4:
                _phoenix_group(pile, prefix, names, codes[0][0], cites)


_INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "MNC": "MNC", "IMG": "IMG"}


def _phoenix_group(pile: Pile, prefix: str, names: list[str], code: str, cites: str) -> None:
    country = "UNO" if code.startswith("IGOUNO") else _INTERNATIONAL.get(code[:3], code[:3])
    if f"state:{country}" not in pile.drafts and country not in {*_INTERNATIONAL.values(), "UNO"}:
        country = ""
    kind, role = ("group", sector(code[3:]) or "REB") if prefix == "tops" else ("org", sector(code[3:]) or code[:3])
    others_too = {"outlet", "person", "state", "body"}
    found = pile.same(names, country, ARMED) or next((d for name in names for d in pile.named(name) if d.kind in others_too), None)
    if found is None:
        title = " ".join(word if word.isupper() and len(word) < 4 else word.capitalize() for word in names[0].split())
        found = Draft(f"{prefix}:{slug(names[0])}", title, kind, country, role)
        if found.id in pile.drafts:
            return
        pile.add(found)
    for name in names[:20]:
        key = normalise(name)
        if len(key) > 4 and not any(other is not found for other in pile.named(name)):
            found.call(name.title() if len(key) > 6 else name, cites)
    pile.index(found)
