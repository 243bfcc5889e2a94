"""The error tree. Every error has a stable code and may carry a hint.

```
DetenteError
├── UsageError            wrong use: a bad argument, a missing file            exit 2
│   ├── MissingPath       missing_path
│   ├── BadFilter         bad_filter
│   └── UnknownId         unknown_id
├── RefusedInput          this input can't be taken; it becomes a Refusal      exit 1
│   ├── UnreadablePage    unreadable_page   no text can be found in it
│   ├── BinaryInput       binary_input      not text, nor an archive we read
│   ├── OversizedInput    oversized_input   larger than the limit
│   ├── ExpandingArchive  expanding_archive unpacks to far more than it weighs
│   ├── BrokenArchive     broken_archive    truncated or damaged WARC or gzip
│   ├── BadRecord         bad_record        a JSON line that is no article
│   ├── NoFeed            no_feed           an HTML page, or anything else, where a feed should be
│   ├── BrokenFeed        broken_feed       a feed whose XML breaks before its first entry
│   ├── UnreachableInput  unreachable_input a file or address that can't be opened
│   └── CrashedPage       crashed_page      reading or coding it broke down, or took too long
├── StoreError            the store can't be used                              exit 1
│   ├── StoreBusy         store_busy        another process holds the file
│   └── StoreVersion      store_version     made by a newer Détente, or no store at all
└── ModelError            the shipped model is missing or damaged              exit 1
```
"""

from __future__ import annotations

from typing import ClassVar


class DetenteError(Exception):
    """Base of all errors that Détente raises on purpose: one clear line, a stable code, a hint."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, *, hint: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint


class UsageError(DetenteError):
    """The command or call was used wrongly."""

    code = "wrong_use"
    exit_code = 2


class MissingPath(UsageError):
    """A path that is not there."""

    code = "missing_path"


class BadFilter(UsageError):
    """A filter that can't be understood: a date, a category, a score."""

    code = "bad_filter"


class UnknownId(UsageError):
    """An id that the store doesn't hold."""

    code = "unknown_id"


class RefusedInput(DetenteError):
    """An input that can't be taken. Stored as a `Refusal`; the rest goes on."""

    code = "refused_input"


class UnreadablePage(RefusedInput):
    """A page in which no text can be found."""

    code = "unreadable_page"


class BinaryInput(RefusedInput):
    """Bytes that are neither text nor an archive that Détente reads."""

    code = "binary_input"


class OversizedInput(RefusedInput):
    """An input larger than the limit that keeps memory and time bounded."""

    code = "oversized_input"


class ExpandingArchive(RefusedInput):
    """An archive that unpacks to far more than it weighs."""

    code = "expanding_archive"


class BrokenArchive(RefusedInput):
    """A truncated or damaged WARC or gzip file."""

    code = "broken_archive"


class BadRecord(RefusedInput):
    """A JSON line that describes no article."""

    code = "bad_record"


class NoFeed(RefusedInput):
    """An HTML page, or anything else that is no feed, where a feed should be."""

    code = "no_feed"


class BrokenFeed(RefusedInput):
    """A feed whose XML breaks before its first entry."""

    code = "broken_feed"


class UnreachableInput(RefusedInput):
    """A file, folder or address that is there but can't be opened."""

    code = "unreachable_input"


class CrashedPage(RefusedInput):
    """A page at which reading or coding broke down, killed its process or took too long."""

    code = "crashed_page"


class StoreError(DetenteError):
    """The store can't be used."""

    code = "store_error"


class StoreBusy(StoreError):
    """Another process holds the store's file."""

    code = "store_busy"


class StoreVersion(StoreError):
    """The file is no store, or one made by a newer Détente."""

    code = "store_version"


class ModelError(DetenteError):
    """The shipped model is missing or damaged."""

    code = "model_error"
