"""The real server on the sample store, and real Chromium in front of it. `make test-screens` installs what this needs and runs it."""

from __future__ import annotations

import html
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "src/detente/cli/samples/pages"
ARTEFACTS = Path(os.environ.get("DETENTE_ARTEFACTS", Path(__file__).parent / "artefacts"))
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1360, "height": 900}

# Pages that try: markup where text belongs (as entities, so that it survives reading), a title that runs from right to left, and an
# address that is a script.
MARKUP = '<img src=x onerror="window.taken=1">'
TITLE = "هدنة في حلب"
HOSTILE = f"""<!doctype html><html><head><meta property="og:site_name" content="&lt;b onclick=alert(1)&gt;Wire&lt;/b&gt;">
<meta property="article:published_time" content="2014-11-20T08:00:00Z"></head><body><article>
<h1>{TITLE} &lt;script&gt;window.taken='title'&lt;/script&gt;</h1>
<p>Fighters of the Islamic State attacked the Nusra Front in Aleppo on Thursday, killing seven fighters, a rebel commander
{html.escape(MARKUP)} said.</p>
<p>&lt;script&gt;window.taken='text'&lt;/script&gt; The Nusra Front attacked Raqqa on Thursday, the commander said.</p>
</article></body></html>"""
SCRIPT_ADDRESS = {
    "url": "javascript:window.taken='url'",
    "published": "2014-11-21",
    "text": "Fighters of the Nusra Front attacked the town of Sarmada on Friday, killing four soldiers, a resident of the town said.\n",
}


@dataclass(slots=True)
class Seen:
    """What went wrong in a page, and whom it asked."""

    errors: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Site:
    """The running server."""

    base: str

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.base}api/{path}", timeout=20) as answer:
            return json.load(answer)

    def post(self, path: str, body: bytes, media_type: str) -> Any:
        asked = urllib.request.Request(f"{self.base}api/{path}", body, {"content-type": media_type}, method="POST")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    def post_json(self, path: str, body: object) -> Any:
        return self.post(path, json.dumps(body).encode(), "application/json")

    def drop(self, path: str) -> None:
        urllib.request.urlopen(urllib.request.Request(f"{self.base}api/{path}", method="DELETE"), timeout=20).close()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()[-2000:]}")
        try:
            site.get("status")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not come up: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The samples and the hostile page, taken by the real command, served by the real command."""
    folder = tmp_path_factory.mktemp("site")
    pages, store, log = folder / "pages", folder / "store.duckdb", folder / "serve.log"
    shutil.copytree(SAMPLES, pages)
    (pages / "90-hostile.html").write_text(HOSTILE, "utf-8")
    (pages / "91-script-address.jsonl").write_text(json.dumps(SCRIPT_ADDRESS), "utf-8")
    feeds = folder / "FEEDS.toml"
    feeds.write_text("")
    command = [sys.executable, "-m", "detente.cli"]
    taken = subprocess.run([*command, "take", str(pages), "--db", str(store)], capture_output=True, text=True)
    assert taken.returncode in (0, 1), taken.stderr
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "serve", "--db", str(store), "--port", str(port), "--watch", str(feeds)], stdout=out, stderr=out
        )
        try:
            site = Site(f"http://127.0.0.1:{port}/")
            wait_for(site, process, log)
            yield site
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce", color_scheme="light")  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(context: BrowserContext, site: Site, seen: Seen) -> Iterator[Page]:
    """A page that must not err, must not open a dialog, and must ask nobody but the server."""
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (seen.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: seen.asked.add(request.url))
    yield page
    assert not seen.errors, seen.errors
    assert not [url for url in seen.asked if not url.startswith((site.base, "about:"))]


@pytest.fixture(scope="session")
def most_told(site: Site) -> str:
    """The id of the incident that most articles tell."""
    return str(site.get("incidents?sort=-size&limit=1")["items"][0]["id"])


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", animations="disabled")
