import csv
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from detente.training.plain import plain_pieces, stretches_of
from tests.training.test_examples import word_tokenizer

SENTENCE = "Troops left the town on Friday after talks with elders had failed to bring a truce there."


def test_stretches_end_where_sentences_end() -> None:
    assert list(stretches_of("One came. Two went home. Three stayed.", 26)) == ["One came. Two went home.", "Three stayed."]


@given(st.text(max_size=400), st.integers(5, 80))
def test_no_stretch_is_longer_than_asked_and_none_is_empty(text: str, longest: int) -> None:
    for stretch in stretches_of(text, longest):
        assert 0 < len(stretch) <= longest


def test_both_sources_are_read_once_each(tmp_path: Path) -> None:
    (tmp_path / "fa_kes").mkdir()
    with (tmp_path / "fa_kes" / "FA-KES-Dataset.csv").open("w", encoding="latin-1", newline="") as handle:
        csv.writer(handle).writerows([["article_content"], [SENTENCE], [SENTENCE], ["Short."]])
    (tmp_path / "syria_timeline_wiki").mkdir()
    days = {"1 April": [{"event": SENTENCE.replace("Friday", "Monday")}, {"event": None}]}
    (tmp_path / "syria_timeline_wiki" / "t.json").write_text(json.dumps(days))
    assert len(plain_pieces(tmp_path, word_tokenizer())) == 2


def test_what_tests_the_coder_trains_no_sense_of_words(tmp_path: Path) -> None:
    (tmp_path / "syria_timeline_wiki").mkdir()
    days = {"1 April": [{"event": SENTENCE}, {"event": SENTENCE.replace("talks with elders", "a night of fire")}]}
    (tmp_path / "syria_timeline_wiki" / "t.json").write_text(json.dumps(days))
    told = f"Monitors said: {SENTENCE.upper()}"
    assert len(plain_pieces(tmp_path, word_tokenizer())) == 2
    assert len(plain_pieces(tmp_path, word_tokenizer(), [told])) == 1
    assert len(plain_pieces(tmp_path, word_tokenizer(), ["Troops left the town on Friday after talks."])) == 1
    assert len(plain_pieces(tmp_path, word_tokenizer(), ["Troops left the town on Friday after rain."])) == 2


def test_a_folder_without_them_gives_nothing(tmp_path: Path) -> None:
    assert plain_pieces(tmp_path, word_tokenizer()) == []
