import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bench.reliability import as_rows, bins_of, drawn
from detente.exchange.scoring import expected_calibration_error

scored = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


@given(scored)
def test_bins_hold_every_event_once_and_give_the_calibration_error(reliability: list[tuple[float, bool]]) -> None:
    bins = bins_of(reliability)
    assert sum(found.n for found in bins) == len(reliability)
    gap = sum(found.n * abs(found.score - found.right) for found in bins) / max(1, len(reliability))
    assert gap == pytest.approx(expected_calibration_error(reliability), abs=2e-4)


def test_the_drawing_shows_share_and_score() -> None:
    lines = drawn(bins_of([(0.72, True), (0.78, False), (0.1, False)])).splitlines()
    assert lines[1].count("#") == 0
    assert lines[2].count("#") == 20
    assert lines[2].index("|") > lines[2].rindex("#")
    assert as_rows(bins_of([(0.72, True)])) == [{"low": 0.7, "high": 0.8, "n": 1, "score": 0.72, "right": 1.0}]
