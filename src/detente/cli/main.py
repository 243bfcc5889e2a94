"""The verbs, and what happens when something goes wrong: one line, a hint, an exit code, never a traceback."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from detente.records.errors import DetenteError

# Verb → its command and what it does, in the order of the path. Kept here so that `detente --help` imports none of them.
VERBS: dict[str, tuple[str, str]] = {
    "demo": ("detente.cli.demo:demo", "Take the sample pages and tell what was read and coded."),
    "take": ("detente.cli.take:take", "Read and code captures into the store."),
    "code": ("detente.cli.code:code", "Read and code captures; print JSON, store nothing."),
    "events": ("detente.cli.events:events", "List events of the store."),
    "incidents": ("detente.cli.incidents:incidents", "List incidents: each happening once, however many tell it."),
    "relations": ("detente.cli.relations:relations", "List relations: who stands with whom, how surely, from when to when."),
    "shifts": ("detente.cli.shifts:shifts", "List shifts: two foes draw together, two allies part."),
    "export": ("detente.cli.export:export", "Write events, incidents or relations in a format of the field."),
    "import": ("detente.cli.imports:import_", "Import events that others coded; tell relations and shifts anew."),
    "actors": ("detente.cli.actors:actors", "Search the register of actors, or show one through time."),
    "refusals": ("detente.cli.refusals:refusals", "List what could not be taken, and why."),
    "explain": ("detente.cli.explain:explain", "Show why an event, an incident or a shift is as it is."),
    "watch": ("detente.cli.watch:watch", "Follow feeds, sitemaps and folders into the store, all day; tell what the watches find."),
    "serve": ("detente.cli.serve:serve", "Serve the screens and the API over the store."),
    "bench": ("detente.cli.bench:bench", "Run public benchmarks from raw files."),
    "train": ("detente.cli.train:train", "Train the model from marked passages: two ONNX graphs, tokenizer and card."),
}


class LazyGroup(click.Group):
    """A group that imports a verb when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the path."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb's command."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in VERBS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="detente", prog_name="detente", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Tell more on stderr.")
def cli(verbose: bool) -> None:
    """Read conflict news; keep a dated, sourced record of who did what to whom, and of who stands with whom."""
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)


def run(arguments: Sequence[str]) -> int:
    """Run the command line with `arguments` and return its exit code."""
    try:
        # Not `cli.main`: it leaves by itself, with code 1, when the reader of stdout has had enough.
        with cli.make_context("detente", list(arguments)) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except DetenteError as error:
        return _told(error.detail, error.hint, error.exit_code)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "detente"
        return _told(error.format_message(), f"{command} --help", 2)
    except (click.Abort, KeyboardInterrupt):
        return _told("stopped", "what was finished is kept; the same command goes on from there", 1)
    except BrokenPipeError:
        # The reader (head, less) has had enough. Python would complain once more when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _told(f"something broke inside Détente: {type(error).__name__}: {error}".splitlines()[0], f"details in {_log(error)}", 1)


def _told(detail: str, hint: str | None, code: int) -> int:
    click.echo(f"error: {detail}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)
    return code


def _log(error: Exception) -> Path:
    """Write the traceback where it can be found and return where that is."""
    with tempfile.NamedTemporaryFile("w", prefix="detente-", suffix=".log", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    return Path(file.name)
