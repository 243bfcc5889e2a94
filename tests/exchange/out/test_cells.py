from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.exchange.out.cells import cell, commas, tabs
from tests.exchange.out.making import HOSTILE

ANY = st.text() | st.sampled_from(HOSTILE)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula_or_breaks_a_row(words: str) -> None:
    shown = cell(words)
    assert not shown.startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert len(shown.splitlines()) <= 1
    assert not {"\t", "\0"} & set(shown)


@given(st.lists(ANY, min_size=1, max_size=5))
def test_any_words_stay_in_their_cell(words: list[str]) -> None:
    shown = [cell(word) for word in words]
    assert tabs(words).removesuffix("\n").split("\t") == shown
    header, row = csv.reader(io.StringIO("".join(commas([str(n) for n in range(len(words))], [words])), newline=""))
    assert (len(header), row) == (len(words), shown)
    assert cell(cell(words[0])) == shown[0], "what was guarded once is not guarded again"


def test_numbers_and_days_are_not_words() -> None:
    assert [cell(value) for value in (-1, -0.5, None, date(2014, 11, 2), datetime(2014, 11, 2, 4))] == [
        "-1", "-0.5", "", "2014-11-02", "2014-11-02 04:00:00",
    ]  # fmt: skip
    assert cell(["=1", "b"]) == "'=1; b"
