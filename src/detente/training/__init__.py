"""Train the coder from marked passages: `detente train`. Needs the extra `train` (torch); the product itself does not."""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from detente.encoder import SHIPPED, Bias, Encoder, Reading, load
from detente.encoder.shipped import CARD, READER, TAGGER, TOKENIZER
from detente.exchange.passages import Passage
from detente.exchange.scoring import score
from detente.records.errors import UsageError
from detente.training.calibrate import Fitted, calibrate, coding_of
from detente.training.material import CORPUS, Material, gather

if TYPE_CHECKING:
    from detente.training.trainer import Model, Plan

__all__ = ["main"]


def main(*, data: Path | None = None, corpus: Path = CORPUS, out: Path = SHIPPED, epochs: int | None = None) -> None:
    """Train, export, calibrate, test, and write the model folder `out`: two graphs, tokenizer, card.

    `data` is the folder of open data sets; marked real paragraphs lie beside it in `corpus-real`. Uses a GPU if torch sees one;
    on two cores it takes a few hours. Raises `UsageError` when the extra `train` is not installed.
    """
    try:
        from detente.training.trainer import Plan
    except ModuleNotFoundError as error:
        raise UsageError(f"training needs {error.name}", hint="pip install 'detente[train]', or run `make train`") from None
    started = time.monotonic()
    material = gather(corpus, data.parent / "corpus-real" if data else None)
    plan = Plan() if epochs is None else Plan(epochs=epochs)
    say(f"{len(material.train)} passages to learn from, {len(material.development)} to calibrate on, {len(material.test)} to test on")
    model = _trained(material, plan, data)
    _export(model, out)
    encoder = load(out)
    fitted = calibrate(encoder, material.development, functools.partial(_read, encoder, material.development))
    _write_card(out, plan, material, fitted)
    _add_test_figures(out, material, round(time.monotonic() - started))


def say(line: str) -> None:
    """Print a line of the log to stderr."""
    print(line, file=sys.stderr, flush=True)


def _trained(material: Material, plan: Plan, data: Path | None) -> Model:
    import torch
    from tokenizers import Tokenizer

    from detente.training.lessons import Lessons
    from detente.training.minilm import pretrained, pretrained_folder
    from detente.training.network import Reader, Tagger
    from detente.training.plain import plain_pieces
    from detente.training.trainer import Model, train

    tokenizer = Tokenizer.from_file(str(pretrained_folder() / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(plan.seed)
    model = Model(Tagger(pretrained()), Reader()).to(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    lessons = Lessons(material.train, tokenizer, plan.seed)
    unseen = [passage.text for passage in material.real_test]
    return train(model, lessons, plan, plain=plain_pieces(data, tokenizer, unseen) if data else ()).to("cpu")


def _export(model: Model, out: Path) -> None:
    """Write graphs and tokenizer, and a first card that `load` accepts."""
    from detente.training.export import export_reader, export_tagger
    from detente.training.minilm import pretrained_folder

    out.mkdir(parents=True, exist_ok=True)
    export_tagger(model.tagger, out / TAGGER)
    export_reader(model.reader, out / READER)
    shutil.copy(pretrained_folder() / TOKENIZER, out / TOKENIZER)
    (out / CARD).write_text(json.dumps({"bias": asdict(Bias())}), encoding="utf-8")
    load.cache_clear()


def _read(encoder: Encoder, passages: Sequence[Passage], bias: Bias) -> list[Reading]:
    from detente.encoder import read_texts

    return read_texts([passage.text for passage in passages], encoder.tokenizer, encoder.tag, encoder.relate, bias)


def _write_card(out: Path, plan: Plan, material: Material, fitted: Fitted) -> None:
    weights = hashlib.sha256((out / TAGGER).read_bytes() + (out / READER).read_bytes())
    cuts = asdict(fitted.cuts)
    weights.update(json.dumps(cuts, sort_keys=True).encode())
    card: dict[str, object] = {
        "id": f"coder_{weights.hexdigest()[:12]}",
        "bias": asdict(fitted.bias),
        "cuts": cuts,
        "calibration": {"events": asdict(fitted.events), "ties": asdict(fitted.ties)},
        "plan": asdict(plan),
        "passages": {
            "train": len(material.train),
            "development": len(material.development),
            "test": len(material.test),
            "real_test": len(material.real_test),
        },
        "figures": {"development": _rounded(fitted.figures)},
    }
    _save(out, card)


def _add_test_figures(out: Path, material: Material, seconds: int) -> None:
    """Code the test parts once with the finished coder and put the figures on the card."""
    from detente.coding.coder import coder_of

    load.cache_clear()
    encoder = load(out)
    card = dict(encoder.card)
    coder = coder_of(encoder, card)
    for name, passages in (("test", material.test), ("real_test", material.real_test)):
        readings = encoder.read([passage.text for passage in passages])
        scores = score((p, coding_of(p, reading, coder)) for p, reading in zip(passages, readings, strict=True))
        card["figures"] = {**card["figures"], name: _rounded(scores.figures)}
        say(f"{name}: " + " ".join(f"{key} {value:.3f}" for key, value in scores.figures.items()))
    card["seconds"] = seconds
    _save(out, card)


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def _save(out: Path, card: dict[str, object]) -> None:
    (out / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
