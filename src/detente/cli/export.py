"""`detente export`: what is in the store, in a format of the field."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from detente.cli.events import filters_of
from detente.cli.options import db_option
from detente.cli.world import actor_option, score_option, since_option, times, until_option
from detente.exchange.out.formats import EVENTS, FORMATS, INCIDENTS, RELATIONS, Format
from detente.records.errors import BadFilter, MissingPath, UsageError

if TYPE_CHECKING:
    from detente.exchange.out.export import Wanted
    from detente.store import Store

_OF_REPORTS = ("published_since", "published_until", "outlet")
# Which filters there is nothing to ask of.
_UNASKED = {INCIDENTS: _OF_REPORTS, RELATIONS: (*_OF_REPORTS, "category", "place", "modality")}
_CHUNK = 1 << 20


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@db_option
@click.option("--out", default="-", show_default=True, metavar="FILE|-", help="Where to; - is stdout.")
@actor_option
@click.option("--category", help="PLOVER category.")
@click.option("--place", metavar="TEXT", help="Where, by name or id; of events also by country code and province.")
@since_option
@until_option
@click.option("--published-since", metavar="DATE", help="Published in or after this year, month or day.")
@click.option("--published-until", metavar="DATE", help="Published in or before it.")
@click.option("--modality", help="occurred, planned, possible or negated.")
@score_option
@click.option("--outlet", metavar="TEXT", help="Text in the outlet's name or the page's URL.")
@click.option("--all-modalities", is_flag=True, help="Make sure that what is planned, possible or negated is in it, or refuse.")
@click.option("--limit", type=click.IntRange(0), help="At most so many.")
def export(form: str, db: str, out: str, all_modalities: bool, **said: Any) -> None:
    """Write events, incidents or relations in a format of the field.

    Of events: plover, gdelt (2.0), gdelt1, icews, parquet, csv; of coded articles: jsonl; of incidents: acled, ucdp, geojson; of relations:
    gexf, graphml. A format that can't say that something is planned, possible, negated or denied leaves it out; stderr tells how much.
    """
    from detente.exchange.out.export import written
    from detente.store import Store

    chosen, left_out = FORMATS[form], Counter[str]()
    _check(chosen, said, all_modalities)
    wanted = _wanted(chosen, said)
    with Store.open(Path(db), read_only=True) as store, _target(out) as target:
        if chosen.writer is None:
            _parquet(store, wanted, target)
        else:
            for text in written(chosen, store, wanted, left_out):
                target.write(text.encode("utf-8", "replace"))
    for reason, number in left_out.most_common():
        click.echo(f"left out: {number} {reason}", err=True)


def _check(form: Format, said: dict[str, Any], all_modalities: bool) -> None:
    """Refuse what the format can't do, rather than do something else."""
    for name in _UNASKED.get(form.of, ()):
        if said[name] is not None:
            option = f"--{name.replace('_', '-')}"
            raise BadFilter(f"{form.name} holds {form.of}, of which {option} asks nothing", hint=f"leave out {option}")
    asked = said["modality"] and said["modality"].lower()
    unsaid = asked is not None and asked not in form.modalities and asked in FORMATS["csv"].modalities
    if (all_modalities and not form.says_all) or unsaid:
        able = ", ".join(one.name for one in FORMATS.values() if one.says_all and one.of in (EVENTS, INCIDENTS))
        raise UsageError(f"{form.name} can't say that something did not occur, so only what did is in it", hint=f"{able} can")


def _wanted(form: Format, said: dict[str, Any]) -> Wanted:
    from detente.exchange.out.export import Wanted
    from detente.store import Looked

    filters = filters_of(said)
    if form.of not in _UNASKED:
        return Wanted(filters, limit=said["limit"])
    looked = Looked(category=filters.category, place=said["place"], modality=filters.modality, score=said["score"], **times(said))
    return Wanted(looked=looked, actors=said["actors"], limit=said["limit"])


@contextlib.contextmanager
def _target(out: str) -> Iterator[BinaryIO]:
    """Open stdout, or a file that is there whole or not at all: it is written beside its place and moved there."""
    if out == "-":
        yield sys.stdout.buffer
        return
    path = Path(out)
    if not path.parent.is_dir():
        raise MissingPath(f"there is no folder {path.parent}", hint="make it first")
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name a file")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield cast(BinaryIO, file)
            file.flush()
            os.chmod(file.name, 0o666 & ~_umask())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _parquet(store: Store, wanted: Wanted, target: BinaryIO) -> None:
    """Let the store write a file, and hand it on: a Parquet file can't be written line by line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        store.outward.parquet(wanted.filters, path, wanted.limit)
        with path.open("rb") as file:
            shutil.copyfileobj(file, target, _CHUNK)
