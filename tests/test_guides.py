"""The commands of the guides, run as they are written, on the sample pages with the shipped coder.

A fenced block after `<!-- run -->` is run line by line and has to end with exit code 0, or with the one that the mark names
(`<!-- run: exit 1 -->`); `python`, `sql FILE` and `passage` name what else a block may be. Ids in a guide are examples: an id of the same
kind in the store at hand stands in for them. Every other block with a command says why it is not run.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from detente import pipeline
from detente.cli.demo import SAMPLES
from detente.cli.main import run
from detente.exchange.passages import parse_passage
from detente.pipeline import Stages, Workshop
from detente.records import Article, Coding

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/guides"
_BLOCK = re.compile(r"(?:^<!-- (run|not run)(?:: ([^>]*?))? -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?:detente|make|curl|sha256sum|[A-Z_]+=\S+ .*detente) ", re.MULTILINE)
_ID = re.compile(r"\b(evt|inc|shf)_[0-9a-f]+\b")
_LISTED = {"evt": ("events", "event"), "inc": ("incidents", "incident"), "shf": ("shifts", "shift")}


class Block(NamedTuple):
    mark: str
    how: str
    language: str
    text: str


def blocks(guide: Path) -> list[Block]:
    return [Block(*(part or "" for part in found.groups())) for found in _BLOCK.finditer(guide.read_text(encoding="utf-8"))]


SUPPOSED = {"follow-a-feed": "war.duckdb", "export": "detente.duckdb"}
"""Stores that a guide supposes to be there, beside those that it makes itself."""

GUIDES = sorted(FOLDER.glob("*.md"))
RUN = [guide for guide in GUIDES if any(block.mark == "run" for block in blocks(guide))]


@pytest.fixture(scope="module")
def stages() -> Callable[[], Stages]:
    """The shipped stages, loaded once; a page that several guides take is coded once."""
    shipped = pipeline.shipped()
    known: dict[str, Coding] = {}

    def code(article: Article) -> Coding:
        if article.id not in known:
            known[article.id] = shipped.code(article)
        return known[article.id]

    found = Stages(shipped.read, code, shipped.coder_id)
    return lambda: found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stages: Callable[[], Stages]) -> Path:
    """A folder as the guides suppose it: pages, a page, a list of feeds, the marked passages, a store."""
    monkeypatch.setattr("detente.pipeline.shipped", stages)
    monkeypatch.setattr("detente.pipeline.Workshop", lambda processes=None, **said: Workshop(processes=0, **said))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("DETENTE_DB", raising=False)
    shutil.copytree(SAMPLES, tmp_path / "pages")
    shutil.copy(SAMPLES / "05-riverside-herald.html", tmp_path / "page.html")
    shutil.copy(FOLDER / "feeds.toml", tmp_path / "feeds.toml")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("guide", RUN, ids=lambda guide: guide.stem)
def test_the_commands_of_a_guide_run(guide: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if guide.stem in SUPPOSED:
        assert run(["take", "pages", "--db", SUPPOSED[guide.stem]]) == 1
    for block in blocks(guide):
        if block.mark == "run":
            _perform(block, capsys)


def _perform(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    if block.how == "python":
        exec(compile(block.text, "guide", "exec"), {})
    elif block.how == "passage":
        assert parse_passage(block.text.splitlines()).events
    elif block.how.startswith("sql "):
        with duckdb.connect(block.how.removeprefix("sql "), read_only=True) as store:
            assert store.execute(block.text).fetchall()
    else:
        wanted = int(block.how.removeprefix("exit ") or 0)
        for line in block.text.splitlines():
            _run(line, wanted, capsys)


def _run(line: str, wanted: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Run one line as a shell would: `detente …`, its output perhaps into a file."""
    command, _, file = line.partition(" > ")
    words = shlex.split(command)
    assert words[0] == "detente", line
    if found := _ID.search(command):
        words = [_ID.sub(_an_id(found[1], words, capsys), word) for word in words]
    capsys.readouterr()
    code = run(words[1:])
    said = capsys.readouterr()
    assert code == wanted, f"{line}: exit {code}: {said.err}"
    if "--out" in words:
        assert Path(words[words.index("--out") + 1]).is_file(), line
    else:
        assert said.out or "nothing found" in said.err or words[1] == "take", line
    if file:
        Path(file).write_text(said.out, encoding="utf-8")


def _an_id(kind: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    verb, key = _LISTED[kind]
    capsys.readouterr()
    assert run([verb, "--json", "--limit", "1", "--db", words[words.index("--db") + 1]]) == 0
    found = capsys.readouterr().out.splitlines()
    assert found, f"the store holds nothing of the kind {kind}"
    return str(json.loads(found[0])[key])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_block_with_a_command_is_run_or_says_why_not(guide: Path) -> None:
    silent = [block.text for block in blocks(guide) if _COMMAND.search(block.text) and not block.mark]
    assert silent == []
    assert all(len(block.how) > 8 for block in blocks(guide) if block.mark == "not run")


@pytest.mark.parametrize("guide", RUN, ids=lambda guide: guide.stem)
def test_what_is_said_to_be_run_is_found(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert len(re.findall(r"^<!-- run", text, re.MULTILINE)) == sum(block.mark == "run" for block in blocks(guide))
