from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import from_cameo
from detente.exchange import icews
from detente.exchange.out.cameo_pairs import code, day, pairs
from detente.exchange.out.cells import guarded
from detente.exchange.out.facts import Fact, country_name
from detente.exchange.out.icews import HEADER, lines, unfit
from detente.records import Report
from tests.exchange.out.making import FRONT, GUARD, PEOPLE, fact, facts, on

PROPERTY = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def read_back(told: list[Fact]) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.tab"
        path.write_text("".join(lines(told)), "utf-8", newline="")
        return list(icews.read(path))


def test_one_row_a_directed_pair() -> None:
    header, row = "".join(lines([fact()])).splitlines()
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert cells == dict.fromkeys(HEADER, "") | {
        "Event ID": "evt_1", "Event Date": "2014-11-02", "Source Name": "Hill Guard", "Source Sectors": "MIL", "Source Country": "Syria",
        "Event Text": "fight with small arms and light weapons", "CAMEO Code": "193", "Target Name": "River Front",
        "Target Sectors": "REB", "Target Country": "Syria", "Story ID": "art_1", "Publisher": "The Paper", "City": "Northtown",
        "Province": "Aleppo", "Country": "Syria", "Latitude": "36.1", "Longitude": "36.8",
    }  # fmt: skip
    both = list(lines([fact(category="CONSULT", mode=None, actors=(GUARD, FRONT), recipients=())]))
    assert [line.split("\t")[0] for line in both[1:]] == ["evt_1", "evt_1/2"]


@PROPERTY
@given(st.lists(facts(), max_size=4, unique_by=lambda one: one.id))
def test_what_goes_out_comes_back(told: list[Fact]) -> None:
    """Law 6: pair by pair the event, its day, both names, the outlet and what ICEWS can say of the place."""
    fitting = [one for one in told if unfit(one) is None]
    wanted = [(one, pair) for one in fitting for _, pair in pairs(one) if all(pair)]
    read = read_back(fitting)
    assert len(read) == len(wanted)
    for report, (one, (doer, other)) in zip(read, wanted, strict=True):
        assert doer
        assert other
        row = from_cameo(code(one))
        assert row
        assert (report.category, report.mode, report.contexts) == (row.category, row.mode, row.contexts)
        assert report.when
        assert report.when.start
        assert report.when.start.date() == day(one)
        names = [icews.actor_id(guarded(party.name)) for party in (doer, other)]
        assert [*report.actor_ids, *(report.recipient_ids or report.actor_ids)] == names
        assert report.page.outlet == (guarded(one.outlet or "") or None)
        if one.where and one.where.precision in ("point", "town") and guarded(one.where.name):
            assert report.where
            assert (report.where.name, report.where.lat, report.where.lon) == (guarded(one.where.name), one.where.lat, one.where.lon)
            assert report.where.country == country_name(one.where.country)


def test_what_icews_cannot_say_is_left_out() -> None:
    assert unfit(fact()) is None
    assert unfit(fact(recipients=())) == "with nobody on one side"
    assert unfit(fact(when=None, published=None)) == "without a known day"
    assert unfit(fact(category="PROTEST", mode=None, modality="planned")) == "planned, and CAMEO has no code for announcing it"
    assert unfit(fact(category="CONSULT", mode=None, modality="planned")) is None


def test_the_day_of_the_article_stands_in_only_where_the_text_tells_none() -> None:
    assert day(fact(when=None)) == on().end.date()  # type: ignore[union-attr]
    assert day(fact(when=on(days=30))) is None, "a month is known: the article's day would be wrong"


def test_a_meeting_that_is_planned_comes_back_as_an_agreement() -> None:
    (report,) = read_back([fact(category="CONSULT", mode=None, modality="planned", recipients=(PEOPLE,))])
    assert report.category == "AGREE"
