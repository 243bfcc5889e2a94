from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from detente.bench.million import fill
from detente.merging import rebuild
from detente.records import Article, Capture, Coding, Grain, Page, Report, TimeSpan, Toll, Where
from detente.store import Asked, Store, cards
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


def test_sums_of_a_party_are_those_of_its_cards_also_after_changes() -> None:
    quads = (["ASSAULT"], ["occurred"], ["material conflict"])
    with Store.in_memory() as store:
        fill(store, 300)
        every = store.screens.cards(Asked(), limit=1000)
        refresh(store._tables, [row["id"] for row in every[::2]])
        one = next(row for row in every if row["actor_ids"] and row["recipient_ids"] and row["place"])
        party, other, place = one["actor_ids"][0], one["recipient_ids"][0], one["place"]
        for asked, passes in (
            (Asked(parties=(party,)), lambda row: party in (*row["actor_ids"], *row["recipient_ids"])),
            (Asked(actors=(party,)), lambda row: party in row["actor_ids"]),
            (Asked(recipients=(other,)), lambda row: other in row["recipient_ids"]),
            (Asked(actors=(party,), recipients=(other,)), lambda row: party in row["actor_ids"] and other in row["recipient_ids"]),
            (
                Asked(parties=(party,), place=place),
                lambda row: party in (*row["actor_ids"], *row["recipient_ids"]) and row["place"] == place,
            ),
        ):
            rows = [row for row in every if passes(row)]
            assert rows
            assert store.screens.number(asked) == len(rows)
            assert sum(one["incidents"] for one in store.screens.timeline(asked, quads)) == sum(row["starts"] is not None for row in rows)
            assert sum(one["events"] for one in store.screens.map(asked, quads)) == sum(row["events"] for row in rows if row["place"])


def test_what_bears_the_numbers_of_gone_cards_is_swept_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def numbers(name: str) -> set[int]:
        return {row["n"] for row in store._tables.rows(f"SELECT DISTINCT n FROM {name}")}

    with Store.in_memory() as store:
        fill(store, 100)
        ids = [row["id"] for row in store.screens.cards(Asked(), limit=1000)]
        refresh(store._tables, ids[:10])
        assert len(numbers("gone_cards")) == 10
        assert numbers("gone_cards") < numbers("incident_terms")
        monkeypatch.setattr(cards, "KEPT", 15)
        refresh(store._tables, ids[:10])
        assert numbers("gone_cards") == set()
        assert numbers("incident_terms") == numbers("party_cards") == numbers("incident_cards")


def test_an_article_has_its_card_once_it_is_stored_whatever_it_tells() -> None:
    page = Capture.of(b"x", url="https://paper.example/1", media_type="text/plain", feed="made")
    article = Article("art_1", page.id, None, "The Paper", "en", "Nothing happened.", (), (), None)
    with Store.in_memory() as store:
        store.add(page, article, Coding("art_1", "coder"))
        assert store._tables.rows("SELECT id, outlet FROM article_cards") == [{"id": "art_1", "outlet": "The Paper"}]
        refresh(store._tables)
        assert store._tables.count("SELECT count(*) FROM article_cards") == 1
