from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.bench import gsr_actors


def told(tmp_path: Path, *rows: tuple[str, str, str, str]) -> dict[str, float | None]:
    folder = tmp_path / "plover_gsr" / "gold_standard_records"
    folder.mkdir(parents=True)
    records = [{"text": text, "source": [{"actorText": name, "code": code, "sector": sector}]} for text, name, code, sector in rows]
    (folder / "PLOVER_GSR_CAMEO.txt").write_text(json.dumps(records))
    return gsr_actors.figures(tmp_path)


def test_right_and_wrong_are_counted(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        ("French soldiers fired.", "French soldiers", "FRA", "MIL"),
        ("Turkish police fired.", "Turkish police", "TUR", "COP"),
        ("Iraqi rebels fired.", "Iraqi rebels", "IRQ", "***"),
        ("Kenyan doctors left.", "Kenyan doctors", "UGA", "COP"),
    )
    assert found["country"] == 0.75
    assert found["sector"] == pytest.approx(2 / 3)
    assert (found["country_unseen"], found["sector_unseen"]) == (0.5, 0.5)


def test_a_string_spelled_like_one_looked_at_is_not_unseen(tmp_path: Path) -> None:
    row = ("French soldiers fired.", "French soldiers", "FRA", "MIL")
    assert told(tmp_path, row, row)["country_unseen"] is None


def test_the_sentence_completes_a_phrase_and_gives_a_context_but_not_by_the_string_itself() -> None:
    assert gsr_actors.phrase("Romanian", "Senior Hungarian and Romanian officials agreed") == "Romanian officials"
    assert gsr_actors.context("Ethnic Albanians fled Serbia.", "Ethnic Albanians") == "SRB"
    assert gsr_actors.context("Ethnic Albanians fled.", "Ethnic Albanians") is None
