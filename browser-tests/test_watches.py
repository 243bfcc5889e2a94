"""A watch is made, tried, changed and dropped on the Monitor, by keyboard alone; what it finds appears as an alert."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from test_access import violations

from conftest import Site, shot

NAME = "Shelling <b>near</b> the border"
ARRIVING = """<!doctype html><html lang="en"><head><title>Hezbollah shells Islamic State near Tripoli</title>
<meta property="og:site_name" content="The Cedar Ledger"><meta property="article:published_time" content="2025-07-02T08:00:00Z"></head>
<body><article><h1>Hezbollah shells Islamic State near Tripoli</h1>
<p>Hezbollah shelled a post of the Islamic State near Tripoli on Tuesday, killing five fighters, an army official said.</p>
</article></body></html>"""


@pytest.fixture(autouse=True)
def dropped(site: Site) -> Iterator[None]:
    """Leave no watch behind."""
    yield
    for watch in site.get("watches")["items"]:
        site.drop(f"watches/{watch['id']}")


def test_a_watch_is_tried_kept_changed_and_dropped_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.base)
    panel = page.get_by_role("region", name="Watches")
    expect(panel).to_contain_text("Nothing is watched for.")
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Preview")).to_be_disabled()
    page.keyboard.press("Tab")
    page.keyboard.type(NAME)
    panel.get_by_label("Category").select_option("ASSAULT")
    panel.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    rule = {"name": NAME, "categories": ["ASSAULT"]}
    times = site.post_json("watches/preview", rule)["times"]
    assert times
    expect(panel.locator(".told")).to_contain_text(f"Would have fired {times} time")
    assert violations(page) == []
    shot(page, "watch")
    panel.get_by_role("button", name="Keep").focus()
    page.keyboard.press("Enter")
    expect(panel.locator(".kept li")).to_have_count(1)
    expect(panel.locator("summary")).to_be_focused()
    expect(panel.locator(".kept")).to_contain_text(NAME)
    expect(panel.locator(".kept")).to_contain_text("incidents, ASSAULT")
    (kept,) = site.get("watches")["items"]
    assert (kept["name"], kept["categories"], kept["on"]) == (NAME, ["ASSAULT"], ["incident", "shift"])
    panel.get_by_role("button", name="Change").press("Enter")
    expect(panel.get_by_label("Name")).to_have_value(NAME)
    expect(panel.get_by_label("Name")).to_be_focused()
    panel.get_by_label("Origins, at least").fill("2")
    panel.get_by_role("button", name="Keep").press("Enter")
    expect(panel.locator(".kept")).to_contain_text("2 or more origins")
    assert [one["origins"] for one in site.get("watches")["items"]] == [2]
    panel.get_by_role("button", name="Drop").press("Enter")
    expect(panel).to_contain_text("Nothing is watched for.")
    assert site.get("watches")["items"] == []


def test_a_rule_that_could_never_fire_is_not_kept(page: Page, site: Site) -> None:
    page.goto(site.base)
    panel = page.get_by_role("region", name="Watches")
    panel.locator("summary").click()
    panel.get_by_label("Name").fill("never")
    panel.get_by_label("Category").select_option("ASSAULT")
    panel.get_by_label("Shift by, at least").fill("0.5")
    expect(panel).to_contain_text("this would never fire")
    expect(panel.get_by_role("button", name="Keep")).to_be_disabled()


def test_what_a_watch_finds_appears_under_its_name(page: Page, site: Site) -> None:
    site.post_json("watches", {"name": NAME, "actor": "Hezbollah", "categories": ["ASSAULT"]})
    page.goto(site.base)
    expect(page.locator(".live.live")).to_be_visible()
    assert site.post("captures?url=https://cedar-ledger.example/tripoli", ARRIVING.encode(), "text/html")["state"] == "coded"
    alert = page.locator(".alert").first
    expect(alert).to_contain_text(NAME, timeout=20_000)
    expect(alert.locator(".evidence")).to_contain_text("Tripoli")
    expect(alert).to_contain_text("Wrong if:")
    shot(page, "alert")
