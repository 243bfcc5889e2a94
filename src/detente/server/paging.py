"""Cursors: the key of the last row seen, wrapped so that nobody builds on what is inside. Any other text is a clear error."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from detente.records.errors import BadFilter

_LONGEST = 512


def wrap(value: Any, name: str) -> str:
    """Return a cursor for a row with this sort value and id.

    >>> unwrap(wrap(3, "inc_1")), unwrap(wrap(datetime(2014, 11, 2), "inc_1"))
    ((3, 'inc_1'), (datetime.datetime(2014, 11, 2, 0, 0), 'inc_1'))
    """
    told = {"at": value.isoformat()} if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([told, name]).encode()).decode().rstrip("=")


def unwrap(cursor: str) -> tuple[Any, str]:
    """Return the sort value and id that a cursor holds; raise `BadFilter` for anything that is none."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError
        value, name = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if isinstance(value, dict):
            value = datetime.fromisoformat(value["at"])
        if not isinstance(name, str) or not isinstance(value, datetime | int | float | str):
            raise ValueError
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        raise BadFilter("this is no cursor", hint="give `next` of the answer before, as it came") from None
    return value, name
