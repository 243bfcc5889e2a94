from datetime import UTC, datetime

import pytest

from detente.bench import speed
from detente.bench.texts import article_of, coding_of
from detente.pipeline import Stages
from detente.reading import read
from detente.records import Capture
from tests.toy_model import toy_coder

TEXT = "Rebels attacked police. Iran met Iraq."


def stages() -> Stages:
    coder = toy_coder()
    return Stages(read, lambda article: coding_of(article.text, coder), coder.id)


def test_sentences_are_counted_and_every_kind_of_work_is_timed() -> None:
    sentences, clock = speed.time_coding([article_of(TEXT), article_of(TEXT + " Gunmen bombed Gondor.")], toy_coder())
    assert sentences == 5
    assert clock.tagger > 0
    assert clock.reader > 0
    assert clock.encoder == pytest.approx(clock.tagger + clock.reader)
    assert clock.labelling > 0
    assert clock.linking > 0
    assert clock.coding == pytest.approx(clock.labelling + clock.linking)


def test_pages_go_through_the_pipeline_into_a_store() -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    captures = [Capture.of(f"Talks\n\n{TEXT} {i}".encode(), media_type="text/plain", fetched_at=now) for i in range(3)]
    assert speed.time_pages(captures, stages, processes=0) > 0


def test_a_command_that_fails_has_no_start_up_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "_COMMAND", "raise SystemExit(2)")
    assert speed.time_start(runs=1) is None
    monkeypatch.setattr(speed, "_COMMAND", "pass")
    assert (speed.time_start(runs=1) or 0) > 0
