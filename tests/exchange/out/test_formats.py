from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from detente.exchange.out.formats import FORMATS, Format

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/reference/formats.md").read_text("utf-8")
SECTIONS = {part.split("\n", 1)[0].strip(): part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]}


def test_each_format_has_its_section_and_nothing_else_does() -> None:
    assert list(SECTIONS) == list(FORMATS)


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_the_page_tells_what_the_registry_tells(form: Format) -> None:
    section = SECTIONS[form.name]
    told = dict(re.findall(r"^- (Holds|Says|Lost|Modality|Source): (.+)$", section, re.MULTILINE))
    modality = "all" if form.says_all else ", ".join(form.modalities)
    assert told == {"Holds": form.of, "Says": form.says, "Lost": form.loses, "Modality": modality, "Source": form.source}


@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.writer], ids=lambda form: form.name)
def test_each_writer_is_there(form: Format) -> None:
    name, _, function = str(form.writer).partition(":")
    assert callable(getattr(importlib.import_module(name), function))


def test_what_cannot_say_a_modality_cannot_say_a_denial() -> None:
    assert all(form.stance for form in FORMATS.values() if form.says_all)
    assert not any(form.stance for form in FORMATS.values() if not form.says_all)


def test_the_columns_of_the_page_are_those_written() -> None:
    from detente.exchange.out import acled, icews, table, ucdp

    for name, header in (("icews", icews.HEADER), ("acled", acled.HEADER), ("ucdp", ucdp.HEADER), ("csv", table.HEADER)):
        block = re.search(r"```text\n(.+?)```", SECTIONS[name], re.DOTALL)
        assert block, name
        assert re.split(r",\s+", block[1].strip()) == list(header)
