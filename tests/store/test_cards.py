from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from detente.bench.million import fill
from detente.merging import rebuild
from detente.records import Grain, Page, Report, TimeSpan, Toll, Where
from detente.store import Asked, Store
from detente.store.cards import refresh

DAY = datetime(2014, 11, 2)


def report(number: int, **changed: object) -> Report:
    page = Page(f"art_{number}", f"outlet {number}", TimeSpan(DAY, DAY, Grain.SECOND))
    told = Report(
        f"evt_{number}", page, "ASSAULT", ("group:a",), ("group:b",), TimeSpan(DAY, datetime(2014, 11, 3), Grain.DAY),
        Where("Northtown", "town", "geonames:1", 36.1, 36.8, "SYR", "Aleppo"), tolls=(Toll("killed", 12, 12, None),),
        words=frozenset({"market", "bomb", "stall"}),
    )  # fmt: skip
    return replace(told, **changed)  # type: ignore[arg-type]


def card_of(*reports: Report) -> dict[str, object]:
    with Store.in_memory() as store:
        store.world.add_reports(reports, "made")
        judgements, incidents = rebuild(reports)
        store.world.replace(judgements, incidents, [], [])
        (card,) = store.screens.cards(Asked())
        return card


def test_a_card_of_imported_reports_has_its_pin_and_no_sentence() -> None:
    card = card_of(report(1), report(2))
    assert (card["place"], card["lat"], card["precision"], card["country"]) == ("Northtown", 36.1, "town", "SYR")
    assert (card["articles"], card["events"], card["headline"], card["contradictions"]) == (2, 2, None, 0)


def test_claims_that_cannot_all_be_true_are_counted() -> None:
    assert (
        card_of(report(1), report(2, tolls=(Toll("killed", 30, 30, 30),)), report(3, tolls=(Toll("killed", 9, 9, 9),)))["contradictions"]
        == 1
    )
    assert card_of(report(1), report(2, tolls=(Toll("killed", 10, None, None),)))["contradictions"] == 0
    assert card_of(report(1), report(2, stance="denies"))["contradictions"] == 1


def test_some_cards_made_anew_are_those_that_all_made_anew_are() -> None:
    with Store.in_memory() as store:
        fill(store, 200)
        before = store.screens.cards(Asked(), limit=1000)
        ids = [row["id"] for row in before]
        refresh(store._tables, ids[::3])
        assert store.screens.cards(Asked(), limit=1000) == before
        assert len(before) == len(set(ids)) > 100


def test_pages_of_a_list_by_words_or_party_join_to_what_cards_hold_also_after_changes() -> None:
    with Store.in_memory() as store:
        fill(store, 300)
        every = store.screens.cards(Asked(), limit=1000)
        refresh(store._tables, [row["id"] for row in every[::2]])
        party = every[0]["actor_ids"][0]
        word = every[0]["headline"]["text"].split()[-1].strip(".")
        by_party = [row for row in every if party in (*row["actor_ids"], *row["recipient_ids"])]
        assert pages(store, Asked(parties=(party,))) == by_party
        by_word = pages(store, Asked(words=(word,)))
        assert every[0] in by_word
        assert by_word == [row for row in every if row in by_word]
        assert store.screens.number(Asked(words=(word,))) == len(by_word)
        both = Asked(parties=(party,), words=(word,))
        assert pages(store, both) == [row for row in by_party if row in by_word]


def pages(store: Store, asked: Asked) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    while more := store.screens.cards(asked, after=(found[-1]["told_at"], str(found[-1]["id"])) if found else None, limit=3):
        found += more
    return found
