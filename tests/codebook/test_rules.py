"""One test for each rule of the PLOVER manual that `codebook` applies; the section stands in the name or the comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import codebook
from detente.codebook import directed, plover, reciprocal
from detente.records.errors import UsageError

PAIRS = [(category, mode) for category in codebook.CATEGORIES for mode in (None, *codebook.MODES[category])]


@pytest.mark.parametrize(("category", "mode"), PAIRS)
def test_what_occurred_is_what_it_is_called(category: str, mode: str | None) -> None:
    code = plover(category, mode, "occurred")
    assert (code.category, code.mode, code.auxiliary) == (category, mode, None)
    assert (code.quad, code.score) == (codebook.quad(category), codebook.score(category, mode))


@pytest.mark.parametrize(
    ("category", "mode"), [("CONSULT", None), ("CONSULT", "visit"), ("SUPPORT", None), ("COOPERATE", None), ("AID", None)]
)
def test_3_1_future_cooperation_is_agree(category: str, mode: str | None) -> None:
    code = plover(category, mode, "planned")
    assert (code.category, code.mode, code.quad, code.score) == ("AGREE", None, "verbal cooperation", 2.5)
    assert code.auxiliary is None, "2.3: one category, never category plus auxiliary"


@pytest.mark.parametrize("mode", [None, *codebook.MODES["RETREAT"]])
def test_3_4_and_3_7_announced_retreat_is_concede(mode: str | None) -> None:
    code = plover("RETREAT", mode, "planned")
    assert (code.category, code.mode, code.score) == ("CONCEDE", None, 4.5)


def test_3_4_future_concession_does_not_become_agree() -> None:
    assert plover("CONCEDE", None, "planned").category == "CONCEDE"


def test_3_1_a_promise_is_already_future() -> None:
    assert plover("AGREE", None, "planned") == codebook.PloverCode(
        "AGREE", None, "verbal cooperation", 2.5, None, "future AGREE stays (3.1, 3.4)"
    )


@pytest.mark.parametrize("modality", ["planned", "possible"])
def test_2_3_assault_that_has_not_come_is_a_threat(modality: str) -> None:
    code = plover("ASSAULT", "aerial", modality)
    assert (code.category, code.mode, code.quad, code.score) == ("THREATEN", "violence", "verbal conflict", -3.5)


@pytest.mark.parametrize("category", ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
@pytest.mark.parametrize(("modality", "auxiliary"), [("planned", "future"), ("possible", "hypothetical")])
def test_2_3_other_conflict_keeps_its_category_and_is_marked(category: str, modality: str, auxiliary: str) -> None:
    code = plover(category, None, modality)
    assert (code.category, code.auxiliary) == (category, auxiliary)


@pytest.mark.parametrize("category", ["CONSULT", "AID", "COOPERATE", "RETREAT", "CONCEDE"])
def test_2_3_cooperation_that_is_only_thinkable_is_no_promise(category: str) -> None:
    code = plover(category, None, "possible")
    assert (code.category, code.auxiliary) == (category, "hypothetical")


@pytest.mark.parametrize(("category", "mode"), PAIRS)
def test_2_3_what_did_not_happen_is_marked_and_moves_nothing(category: str, mode: str | None) -> None:
    code = plover(category, mode, "negated")
    assert (code.category, code.auxiliary, code.score) == (category, "negation", 0.0)


@given(st.sampled_from(PAIRS), st.sampled_from(codebook.MODALITIES))
def test_folding_twice_changes_nothing(pair: tuple[str, str | None], modality: str) -> None:
    code = plover(*pair, modality)
    assert plover(code.category, code.mode).category == code.category
    assert code.quad == codebook.quad(code.category)


def test_unknown_modality_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no modality"):
        plover("AID", None, "future")


@pytest.mark.parametrize("mode", [None, "phone", "multilateral", "third-party"])
def test_2_4_2_talks_without_host_have_all_sides_as_actors(mode: str | None) -> None:
    assert reciprocal("CONSULT", mode)
    assert directed("AB", "", "CONSULT", mode) == [("A", "B"), ("B", "A")]


def test_3_2_a_visitor_acts_and_the_host_receives() -> None:
    assert not reciprocal("CONSULT", "visit")
    assert directed(["visitor"], ["host"], "CONSULT", "visit") == [("visitor", "host")]


def test_3_16_two_sided_violence_is_reciprocal_and_one_sided_is_not() -> None:
    assert directed("AB", "", "ASSAULT", "firearms") == [("A", "B"), ("B", "A")]
    assert not reciprocal("ASSAULT", "suicide-attack")
    assert directed(["killer"], ["victim"], "ASSAULT", "targeted") == [("killer", "victim")]


def test_2_4_2_compound_actors_are_expanded_only_here() -> None:
    assert directed(["USA", "FRA"], ["RUS"], "ACCUSE") == [("USA", "RUS"), ("FRA", "RUS")]
    assert directed(["USA", "FRA"], [], "ACCUSE") == [("USA", None), ("FRA", None)]


def test_a_missing_side_stays_missing() -> None:
    assert directed([], ["victim"], "ASSAULT") == [(None, "victim")]
    assert directed([], [], "PROTEST") == []


@given(st.lists(st.integers(0, 4), max_size=5), st.lists(st.integers(0, 4), max_size=5), st.sampled_from(PAIRS))
def test_nobody_acts_on_himself_and_no_pair_comes_twice(actors: list[int], recipients: list[int], pair: tuple[str, str | None]) -> None:
    pairs = directed(actors, recipients, *pair)
    assert len(set(pairs)) == len(pairs)
    assert all(doer != other for doer, other in pairs)
    assert {doer for doer, _ in pairs} <= {*actors, None}


def test_a_ceasefire_is_kept_by_both_sides() -> None:
    assert directed("AB", "", "RETREAT", "ceasefire") == [("A", "B"), ("B", "A")]
    assert directed("AB", "", "CONCEDE") == [("A", "B"), ("B", "A")]
    assert directed("AB", "", "RETREAT", "withdraw") == [("A", None), ("B", None)]
