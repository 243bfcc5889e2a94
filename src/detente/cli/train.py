"""`detente train`: marked passages → model."""

from __future__ import annotations

import importlib

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def train(arguments: tuple[str, ...]) -> int:
    """Train the model from marked passages.

    Needs the extra `train` (torch). Options go to the training itself; `detente train --help` lists them.
    """
    from detente.records.errors import UsageError

    try:
        training = importlib.import_module("detente.training.main")
    except ModuleNotFoundError as error:
        raise UsageError(f"training needs {error.name}", hint='python -m pip install "detente[train]"') from None
    return training.main(list(arguments)) or 0
