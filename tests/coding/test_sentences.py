import itertools

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.sentences import sentences
from detente.records import Span


def split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


def test_titles_dates_and_initials_end_nothing() -> None:
    assert split("Gen. A. B. Aoun met Mr. Salam on Nov. 2. They left.") == ["Gen. A. B. Aoun met Mr. Salam on Nov. 2.", "They left."]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert split("“We stay.” He left.") == ["“We stay.”", "He left."]


def test_a_country_may_end_a_sentence() -> None:
    assert split("He flew to the U.S. The talks failed.") == ["He flew to the U.S.", "The talks failed."]
    assert split("The U.S. Navy fired.") == ["The U.S. Navy fired."]


def test_line_breaks_end_sentences() -> None:
    assert split("Truce in Homs\nFighters left") == ["Truce in Homs", "Fighters left"]


@given(st.text(max_size=200))
def test_sentences_are_in_order_trimmed_and_lose_no_ink(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(sentence.of(text) == sentence.of(text).strip() for sentence in found)
    assert "".join("".join(sentence.of(text).split()) for sentence in found) == "".join(text.split())
