"""The form for reporting an error asks for what is needed to see it: the id, its explanation, the version, and whether it harms anybody."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATH = ".github/ISSUE_TEMPLATE/report-an-error.yml"
FORM = (ROOT / PATH).read_text(encoding="utf-8")
FIELDS = {part.split("\n", 1)[0]: part for part in re.split(r"^    id: ", FORM, flags=re.MULTILINE)[1:]}


def test_it_asks_for_what_is_needed_and_nothing_of_it_may_be_left_out() -> None:
    assert list(FIELDS) == ["record", "explain", "what", "right", "harm", "version"]
    assert [name for name, part in FIELDS.items() if "required: true" not in part] == []


def test_it_names_commands_that_are_there() -> None:
    from detente.cli.main import VERBS

    assert set(re.findall(r"detente ([a-z]+)", FORM)) <= set(VERBS)
    assert "detente explain" in FIELDS["explain"]


def test_it_warns_of_names_and_the_page_leads_to_it() -> None:
    assert "Do not name private people" in FORM
    page = (ROOT / "docs/concepts/limits-and-misuse.md").read_text(encoding="utf-8")
    assert PATH in page.split("## Report an error", 1)[1]
