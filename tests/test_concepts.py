"""The concept pages say what the code does: their numbers are its constants, their tables its rules, their examples run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from detente.actors import register
from detente.codebook import MODALITIES, plover
from detente.merging import copies, incidents, reports_of
from detente.merging.judge import DIFFERENT_BELOW, SAME_FROM
from detente.reading.dating import cascade, url, visible
from detente.records import BlockKind, Precision, Stance
from detente.relating import detect, observe, ties
from tests.making import story

FOLDER = Path(__file__).resolve().parents[1] / "docs/concepts"
WORDS = {"half": 0.5, "one half": 0.5, "a quarter": 0.25, "a third": 1 / 3, "three": 3.0}


def page(name: str) -> str:
    return " ".join((FOLDER / f"{name}.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("incidents", r"SAME from ([\d.]+\d)", SAME_FROM),
        ("incidents", r"DIFFERENT below ([\d.]+\d)", DIFFERENT_BELOW),
        ("incidents", r"three-word runs, (a quarter) shared", copies.REUSED),
        ("incidents", r"fewer than (a third) of the articles", incidents._NAMED_BY),
        ("relations", r"Planned ones count (half)", observe._MODALITY["planned"]),
        ("relations", r"possible ones ([\d.]+\d)", observe._MODALITY["possible"]),
        ("relations", r"A single origin counts ([\d.]+\d)", observe._ONE_ORIGIN),
        ("relations", r"a lone speaker nobody knows ([\d.]+\d)", observe._NOBODY_KNOWN),
        ("relations", r"count as (three) reports", observe._STATED_PRECISION),
        ("relations", r"what they do counts (half)", observe._OF_A_PARENT),
        ("relations", r"surely \(([\d.]+\d)\) below nothing", ties._SURE),
        ("relations", r"less its deviation is at least ([\d.]+\d)", ties._DEEP),
        ("shifts", r"moved by at least ([\d.]+\d)\)", detect.SMALLEST),
        ("shifts", r"reaches (one half)", detect.TOLD_FROM),
        ("dates", r"raised to (\.\d+)", cascade._CONFIRMED),
        ("dates", r"`url` \| (\.\d+) to", url._MONTH_SCORE),
        ("dates", r"`url` \| \.\d+ to (\.\d+)", max(url._SCORES)),
        ("dates", r"`visible_line` \| (\.\d+) to", visible.ENOUGH),
    ],
)
def test_a_number_is_that_of_the_code(name: str, said: str, meant: float) -> None:
    found = re.search(said, page(name))
    assert found, f"{name}.md no longer says so"
    assert WORDS.get(found[1]) == meant or (found[1] not in WORDS and float(found[1]) == meant)


def test_the_codebook_says_what_category_and_modality_make() -> None:
    rows = re.findall(
        r"^\| (planned|negated) \| ([A-Z, ]+) \| ([A-Z]+|stays) \|", (FOLDER / "codebook.md").read_text(encoding="utf-8"), re.M
    )
    assert len(rows) >= 3
    for modality, categories, becomes in rows:
        for category in categories.split(", "):
            assert plover(category, None, modality).category == (category if becomes == "stays" else becomes)


@pytest.mark.parametrize("modality", ["planned", "possible"])
def test_an_assault_that_has_not_happened_is_a_threat(modality: str) -> None:
    assert "a planned or possible assault THREATEN" in page("modality")
    assert plover("ASSAULT", None, modality).category == "THREATEN"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("modality", MODALITIES),
        ("attribution", [str(one) for one in Stance]),
        ("reading", [str(one) for one in BlockKind]),
        ("places", [str(one) for one in Precision]),
    ],
)
def test_every_value_is_explained(name: str, words: list[str]) -> None:
    assert {word for word in words if not re.search(rf"\b{word}\b", page(name))} == set()


def test_the_rules_of_dating_are_all_in_the_table() -> None:
    folder = Path(cascade.__file__).parent
    given = set(re.findall(r'Dating\([^"\n]*"([a-z_]+)"', "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))))
    told = set(re.findall(r"`([a-z_]+)`", re.search(r"## The cascade(.*?)## ", (FOLDER / "dates.md").read_text(encoding="utf-8"), re.S)[1]))  # type: ignore[index]
    assert len(given) >= 5
    assert given <= told


def names() -> dict[str, Any]:
    """What the examples of the pages suppose to be there."""
    _, article, coding = story()
    return {"article": article, "coding": coding, "register": register, "person_judgements": (), "reports_of": reports_of}


@pytest.mark.parametrize("name", ["codebook", "actors", "incidents"])
def test_examples_run(name: str) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (FOLDER / f"{name}.md").read_text(encoding="utf-8"), re.M | re.S)
    assert blocks
    known = names()
    for block in blocks:
        exec(compile(block, name, "exec"), known)
