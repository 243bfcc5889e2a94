from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import Grain, Span, TimeSpan, content_id

offsets = st.integers(min_value=0, max_value=200)


@given(offsets, offsets)
def test_a_span_never_runs_backwards(start: int, end: int) -> None:
    if start > end:
        with pytest.raises(ValueError, match="backwards"):
            Span(start, end)
    else:
        assert len(Span(start, end)) == end - start


@given(offsets, offsets, offsets, offsets)
def test_overlap_is_mutual_and_means_a_shared_character(a: int, b: int, c: int, d: int) -> None:
    left, right = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
    assert left.overlaps(right) == right.overlaps(left)
    if shared:
        assert left.overlaps(right)


def test_an_open_time_span_reaches_for_ever() -> None:
    since_2013 = TimeSpan(datetime(2013, 1, 1), None, Grain.YEAR)
    assert since_2013.overlaps(TimeSpan(datetime(2020, 5, 1), datetime(2020, 5, 2), Grain.DAY))
    assert not since_2013.overlaps(TimeSpan(datetime(2012, 5, 1), datetime(2012, 5, 2), Grain.DAY))


def test_a_time_span_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        TimeSpan(datetime(2014, 1, 2), datetime(2014, 1, 1), Grain.DAY)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_ids_depend_on_content_alone(parts: list[str]) -> None:
    assert content_id("x", *parts) == content_id("x", *parts)
    assert content_id("x", *parts) != content_id("x", *parts, "more")
