import json
from pathlib import Path

import numpy as np
import pytest

from detente.bench import plv, plv_zero
from detente.bench.probe import Probe, probe
from detente.encoder import labels
from detente.records import Span
from tests.toy_model import toy_coder, toy_encoder

TRAIN = [
    ("<s>Iran</s> attacked <t>Iraq</t>", "ASSAULT"),
    ("<s>Iraq</s> attacked <t>police</t>", "ASSAULT"),
    ("<s>rebels</s> attacked <t>Iran</t> again", "ASSAULT"),
    ("<s>Iran</s> met <t>Iraq</t>", "CONSULT"),
    ("<s>police</s> met <t>rebels</t>", "CONSULT"),
    ("<s>Iraq</s> met <t>police</t> again", "CONSULT"),
]
TEST = [
    ("<s>gunmen</s> bombed <t>Gondor</t> and Iran praised Iraq", "ASSAULT"),
    ("gunmen bombed Gondor and <s>Iran</s> met <t>Iraq</t>", "CONSULT"),
]


def table(path: Path, rows: list[tuple[str, str]]) -> None:
    lines = ["marked_sentence\tgold_root", *(f"{marked}\t{root}" for marked, root in rows)]
    path.write_text("\n".join(lines) + "\n")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "plv").mkdir()
    table(tmp_path / "plv" / "PLV_train.tsv", TRAIN)
    table(tmp_path / "plv" / "PLV_test.tsv", TEST)
    (tmp_path / "plv" / "PLV_test_rows_in_CAMEO_manual_or_GSR.json").write_text(json.dumps([1]))
    return tmp_path


def test_the_pair_decides_which_event_of_a_sentence_counts(data: Path) -> None:
    found = plv.measure(data, toy_coder())
    assert found.n == 2
    assert found.figures["zero_root"] == found.figures["zero_quad"] == found.figures["zero_binary"] == 1.0
    assert found.figures["zero_root_clean"] == 1.0


def test_the_head_learns_its_classes_from_the_training_part_alone(data: Path) -> None:
    table(data / "plv" / "PLV_test.tsv", [("<s>gunmen</s> attacked <t>Iraq</t>", "ASSAULT"), ("<s>Iran</s> met <t>gunmen</t>", "CONSULT")])
    assert plv.measure(data, toy_coder()).figures["fitted_root"] == 1.0


def test_a_row_may_tag_no_target_and_repeat_its_source() -> None:
    text, source, target = plv.unmarked("<s>Iran</s> says <s>Iran</s>ians won")
    assert (text, source.of(text), target) == ("Iran says Iranians won", "Iran", None)


def told(category: str, modality: str, *, actor: float = 1.0, recipient: float = 1.0) -> Probe:
    """One trigger, two given spans."""
    categories = np.eye(len(labels.CATEGORIES) + 1)[[labels.CATEGORIES.index(category)]]
    modalities = np.eye(len(labels.MODALITIES))[[labels.MODALITIES.index(modality)]]
    roles = np.zeros((1, 3, len(labels.ROLES)))
    roles[0, 0, 0], roles[0, 1, 1] = actor, recipient
    return Probe(np.zeros((5, 4)), np.zeros((3, 3), dtype=np.int64), (0, 1), np.array([2]), np.ones(1), categories, modalities, roles)


@pytest.mark.parametrize(
    ("category", "modality", "root"),
    [
        ("AID", "planned", "AGREE"),
        ("AID", "occurred", "AID"),
        ("RETREAT", "occurred", "YIELD"),
        ("RETREAT", "planned", "AGREE"),
        ("AID", "negated", "REJECT"),
        ("ASSAULT", "negated", "ASSAULT"),
        ("CONCEDE", "occurred", "YIELD"),
        ("ASSAULT", "planned", "THREATEN"),
        ("SANCTION", "possible", "SANCTION"),
    ],
)
def test_plovers_rules_and_plvs_fold_give_the_root(category: str, modality: str, root: str) -> None:
    assert plv_zero.root(told(category, modality)) == root


def test_a_strangers_trigger_still_answers() -> None:
    found = plv_zero.distribution(told("AID", "occurred", actor=0.0, recipient=0.0))
    assert found.sum() == pytest.approx(1.0)
    assert plv_zero.ROOTS[int(found.argmax())] == "AID"


def test_every_root_has_one_quad_class() -> None:
    assert len(plv_zero.ROOTS) == len(set(plv_zero.ROOTS)) == len(plv.QUADS) == 15


def test_given_spans_take_the_place_of_the_models_own() -> None:
    text = "Iran attacked Iraq"
    found = probe(toy_encoder(), text, [Span(0, 4), Span(14, 18)], 0.0)
    assert found.nodes.tolist() == [[1, 1, 0], [3, 3, 0], [2, 2, 6]]
    assert found.given == (0, 1)
    assert found.roles[0, 0, 0] > 0.9
    assert found.roles[0, 1, 1] > 0.9


def test_a_text_without_a_trigger_has_one_all_the_same() -> None:
    found = probe(toy_encoder(), "Iran is large", [Span(0, 4)], 0.0)
    assert len(found.triggers) == len(found.category) == 1
    assert found.sure[0] < 0.5
