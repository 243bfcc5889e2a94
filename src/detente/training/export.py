"""Torch model → two ONNX graphs: the tagger in int8, the reader in float (it is small and feeds thresholds)."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional

from detente.training.network import Reader, Tagger

OPSET = 17


class Int8Rows(nn.Module):
    """An embedding table in int8 with one scale a row: a quarter of the size, error below 1 % (one scale a table: 4 %)."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (table.weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows `ids` (B, T) in float, (B, T, width)."""
        return functional.embedding(ids, self.rows).to(torch.float32) * functional.embedding(ids, self.scale)


def export_tagger(tagger: Tagger, path: Path) -> None:
    """Write the tagger to `path`: fused attention, weights of matrix products and the word table in int8."""
    tagger = copy.deepcopy(tagger)
    tagger.encoder.words = Int8Rows(tagger.encoder.words)
    ids = torch.randint(1000, 2000, (2, 16))
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        axes = {0: "batch", 1: "pieces"}
        torch.onnx.export(
            tagger.eval(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors", "tags", "contexts"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": axes, "tags": axes, "contexts": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
        optimize_model(str(plain), model_type="bert", num_heads=12, hidden_size=384, opt_level=1).save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    onnx.checker.check_model(str(path))


def export_reader(reader: Reader, path: Path) -> None:
    """Write the reader to `path` in float32."""
    vectors = torch.randn(2, 16, 384)
    nodes = torch.tensor([[[1, 2, 0], [4, 4, 6], [6, 7, 2]], [[1, 2, 0], [3, 4, 6], [5, 5, 6]]])
    events = torch.tensor([[1, 0], [1, 2]])
    names = ["category", "mode", "modality", "stance", "roles", "links", "states"]
    axes: dict[str, dict[int, str]] = {
        "vectors": {0: "batch", 1: "pieces"},
        "nodes": {0: "batch", 1: "nodes"},
        "events": {0: "batch", 1: "events"},
        "roles": {0: "batch", 1: "events", 2: "nodes"},
        "links": {0: "batch", 1: "nodes", 2: "nodes"},
        "states": {0: "batch", 1: "nodes", 2: "nodes"},
    } | {name: {0: "batch", 1: "events"} for name in names[:4]}
    torch.onnx.export(
        reader.eval(),
        (vectors, nodes, events),
        str(path),
        input_names=["vectors", "nodes", "events"],
        output_names=names,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))
