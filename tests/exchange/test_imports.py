from __future__ import annotations

from pathlib import Path

import pytest

from detente.exchange import gdelt, icews
from detente.records.errors import BadRecord, MissingPath

HEADER = [
    "Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name", "Story ID", "Sentence Number", "Publisher",
    "City", "Province", "Country", "Latitude", "Longitude",
]  # fmt: skip


def write(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join("\t".join(row) for row in rows) + "\n", "utf-8")
    return path


def test_an_icews_file(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["1", "2014-11-02", "Upland", "040", "Lowland", "77", "2", "The Post", "Aleppo", "Aleppo", "Syria", "36.2", "37.16"],
        ["2", "2014-11-02", "Upland", "010", "Lowland", "77", "3", "The Post", "", "", "", "", ""],
        ["3", "2014-11-03", "Upland", "190", "Lowland", "", "", "", "", "", "", "", ""],
    ]
    met, fought = icews.read(write(tmp_path / "events.tab", rows))
    assert (met.category, met.actor_ids, met.recipient_ids) == ("CONSULT", ("icews:Upland",), ("icews:Lowland",))
    assert met.where is not None
    assert (met.where.precision, met.where.lat) == ("town", 36.2)
    assert (met.page.outlet, met.at) == ("The Post", 2)
    assert (fought.category, fought.page.outlet, fought.where) == ("ASSAULT", None, None)


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n", "\t".join(HEADER) + "\n" + "\t".join(["1", "soon", "A", "040", "B"]) + "\n"])
def test_what_is_no_icews_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.tab"
    path.write_text(text, "utf-8")
    with pytest.raises(BadRecord):
        list(icews.read(path))
    with pytest.raises(MissingPath):
        list(icews.read(tmp_path / "none"))


def gdelt_row(key: str, code: str, recipient: str = "SYRREB") -> list[str]:
    row = [""] * 61
    row[0], row[1], row[5], row[15], row[26] = key, "20141102", "SYRGOV", recipient, code
    row[51:60] = ["4", "Aleppo, Halab, Syria", "SY", "SY09", "", "36.2", "37.16", "-2540000", "20141103120000"]
    row[60] = "http://paper.example/a"
    return row


def test_a_gdelt_export_with_its_mentions(tmp_path: Path) -> None:
    export = write(tmp_path / "e.csv", [gdelt_row("1", "195"), gdelt_row("2", "010"), gdelt_row("3", "040", "")])
    (alone,) = gdelt.read(export)
    assert (alone.category, alone.mode, alone.actor_ids) == ("ASSAULT", "aerial", ("cameo:SYRGOV",))
    assert alone.where is not None
    assert (alone.where.name, alone.where.country, alone.where.lat, alone.where.place_id) == ("Aleppo", "SYR", 36.2, "gns:-2540000")
    assert alone.page.outlet == "paper.example"
    told = [["1", "", f"2014110312000{i}", "1", "", f"http://{name}.example/x", *[""] * 5, str(score), *[""] * 4]
            for i, (name, score) in enumerate((("one", 100), ("two", 40), ("one", 50)))]  # fmt: skip
    both = list(gdelt.read(export, write(tmp_path / "m.csv", told)))
    assert [(report.page.outlet, report.score) for report in both] == [("one.example", 1.0), ("two.example", 0.4)]
    with pytest.raises(BadRecord):
        list(gdelt.read(write(tmp_path / "bad.csv", [["1", "2"]])))
