from __future__ import annotations

import pytest

from detente.reading.datelines import dateline_end

AFTER = " The two sides met on Monday for the first time in a year."


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIRUT (Reuters) -",
        "BEIRUT:",
        "DAMASCUS, Syria —",
        "UNITED NATIONS, Nov. 2 (Reuters) -",
        "Beirut, Lebanon (CNN) --",
        "Damascus, SANA –",
        "(Reuters) -",
        "(CNN)",
        "SANA'A, Yemen (AP) —",
        "Kabul, 3 March 2012 (IRIN) -",
    ],
)
def test_datelines_of_the_wires_end_at_their_dash(dateline: str) -> None:
    assert (dateline + AFTER)[: dateline_end(dateline + AFTER)] == dateline


@pytest.mark.parametrize(
    "text",
    [
        "The army - or what is left of it - withdrew on Monday.",
        "ISIS and al Qaeda officials met for four hours at a farm house.",
        "A U.S.-led Coalition struck the town on Sunday, officials said.",
        "(Photo: x) Fighters leave the old bridge on Sunday morning.",
        '"We will fight," he said - and then he left the room.',
        "Gen. Martin Dempsey (retired) told the committee that he would go.",
        "Meanwhile, the war went on, as the two sides - again - shelled.",
        "",
    ],
)
def test_other_beginnings_are_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0
