from pathlib import Path

import pytest

from detente.exchange.passages import parse_passage
from detente.records.errors import MissingPath
from detente.training.calibrate import platt
from detente.training.material import gather, held_out

PASSAGE = "@ {number} 2014-11-14 wire\n[a1 Troops] [e1 left] on Monday.\ne1 RETREAT-withdraw occurred actor=a1\n\n"


def test_the_split_is_by_number(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(PASSAGE.format(number=number) for number in range(20, 40)))
    material = gather(tmp_path, None)
    assert [passage.number for passage in material.test] == [20, 30]
    assert [passage.number for passage in material.development] == [21, 31]
    assert len(material.train) == 16


def test_paragraphs_of_held_out_documents_train_nothing(tmp_path: Path) -> None:
    own, real = tmp_path / "own", tmp_path / "real"
    own.mkdir()
    real.mkdir()
    (own / "a.txt").write_text(PASSAGE.format(number=12))
    kept = next(f"DOC{i}" for i in range(100) if held_out(f"DOC{i}"))
    free = next(f"DOC{i}" for i in range(100) if not held_out(f"DOC{i}"))
    (real / "r.txt").write_text(
        f"# id {kept} (x)\n{PASSAGE.format(number=13)}# id {free} (x)\n{PASSAGE.format(number=14)}# id {free}\n{PASSAGE.format(number=20)}"
    )
    material = gather(own, real)
    assert [passage.number for passage in material.train] == [12, 14]
    assert [passage.number for passage in material.real_test] == [20]


def test_no_corpus_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match="no corpus"):
        gather(tmp_path / "none", None)


def test_platt_scaling_finds_the_share_of_right_answers() -> None:
    fitted = platt([(0.9, True)] * 6 + [(0.9, False)] * 4 + [(0.4, False)] * 9 + [(0.4, True)])
    assert fitted.of(0.9) == pytest.approx(0.6, abs=0.03)
    assert fitted.of(0.4) == pytest.approx(0.1, abs=0.03)


def test_a_passage_knows_its_source_document() -> None:
    assert parse_passage(PASSAGE.format(number=12).strip().split("\n"), "DOC (x)").source == "DOC (x)"
