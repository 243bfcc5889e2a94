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
    """The base of all, never raised itself: one clear line, a stable code, a hint."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, *, hint: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint


class UsageError(DetenteError):
    """A command or call was used wrongly.

    Helps: `detente VERB --help`
    """

    code = "wrong_use"
    exit_code = 2


class MissingPath(UsageError):
    """A path that is not there.

    Helps: name a file, a folder, a URL, or `-` for stdin
    """

    code = "missing_path"


class BadFilter(UsageError):
    """A filter that can't be understood: a date, a category, a score.

    Helps: the hint names what is nearest
    """

    code = "bad_filter"


class UnknownId(UsageError):
    """An id that the store doesn't hold, or the beginning of several.

    Helps: `detente events` lists ids
    """

    code = "unknown_id"


class RefusedInput(DetenteError):
    """An input that can't be taken and is stored as a `Refusal`: the family of all refusals below, never stored itself."""

    code = "refused_input"


class UnreadablePage(RefusedInput):
    """A page in which no text can be found.

    Helps: save the page from a browser, or give its text
    """

    code = "unreadable_page"


class BinaryInput(RefusedInput):
    """Neither text nor an archive that Détente reads.

    Helps: HTML, plain text, JSON, WARC, RSS or Atom, plain or gzipped
    """

    code = "binary_input"


class OversizedInput(RefusedInput):
    """Larger than the limit that keeps memory and time bounded.

    Helps: split it, one article a file or a JSON line
    """

    code = "oversized_input"


class ExpandingArchive(RefusedInput):
    """An archive that unpacks to far more than it weighs.

    Helps: unpack it yourself
    """

    code = "expanding_archive"


class BrokenArchive(RefusedInput):
    """A truncated or damaged WARC or gzip; what came before the damage was taken, and from a WARC also what comes behind it.

    Helps: fetch it again
    """

    code = "broken_archive"


class BadRecord(RefusedInput):
    """A JSON line that describes no article.

    Helps: `text`, `title`, `url`, `published` as strings, any of them
    """

    code = "bad_record"


class NoFeed(RefusedInput):
    """An HTML page, or anything else, where a feed should be; shown as the feed's error.

    Helps: the feed's own address; a page that asks people to log in
    """

    code = "no_feed"


class BrokenFeed(RefusedInput):
    """A feed whose XML breaks before its first entry; shown as the feed's error.

    Helps: tell the site; it is asked again
    """

    code = "broken_feed"


class UnreachableInput(RefusedInput):
    """A file, folder or address that is there but can't be opened.

    Helps: permissions; `--allow-private` for addresses inside
    """

    code = "unreachable_input"


class CrashedPage(RefusedInput):
    """Reading or coding the page broke down, killed its process or took too long.

    Helps: report the page
    """

    code = "crashed_page"


class StoreError(DetenteError):
    """The store can't be used, for instance a full disk.

    Helps: the line says why
    """

    code = "store_error"


class StoreBusy(StoreError):
    """Another process holds the store's file.

    Helps: wait for it, or name another file with `--db`
    """

    code = "store_busy"


class StoreVersion(StoreError):
    """The file is no store, or a newer Détente made it.

    Helps: upgrade, or name another file
    """

    code = "store_version"


class ModelError(DetenteError):
    """The shipped model is missing or damaged.

    Helps: reinstall, or `make train`
    """

    code = "model_error"
