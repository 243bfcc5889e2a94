"""The words behind a relation that pages state ("its ally"): the ties it rests on, where they stand."""

from __future__ import annotations

from detente.records import NIL
from detente.relating import stated_of
from detente.server.views.incidents import article_card
from detente.server.views.words import Json, parties
from detente.store import Store

_PAGES = 200
"""Pages looked through, newest first: reading one costs 3 ms. What only older ones say is found in the export."""


def stated_json(store: Store, a: str, b: str, limit: int) -> list[Json]:
    """Return the ties that the relations of two parties rest on, newest page first. Of two that nobody identified, none."""
    wanted = {name for relation in store.screens.line(a, b) for name in relation.tie_ids}
    found: list[Json] = []
    if not wanted:
        return found
    for article_id in store.world.stating_all((one for one in (a, b) if not one.startswith(NIL)), _PAGES):
        article, coding = store.article(article_id)
        for tie in stated_of(article, coding):
            if tie.id not in wanted or tie.evidence is None:
                continue
            wanted.discard(tie.id)
            found.append(
                {
                    "id": tie.id,
                    "tie": tie.tie,
                    "state": tie.state,
                    "stance": tie.stance,
                    "speakers": parties(tie.speakers),
                    "score": tie.score,
                    "text": tie.evidence.of(article.text),
                    "start": tie.evidence.start,
                    "end": tie.evidence.end,
                    "article": article_card(article),
                }
            )
        if not wanted or len(found) >= limit:
            break
    return found[:limit]
