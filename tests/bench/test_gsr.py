import json
from pathlib import Path

import pytest

from detente.bench import gsr
from tests.toy_model import toy_coder


def measured(tmp_path: Path, *records: tuple[str, str]) -> dict[str, float | None]:
    folder = tmp_path / "plover_gsr" / "gold_standard_records"
    folder.mkdir(parents=True)
    rows: list[dict[str, object]] = [{"event": "DOCUMENT"}]
    rows += [{"event": event, "text": "", "textInfo": {"markup": markup}} for event, markup in records]
    (folder / "PLOVER_GSR_CAMEO.txt").write_text(json.dumps(rows))
    return gsr.measure(tmp_path, toy_coder()).figures


def test_type_and_both_sides_make_a_recall(tmp_path: Path) -> None:
    found = measured(tmp_path, ("FIGHT", "(SRC: Rebels) (EVT: attacked) (TAR: police) (LOC: in town)."))
    assert {name: value for name, value in found.items() if value is not None} == {"event_recall": 1.0, "type_recall": 1.0, "extra": 0.0}


def test_the_wrong_target_is_only_a_type(tmp_path: Path) -> None:
    found = measured(tmp_path, ("ASSAULT", "(SRC: Rebels) (EVT: attacked) police near (TAR: Iraq)."))
    assert (found["event_recall"], found["type_recall"]) == (0.0, 1.0)


def test_events_beside_the_marked_words_are_extra(tmp_path: Path) -> None:
    found = measured(tmp_path, ("CONSULT", "(SRC: Iran) (EVT: met) (TAR: Iraq) and rebels attacked police and gunmen bombed Gondor."))
    assert found["extra"] == 2.0
    assert found["event_recall"] == 1.0


def test_a_missing_recipient_agrees_with_a_missing_target(tmp_path: Path) -> None:
    assert measured(tmp_path, ("SUPPORT", "(SRC: Iran) (EVT: praised) peace."))["event_recall"] == 1.0


@pytest.mark.parametrize(("marked", "plain"), [("a (EVT: b) c", "a b c"), ("(brackets) stay", "(brackets) stay"), ("", "")])
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    text, spans = gsr.unmarked(marked)
    assert text == plain
    assert all(span.of(text) for _, span in spans)
