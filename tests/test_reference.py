"""What docs/reference says of the code is what the code says; and the JSON that is printed has the form that is written down."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from detente.bench.registry import BENCHES
from detente.cli.main import VERBS
from detente.exchange.coded import article_json, refusal_json
from detente.records import Refusal
from tests.making import story

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs/reference"
SCHEMA = json.loads((REFERENCE / "coded-article.schema.json").read_text(encoding="utf-8"))


def test_the_reference_is_that_of_the_code() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts/reference.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted(REFERENCE.glob("*.md")), ids=lambda page: page.name)
def test_marks_come_in_pairs(page: Path) -> None:
    marks = re.findall(r"<!-- (made|/made)", page.read_text(encoding="utf-8"))
    assert marks == ["made", "/made"] * (len(marks) // 2)


def test_every_verb_and_every_benchmark_has_its_table() -> None:
    told = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"<!-- made: options (\w+) -->", told) == list(VERBS)
    rows = re.findall(r"^\| `(\w+)` \|", (REFERENCE / "benchmarks.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[: len(BENCHES)] == list(BENCHES)


def coded() -> dict[str, Any]:
    _, article, coding = story()
    value: dict[str, Any] = json.loads(json.dumps(article_json(article, coding)))
    return value


def test_a_coded_article_has_the_form_that_is_written_down() -> None:
    jsonschema_rs.validate(SCHEMA, coded())


def test_so_has_a_refusal() -> None:
    jsonschema_rs.validate(SCHEMA, json.loads(json.dumps(refusal_json(Refusal("cap_1", "reading", "unreadable_page", "no text")))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value["events"][0].pop("modality"),
        lambda value: value["events"][0].update(modality="perhaps"),
        lambda value: value["mentions"][0].update(start="0"),
        lambda value: value["article"].update(author="nobody said so"),
    ],
)
def test_another_form_is_refused(spoil: Any) -> None:
    value = coded()
    spoil(value)
    assert not jsonschema_rs.is_valid(SCHEMA, value)


def test_every_field_of_the_form_is_explained() -> None:
    page = (REFERENCE / "coded-article.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `\w+` \| [^|]+ \| *\|$", page, re.MULTILINE) == []
    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == set(SCHEMA["$defs"])


def test_examples_in_the_scripts_hold() -> None:
    scripts = [str(ROOT / "scripts" / name) for name in ("reference_tables/markdown.py", "docs_site.py")]
    done = subprocess.run([sys.executable, "-m", "doctest", *scripts], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
