"""Where captures come from: files, folders, archives, JSON lines, feeds, stdin, URLs; told apart by content and not by name.

Start at `source.open_source`; then `unfold.py` (what a stream of bytes holds), `sniff.py` (what kind it is), and one file per kind.
This room hands on bytes as they came. It doesn't read pages: encodings, titles and dates are `reading`'s.
"""

from detente.feeds.limits import Limits
from detente.feeds.source import open_source

__all__ = ["Limits", "open_source"]
