"""How many independent origins an incident has: articles joined by what they have in common count once.

Two articles have one origin if 1. one text was made from the other (MinHash), 2. they credit the same agency, 3. one cites the other's
outlet, or both cite the same outlet, in whatever sentence, 4. one outlet wrote both. So an article that retells an agency's story and adds
a call of its own counts as the agency's: too few origins are a smaller error than too many.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from detente.merging.copies import REUSED, resemblance
from detente.records import NIL, Page, Report
from detente.records.parties import folded

_KIND = re.compile(
    r"^(?:(?:state|official|private|local|pro-government|opposition|government|independent|semi-official|state-run|state-owned)\s+)*"
    r"(?:news\s+(?:agency|agencies|site|website|outlet|channel)|(?:press|wire)\s+agency|agency|newspaper|broadcaster|television|radio"
    r"|website|magazine|outlet|media)\b\s*"
)
"""What kind of outlet it is, before its name: "the state news agency X"."""


def origins(reports: Iterable[Report]) -> list[tuple[str, ...]]:
    """Return the articles behind these reports, grouped by origin, both sorted."""
    told = list(reports)
    pages = sorted({report.page.article_id: report.page for report in told}.values(), key=lambda page: page.article_id)
    cited: dict[str, set[str]] = defaultdict(set)
    for report in told:
        names = {_outlet(outlet) for outlet in (*report.outlets, *report.page.cites)}
        cited[report.page.article_id] |= names - {""}
    at = {page.article_id: page.article_id for page in pages}
    for a, b in [*_sharing(pages, cited), *_copies(pages)]:
        kept, gone = sorted((at[a], at[b]))
        at = {article: kept if root == gone else root for article, root in at.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for article, root in at.items():
        groups[root].append(article)
    return sorted(tuple(sorted(group)) for group in groups.values())


def _sharing(pages: Sequence[Page], cited: dict[str, set[str]]) -> Iterable[tuple[str, str]]:
    """Yield pairs of articles with an agency or an outlet in common: as writer or as cited."""
    holders: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        own = {_outlet(page.outlet)} if page.outlet else set()
        for name in own | cited[page.article_id] | {f"agency {name}" for name in page.credits}:
            holders[name].append(page.article_id)
    for articles in holders.values():
        yield from itertools.pairwise(articles)


def _copies(pages: Sequence[Page]) -> Iterable[tuple[str, str]]:
    for a, b in itertools.combinations([page for page in pages if page.signature], 2):
        if resemblance(a.signature, b.signature) >= REUSED:
            yield a.article_id, b.article_id


def _outlet(name: str) -> str:
    """Return an outlet's name as it may be compared: a register id or folded words, what kind of outlet it is left out.

    "The agency" alone names none.

    >>> [_outlet(name) for name in ("The New York Daily News", "nil:new york daily news@USA", "nil:news agency levant wire", "nil:agency")]
    ['new york daily news', 'new york daily news', 'levant wire', '']
    """
    return folded(_KIND.sub("", folded(name.removeprefix(NIL).split("@")[0])))
