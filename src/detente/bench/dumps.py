"""Pages turned to text as a scraper leaves them: the text of all nodes, one line per block element, furniture and all.

A plain walk of its own, as most home-made scrapers have it, so that reading a dump back is no walk in a circle: it knows nothing of hidden
elements, zones or line breaks inside paragraphs.
"""

from __future__ import annotations

import re

from detente.bench.shingles import SIZE, WORD

_SPACE = re.compile(r"\s+")
_INLINE = frozenset("a abbr b bdi big cite code em font i img ins mark q s small span strong sub sup time tt u var wbr".split())  # noqa: SIM905
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea"})


def dump_lines(markup: str) -> list[str]:
    """Return the lines of the text dump of a page, blank ones left out, white space collapsed.

    >>> dump_lines("<p>One <b>bold</b> word<div>two<br>three</div><figure><figcaption>four</figcaption></figure>")
    ['One bold word', 'two', 'three', 'four']
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    parts: list[str] = []
    silent = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        breaks = "" if element.tag in _INLINE else "\n"
        if action == "start":
            silent += element.tag in _SILENT
            parts += [breaks, _SPACE.sub(" ", element.text or "") if not silent else ""]
        else:
            silent -= element.tag in _SILENT
            parts += [breaks, _SPACE.sub(" ", element.tail or "") if not silent else ""]
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def told(text: str, runs: set[tuple[str, ...]], whole: set[str]) -> bool:
    """Whether an article holds a line of a dump: most of the line's shingles, or the line itself where it has too few words for one.

    `runs`: the article's shingles (`shingles.shingles`); `whole`: its lines.
    """
    words = WORD.findall(text)
    if len(words) < SIZE:
        return text in whole
    own = [tuple(words[i : i + SIZE]) for i in range(len(words) - SIZE + 1)]
    return sum(run in runs for run in own) * 2 > len(own)
