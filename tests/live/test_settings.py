from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from detente.live.settings import Folder, Followed, General, load, parse, watch_of
from detente.records import Watch
from detente.records.errors import MissingPath, UsageError

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "feeds-toml.md").read_text(encoding="utf-8")
WATCH = {"name": "foes"}


@pytest.mark.parametrize(
    ("heading", "record"), [("[settings]", General), ("[[feed]]", Followed), ("[[folder]]", Folder), ("[[watch]]", Watch)]
)
def test_each_field_is_documented_and_no_other(heading: str, record: type) -> None:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == [field.name for field in fields(record)]


def test_the_example_of_the_guide_is_read() -> None:
    found = load(DOCS / "guides" / "feeds.toml")
    assert [feed.every for feed in found.feeds] == [300.0, 900.0, 600.0]
    assert found.general == General(2.0, (), 8377)
    assert Path(found.folders[0].path) == DOCS / "guides" / "inbox"
    assert found.watches[0] == Watch("Two foes draw together", ("shift",), ("Nusra Front", "Islamic State"), size=0.25)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"feeds": []}, "'feeds' is none of"),
        ({"feed": {"url": "https://a.example/"}}, "there may be several"),
        ({"feed": [{}]}, "url is missing"),
        ({"feed": [{"url": "ftp://a.example/"}]}, "no http"),
        ({"feed": [{"url": "http://["}]}, "no http"),
        ({"feed": [{"url": "https://a.example/"}, {"url": "https://a.example/"}]}, "twice"),
        ({"feed": [{"url": "https://a.example/", "every": "soon"}]}, "30s"),
        ({"feed": [{"url": "https://a.example/", "every": 5}]}, "30s"),
        ({"feed": [{"url": "https://a.example/", "most": True}]}, "a whole number"),
        ({"feed": [{"url": "https://a.example/", "pages": "no"}]}, "true or false"),
        ({"settings": {"allow": ["inside"]}}, "no network"),
        ({"settings": {"allow": "10.0.0.0/8"}}, "a list of texts"),
        ({"settings": 3}, "a table of fields"),
        ({"watch": [WATCH | {"colour": "red"}]}, "'colour' is none of"),
        ({"watch": [WATCH | {"categories": ["ASSULT"]}]}, "'ASSULT' is none of"),
        ({"watch": [WATCH | {"modality": "done"}]}, "'done' is none of"),
        ({"watch": [WATCH | {"on": ["alert"]}]}, "'alert' is none of"),
        ({"watch": [WATCH | {"dyad": ["one"]}]}, "two parties"),
        ({"watch": [WATCH | {"score": 7}]}, "outside 0 to 1"),
        ({"watch": [{"name": " "}]}, "needs a name"),
        ({"watch": [WATCH | {"webhook": "https://a.example/"}]}, "signed"),
        ({"watch": [WATCH | {"webhook": "https://a.example/", "secret_env": "HOME"}]}, "signed"),
        ({"watch": [WATCH, WATCH]}, "twice"),
    ],
)
def test_what_is_wrong_is_named(said: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        parse(said)


def test_a_near_miss_is_guessed() -> None:
    with pytest.raises(UsageError) as caught:
        watch_of(WATCH | {"catgories": ["ASSAULT"]})
    assert caught.value.hint == "did you mean categories?"


def test_no_file_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(MissingPath):
        load(tmp_path / "none.toml")
    (tmp_path / "a.toml").write_text("feed = [")
    with pytest.raises(UsageError, match="no TOML"):
        load(tmp_path / "a.toml")
