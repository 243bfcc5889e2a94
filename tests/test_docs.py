"""What the pages say is there: paths, links, commands, options, targets; the model card is that of the shipped model."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from detente.cli.main import VERBS, cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
FOLDERS = ("src/", "docs/", "tests/", "scripts/", "corpus/")
_COMMAND = re.compile(r"(?:^|`|\.venv/bin/)detente ([a-z]+)([^`\n|]*)", re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def own_words(path: Path) -> str:
    """The page without what a run printed into it."""
    return re.sub(r"<!-- (\w+):begin -->.*?<!-- \1:end -->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", own_words(page))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_exist(page: Path) -> None:
    named = {path for path in re.findall(r"`([\w./*-]+)`", own_words(page)) if path.startswith(FOLDERS)}
    assert {path for path in named if not list(ROOT.glob(path.rstrip("/")))} == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_exist(page: Path) -> None:
    for verb, rest in _COMMAND.findall(own_words(page)):
        assert verb in VERBS, f"detente {verb}"
        command = cli.get_command(click.Context(cli), verb)
        assert command is not None
        known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest.split(">")[0])) <= known, f"detente {verb}{rest}"


def test_the_readme_names_every_verb() -> None:
    told = {verb for verb, _ in _COMMAND.findall(own_words(ROOT / "README.md"))}
    assert told == set(VERBS)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", own_words(page), re.MULTILINE)) <= targets


@pytest.mark.parametrize("number", range(len(DECISIONS)))
def test_decisions_are_numbered_and_say_it_all(number: int) -> None:
    page = DECISIONS[number]
    text = page.read_text(encoding="utf-8")
    assert page.name.startswith(f"{number + 1:04}-")
    assert re.match(rf"# {number + 1:04} \S", text)
    assert re.search(r"^- Status: (?:accepted|superseded by \d{4}|proposed)$", text, re.MULTILINE)
    assert re.search(r"^- Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    for heading in ("Context", "Decision", "Consequences"):
        part = re.search(rf"^## {heading}\n(.+?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert part, heading
        assert len(part[1].strip()) > 80, heading


def test_the_model_card_is_that_of_the_shipped_model() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts/model_card.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_shows_a_real_run() -> None:
    """Every sentence of the output block stands in a sample page, and its sections are those of the report."""
    from detente.cli.report.sections import SECTIONS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- demo:begin -->\n```text\n(.+?)```\n<!-- demo:end -->", readme, re.DOTALL)
    assert block, "run scripts/readme_output.py"
    sentences = re.findall(r"^ +“(.*?)”$", block[1], re.MULTILINE | re.DOTALL)
    assert len(sentences) >= 5
    pages = " ".join(_folded(_text(path)) for path in (ROOT / "src/detente/cli/samples/pages").iterdir())
    for sentence in sentences:
        assert _folded(re.sub("[«»…]", "", sentence)) in pages
    assert len(re.findall(r"^[A-Z][a-z].*: \d", block[1], re.MULTILINE)) >= len(SECTIONS)


def _text(path: Path) -> str:
    body = path.read_bytes()
    body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return body.decode("cp1252" if b"iso-8859-1" in body else "utf-8", "replace")


def _folded(text: str) -> str:
    return " ".join(text.replace("&amp;", "&").split())
