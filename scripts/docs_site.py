"""Hooks of mkdocs for the site of docs/: brings pages of the checkout's root along, and refuses a site that would ask the network.

Pages of the root (DATA.md and the like) are read by people on their own, so they stay where they are; in the site they lie under
`project/`, and links to and from them are turned. A link to any other file outside docs/ becomes plain words.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
BROUGHT = ("DATA.md", "MODEL_CARD.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/GUIDE.md")
"""Files of the checkout that become pages of the site."""

_PROJECT = {path: f"project/{Path(path).name}" for path in BROUGHT}
_HOME = {page: path for path, page in _PROJECT.items()}
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#:]+)(#[^)\s]*)?\)")
# What a browser fetches by itself; links that people click are no such thing.
_FETCHED = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=[\"']?((?:https?:)?//[^\"' >]+)", re.IGNORECASE)
_STYLED = re.compile(r"(?:url\(|@import\s+)[\"']?((?:https?:)?//[^\"')]+)", re.IGNORECASE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List the numbered decisions in the navigation, by their headings."""
    section = next(entry["Decisions"] for entry in config.nav or [] if "Decisions" in entry)
    for path in sorted(Path(config.docs_dir).glob("decisions/[0-9]*.md")):
        heading = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        section.append({heading.lstrip("0"): f"decisions/{path.name}"})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the root."""
    from mkdocs.structure.files import File

    for path, page in _PROJECT.items():
        files.append(File.generated(config, page, content=(ROOT / path).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Turn the links that lead out of docs/, and those of pages that were brought in."""
    return turned(markdown, page.file.src_uri)


def turned(markdown: str, page: str) -> str:
    """Return a page's text with its links as the site needs them.

    >>> turned("[data](../../DATA.md), [code](../../src/detente)", "guides/a.md")
    '[data](../project/DATA.md), code'
    >>> turned("[errors](docs/reference/errors.md)", "project/DATA.md")
    '[errors](../reference/errors.md)'
    """
    home = posixpath.dirname(_HOME.get(page, f"docs/{page}"))

    def turn(link: re.Match[str]) -> str:
        words, target, anchor = link[1], posixpath.normpath(posixpath.join(home, link[2])), link[3] or ""
        inside = _PROJECT.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else None)
        return f"[{words}]({posixpath.relpath(inside, posixpath.dirname(page) or '.')}{anchor})" if inside else words

    return _LINK.sub(turn, markdown)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Raise if anything in the site would be fetched from elsewhere."""
    from mkdocs.exceptions import PluginError

    found = []
    for path in sorted(Path(config.site_dir).rglob("*")):
        if path.suffix in (".html", ".css"):
            text = path.read_text(encoding="utf-8")
            found += [f"{path.name}: {url}" for url in (_FETCHED if path.suffix == ".html" else _STYLED).findall(text)]
    if found:
        raise PluginError("the site would ask the network: " + ", ".join(sorted(set(found))[:5]))
