from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from detente.cli.demo import SAMPLES, Shown, as_data, print_report, show
from detente.pipeline import Workshop
from detente.records import BlockKind
from tests.cli.telling import stages

GOLD: dict[str, Any] = json.loads((SAMPLES.parent / "gold.json").read_text(encoding="utf-8"))
# Floors, to be raised when reading gets better: one page of plain text states no date but its clock, so only the month can be told.
DAYS, TITLES, OUTLETS = 18, 19, 19


def test_every_page_of_the_gold_is_read_and_nothing_else(shown: Shown) -> None:
    assert {page.name for page in shown.look.pages} == set(GOLD["pages"])


def test_refusals_carry_their_codes(shown: Shown) -> None:
    found = {row["page"]: row["code"] for row in as_data(shown)["refused"]}
    assert found == GOLD["refused"]


def test_every_date_of_publication_is_true(shown: Shown) -> None:
    for page in shown.look.pages:
        published = page.article.published
        if published is None:
            continue  # honest; how many have a day is held below
        first = datetime.fromisoformat((GOLD["pages"][page.name]["published"] + "-15")[:10])
        start, end = published.when.start or first, published.when.end or first
        assert start.date() <= first.date() <= end.date(), page.name


def test_no_clock_is_a_date(shown: Shown) -> None:
    for page in shown.look.pages:
        for clock in GOLD["pages"][page.name].get("not_published", []):
            assert clock in {found.when.start.date().isoformat() for found in page.clocks if found.when.start}
            assert page.article.published is None or clock not in str(page.article.published.when)


def test_days_titles_and_outlets_hold_their_floors(shown: Shown) -> None:
    rows = {row["page"]: row for row in as_data(shown)["read"]}
    right = {"days": 0, "title": 0, "outlet": 0}
    for name, gold in GOLD["pages"].items():
        row = rows[name]
        right["days"] += (
            bool(row["published"]) and row["published"]["when"].startswith(gold["published"]) and " to " not in row["published"]["when"]
        )
        right["title"] += row["title"] == gold["title"]
        right["outlet"] += row["outlet"] == gold["outlet"]
        assert row["language"] == gold["language"], name
    assert right["days"] >= DAYS
    assert right["title"] >= TITLES
    assert right["outlet"] >= OUTLETS


def test_captions_of_other_events_are_no_body(shown: Shown) -> None:
    captions = {
        page.name: " ".join(block.span.of(page.article.text) for block in page.article.blocks if block.kind is BlockKind.CAPTION)
        for page in shown.look.pages
    }
    assert "Mosul" in captions["02-port-chronicle.txt"]
    assert "Cairo" in captions["08-lakeside-times.html"]


def test_the_reprint_is_credited_and_says_the_same(shown: Shown) -> None:
    (pair,) = GOLD["incidents"][0]["reprints"]
    first, second = (
        {block.span.of(page.article.text) for block in page.article.blocks if block.kind is BlockKind.BODY and len(block.span) > 80}
        for page in shown.look.pages
        if page.name in pair
    )
    assert len(first & second) >= 3


@pytest.mark.parametrize("incident", GOLD["incidents"], ids=lambda incident: incident["name"])
def test_gold_incidents_name_pages_that_exist(incident: dict[str, Any]) -> None:
    told_in = set(incident["told_in"])
    assert told_in
    assert told_in <= set(GOLD["pages"])
    assert 1 <= incident["origins"] <= len(told_in)
    for contradiction in incident["contradictions"]:
        assert set(contradiction["claims"]) <= told_in
        assert len(set(contradiction["claims"].values())) > 1


def test_the_report_fits_three_screens_and_marks_what_is_not_done(shown: Shown) -> None:
    console = Console(width=120, highlight=False, record=True, file=io.StringIO())
    print_report(shown, console, None)
    text = console.export_text()
    assert len(text.splitlines()) <= 150
    assert "DENIED" in text
    assert "PLANNED" in text
    assert "«" in text


def test_json_holds_every_event_with_its_sentence(shown: Shown) -> None:
    data = json.loads(json.dumps(as_data(shown)))
    texts = {page.name: page.article.text for page in shown.look.pages}
    events = data["coded"] + data["hedged"]
    assert len(events) == sum(row["events"] for row in data["read"])
    for event in events:
        trigger = event["trigger"]
        assert texts[event["page"]][trigger["start"] : trigger["end"]] == trigger["text"]
        assert trigger["text"] in event["sentence"]["text"]
    assert all(not event["marks"] for event in data["coded"])
    assert all(event["marks"] for event in data["hedged"])


def test_a_given_store_is_kept_and_may_hold_other_pages(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("Rivals met\n\nThe River Front met the Hill Guard in Northtown on Monday, an envoy said.\n")
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("Foes signed\n\nThe Hill Guard signed a truce with the River Front on Tuesday, a mayor said.\n")
    db, workshop = str(tmp_path / "s.duckdb"), Workshop(stages=stages, processes=0)
    show(db, pages=other, workshop=workshop)
    first = show(db, pages=tmp_path / "pages", workshop=workshop)
    again = show(db, pages=tmp_path / "pages", workshop=workshop)
    assert [page.name for page in first.look.pages] == ["a.txt"]
    assert as_data(first)["coded"] == as_data(again)["coded"]
