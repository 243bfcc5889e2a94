"""Words as XML can hold them: marks escaped, and what XML 1.0 forbids even escaped (control characters, lone surrogates) replaced."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sound(value: object) -> str:
    """Return a value as XML's characters: true and false in lower case, white space as single spaces, the rest not yet escaped.

    >>> sound(True), sound("a\\x00  b")
    ('true', 'a\\ufffd b')
    """
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return " ".join(_FORBIDDEN.sub("\ufffd", said).split())


def attribute(value: object) -> str:
    """Return a value as an attribute, quotes included.

    >>> attribute("<a> & b"), attribute(-0.5)
    ('"&lt;a&gt; &amp; b"', '"-0.5"')
    """
    return quoteattr(sound(value))
