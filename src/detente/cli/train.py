"""`detente train`: marked passages → model."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--data", type=_FOLDER, metavar="DIR", help="Open data sets; marked real paragraphs are looked for beside it, in corpus-real."
)
@click.option("--corpus", type=_FOLDER, metavar="DIR", default=Path("corpus"), show_default=True, help="The marked passages.")
@click.option("--out", type=_FOLDER, metavar="DIR", help="Where the model goes; in place of the shipped one without it.")
@click.option("--epochs", type=click.IntRange(min=1), help="How often to go through the passages; as the shipped model without it.")
def train(data: Path | None, corpus: Path, out: Path | None, epochs: int | None) -> None:
    """Train the model from marked passages: two ONNX graphs, tokenizer and card.

    Needs the extra `train` (torch). Takes two to three hours on two cores; uses a GPU if there is one.
    """
    from detente import training

    chosen = {"out": out} if out is not None else {}
    training.main(data=data, corpus=corpus, epochs=epochs, **chosen)
