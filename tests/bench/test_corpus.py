from pathlib import Path

import pytest

from detente.bench import corpus
from detente.records.errors import MissingPath
from tests.toy_model import toy_coder

MARKED = """@ {number} 2014-11-14 wire
[a1 Rebels] [e1 attacked] [a2 police].
e1 ASSAULT occurred actor=a1 recipient=a2
"""
MISSED = """@ {number} 2014-11-14 wire
[a1 Rebels] [e1 shelled] [a2 police].
e1 ASSAULT occurred actor=a1 recipient=a2
"""


def folder(at: Path, *passages: str) -> Path:
    at.mkdir()
    (at / "GUIDE.md").write_text("guide")
    (at / "a.txt").write_text("\n".join(passages))
    return at


def test_only_the_test_part_is_scored(tmp_path: Path) -> None:
    own = folder(tmp_path / "corpus", MARKED.format(number=10), MISSED.format(number=11), MISSED.format(number=12))
    found = corpus.measure(own, tmp_path / "none", toy_coder())
    assert found.n == 1
    assert found.figures["event_f1"] == found.figures["trigger_f1"] == 1.0
    assert not any(name.startswith("real_") for name in found.figures)


def test_what_is_missed_costs_and_real_paragraphs_are_told_apart(tmp_path: Path) -> None:
    own = folder(tmp_path / "corpus", MARKED.format(number=10), MISSED.format(number=20))
    real = folder(tmp_path / "corpus-real", MISSED.format(number=30))
    found = corpus.measure(own, real, toy_coder())
    assert found.figures["event_f1"] == pytest.approx(2 / 3)
    assert found.figures["real_event_f1"] == 0.0
    assert found.n == 3


def test_the_diagram_holds_every_coded_event(tmp_path: Path) -> None:
    own = folder(tmp_path / "corpus", *(MARKED.format(number=10 * i) for i in range(1, 6)))
    found = corpus.measure(own, tmp_path / "none", toy_coder())
    rows = found.details["reliability"]
    assert isinstance(rows, list)
    assert sum(row["n"] for row in rows) == 5
    assert all(row["right"] == 1.0 for row in rows)
    assert len(found.drawing.splitlines()) == 1 + len(rows)


def test_the_corpus_of_the_checkout_comes_before_the_one_beside_the_data(tmp_path: Path) -> None:
    checkout, data = tmp_path / "checkout", tmp_path / "shared" / "data"
    (checkout / "src").mkdir(parents=True)
    data.mkdir(parents=True)
    with pytest.raises(MissingPath):
        corpus.find_corpus(data, checkout / "src")
    beside = folder(data.parent / "corpus", MARKED.format(number=10))
    assert corpus.find_corpus(data, checkout / "src") == beside
    own = folder(checkout / "corpus", MARKED.format(number=10))
    assert corpus.find_corpus(data, checkout / "src") == own
