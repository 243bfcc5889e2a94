"""The exported graphs say what the torch modules say, as far as int8 goes, on texts of any length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from detente.encoder import MAX_PIECES
from detente.training.export import export_reader, export_tagger
from detente.training.graphs import int8
from detente.training.minilm import LAYERS, MiniLM
from detente.training.network import Reader, Tagger

LENGTHS = (3, 40, MAX_PIECES)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tagger, Reader]:
    torch.manual_seed(5)
    folder = tmp_path_factory.mktemp("model")
    tagger, reader = Tagger(MiniLM()).eval(), Reader().eval()
    export_tagger(tagger, folder / "tagger.onnx")
    export_reader(reader, folder / "reader.onnx")
    return folder, tagger, reader


@pytest.mark.parametrize("length", LENGTHS)
def test_the_tagger_says_what_torch_says(graphs: tuple[Path, Tagger, Reader], length: int) -> None:
    folder, tagger, _ = graphs
    ids = np.random.default_rng(length).integers(1000, 30000, (1, length))
    told = onnxruntime.InferenceSession(folder / "tagger.onnx").run(None, {"ids": ids})
    with torch.no_grad():
        wanted = tagger(torch.from_numpy(ids), torch.ones_like(torch.from_numpy(ids)))
    for array, tensor in zip(told, wanted, strict=True):
        assert array.shape == tensor.shape
        assert np.corrcoef(array.ravel(), tensor.numpy().ravel())[0, 1] > 0.99


@pytest.mark.parametrize(("length", "nodes", "events"), [(12, 1, 1), (60, 9, 3), (MAX_PIECES, 40, 11)])
def test_the_reader_says_what_torch_says(graphs: tuple[Path, Tagger, Reader], length: int, nodes: int, events: int) -> None:
    folder, _, reader = graphs
    chance = np.random.default_rng(nodes)
    first = chance.integers(0, length - 3, nodes)
    spans = np.stack([first, first + chance.integers(0, 3, nodes), chance.integers(0, 7, nodes)], axis=1)[None]
    given = {
        "vectors": chance.standard_normal((1, length, 384)).astype(np.float32),
        "nodes": spans.astype(np.int64),
        "events": np.sort(chance.choice(nodes, events, replace=False))[None],
    }
    told = onnxruntime.InferenceSession(folder / "reader.onnx").run(None, given)
    with torch.no_grad():
        wanted = reader(*(torch.from_numpy(value) for value in given.values()))
    for array, tensor in zip(told, wanted, strict=True):
        assert array.shape == tensor.shape
        assert np.abs(array - tensor.numpy()).mean() < 0.02 * tensor.std().item() + 0.01


def test_attention_is_one_operator_a_layer(graphs: tuple[Path, Tagger, Reader]) -> None:
    kinds = [node.op_type for node in onnx.load(graphs[0] / "tagger.onnx").graph.node]
    assert kinds.count("MultiHeadAttention") == LAYERS
    assert kinds.count("DynamicQuantizeMatMul") == 4 * LAYERS


def test_the_same_model_gives_the_same_bytes(graphs: tuple[Path, Tagger, Reader], tmp_path: Path) -> None:
    folder, tagger, reader = graphs
    export_tagger(tagger, tmp_path / "tagger.onnx")
    export_reader(reader, tmp_path / "reader.onnx")
    for name in ("tagger.onnx", "reader.onnx"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_int8_is_off_by_half_a_step_at_most() -> None:
    values = np.random.default_rng(1).standard_normal((50, 20)).astype(np.float32)
    whole, scale = int8(values, axis=0)
    assert (np.abs(whole * scale - values) <= scale / 2 + 1e-6).all()
