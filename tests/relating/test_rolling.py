from __future__ import annotations

from datetime import date

from detente.relating import parents_of, states_of

ON = date(2014, 11, 2)


def test_branches_ministries_and_presidents_act_for_others() -> None:
    assert parents_of("group:nusra-front", ON) == ("group:al-qaeda",)
    assert parents_of("person:barack-obama", ON) == ("state:USA",)
    assert "state:USA" in parents_of("org:pentagon", ON)


def test_only_while_they_do() -> None:
    assert parents_of("person:barack-obama", date(2019, 1, 1)) == ()
    assert parents_of("group:nusra-front", date(2017, 1, 1)) == ()


def test_whoever_is_not_in_the_register_acts_for_nobody() -> None:
    assert parents_of("nil:rebel commander@SYR", ON) == parents_of("icews:Citizen (Nigeria)", ON) == parents_of("", ON) == ()


def test_who_acts_for_a_state_counts_for_it_and_a_branch_of_a_group_does_not() -> None:
    assert states_of("person:gustavo-petro", date(2025, 1, 17)) == ("state:COL",)
    assert states_of("person:gustavo-petro", date(2019, 1, 17)) == ()
    assert states_of("group:nusra-front", ON) == states_of("state:COL", ON) == states_of("nil:soldiers", ON) == ()
