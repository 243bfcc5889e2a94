"""A page that tries to run: its markup is shown as the text it is."""

from __future__ import annotations

import json
from urllib.parse import quote

from playwright.sync_api import Page, Route, expect

from conftest import MARKUP, TITLE, Site, shot


def hostile(site: Site) -> str:
    """Return the id of the incident that the hostile page tells."""
    found = site.get("incidents?limit=300")["items"]
    articles = {one["id"]: one["headline"]["article_id"] for one in found if one["headline"]}
    return next(name for name, article in articles.items() if "window.taken" in site.get(f"articles/{article}")["text"])


def test_markup_of_a_page_stays_text(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/incident/{hostile(site)}")
    text = page.locator(".text")
    expect(text).to_contain_text("<script>window.taken")
    expect(text).to_contain_text(MARKUP)
    assert text.locator("img, script, svg").count() == 0
    assert page.evaluate("window.taken") is None
    assert page.locator('a[href^="javascript"]').count() == 0
    shot(page, "hostile")
    page.goto(f"{site.base}#/explore?q=commander&peek={hostile(site)}")
    expect(page.locator("aside.drawer blockquote").first).to_be_visible()
    page.goto(f"{site.base}#/monitor")
    expect(page.locator("article.incident").first).to_be_visible()
    assert page.evaluate("window.taken") is None


def test_an_address_that_is_a_script_is_no_link(page: Page, site: Site) -> None:
    found = next(one for one in site.get("incidents?q=Sarmada&limit=50")["items"] if "soldiers" in one["headline"]["text"])
    page.goto(f"{site.base}#/incident/{found['id']}")
    expect(page.locator(".text")).to_contain_text("killing four soldiers")
    assert page.locator('a[href^="javascript" i]').count() == 0


def test_every_answer_forbids_foreign_scripts(page: Page, site: Site) -> None:
    answer = page.goto(site.base)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy


def test_a_title_from_right_to_left_is_read_so(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/incident/{hostile(site)}")
    title = page.locator(".text p.title")
    expect(title).to_contain_text(TITLE)
    assert title.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"
    link = page.locator(".origin a").first
    assert link.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_hostile_addresses_and_answers_do_not_run(page: Page, site: Site) -> None:
    """Ids, names and errors that hold markup are shown as text, wherever they come from."""
    bad = '<img src=x onerror="window.taken=2">'

    def poison(route: Route) -> None:
        body = json.dumps({"items": [{"id": bad, "name": bad, "sector": bad, "country": bad}], "next": None, "total": 1})
        route.fulfill(status=200, content_type="application/json", body=body)

    page.route("**/api/actors?*", poison)
    page.goto(f"{site.base}#/actor?q={quote(bad)}")
    expect(page.locator("tbody tr")).to_contain_text("onerror")
    page.unroute("**/api/actors?*")
    assert page.evaluate("window.taken") is None
    assert page.locator("img[src='x']").count() == 0
