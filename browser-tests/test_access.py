"""WCAG 2.2 AA as far as axe can tell, on each screen, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import AXE, WIDE, Site, shot

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {
    "monitor": "#/monitor",
    "explore": "#/explore?from=2014-11-01&to=2014-12-01&tables=1",
    "incident": "#/incident/{most_told}",
    "dyads": "#/dyad",
    "dyad": "#/dyad/group%3Aal-qaeda/group%3Aislamic-state",
    "network": "#/network",
    "actors": "#/actor",
    "actor": "#/actor/group%3Aislamic-state",
    "drawer": "#/explore?peek={most_told}",
    "lost": "#/nowhere",
}


def violations(page: Page) -> list[str]:
    """Run axe and return what it finds, in short."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("tags => axe.run(document, {runOnly: tags}).then(told => told.violations)", TAGS)
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(browser: Browser, site: Site, most_told: str, screen: str, scheme: Any) -> None:
    context = browser.new_context(viewport=WIDE, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.base + SCREENS[screen].format(most_told=most_told))
    page.wait_for_load_state("load")
    expect(page.locator("main h1").first).to_be_attached(timeout=20_000)
    expect(page.get_by_role("status", name="Loading")).to_have_count(0, timeout=20_000)
    page.wait_for_timeout(900)
    if scheme == "dark":
        shot(page, f"{screen}-dark")
    assert violations(page) == []
    context.close()


def test_axe_finds_nothing_in_the_help(page: Page, site: Site) -> None:
    page.goto(site.base)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_narrow_windows_scroll_down_only(browser: Browser, site: Site, most_told: str) -> None:
    """At 320 px (WCAG 1.4.10) no screen is wider than the window."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for where in SCREENS.values():
        page.goto("about:blank")
        page.goto(site.base + where.format(most_told=most_told))
        page.wait_for_timeout(700)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, where
    context.close()
