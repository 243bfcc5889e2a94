"""Everything goes by keyboard; single letters can be switched off."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from conftest import Site, shot


def test_question_mark_shows_the_keys_and_escape_closes(page: Page, site: Site) -> None:
    page.goto(site.base)
    expect(page.locator("article.incident").first).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Monitor")
    shot(page, "keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_from_the_monitor_to_the_sentence_without_a_mouse(page: Page, site: Site) -> None:
    page.goto(site.base)
    expect(page.locator("article.incident").nth(1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("article.incident").nth(1)
    expect(second.locator("a").first).to_be_focused()
    page.keyboard.press("o")
    drawer = page.locator("aside.drawer")
    expect(drawer).to_be_focused()
    expect(drawer.locator("blockquote").first).to_have_text(re.compile(r"\S"))
    page.keyboard.press("Escape")
    expect(second.locator("a").first).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("article.incident").first.locator("a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#/incident/inc_"))
    expect(page.locator("mark.trigger").first).to_be_visible()


def test_chords_go_to_each_screen(page: Page, site: Site) -> None:
    page.goto(site.base)
    for key, name in (("e", "explore"), ("d", "dyad"), ("n", "network"), ("a", "actor"), ("m", "monitor")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page.locator("main")).to_have_attribute("data-screen", name)


def test_tables_stand_behind_all_charts(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    expect(page.locator("details").first).to_be_attached()
    page.locator("main").focus()
    page.keyboard.press("x")
    for table in page.locator("main details").all():
        expect(table).to_have_attribute("open", "")
    rows = page.get_by_role("region", name=re.compile("^Table: events")).locator("tbody tr")
    expect(rows).to_have_count(len(site.get("timeline?bucket=month")["items"]))


def test_single_letters_can_be_switched_off(page: Page, site: Site) -> None:
    page.goto(site.base)
    page.keyboard.press("?")
    page.get_by_label("single letters act as keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_timeout(200)
    expect(page.locator("main")).to_have_attribute("data-screen", "monitor")


def test_the_map_moves_by_keys(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    land = page.locator("g.land")
    expect(land.locator("path").first).to_be_attached()
    page.locator(".map svg").focus()
    before = land.get_attribute("transform")
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert land.get_attribute("transform") != before
    expect(page).to_have_url(re.compile("map="))


def test_theme_is_kept(page: Page, site: Site) -> None:
    page.goto(site.base)
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
