import json
from pathlib import Path

from detente.bench import re3d
from detente.exchange.splits import held_out
from detente.records import Span
from tests.toy_model import toy_coder

HELD = next(f"DOC{i}" for i in range(100) if held_out(f"DOC{i}"))
FREE = next(f"DOC{i}" for i in range(100) if not held_out(f"DOC{i}"))


def lines(path: Path, *rows: dict[str, object]) -> None:
    path.write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")


def source(data: Path, text: str, kind: str, first: tuple[int, int], second: tuple[int, int], *, ends: str = "Organisation") -> None:
    folder = data / "re3d" / "CENTCOM"
    folder.mkdir(parents=True)
    lines(folder / "documents.json", {"_id": HELD, "text": text}, {"_id": FREE, "text": "Iran hates Iraq."})
    lines(folder / "entities.json", *({"documentId": HELD, "begin": a, "end": b, "type": ends} for a, b in (first, second)))
    row = {
        "documentId": HELD,
        "type": kind,
        "sourceBegin": first[0],
        "sourceEnd": first[1],
        "targetBegin": second[0],
        "targetEnd": second[1],
    }
    lines(folder / "relations.json", row, row)


def test_a_tie_is_found_once_in_the_held_out_document(tmp_path: Path) -> None:
    source(tmp_path, "Iran hates Iraq.", "FightingAgainst", (11, 15), (0, 4))
    found = re3d.measure(tmp_path, toy_coder())
    assert found.n == 1
    assert found.figures["ties_f1"] == 1.0


def test_another_type_is_not_that_tie(tmp_path: Path) -> None:
    source(tmp_path, "Iran hates Iraq.", "AlliesOf", (0, 4), (11, 15))
    assert re3d.measure(tmp_path, toy_coder()).figures["ties_f1"] == 0.0


def test_single_acts_count_only_where_events_are_added(tmp_path: Path) -> None:
    source(tmp_path, "Iran attacked Iraq.", "FightingAgainst", (0, 4), (14, 18))
    found = re3d.measure(tmp_path, toy_coder()).figures
    assert (found["ties_f1"], found["with_events_f1"]) == (0.0, 1.0)


def test_relations_of_things_are_left_out(tmp_path: Path) -> None:
    source(tmp_path, "Iran hates Iraq.", "FightingAgainst", (0, 4), (11, 15), ends="Vehicle")
    assert next(iter(re3d.read_documents(tmp_path / "re3d"))).relations == ()


def test_direction_holds_but_for_two_sided_ties() -> None:
    a, b = frozenset({Span(0, 4)}), frozenset({Span(9, 12)})
    relation = re3d.Relation(Span(0, 4), "InChargeOf", Span(9, 12))
    assert re3d.matched([relation], [(a, "leads", b)]) == 1
    assert re3d.matched([relation], [(b, "leads", a)]) == 0
    feud = re3d.Relation(Span(0, 4), "FightingAgainst", Span(9, 12))
    assert re3d.matched([feud, feud], [(b, "hostile", a)]) == 1
