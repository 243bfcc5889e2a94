"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table.

    >>> table(["a", "b"], [["1", "x|y"]])
    '| a | b |\n|---|---|\n| 1 | x\\|y |\n'
    """
    lines = [list(columns), ["---"] * len(columns), *([cell.replace("|", r"\|").replace("\n", " ") for cell in row] for row in rows)]
    return "".join(f"|{'|'.join(line)}|\n" if set(line) == {"---"} else f"| {' | '.join(line)} |\n" for line in lines)


def lowered(words: str) -> str:
    """Return a sentence as a cell: no full stop at its end, no capital unless its first word is a name.

    >>> lowered("At most so many."), lowered("A path."), lowered("HTML pages."), lowered("TempEval …")
    ('at most so many', 'a path', 'HTML pages', 'TempEval …')
    """
    words = words.strip()
    words = words if words.endswith("..") else words.removesuffix(".")
    first = words.split(" ")[0]
    return words if any(letter.isupper() for letter in first[1:]) else words[:1].lower() + words[1:]
