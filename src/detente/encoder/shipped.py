"""The shipped model: two ONNX graphs, a tokenizer and a card beside them."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detente.encoder.reader import MAX_PIECES, Bias, Reading, read_texts
from detente.records.errors import ModelError

SHIPPED = Path(__file__).parent / "model"
TAGGER, READER, TOKENIZER, CARD = "tagger.onnx", "reader.onnx", "tokenizer.json", "card.json"


@dataclass(frozen=True)
class Encoder:
    """A model folder and its card; tokenizer and graphs are opened at first use, so that asking who codes costs nothing.

    Safe to share between threads; not to be sent to another process: load it there.
    """

    folder: Path
    card: Mapping[str, Any]
    threads: int = 1

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Read texts, each at most 320 word pieces (the rest is not read), and return a `Reading` for each, in order."""
        return read_texts(texts, self.tokenizer, self.tag, self.relate, Bias(**self.card["bias"]))

    def tag(self, ids: np.ndarray) -> Sequence[np.ndarray]:
        """Run the tagger: word pieces (1, T) → vectors, tag scores, context scores."""
        return list(self._tagger.run(None, {"ids": ids}))

    def relate(self, vectors: np.ndarray, nodes: np.ndarray, events: np.ndarray) -> Sequence[np.ndarray]:
        """Run the reader: vectors and spans → what each span is and what holds between them."""
        return list(self._reader.run(None, {"vectors": vectors, "nodes": nodes, "events": events}))

    @functools.cached_property
    def tokenizer(self) -> Any:
        """The word-piece tokenizer, cutting texts at 320 pieces."""
        return _opened(_tokenizer, self.folder / TOKENIZER)

    @functools.cached_property
    def _tagger(self) -> Any:
        return _opened(_session, self.folder / TAGGER, self.threads)

    @functools.cached_property
    def _reader(self) -> Any:
        return _opened(_session, self.folder / READER, self.threads)


@functools.cache
def load(folder: Path = SHIPPED, threads: int = 1) -> Encoder:
    """Return the model of a folder (one for each process). Raises `ModelError` if a file is missing, or at first use if it is damaged.

    One thread a process by default: the pipeline runs one process for each core.
    """
    missing = [name for name in (TAGGER, READER, TOKENIZER, CARD) if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"the model lacks {', '.join(missing)}", hint="reinstall detente, or run `make train`")
    return Encoder(folder, _opened(_card, folder / CARD), threads)


def _opened(how: Callable[..., Any], *arguments: Any) -> Any:
    """Open a part of the model; whatever goes wrong is a `ModelError`."""
    try:
        return how(*arguments)
    except Exception as error:
        raise ModelError(f"the model can't be loaded: {error}", hint="reinstall detente, or run `make train`") from error


def _card(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graphs are written as they shall run; fusing more (residuals into norms) makes them slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    # Every text has another length: plans of memory kept for each are never used again.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
