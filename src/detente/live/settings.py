"""FEEDS.toml: what to follow and what to be told of. Each field is documented in docs/reference/feeds-toml.md, and a wrong one is named."""

from __future__ import annotations

import difflib
import ipaddress
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from detente.codebook import CATEGORIES
from detente.records import Feed, Modality, Watch, content_id
from detente.records.errors import MissingPath, UsageError

Section = TypeVar("Section")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
SECRETS = "DETENTE_"
"""Only variables of this prefix may be named as secrets, so that nobody who may set a watch can have others used."""

HINT = "docs/reference/feeds-toml.md names all fields"


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed or sitemap: `every` so many seconds; `pages`: the pages it links to, or what it says itself; at `most` so many a look."""

    url: str
    every: float = 600.0
    pages: bool = True
    robots: bool = True
    most: int = 200

    @property
    def feed(self) -> Feed:
        """The feed as it is before anybody has asked it."""
        return Feed(content_id("fed", self.url), self.url, "syndication")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is looked into `every` so many seconds."""

    path: str
    every: float = 2.0

    @property
    def feed(self) -> Feed:
        """The folder as a feed."""
        return Feed(content_id("fed", "folder", self.path), self.path, "folder")


@dataclass(frozen=True, slots=True)
class General:
    """What holds for all: seconds of `delay` between two questions to one host; networks inside that may be asked; the hook's port."""

    delay: float = 1.0
    allow: tuple[str, ...] = ()
    hook: int | None = None
    stdin: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All of FEEDS.toml."""

    general: General = General()
    feeds: tuple[Followed, ...] = ()
    folders: tuple[Folder, ...] = ()
    watches: tuple[Watch, ...] = ()


def load(path: Path) -> Settings:
    """Read FEEDS.toml. Raises `MissingPath`, or `UsageError` that names what is wrong; paths of folders are relative to the file."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingPath(f"{path} can't be read: {error.strerror}", hint="name the file that lists what to follow") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}", hint=HINT) from None
    found = parse(said)
    folders = tuple(Folder(str((path.parent / folder.path).resolve()), folder.every) for folder in found.folders)
    return Settings(found.general, found.feeds, folders, found.watches)


def parse(said: dict[str, Any]) -> Settings:
    """Return the settings that a parsed FEEDS.toml holds. Raises `UsageError`."""
    _known(said, ("settings", "feed", "folder", "watch"), "the file")
    general = _section(General, said.get("settings", {}), "[settings]")
    feeds = tuple(_section(Followed, one, "[[feed]]") for one in _many(said, "feed"))
    folders = tuple(_section(Folder, one, "[[folder]]") for one in _many(said, "folder"))
    watches = tuple(watch_of(one) for one in _many(said, "watch"))
    for feed in feeds:
        _address(feed.url, "[[feed]] url")
    for network in general.allow:
        _network(network)
    _once([feed.url for feed in feeds], "[[feed]] url")
    _once([watch.name for watch in watches], "[[watch]] name")
    return Settings(general, feeds, folders, watches)


def watch_of(said: dict[str, Any]) -> Watch:
    """Return the watch that a table says. Raises `UsageError` for what can't be: an unknown field, category, modality, a score beyond 1."""
    where = f"[[watch]] {said.get('name', '')}".strip()
    watch = _section(Watch, said, where)
    if not watch.name.strip():
        raise UsageError(f"{where}: a watch needs a name", hint=HINT)
    _each(watch.on, ("incident", "shift"), f"{where}: on")
    _each(watch.categories, tuple(CATEGORIES), f"{where}: categories")
    _each((watch.modality,) if watch.modality else (), tuple(modality.value for modality in Modality), f"{where}: modality")
    if len(watch.dyad) not in (0, 2):
        raise UsageError(f"{where}: dyad: two parties, not {len(watch.dyad)}", hint='dyad = ["one", "other"]; one party alone is `actor`')
    for name, value, most in (("score", watch.score, 1.0), ("size", watch.size, 2.0)):
        if value is not None and not 0 <= value <= most:
            raise UsageError(f"{where}: {name}: {value} lies outside 0 to {most:g}", hint=HINT)
    if watch.webhook:
        _address(watch.webhook, f"{where}: webhook")
        if not (watch.secret_env or "").startswith(SECRETS):
            raise UsageError(f"{where}: a webhook is signed: `secret_env` names a variable {SECRETS}…", hint=HINT)
    return watch


def _section(record: type[Section], said: Any, where: str) -> Section:
    """Return a record of the fields said, each checked for its type."""
    if not isinstance(said, dict):
        raise UsageError(f"{where} is a table of fields, not {said!r}", hint=HINT)
    known = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
    _known(said, tuple(known), where)
    needed = [name for name, field in known.items() if field.default is MISSING and name not in said]
    if needed:
        raise UsageError(f"{where}: {needed[0]} is missing", hint=HINT)
    return record(**{name: _value(value, str(known[name].type), f"{where}: {name}", name) for name, value in said.items()})


def _value(value: Any, kind: str, where: str, name: str) -> Any:
    """Return a field's value; `kind` is the field's type as it is written."""
    wanted = kind.removesuffix(" | None")
    if name in ("every", "delay"):
        return _duration(value, where)
    if wanted.startswith("tuple") and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    types: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,), "float": (int, float)}
    if isinstance(value, types.get(wanted, ())) and (wanted == "bool" or not isinstance(value, bool)):
        return value
    words = {"str": "text", "bool": "true or false", "int": "a whole number", "float": "a number"}.get(wanted, "a list of texts")
    raise UsageError(f"{where}: {words}, not {value!r}", hint=HINT)


def _duration(value: Any, where: str) -> float:
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise UsageError(f"{where}: a time such as 30s, 10m, 6h or 1d, not {value!r}", hint=HINT)
    return float(match[1]) * _SECONDS[match[2]]


def _many(said: dict[str, Any], name: str) -> list[Any]:
    found = said.get(name, [])
    if not isinstance(found, list):
        raise UsageError(f"[{name}] must be [[{name}]]: there may be several", hint=HINT)
    return found


def _known(said: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    _each(tuple(said), known, where)


def _each(values: tuple[str, ...], known: tuple[str, ...], where: str) -> None:
    for value in values:
        if value not in known:
            close = difflib.get_close_matches(value, known, 1)
            raise UsageError(f"{where}: {value!r} is none of {', '.join(known)}", hint=f"did you mean {close[0]}?" if close else HINT)


def _once(values: list[str], where: str) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice:
        raise UsageError(f"{where}: {twice} is there twice", hint="each may be there once")


def _address(url: str, where: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{where}: {url!r} is no http or https address", hint=HINT)


def _network(network: str) -> None:
    try:
        ipaddress.ip_network(network)
    except ValueError:
        raise UsageError(f"[settings] allow: {network!r} is no network", hint='write it as "10.1.0.0/16" or "127.0.0.1/32"') from None
