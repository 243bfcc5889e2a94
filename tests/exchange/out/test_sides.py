from __future__ import annotations

from detente.codebook import SECTORS
from detente.exchange.out.sides import CIVIL, GROUP, STATE, kind
from tests.exchange.out.making import FRONT, GUARD, PEOPLE


def test_sectors_are_the_codebooks_and_of_one_kind() -> None:
    assert set(SECTORS) >= STATE | GROUP | CIVIL
    assert len(STATE | GROUP | CIVIL) == len(STATE) + len(GROUP) + len(CIVIL)


def test_a_side_of_two_kinds_is_of_none() -> None:
    assert [kind(side) for side in ([GUARD], [FRONT], [PEOPLE], [GUARD, FRONT], [])] == ["state", "group", "civil", None, None]
