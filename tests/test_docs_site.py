"""The site of docs/, without mkdocs: every page is in the navigation, every link and picture is there, nothing is asked of the network."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
NAVIGATION = re.findall(r"^ +- [^:\n]+: (\S+\.md)$|^  - [^:\n]+: (\S+\.md)$", SETTINGS.split("\nnav:\n", 1)[1], re.MULTILINE)
LISTED = ["".join(found) for found in NAVIGATION]
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "corpus").glob("*.md")])
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"(!?)\[[^\]\n]*\]\(([^)\s]+)\)|<img[^>]*src=\"([^\"]+)\"")


def site() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_site", ROOT / "scripts/docs_site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and mkdocs make them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def targets(page: Path) -> list[tuple[str, str]]:
    """What a page links to or shows, as path and anchor; what lies on the web is left out."""
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    found = [match[2] or match[3] for match in _TARGET.finditer(text)]
    return [(path, anchor) for path, _, anchor in (target.partition("#") for target in found if "://" not in target)]


def test_every_page_is_in_the_navigation_and_nothing_else_is() -> None:
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    numbered = {page for page in pages if re.match(r"decisions/\d{4}-", page)}  # scripts/docs_site.py lists these
    brought = {f"project/{Path(path).name}" for path in site().BROUGHT}
    assert sorted(LISTED) == sorted((pages - numbered) | brought)


def test_pages_of_the_root_that_are_brought_along_exist() -> None:
    assert [path for path in site().BROUGHT if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_and_pictures_are_there(page: Path) -> None:
    missing = [path for path, _ in targets(page) if path and not (page.parent / path).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_anchors_are_there(page: Path) -> None:
    led = [(page.parent / path if path else page, anchor) for path, anchor in targets(page) if anchor]
    assert [f"{name_of(to.resolve())}#{anchor}" for to, anchor in led if to.suffix == ".md" and anchor not in anchors(to)] == []


def test_pictures_say_what_they_show() -> None:
    for page in PAGES:
        assert "![](" not in page.read_text(encoding="utf-8"), name_of(page)


def test_links_of_the_site_are_turned() -> None:
    turned = site().turned
    assert turned("[a](../../DATA.md#x) [b](../../src/detente)", "guides/a.md") == "[a](../project/DATA.md#x) b"
    assert turned("[a](docs/data/actors.md)", "project/DATA.md") == "[a](../data/actors.md)"
    assert turned("[a](../data/actors.md)", "concepts/actors.md") == "[a](../data/actors.md)"
    assert turned("[a](https://paper.example/a)", "index.md") == "[a](https://paper.example/a)"


@pytest.mark.parametrize(
    "written",
    ['<script src="https://x.example/a.js">', "<img alt=a src=//x.example/a.png>", '<link rel="stylesheet" href="http://x.example/a.css">'],
)
def test_the_watch_for_the_network_sees_it(written: str) -> None:
    assert site()._FETCHED.search(written)


def test_the_watch_for_the_network_lets_links_be() -> None:
    assert not site()._FETCHED.search('<a href="https://x.example/">words</a><img src="../images/a.png">')
    assert site()._STYLED.search("@import 'https://fonts.example/a.css'")


def test_the_site_asks_for_no_font_and_has_its_group() -> None:
    assert re.search(r"^  font: false$", SETTINGS, re.MULTILINE)
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert any(one.startswith("mkdocs>") for one in groups["docs"])
