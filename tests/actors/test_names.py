from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.names import normalise, skeleton, slips


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The ISIS", "isis"),
        ("U.S.", "us"),
        ("Erdoğan", "erdogan"),
        ("Lord’s Resistance Army", "lord resistance army"),
        ("al‑Qa’ida", "al qaida"),
        ("Séléka", "seleka"),
    ],
)
def test_spellings_fold(text: str, key: str) -> None:
    assert normalise(text) == key


@given(st.text(max_size=60))
def test_folding_twice_changes_little_and_never_fails(text: str) -> None:
    key = normalise(text)
    assert key == " ".join(key.split())
    skeleton(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jabhat al nusra", "jebhat an nusrah"),
        ("hezbollah", "hizbullah"),
        ("muammar gaddafi", "moammar qadhafi"),
        ("khorasan group", "khurasan group"),
    ],
)
def test_transliterations_meet(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(("one", "other"), [("al nusra front", "al aqsa front"), ("hamas movement", "hazm movement")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(alphabet="abcde ", min_size=3, max_size=12), st.data())
def test_names_one_slip_apart_share_a_key(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    dropped = name[:at] + name[at + 1 :]
    assert set(slips(name)) & set(slips(dropped))
