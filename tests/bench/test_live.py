from __future__ import annotations

import itertools

import pytest

from detente.bench import live
from detente.pipeline import Workshop
from detente.records import Capture
from tests import fakes


def test_pages_are_handed_in_by_the_clock_and_all_arrive(tmp_path, monkeypatch):
    monkeypatch.setattr(live, "_MOST", 5)
    monkeypatch.setattr(live, "captures", lambda _data: (Capture.of(fakes.page(i).encode(), feed="made") for i in itertools.count()))
    found = live.run(tmp_path, 1.0, Workshop(fakes.stages, processes=0)).figures
    assert found["seconds_kept_up"] == 1.0
    assert 0 < found["arrival_seconds"] < 2.0
    assert found["pages_per_second"] == pytest.approx(5.0, rel=0.5)
    assert found["lag_seconds"] < 5.0
    assert found["megabytes"] > 10
    assert 0 < found["processor_seconds_per_page"] < 1.0
