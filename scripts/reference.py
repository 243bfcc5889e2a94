"""Write what docs/reference says of the code, from the code: `python scripts/reference.py [--check]`.

A page is written by hand but for its tables; a table stands between two marks and is made by the maker that the first mark names:

    <!-- made: options take -->
    …
    <!-- /made -->

docs/reference/api.md and docs/reference/coded-article.schema.json are made whole. `--check` writes nothing and names what is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import api_page
from reference_tables import benches, coded, commands, environment, errors, store

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MAKERS: dict[str, Callable[..., str]] = {
    "options": commands.options,
    "verbs": commands.verbs,
    "errors": errors.errors,
    "benchmarks": benches.benchmarks,
    "environment": environment.environment,
    "form": coded.form,
    "tables": store.tables,
}
WHOLE: dict[str, Callable[[], str]] = {"api.md": api_page.page, "coded-article.schema.json": coded.schema}
_MADE = re.compile(r"(<!-- made: ([^>]+?) -->\n).*?(<!-- /made -->)", re.DOTALL)


def filled(page: str) -> str:
    """Return a page with its tables made anew. Raises `KeyError` for a maker that is not there.

    >>> filled("words without a mark")
    'words without a mark'
    """

    def make(found: re.Match[str]) -> str:
        maker, *arguments = found[2].split()
        return f"{found[1]}\n{MAKERS[maker](*arguments).strip()}\n\n{found[3]}"

    return _MADE.sub(make, page)


def pages() -> dict[Path, str]:
    """Return each page that has something made in it, as it should be."""
    found = {path: filled(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md")) if path.name not in WHOLE}
    return {**found, **{FOLDER / name: make() for name, make in WHOLE.items()}}


def main() -> None:
    """Write the pages, or say which are out of date."""
    stale = {path: text for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text}
    if "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(path.name for path in stale)}: run scripts/reference.py" if stale else 0)
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
