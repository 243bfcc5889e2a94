"""Reading: bytes → `Article`. The text of a capture, tiled by blocks, with every date anyone could give it.

```
Capture ─ sniff ─ decode ─┬─ markup ─ lines ─┬─ vote (the tree)  ─┐
                          │                  └─ looks (the words) ─┼─ blocks ─ dating, outlet, language ─ Article
                          └─ plain, json_record ─── looks ────────┘
```
Reading order: `sniff`, `decode`, `page`, `markup`, `lines`, `vote`, `prose`, `looks`, `captions`, `datelines`, `titles`, `html`, `plain`,
`blocks`. Codes no events, fetches nothing, follows no frames, writes nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.records import Article, Capture, Refusal

__all__ = ["read"]


def read(capture: Capture) -> Article | Refusal:
    """Read one capture. Pure: the same capture gives the same answer. Never raises: what can't be read is a `Refusal`."""
    from detente.reading.reader import read_capture

    return read_capture(capture)
