from __future__ import annotations

from detente.merging import reports_of
from detente.records import Toll
from tests import making


def test_a_coding_becomes_flat_reports() -> None:
    page = making.article(making.capture())
    met, killed = reports_of(page, making.coding(page))
    assert met.actor_ids == ("actor:river-front", "nil:hill guard")
    assert met.speakers == ("nil:envoy",)
    assert met.where is not None
    assert (met.where.place_id, met.where.precision) == ("geonames:1", "town")
    assert met.trigger == "meet"
    assert "northtown" in met.words
    assert "the" not in met.words
    assert killed.actor_ids == ("actor:river-front", "nil:hill guard"), "they = the two"
    assert killed.tolls == (Toll("killed", 12, 12, None),)
    assert met.page.published_at is not None
