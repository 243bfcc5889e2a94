"""Builds the tables `leaders.csv` and `conflicts.csv` of dated anchors: `build_anchors.py DATA_FOLDER`.

Sources (facts only): REIGN leader list 2021-03 (terms of heads of government since 1980), CountryInfo 2012 (ministers 2003 to 2011),
UCDP Dyadic (first and last year of armed groups). Deterministic: the same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ANCHORS = Path(__file__).parents[1] / "src" / "detente" / "reading" / "dating" / "anchors"
FIRST_YEAR = 1980
# Armed groups are mostly older than the first year in which their fighting passed the threshold of 25 deaths.
OLDER_BY = 3
Row = tuple[str, str, str, str, str]


def main() -> None:
    data = Path(sys.argv[1])
    write("leaders.csv", sorted({*leaders(data), *ministers(data)}))
    write("conflicts.csv", sorted(set(groups(data))))


def write(name: str, rows: list[Row]) -> None:
    with (ANCHORS / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("kind", "names", "since", "until", "cites"))
        writer.writerows(rows)


def leaders(data: Path) -> Iterator[Row]:
    """One row a term; leaders still in office when the list ends have no end."""
    with (data / "reign/data_sets/leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as handle:
        for row in csv.DictReader(handle):
            if not row["syear"].isdigit() or (row["eyear"].isdigit() and int(row["eyear"]) < FIRST_YEAR):
                continue
            name = " ".join(row["leader"].replace("_", " ").split())
            if "�" in name or "," in name or "&" in name:
                continue
            surname = name.split()[-1]
            titled = [f"{title} {surname}" for title in ("President", "Prime Minister")] if len(surname) > 3 else []
            names = ([name] if len(name.split()) > 1 and len(surname) > 2 else []) + titled
            if names:
                yield "office", "|".join(names), stamp(row["syear"], row["smonth"]), stamp(row["eyear"], row["emonth"]), "REIGN 2021-03"


def stamp(year: str, month: str) -> str:
    if not year.isdigit():
        return ""
    return f"{int(year):04}-{int(month):02}" if month.isdigit() and 1 <= int(month) <= 12 else year


_ENTRY = re.compile(r"^\s*(?P<names>\{?[A-Z][^\[\t]*?)\s*(?P<terms>(?:\[[A-Z]{3,12} [<>0-9 -]+\])+)\s*#\s*(?P<title>.+)$")
_TERM = re.compile(r"\[[A-Z]+ (?:(?P<a>[<>])(?P<one>\d{8})|(?P<since>\d{8}) - (?P<until>\d{8}))\]")
_TITLE = re.compile(
    r"Defen[cs]e|Foreign|Interior|Prime Min|Permanent Representative|Chief of|Vice Pres|Home Affairs|Armed Forces|Secretary of State"
)


def ministers(data: Path) -> Iterator[Row]:
    """Ministers of force and foreign affairs, with the bounds that the source knows (2003-01 to 2011-02 are the ends of its view)."""
    for line in (data / "countryinfo/CountryInfo.120116.txt").read_text(encoding="latin-1").splitlines():
        match = _ENTRY.match(line)
        if not match or not _TITLE.search(match["title"]):
            continue
        names = [" ".join(name.replace("_", " ").title().split()) for name in re.split(r"[{}]", match["names"]) if name.strip()]
        names = [name for name in names if len(name.split()) > 1]
        since, until = "9999", "0000"
        for term in _TERM.finditer(match["terms"]):
            since = min(since, "" if term["a"] == "<" else (term["one"] or term["since"]))
            until = max(until, "9" if term["a"] == ">" else (term["one"] or term["until"]))
        if names and since != "9999":
            yield "office", "|".join(names), month(since), month(until), "CountryInfo 2012"


def month(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}" if len(value) == 8 and "01" <= value[4:6] <= "12" else ""


def groups(data: Path) -> Iterator[Row]:
    """Groups whose UCDP name or English full name has at least three words (short names have too many namesakes)."""
    years: dict[str, list[int]] = defaultdict(list)
    with (data / "ucdp_dyadic_rebel_origins/ucdp_dyadic.csv").open(encoding="utf-8", errors="replace") as handle:
        for row in csv.DictReader(handle):
            # Joined by name: the two releases number the groups differently.
            if not row["SideB"].startswith("Government"):
                years[row["SideB"].strip()].append(int(row["Year"]))
    with (data / "ucdp_actor/data/ucdp_ged/ucdp-actor-221.csv").open(encoding="utf-8-sig", errors="replace") as handle:
        for row in csv.DictReader(handle):
            active = years.get(row["NameData"].strip())
            if not active or max(active) < FIRST_YEAR:
                continue
            names = dict.fromkeys(" ".join(row[key].replace("|", " ").split()) for key in ("NameOrigFullEng", "NewNameFullEng", "NameData"))
            kept = [name for name in names if 3 <= len(name.split()) <= 8 and "�" not in name and "," not in name and "(" not in name]
            if kept:
                until = "" if max(active) >= 2014 else str(max(active))
                yield "conflict", "|".join(kept), str(min(active) - OLDER_BY), until, "UCDP Dyadic 1-2015, UCDP Actor 22.1"


if __name__ == "__main__":
    main()
