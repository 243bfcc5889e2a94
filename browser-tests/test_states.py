"""Empty, loading and broken: each says what to do, and mends itself where it can."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect

from conftest import Seen, Site, shot


def empty(route: Route) -> None:
    route.fulfill(status=200, content_type="application/json", body=json.dumps({"items": [], "next": None, "total": 0}))


def test_an_empty_store_says_what_to_do(page: Page, site: Site) -> None:
    for what in ("incidents", "shifts", "alerts", "feeds", "coverage", "timeline", "map"):
        page.route(f"**/api/{what}*", empty)
    page.goto(site.base)
    expect(page.get_by_text("No incident yet.")).to_be_visible()
    expect(page.get_by_text("detente take FOLDER").first).to_be_visible()
    shot(page, "empty")
    page.goto(f"{site.base}#/explore")
    expect(page.get_by_text("No incident matches.")).to_be_visible()


def test_a_server_that_is_away_is_asked_again(page: Page, site: Site, seen: Seen) -> None:
    page.route("**/api/incidents*", lambda route: route.abort())
    page.goto(site.base)
    expect(page.get_by_role("alert").first).to_contain_text("The server does not answer")
    page.unroute("**/api/incidents*")
    expect(page.locator("article.incident").first).to_be_visible()
    seen.errors.clear()


def test_an_unknown_id_says_so(page: Page, site: Site, seen: Seen) -> None:
    page.goto(f"{site.base}#/incident/inc_0000000000000000")
    expect(page.get_by_role("alert")).to_contain_text("inc_0000000000000000")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    seen.errors.clear()


def test_waiting_is_shown(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.route("**/api/incidents*", lambda route: held.append(route))
    page.goto(site.base)
    expect(page.get_by_role("status", name="Loading").first).to_be_visible()
    for route in held:
        route.continue_()
    expect(page.locator("article.incident").first).to_be_visible()
