"""Pages turned to text as a scraper leaves them: the visible text of all nodes, one line per block element, furniture and all.

The dump is made by resiliparse, not by our own walk of the tree, so that reading it back is no walk in a circle.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s+")


def dump_lines(markup: str) -> list[str]:
    """Return the lines of the text dump of a page, blank ones left out, white space collapsed."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(
        markup,
        preserve_formatting=True,
        main_content=False,
        list_bullets=False,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
    )
    lines = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return [line for line in lines if line]
