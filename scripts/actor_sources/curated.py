"""Our own files in `src/detente/actors/curated`: states, groups, organisations, outlets, offices, leaders."""

from __future__ import annotations

import csv
from pathlib import Path

from actor_sources.draft import OPEN_END, WEAK, Draft, Pile, day, slug

# What a state's own bodies are called; each becomes a node that is part of the state.
BODIES = {
    "army": ("MIL", ("army", "military", "armed forces", "armed force")),
    "navy": ("MIL", ("navy",)),
    "air-force": ("MIL", ("air force",)),
    "parliament": ("LEG", ("parliament", "national assembly")),
    "foreign-ministry": ("GOV", ("foreign ministry", "ministry of foreign affairs")),
    "defence-ministry": ("MIL", ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense")),
    "interior-ministry": ("GOV", ("interior ministry", "ministry of interior", "ministry of the interior")),
    "supreme-court": ("JUD", ("supreme court",)),
    "central-bank": ("GOV", ("central bank",)),
    "embassy": ("GOV", ("embassy", "consulate")),
}
KNOWN, BY_RULE = "general knowledge", "by rule from the state's name"
GOVERNMENTS = ("government", "regime", "authorities", "state", "leadership", "administration")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE))


def _reach(text: str) -> tuple[str, int, int]:
    """Split `name@2013-04..2014` into name and dates."""
    name, _, reach = text.partition("@")
    first, dots, last = reach.partition("..")
    return name.strip(), day(first), (day(last, end=True) if dots else OPEN_END)


def _call_all(draft: Draft, names: str | None, cites: str, weight: int = 2) -> None:
    """Add names; "~" before one marks it as one that others bear too."""
    for told in filter(None, (names or "").split(";")):
        name, start, end = _reach(told.removeprefix("~"))
        draft.call(name, cites, start=start, end=end, weight=WEAK if told.startswith("~") else weight)


def states(pile: Pile, folder: Path, codes: list[dict[str, str]]) -> None:
    """Every country of ISO 3166 with what our file adds: lifetime, other names, demonyms, seats of power."""
    told = {row["id"]: row for row in rows(folder, "states.csv")}
    iso = {row["ISO3166-1-Alpha-3"]: row for row in codes if row["ISO3166-1-Alpha-3"]}
    for code in sorted({*told, *iso}):
        mine, theirs = told.get(code, {}), iso.get(code, {})
        name = mine.get("name") or theirs["CLDR display name"]
        draft = Draft(f"state:{code}", name, "state", code, "GOV", day(mine.get("from")), day(mine.get("to"), end=True))
        draft.call(name, KNOWN)
        for column in ("CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal"):
            draft.call(theirs.get(column, ""), "country-codes") if not mine or len(theirs.get(column, "")) > 3 else None
        _call_all(draft, mine.get("names"), KNOWN)
        if theirs.get("Capital") and code not in {
            "ISR",
            "PSE",
            "ESH",
            "SGP",
            "MCO",
            "VAT",
            "LUX",
            "DJI",
            "PAN",
            "GTM",
            "KWT",
            "SMR",
            "SRB",
            "KOS",
        }:
            draft.call(theirs["Capital"], "country-codes", weight=WEAK)
        pile.add(draft)
    for seat in rows(folder, "seats.csv"):
        pile.drafts[f"state:{seat['country']}"].call(seat["name"], KNOWN, weight=WEAK)


def bodies(pile: Pile, demonyms: dict[str, list[str]]) -> None:
    """A state's government, and the institutions that every state has, by demonym and by country name."""
    for state in [draft for draft in pile.drafts.values() if draft.kind == "state"]:
        words = [*demonyms.get(state.country, []), state.name]
        for word in words:
            for noun in GOVERNMENTS:
                _unless_taken(pile, state, f"{word} {noun}")
        _unless_taken(pile, state, f"government of {state.name}")
        pile.index(state)
        for body, (sector, nouns) in BODIES.items():
            draft = Draft(
                f"body:{state.country}-{body}", f"{state.name}: {nouns[0]}", "body", state.country, sector, state.start, state.end
            )
            for word in words:
                for noun in nouns:
                    _unless_taken(pile, draft, f"{word} {noun}")
                    _unless_taken(pile, draft, f"{noun} of {word}")
            if draft.names:
                draft.stands.add(("part_of", state.id, state.start, state.end, BY_RULE))
                pile.add(draft)


def _unless_taken(pile: Pile, draft: Draft, name: str) -> None:
    if not any(other.id != draft.id for other in pile.named(name)):
        draft.call(name, BY_RULE)


def citations(folder: Path) -> dict[tuple[str, str], str]:
    """What a group's rows rest on, in words: (id, "relation parent") for one row, (id, "") for its names and all other rows."""
    return {(row["id"], row["row"] or ""): row["cites"] for row in rows(folder, "citations.csv")}


