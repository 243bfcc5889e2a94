"""Each screen shows what the store holds, opens the evidence of each dot, and keeps its state in the address."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Response, expect

from conftest import Site, shot

FIRST_SCREEN = 200_000
A, B = "group:al-qaeda", "group:islamic-state"
DYAD = f"#/dyad/{quote(A, safe='')}/{quote(B, safe='')}"


def evidence(page: Page) -> str:
    """Return the evidence that the drawer shows, and close it."""
    drawer = page.locator("aside.drawer")
    expect(drawer.locator(".evidence").first).to_be_visible()
    said = drawer.locator(".evidence").first.inner_text()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    return said


def test_monitor_shows_the_store(page: Page, site: Site) -> None:
    page.goto(site.base)
    status, newest = site.get("status"), site.get("incidents?limit=30")["items"]
    expect(page.locator("article.incident")).to_have_count(len(newest))
    expect(page.get_by_role("group", name="The store in figures")).to_contain_text(f"{status['incidents']} incidents")
    expect(page.locator("article.incident").first.locator(".evidence")).to_have_text(newest[0]["headline"]["text"])
    expect(page.locator(".shift")).to_have_count(min(8, site.get("shifts")["total"]))
    expect(page.get_by_text("FEEDS.toml").first).to_be_visible()
    shot(page, "monitor")


def test_the_first_screen_is_light(page: Page, site: Site) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if "/api/" not in answer.url else None)
    page.goto(site.base)
    expect(page.locator("article.incident").first).to_be_visible()
    weight = sum(len(gzip.compress(answer.body())) for answer in answers)
    print(f"\nfirst screen: {weight} bytes gzipped in {len(answers)} files")
    assert 10_000 < weight <= FIRST_SCREEN


def test_brushing_links_timeline_map_and_table(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    expect(page.get_by_role("heading", name=re.compile(r"\d+ incidents"))).to_be_visible()
    everywhere = page.locator("g.spot").count()
    handle = page.get_by_role("slider", name="From")
    handle.focus()
    handle.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to="))
    since = re.search(r"from=([\d-]+)&to=([\d-]+)", page.url)
    assert since
    total = site.get(f"incidents?from={since[1]}&to={since[2]}")["total"]
    expect(page.get_by_role("heading", name=f"{total} incidents")).to_be_visible()
    assert page.locator("g.spot").count() <= everywhere
    page.reload()
    expect(page.get_by_role("heading", name=f"{total} incidents")).to_be_visible()
    expect(page.get_by_role("slider", name="From")).to_have_attribute("aria-valuenow", re.compile(r"\d+"))
    page.locator("main").focus()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("from="))


def test_dragging_brushes_and_a_filter_is_in_the_address(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore?bucket=week")
    field = page.locator("svg rect.field")
    expect(field).to_be_visible()
    box = field.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.02, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 8, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=.*to="))
    page.get_by_label("Category").select_option("ASSAULT")
    expect(page).to_have_url(re.compile("category=ASSAULT"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("category="))


def test_each_spot_of_the_map_opens_its_evidence(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    expect(page.locator(".land path").first).to_be_attached()
    spots = page.locator("g.spot")
    expect(spots.first).to_be_attached()
    for i in range(spots.count()):
        spots.nth(i).focus()
        page.keyboard.press("Enter")
        assert evidence(page)
    shot(page, "explore")


def test_no_pin_is_finer_than_its_evidence(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    expect(page.locator("g.spot").first).to_be_attached()
    vague = [one["place"]["name"] for one in site.get("map")["items"] if one["place"]["precision"] in ("region", "unknown", "country")]
    assert vague
    for name in vague:
        expect(page.locator(f'g.spot[data-name="{name}"]')).to_have_count(0)
        expect(page.locator(".told")).to_contain_text(name)
    for one in site.get("map")["items"]:
        if one["place"]["precision"] in ("district", "province"):
            expect(page.locator(f'g.spot.area[data-spot="{one["place"]["id"]}"]')).to_have_count(1)


def test_bars_open_their_evidence(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/explore")
    bars = page.locator("rect.bar")
    expect(bars.first).to_be_attached()
    for i in range(bars.count()):
        bars.nth(i).dispatch_event("click")
        assert evidence(page)


def test_incident_tells_everything(page: Page, site: Site, most_told: str) -> None:
    whole = site.get(f"incidents/{most_told}")
    page.goto(f"{site.base}#/incident/{most_told}")
    expect(page.locator("main h1")).to_contain_text(whole["category"])
    expect(page.locator(".origin")).to_have_count(len(whole["members"]))
    expect(page.locator(".drawn svg g.outlet")).to_have_count(len({event["outlet"] for event in whole["events"]}))
    for event in whole["events"][:1]:
        article = site.get(f"articles/{event['article_id']}")
        expect(page.locator("mark.trigger").first).to_have_text(re.compile(r"\S"))
        told = {mark.inner_text() for mark in page.locator("mark.trigger").all() if mark.is_visible()}
        assert event["trigger"]["text"] in told
        furniture = sum(block["kind"] == "FURNITURE" for block in article["blocks"])
        expect(page.locator(".text p.furniture")).to_have_count(furniture)
    rows = page.get_by_role("region", name="Fields with their sentences").locator("tbody tr")
    assert rows.count() >= 3
    for row in rows.all():
        assert row.locator(".evidence").inner_text().strip()
    shot(page, "incident")


def test_another_page_of_the_incident_is_in_the_address(page: Page, site: Site, most_told: str) -> None:
    page.goto(f"{site.base}#/incident/{most_told}")
    links = page.locator(".origin a")
    expect(links.first).to_be_visible()
    links.last.click()
    expect(page).to_have_url(re.compile("page=art_"))
    expect(page.locator("mark.trigger").first).to_be_visible()


def test_each_dot_of_a_dyad_opens_its_evidence(page: Page, site: Site) -> None:
    page.goto(f"{site.base}{DYAD}")
    dots = page.locator("[data-dot]")
    expect(dots.first).to_be_attached()
    told = site.get(f"relations/{quote(A)}/{quote(B)}")
    expect(page.locator("g.turn")).to_have_count(len(told["shifts"]))
    for i in range(dots.count()):
        dots.nth(i).focus()
        page.keyboard.press("Enter")
        assert evidence(page)
    shot(page, "dyad")


def test_the_list_of_dyads_can_be_narrowed(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/dyad")
    page.get_by_role("combobox", name="Tie").select_option("hostile")
    expect(page).to_have_url(re.compile("tie=hostile"))
    expect(page.locator("tbody tr")).to_have_count(site.get("relations?tie=hostile")["total"])


def test_network_stays_where_it_is_through_time(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/network")
    expect(page.locator("g.node").first).to_be_attached()

    def places() -> dict[str, str]:
        found = page.locator("g.node").evaluate_all("all => all.map(one => [one.dataset.node, one.getAttribute('transform')])")
        return {name: where for name, where in found if where}

    before = places()
    page.get_by_role("button", name="Back in time").click()
    expect(page).to_have_url(re.compile("at="))
    page.wait_for_timeout(400)
    after = places()
    assert after
    assert {name: before[name] for name in after if name in before} == {name: after[name] for name in after if name in before}
    shot(page, "network")


def test_network_has_signs_table_ego_and_evidence(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/network?nameless=1")
    expect(page.locator("g.edge").first).to_be_attached()
    edges = page.locator("g.edge").count()
    table = page.get_by_role("region", name="Relations as a table")
    expect(table.locator("tbody tr")).to_have_count(edges)
    signs = set(page.locator("g.edge .sign").all_text_contents())
    assert {"+", "−"} <= signs
    page.locator(f'g.node[data-node="{B}"]').focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("ego="))
    page.wait_for_timeout(300)
    assert 0 < page.locator("g.edge").count() < edges
    for edge in page.locator("g.edge").all():
        edge.focus()
        page.keyboard.press("Enter")
        expect(page.locator("aside.drawer")).to_contain_text(re.compile("Open the dyad"))
        assert evidence(page)


def test_a_relation_that_only_pages_state_shows_their_words(page: Page, site: Site) -> None:
    for one in site.get("relations?limit=200")["items"]:
        a, b = one["a"]["id"], one["b"]["id"]
        stated = site.get(f"stated?party={quote(a)}&party={quote(b)}")["items"]
        if stated:
            break
    else:
        pytest.fail("the samples state no tie")
    page.goto(f"{site.base}#/network?peek=pair%3D{quote(a, safe='')}%7C{quote(b, safe='')}")
    said = page.locator("aside.drawer .said blockquote")
    expect(said).to_have_count(len(stated))
    expect(said.first).to_have_text(stated[0]["text"])
    page.goto(f"{site.base}#/dyad/{quote(a, safe='')}/{quote(b, safe='')}")
    expect(page.get_by_role("heading", name="Stated by pages")).to_be_visible()


def test_actor_through_time(page: Page, site: Site) -> None:
    page.goto(f"{site.base}#/actor/{quote(B, safe='')}")
    expect(page.locator("main h1")).to_have_text("Islamic State")
    expect(page.get_by_role("heading", name="Names through time")).to_be_visible()
    expect(page.get_by_text("from 8 Apr 2013").first).to_be_visible()
    expect(page.locator("tbody tr").first).to_be_visible()
    shot(page, "actor")


@pytest.mark.parametrize("words", ["Islamic State", "truce"])
def test_search_finds_actors_and_words(page: Page, site: Site, words: str) -> None:
    page.goto(site.base)
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    wanted = r"actor/group%3Aislamic-state" if words == "Islamic State" else "explore\\?q=truce"
    expect(page).to_have_url(re.compile(wanted))
