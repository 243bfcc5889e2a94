"""A page arrives while the Monitor is open: its incident appears by itself."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from conftest import Site

ARRIVING = """<!doctype html><html lang="en"><head><title>Hezbollah shells army post near Arsal</title>
<meta property="og:site_name" content="The Cedar Ledger"><meta property="article:published_time" content="2025-06-02T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Hezbollah shells army post near Arsal</h1>
<p>Hezbollah shelled a post of the Islamic State near Arsal on Sunday, killing nine fighters, a Lebanese army official said.</p>
<p>The Lebanese army did not take part in the attack, the official said.</p></article></body></html>"""

TOLD = re.compile("Hezbollah shell(s|ed) .*near Arsal")
"""The title and a sentence tell it; which of them a screen quotes is the coder's to say."""

LONGEST = 20.0
"""Seconds before this gives up on a busy machine; `bench live` holds the promise of two."""


def test_an_arrival_appears_without_a_reload(page: Page, site: Site) -> None:
    page.goto(site.base)
    expect(page.locator(".live.live")).to_be_visible()
    expect(page.locator("article.incident").first).to_be_visible()
    expect(page.locator("article.incident", has_text=TOLD)).to_have_count(0)
    before = site.get("status")["incidents"]
    page.evaluate("window.same = true")
    began = time.monotonic()
    took = site.post("captures?url=https://cedar-ledger.example/arsal", ARRIVING.encode(), "text/html")
    assert took["state"] == "coded"
    expect(page.locator("article.incident", has_text=TOLD).first).to_be_visible(timeout=LONGEST * 1000)
    print(f"\narrival to screen: {time.monotonic() - began:.2f} s")
    assert page.evaluate("window.same") is True
    assert site.get("status")["incidents"] > before
    expect(page.get_by_role("group", name="The store in figures")).not_to_contain_text(f"{before} incidents")


def test_a_lost_stream_is_said_and_mends(page: Page, site: Site) -> None:
    page.route("**/api/stream*", lambda route: route.fulfill(status=204, body=""))
    page.goto(site.base)
    expect(page.locator(".live.lost")).to_be_visible()
    page.unroute("**/api/stream*")
    expect(page.locator(".live.live")).to_be_visible(timeout=15_000)