def groups_and_orgs(pile: Pile, folder: Path) -> None:
    """Armed groups, parties, breakaway entities; organisations and bodies with names of their own."""
    cited = citations(folder)
    told = [(row, "group") for row in rows(folder, "groups.csv")] + [(row, "org") for row in rows(folder, "orgs.csv")]
    for row, kind in told:
        start, end = day(row["from"]), day(row["to"], end=True)
        draft = Draft(f"{kind}:{row['id']}", row["name"], kind, row["country"], row["sector"], start, end)
        cites = cited.get((row["id"], ""), KNOWN)
        draft.call(row["name"], cites)
        _call_all(draft, row["names"], cites)
        pile.add(draft)
    for row, kind in told:
        for stand in filter(None, (row["stands"] or "").split(";")):
            relation, parent, reach = stand.split(" ")
            first, _, last = reach.partition("..")
            target = parent if ":" in parent else _full_id(pile, parent)
            cites = cited.get((row["id"], f"{relation} {parent}")) or cited.get((row["id"], ""), KNOWN)
            pile.drafts[f"{kind}:{row['id']}"].stands.add((relation, target, day(first), day(last, end=True), cites))


def _full_id(pile: Pile, bare: str) -> str:
    for kind in ("group", "org"):
        if f"{kind}:{bare}" in pile.drafts:
            return f"{kind}:{bare}"
    raise ValueError(f"no curated actor {bare}")


def outlets(pile: Pile, folder: Path) -> None:
    for row in rows(folder, "outlets.csv"):
        draft = Draft(f"outlet:{slug(row['name'])}", row["name"], "outlet", row["country"], "JRN")
        draft.call(row["name"], KNOWN)
        _call_all(draft, row["names"], KNOWN)
        pile.add(draft)


def person(pile: Pile, name: str, country: str, sector: str) -> Draft:
    """Return the person of that name, new or known; the surname is a weak name."""
    found = pile.drafts.get(f"person:{slug(name)}")
    if found is None:
        found = Draft(f"person:{slug(name)}", name, "person", country, sector)
        found.call(name, KNOWN)
        pile.add(found)
    return found


def _sector(office: str) -> str:
    return {"army chief": "MIL", "chairman of the joint chiefs of staff": "MIL", "pope": "REL"}.get(office, "GOV")


Term = tuple[str, str, str, int, int, str]


def offices(pile: Pile, folder: Path) -> list[Term]:
    """Holders of offices, in order: a term ends where the next begins unless it says otherwise."""
    terms: list[Term] = []
    for row in rows(folder, "offices.csv"):
        state = len(row["seat"]) == 3 and row["seat"].isupper()
        seat = f"state:{row['seat']}" if state else f"org:{row['seat']}"
        told = [_reach(holder) for holder in row["holders"].split(";")]
        for (name, start, end), follower in zip(told, [*told[1:], None], strict=True):
            end = min(end, follower[1] if follower else OPEN_END)
            country = row["seat"] if state else pile.drafts[seat].country
            holder = person(pile, name, country, _sector(row["office"]))
            holder.stands.add(("leads", seat, start, end, KNOWN))
            holder.roles.add((country, _sector(row["office"]), start, end, KNOWN))
            holder.call(surname(name), KNOWN, start=start, end=_later(end), weight=WEAK)
            pile.index(holder)
            terms.append((seat, row["office"], holder.id, start, end, KNOWN))
    return terms


def surname(name: str) -> str:
    """Return what news calls a person after the first mention.

    >>> surname("Bashar al-Assad"), surname("Kim Jong-un"), surname("Dominique de Villepin")
    ('Assad', 'Kim', 'de Villepin')
    """
    words = name.split()
    if words[0] in {
        "Kim",
        "Xi",
        "Hu",
        "Wen",
        "Li",
        "Jiang",
        "Moon",
        "Yoon",
        "Park",
        "Lee",
        "Roh",
        "Tsai",
        "Ma",
        "Chen",
        "Lai",
        "Hun",
        "Zhu",
        "Wang",
    }:
        return words[0]
    if words[-1] in {"II", "III", "VI", "XVI", "XIV"}:
        return name
    if len(words) > 2 and words[-2].lower() in {"de", "del", "von", "der", "bin", "van"}:
        return " ".join(words[1:])
    last = words[-1]
    return last[3:] if last[:3].lower() in {"al-", "el-"} else last


def _later(end: int) -> int:
    """A surname alone still means a former holder for a year."""
    if end == OPEN_END:
        return end
    later = end + 10000
    return later - 1 if later % 10000 == 229 else later  # a year after a leap day is the 28th


def leaders(pile: Pile, folder: Path) -> list[Term]:
    """Leaders of groups; each leads for a time, so "the Hezbollah leader" is somebody as of a date."""
    terms: list[Term] = []
    for row in rows(folder, "leaders.csv"):
        draft = person(pile, row["name"], row["country"], row["sector"])
        _call_all(draft, row["names"], KNOWN)
        for stand in filter(None, (row["leads"] or "").split(";")):
            group, reach = stand.split(" ")
            first, _, last = reach.partition("..")
            draft.stands.add(("leads", _full_id(pile, group), day(first), day(last, end=True), KNOWN))
            terms.append((_full_id(pile, group), "leader", draft.id, day(first), day(last, end=True), KNOWN))
            draft.roles.add((row["country"], row["sector"], day(first), day(last, end=True), KNOWN))
        pile.index(draft)
    return terms
