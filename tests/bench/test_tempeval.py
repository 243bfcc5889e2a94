from __future__ import annotations

from pathlib import Path

import pytest

from detente.bench import tempeval
from detente.bench.tempeval import Gold
from detente.coding.times import find_times
from detente.records import Span

DOCUMENT = """<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" functionInDocument="CREATION_TIME">March 22</TIMEX3></DCT>
<TEXT>
They {e} in the war of <TIMEX3 tid="t1" type="DATE" value="2009">2009</TIMEX3>-<TIMEX3 tid="t2" type="DATE" value="2010">2010</TIMEX3>
and met <TIMEX3 tid="t3" type="DATE" value="2013-03-21">yesterday</TIMEX3> at a place &amp; for
<TIMEX3 tid="t4" type="DURATION" value="P9W">three weeks</TIMEX3>.
</TEXT>"""


def test_a_span_of_years_counts_as_its_two_ends() -> None:
    text = "the pandemic of 2009-10 and 2013"
    found = [part for reading in find_times(text) for part in tempeval.ends(reading, text)]
    assert [(each.span.of(text), each.value) for each in found] == [("2009", "2009"), ("10", "2010"), ("2013", "2013")]


def test_each_gold_is_matched_once() -> None:
    text = "in 2009 and 2010"
    found = find_times(text)
    golds = [Gold(Span(3, 16), "DATE", "2009")]
    assert tempeval.counts(found, golds) == {"said": 2, "true": 1, "hit": 1, "strict": 0, "kind": 1, "value": 1}


def test_figures(tmp_path: Path) -> None:
    folder = tmp_path / "tempeval3_platinum"
    folder.mkdir()
    (folder / "one.tml").write_text(DOCUMENT.replace("{e}", '<EVENT eid="e1">fought</EVENT>'), encoding="utf-8")
    figures = tempeval.run(tmp_path).figures
    assert figures["relaxed_f1"] == figures["strict_f1"] == figures["type_f1"] == 1.0
    assert figures["value_f1"] == figures["dev_value_f1"] == pytest.approx(3 / 4)
