"""A JSON record that is an article: `text`, `title`, `url`, `published`, any subset. Checks its shape; reads no text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from detente.reading.clean import clean_text
from detente.records.errors import BadRecord

_HINT = 'a record is one JSON object with "text", "title", "url", "published", any subset'


def load_record(source: str) -> Mapping[str, Any]:
    """Return the record in `source`.

    Raises `BadRecord` for broken JSON, anything but an object, and an object with neither a text nor a title.

    >>> load_record('{"title": "Talks"}')["title"]
    'Talks'
    """
    try:
        record = json.loads(source, strict=False)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"no JSON record: {error}", hint=_HINT) from None
    if not isinstance(record, dict):
        raise BadRecord(f"no JSON record but {_named(record)}", hint=_HINT)
    for key in ("text", "title", "url"):
        if record.get(key) is not None and not isinstance(record[key], str):
            raise BadRecord(f'"{key}" is {_named(record[key])}, not a string', hint=_HINT)
    if not field(record, "text") and not field(record, "title"):
        raise BadRecord('a record with neither "text" nor "title"', hint=_HINT)
    return record


def field(record: Mapping[str, Any], key: str) -> str | None:
    """The cleaned words of a string field, None where it is missing or blank."""
    value = record.get(key)
    words = clean_text(value) if isinstance(value, str) else ""
    return words if words.strip() else None


def _named(value: object) -> str:
    names = {
        list: "a list",
        dict: "an object",
        str: "a string",
        int: "a number",
        float: "a number",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(value), "something else")
