"""Records to plain values and back, led by the records' own type hints: the reason why tables need no mapping of their own.

Spans, times and other nested records become objects, enums their value, tuples lists, instants naive UTC (fields named `at` or `…_at`).
"""

from __future__ import annotations

import enum
import functools
import sys
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_AGAIN = ("_id", "_ids", "outlet", "category", "modality", "speakers", "dyad", "country")
Record = TypeVar("Record")
Build = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Return `value` as JSON can hold it.

    >>> from detente.records import Span
    >>> plain(Span(4, 8))
    {'start': 4, 'end': 8}
    """
    if isinstance(value, str):
        return str(value.value) if isinstance(value, enum.Enum) else sound(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return naive(value).isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    return {name: plain(getattr(value, name)) for name in _names(cast(Hashable, type(value)))}


def build(record: type[Record], values: Mapping[str, Any]) -> Record:
    """Return the record that `plain` made `values` of; keys that are no fields are left out, newer fields keep their default."""
    made = {}
    for name, builder in _builders(cast(Hashable, record)):
        if name in values:
            value = values[name]
            made[name] = value if builder is None or value is None else builder(value)
    return record(**made)


def sound(text: str) -> str:
    """Return `text` with each lone surrogate replaced by U+FFFD, length unchanged: UTF-8 can't hold one, offsets must not move."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def naive(moment: datetime) -> datetime:
    """Return an instant as the store holds it: UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


@functools.cache
def _builders(record: Hashable) -> tuple[tuple[str, Build | None], ...]:
    """Return how each field is built from its plain value; None: as it is. Worked out once a record type: reading a page of codings is
    three times as fast so.
    """
    return tuple((name, _builder(hint, name)) for name, hint in _hints(record).items())


def _builder(hint: Any, name: str) -> Build | None:
    hint = _required(hint)
    kind = get_origin(hint)
    if hint is str:
        # Ids and names come again in every record; each is held once. A desk's memory is a fifth smaller so.
        return sys.intern if name == "id" or name.endswith(_AGAIN) else None
    if kind in (tuple, frozenset):
        each = _builder(get_args(hint)[0], name)
        return (lambda values: kind(None if value is None else each(value) for value in values)) if each else kind
    if hint is datetime:
        return _instant if name == "at" or name.endswith("_at") else _moment
    if hint is date:
        return _day
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    if is_dataclass(hint):
        return functools.partial(build, cast(type[Any], hint))
    return None


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # a value that travelled as JSON


def _instant(value: Any) -> Any:
    return _moment(value).replace(tzinfo=UTC)


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


@functools.cache
def _required(hint: Any) -> Any:
    """Return the hint without its None."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


@functools.cache
def _hints(record: Hashable) -> dict[str, Any]:
    hints = get_type_hints(cast(type, record))
    return {name: hints[name] for name in _names(record)}


@functools.cache
def _names(record: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, record)))
