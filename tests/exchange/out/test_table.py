from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.exchange.out.cells import cell
from detente.exchange.out.facts import Fact
from detente.exchange.out.table import HEADER, lines
from tests.exchange.out.making import fact, facts


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(facts(), max_size=4))
def test_every_event_is_a_row_whatever_its_words(told: list[Fact]) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(lines(told)), newline="")))
    assert [row["event"] for row in rows] == [one.id for one in told]
    for row, one in zip(rows, told, strict=True):
        assert None not in row, "no cell too many"
        assert (row["modality"], row["stance"], row["according_to"]) == (one.modality, one.stance, cell(one.speakers))
        assert row["text"] == cell(one.text)
        assert not any(value.startswith(tuple("=+@＝\t")) for value in row.values())


def test_columns() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(lines([fact()]))))
    assert list(row) == list(HEADER)
    assert (row["happened_from"], row["happened_grain"], row["actors"], row["actor_ids"]) == (
        "2014-11-02 00:00:00", "DAY", "Hill Guard", "group:guard",
    )  # fmt: skip
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["lat"]) == ("10", "12", "", "36.1")
