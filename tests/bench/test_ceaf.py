import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bench.ceaf import aligned, ree_f1

entities = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=4)


def test_an_entity_is_right_if_all_its_names_are_the_gold_ones() -> None:
    gold = {"Victim": [["the bishop", "monsignor romero"]]}
    assert ree_f1([(gold, {"Victim": [["Bishop"]]})], ["Victim"])["f1"] == 1.0
    assert ree_f1([(gold, {"Victim": [["bishop", "mayor"]]})], ["Victim"])["f1"] == 0.0


def test_two_names_of_one_entity_count_once() -> None:
    gold = {"Victim": [["bishop", "romero"]]}
    found = ree_f1([(gold, {"Victim": [["bishop"], ["romero"]]})], ["Victim"])
    assert (found["precision"], found["recall"]) == (0.5, 1.0)


def test_counts_are_summed_over_documents_and_roles() -> None:
    documents = [({"A": [["x"]], "B": []}, {"A": [["x"]], "B": [["y"]]}), ({"A": [["z"]], "B": []}, {"A": [], "B": []})]
    found = ree_f1(documents, ["A", "B"])
    assert found["f1"] == pytest.approx(0.5)
    assert found["B"] == 0.0


def test_the_alignment_is_the_largest_not_the_first() -> None:
    assert aligned([frozenset("ab"), frozenset("a")], [frozenset("a"), frozenset("b")]) == 2


@given(entities, entities)
def test_no_side_is_used_twice_and_order_is_nothing(gold: list[frozenset[str]], said: list[frozenset[str]]) -> None:
    found = aligned(gold, said)
    assert found <= min(len(gold), len(said))
    assert found == aligned(gold[::-1], said[::-1])
