from pathlib import Path

import pytest

from detente.exchange.passages import BadPassage, parse_passage, read_corpus, read_passages

LINES = [
    "@ 21 2014-11-14 wire",
    "[a1 ISIS] and [a2 al Qaeda] [e1 agreed to a ceasefire] on [t1 Nov. 2], [k1 said] an [a3 official].",
    "e1 CONCEDE occurred actor=a1,a2 time=t1 by=a3",
    "r a1 hostile a2 former",
    "x military",
]


def test_a_passage_is_read_mark_by_mark() -> None:
    passage = parse_passage(LINES)
    assert passage.text == "ISIS and al Qaeda agreed to a ceasefire on Nov. 2, said an official."
    assert passage.spans["e1"].of(passage.text) == "agreed to a ceasefire"
    assert passage.events[0].roles == {"actor": ("a1", "a2"), "time": ("t1",), "by": ("a3",)}
    assert passage.ties[0].state == "former"
    assert passage.part == "development"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("e2 CONSULT occurred", "no span e2"),
        ("e1 CONSULT", "modality"),
        ("e1 CONSULT occurred actor=t1", "can't be actor"),
        ("r a1 likes a2", "is no tie"),
        ("z nonsense", "is no event"),
    ],
)
def test_a_fault_is_named(line: str, complaint: str) -> None:
    with pytest.raises(BadPassage, match=complaint):
        parse_passage([*LINES[:2], line])


def test_a_mark_without_an_event_line_is_a_fault() -> None:
    with pytest.raises(BadPassage, match="without an event line"):
        parse_passage(LINES[:2])


def test_a_fault_says_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("# note\n\n" + "\n".join([*LINES[:2], "r a1 likes a2"]))
    with pytest.raises(BadPassage, match=r"p\.txt:3"):
        list(read_passages(path))


def test_the_corpus_of_the_project_is_sound_and_split_in_parts() -> None:
    passages = read_corpus(Path(__file__).parents[2] / "corpus")
    parts = {part: sum(passage.part == part for passage in passages) for part in ("train", "development", "test")}
    assert len(passages) == sum(parts.values())
    assert parts["test"] > 350
    assert parts["development"] > 350
