"""The build script on sources of a few lines each: the same bytes every time, whatever order a set happens to have."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CURATED = ROOT / "src/detente/actors/curated"
_COUNTRY_COLUMNS = (
    "ISO3166-1-Alpha-3",
    "CLDR display name",
    "official_name_en",
    "UNTERM English Short",
    "UNTERM English Formal",
    "Capital",
)
_UCDP_COLUMNS = (
    "ActorId", "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng", "Org", "ActorIdPrev", "ActorIdGroup",
    "Location",
)  # fmt: skip
_REIGN_COLUMNS = ("leadid", "leader", "stateabb", "syear", "smonth", "sdate", "eyear", "emonth")
_DYAD_COLUMNS = ("DyadId", "Year", "Location", "SideA", "SideB")
_DICTIONARY = {
    "Phoenix.Countries.actors.txt": "GONDOR_ [GON]\nNABLUS_ [PSE]\nPETER_GREY_ \n\t[FRAGOV 20010101-20050101]\n",
    "Phoenix.International.actors.txt": "WORLD_LEAGUE_OF_POTTERS_ [NGO]\n",
    "Phoenix.MilNonState.actors.txt": "RED_HAND_OF_MINES_ [FRAREB]\n",
    "Phoenix.agents.txt": "POTTER {POTTERS} [~BUS]\nBEEKEEPER_ [~AGR]\n",
}


def _table(path: Path, columns: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([columns, *rows])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few lines of every source."""
    folder = tmp_path_factory.mktemp("sources")
    codes = {line.split("|")[1] for line in (CURATED / "seats.csv").read_text("utf-8").splitlines()[1:]} | {"FRA"}
    named = [(code, f"Land {code}", "", "", "", "") for code in sorted(codes)]
    _table(folder / "country_codes/data/country-codes.csv", _COUNTRY_COLUMNS, *named)
    ucdp = [
        ("9001", "PLF-M", "", "", "People's Liberation Front of Mines", "", "", "1", "", "", "France"),
        ("9002", "PLF-R", "", "", "Free Miners of the River", "", "", "1", "9001", "9001", "France"),
    ]
    _table(folder / "ucdp_actor/data/ucdp_ged/ucdp-actor-221.csv", _UCDP_COLUMNS, *ucdp)
    _table(folder / "reign/data_sets/leaderlist_3_21.csv", _REIGN_COLUMNS, ("L1", "Ann Black", "FRN", "1982", "1", "1", "1983", "2"))
    fights = [(("7"), str(year), "France", "Government of France", "Free Miners of the River") for year in (1990, 1991, 1993, 2003)]
    _table(folder / "ucdp_dyadic_rebel_origins/ucdp_dyadic.csv", _DYAD_COLUMNS, *fights)
    (folder / "geonames_admin").mkdir()
    (folder / "geonames_admin/admin1CodesASCII.txt").write_text("FR.01\tNether Mark\tNether Mark\t1\n")
    (folder / "countryinfo").mkdir()
    info = "<Country><COW-Alpha>FRN</COW-Alpha><ISO3166-alpha3>FRA</ISO3166-alpha3></Country>"
    (folder / "countryinfo/CountryInfo.120116.txt").write_text(info)
    dictionaries = folder / "petrarch2/petrarch2/data/dictionaries"
    dictionaries.mkdir(parents=True)
    for name, text in _DICTIONARY.items():
        (dictionaries / name).write_text(text)
    return folder


def _built(data: Path, out: Path, seed: int) -> bytes:
    """Build in a process of its own, since the seed of hashes is set at its start."""
    command = [sys.executable, str(ROOT / "scripts/build_actors.py"), str(data), str(out)]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def register(data: Path) -> bytes:
    """The register of these sources."""
    return _built(data, data / "register.tsv", 1)


def test_the_same_sources_give_the_same_bytes(data: Path, register: bytes, tmp_path: Path) -> None:
    assert register == _built(data, tmp_path / "second.tsv", 2)


def test_every_source_is_read(register: bytes) -> None:
    rows = [line.split("\t") for line in register.decode("utf-8").splitlines()]
    assert ["F", "splinter", "ucdp:9001", "0", "99999999", "ucdp-actor-22.1:9002"] in rows
    assert [row[3:5] for row in rows if row[:3] == ["F", "fought", "state:FRA"] and row[5] == "ucdp-dyadic-2015:7"] == [
        ["19900101", "19940101"],
        ["20030101", "20040101"],
    ]
    assert ["G", "beekeeper", "AGR"] in rows
    assert ["C", "nether mark", "FRA"] in rows
    assert any(row[:2] == ["A", "person:ann-black-fra"] for row in rows)


def test_a_groups_rows_cite_what_they_rest_on(register: bytes) -> None:
    rows = register.decode("utf-8").split("\nA\t")
    (nusra,) = [part for part in rows if part.startswith("group:nusra-front\t")]
    assert "UN Security Council list QDe.137" in nusra
    assert "al-Golani's broadcast 2016-07-28" in nusra
