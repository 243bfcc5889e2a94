"""DATA.md names every source: each folder that the code reads, with its licence and how to cite it, and what the screens bring along."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "DATA.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n(]+?) ?(?:\([^\n]*)?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
READERS = [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "src/detente/bench").glob("*.py"), *(ROOT / "src/detente/training").glob("*.py")]
CALLED = {"data", "folder", "base"}
"""Names under which readers have the data folder; what else they call so is no folder of data."""

OWN = {"corpus", "corpus-real", "pages", "text", "dictionaries", "images", "decisions", "index.html"}
TOOLS = {"axe-core", "svelte-check", "typescript", "vite"}
"""Packages that build or check the screens; nothing of them is in the wheel."""


def first(node: ast.expr, constants: dict[str, str]) -> str | None:
    """The folder that a path begins with, where it is written down."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.split("/")[0]
    if isinstance(node, ast.Name) and node.id in constants:
        return constants[node.id].split("/")[0]
    return None


def folders(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {}
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            texts = [node for node in ast.walk(line.value) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            told = min(texts, key=lambda node: (node.lineno, node.col_offset)) if texts else None
            if told:
                constants[line.targets[0].id] = str(told.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.left, ast.Name) and node.left.id in CALLED:
            found = first(node.right, constants)
            if found and re.fullmatch(r"[a-z0-9_]+", found) and found not in OWN:
                yield found


def rows(section: str) -> list[list[str]]:
    lines = re.findall(r"^\| (.+) \|$", SECTIONS[section], re.MULTILINE)
    return [re.split(r" \| ", line) for line in lines[1:]]


def test_folders_are_found_in_the_code() -> None:
    assert {"aeb", "ecbplus", "petrarch2", "reign", "ucdp_actor"} <= {name for path in READERS for name in folders(path)}


@pytest.mark.parametrize("path", [path for path in READERS if set(folders(path))], ids=lambda path: path.stem)
def test_every_folder_that_is_read_is_named(path: Path) -> None:
    assert {name for name in folders(path) if f"`{name}`" not in PAGE} == set()


@pytest.mark.parametrize("section", ["Facts that ship", "What the shipped model has seen", "Benchmarks"])
def test_every_source_has_a_licence_a_use_and_a_citation(section: str) -> None:
    found = rows(section)
    assert len(found) >= 6
    width = len(found[0])
    assert [row[0] for row in found if len(row) != width or not all(len(cell.strip()) > 2 for cell in row[1:])] == []


def test_what_is_weighed_and_not_used_is_not_read() -> None:
    unused = set(re.findall(r"`(\w+)`", " ".join(row[0] for row in rows("Weighed and not used"))))
    assert unused & {name for path in READERS for name in folders(path)} == set()


def test_every_package_of_the_screens_is_named() -> None:
    asked = json.loads((ROOT / "web/package.json").read_text(encoding="utf-8"))
    shipped = {*asked.get("dependencies", {}), *asked["devDependencies"]} - TOOLS
    shipped = {name for name in shipped if not name.startswith(("@types/", "@sveltejs/"))}
    assert shipped
    told = SECTIONS["What the screens bring along"].lower()
    words = {name: re.sub(r"^(?:@[\w-]+/)?|-variable", "", name).split("-")[0] for name in shipped}
    assert {name for name, word in words.items() if word not in told} == set()


def test_the_sources_of_the_actors_are_on_both_pages() -> None:
    for name in ("UCDP Actor Dataset", "UCDP Dyadic Dataset", "REIGN", "PETRARCH2", "country-codes", "CountryInfo", "GeoNames"):
        assert name in PAGE, name
        assert name in (ROOT / "docs/data/actors.md").read_text(encoding="utf-8"), name
