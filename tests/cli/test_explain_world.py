"""From a shift to the characters of the pages: through its incidents, and through the ties that texts state."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from detente.cli.main import run
from detente.derive import derive
from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Capture,
    Coding,
    Dating,
    Event,
    EventTime,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Resolution,
    Span,
    Tie,
    TimeSpan,
    content_id,
)
from detente.store import Store


def page(number: int, text: str, category: str | None, tie: str | None) -> tuple[Capture, Article, Coding]:
    """One sentence on the Reds and the Blues: an event, or a stated tie."""
    out = datetime(2014, 1, 1) + timedelta(days=10 * number)
    capture = Capture.of(text.encode(), url=f"http://paper.example/{number}", feed=f"{number}.txt")
    day = TimeSpan(out, out + timedelta(days=1), Grain.DAY)
    whole = Span(0, len(text))
    article = Article(
        content_id("art", capture.id), capture.id, capture.url, f"Paper {number}", "en", text, (Block(whole, BlockKind.BODY),),
        (Dating(day, "meta", 0.9, "", None),), None,
    )  # fmt: skip
    named = tuple(Mention(i, Span(text.index(words), text.index(words) + 4), MentionKind.ACTOR) for i, words in enumerate(("Reds", "Blue")))
    known = tuple(Resolution(i, f"group:{name}", name, None, 1.0, "", "test") for i, name in enumerate(("reds", "blues")))
    event = Event(
        content_id("evt", article.id), article.id, Span(0, 4), whole, category or "", None, (), (0,), (1,), (),
        EventTime(None, day), (), Modality.OCCURRED, Attribution(), 0.9,
    )  # fmt: skip
    stated = Tie(0, tie or "", 1, "current", Attribution(), whole, 0.9)
    return capture, article, Coding(article.id, "coder-1", named, (event,) if category else (), (stated,) if tie else (), known)


def test_from_a_shift_to_the_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [page(i, f"Reds shelled the Blues for the {i}th day.", "ASSAULT", None) for i in range(4)]
    pages += [page(5, "The Reds and their ally, the Blues, stood together.", None, "allied")]
    pages += [page(6, "The Reds and the Blues are allies by now.", None, "allied")]
    db = tmp_path / "s.duckdb"
    with Store.open(db) as store:
        for one in pages:
            store.add(*one)
        derive(store)
        (shift,) = store.world.shifts()
    assert shift.size > 0
    assert not shift.incident_ids
    assert len(shift.tie_ids) == 2
    assert run(["explain", shift.id, "--json", "--db", str(db)]) == 0
    told = json.loads(capsys.readouterr().out)
    texts = {article.id: article.text for _, article, _ in pages}
    assert {one["tie"] for one in told["sentences"]} == set(shift.tie_ids)
    for one in told["sentences"]:
        assert texts[one["article"]][one["start"] : one["end"]] == one["sentence"]
    assert run(["explain", shift.id, "--db", str(db)]) == 0
    assert "“The Reds and the Blues are allies by now.”  Paper 6" in capsys.readouterr().out


def test_from_a_shift_through_its_incidents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [page(i, f"Reds shelled the Blues for the {i}th day.", "ASSAULT", None) for i in range(4)]
    pages += [page(i, f"The Reds gave {i} trucks of flour to the Blues.", "AID", None) for i in range(5, 9)]
    db = tmp_path / "s.duckdb"
    with Store.open(db) as store:
        for one in pages:
            store.add(*one)
        derive(store)
        (shift,) = store.world.shifts()
    assert run(["explain", shift.id, "--json", "--db", str(db)]) == 0
    told = json.loads(capsys.readouterr().out)
    texts = {article.id: article.text for _, article, _ in pages}
    assert told["sentences"]
    assert all("flour" in one["sentence"] for one in told["sentences"]), "only what speaks for the change"
    assert all(texts[one["article"]][one["start"] : one["end"]] == one["sentence"] for one in told["sentences"])
