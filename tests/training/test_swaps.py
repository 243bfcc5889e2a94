import random

import pytest

from detente.exchange.passages import Passage, parse_passage
from detente.training.lessons import Lessons
from detente.training.swaps import Swaps, looks, reworded
from tests.training.test_examples import word_tokenizer

FIRST = parse_passage(
    [
        "@ 12 2014-11-14 wire",
        "[a1 Iran] armed [a2 Rebels]; on [t1 Friday] [a3 Turkey] [e1 shelled] [p1 Homs], killing [n1 ten], [o1 AFP] [k1 said].",
        "e1 ASSAULT-heavy-weapons occurred actor=a3 place=p1 time=t1 killed=n1 by=o1",
        "r a1 backs a2",
    ]
)
SECOND = parse_passage(
    [
        "@ 13 2014-11-15 wire",
        "[a1 The Guards] [e1 bombarded] [p1 Damascus] and [e2 met] [a2 Chad].",
        "e1 ASSAULT-heavy-weapons occurred actor=a1 place=p1",
        "e2 CONSULT occurred actor=a1,a2",
    ]
)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.training.swaps.PASSAGES", 1.0)
    monkeypatch.setattr("detente.training.swaps._SPANS", dict.fromkeys("apone", 1.0))


def drawn(passage: Passage) -> list[Passage]:
    swaps = Swaps([FIRST, SECOND])
    return [swaps.told_of_others(passage, random.Random(seed)) for seed in range(40)]


def words(passages: list[Passage], name: str) -> set[str]:
    return {passage.spans[name].of(passage.text) for passage in passages}


@pytest.mark.usefixtures("always")
def test_like_stands_for_like() -> None:
    told = drawn(FIRST)
    assert words(told, "e1") == {"shelled", "bombarded"}
    assert words(told, "p1") == {"Homs", "Damascus"}
    assert words(told, "a3") == {"Turkey", "Chad"}
    assert words(told, "n1") == {"ten"}


@pytest.mark.usefixtures("always")
def test_what_ties_lean_on_and_what_is_not_marked_stays() -> None:
    told = drawn(FIRST)
    assert words(told, "a1") == {"Iran"}
    assert words(told, "a2") == {"Rebels"}
    assert words(told, "t1") == {"Friday"}
    assert all(passage.text.endswith(", AFP said.") and passage.events == FIRST.events for passage in told)


def test_only_like_looks_are_alike() -> None:
    assert looks(SECOND) == {
        "a1": ("a", "True"),
        "a2": ("a", "False"),
        "p1": ("p", "True"),
        "e1": ("e", "ASSAULT", "heavy-weapons", "ed"),
    }


def test_spans_move_with_their_words() -> None:
    told = reworded(FIRST, {"a1": "The Islamic Republic", "p1": "Idlib"})
    assert told.text == "The Islamic Republic armed Rebels; on Friday Turkey shelled Idlib, killing ten, AFP said."
    assert {name: span.of(told.text) for name, span in told.spans.items() if name in ("a1", "a3", "p1", "k1")} == {
        "a1": "The Islamic Republic",
        "a3": "Turkey",
        "p1": "Idlib",
        "k1": "said",
    }


@pytest.mark.usefixtures("always")
def test_an_epochs_lesson_is_the_same_each_time_and_false_spans_of_the_original_are_not_its() -> None:
    lessons = Lessons([FIRST, SECOND], word_tokenizer(), seed=3)
    one, again = ([example.ids.tolist() for example in lessons.of(1)] for _ in range(2))
    assert one == again
    assert all(abs(example.number) in (12, 13) for example in lessons.of(1))
    changed = [example for example, plain in zip(lessons.of(1), lessons.as_marked, strict=True) if example is not plain]
    assert changed
    assert all(example.number < 0 for example in changed)
