import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.places.phrases import read_phrase
from detente.places.words import Kind


@pytest.mark.parametrize(
    "text", ["a farm house", "the town", "an army checkpoint", "here", "the scene", "two villages", "their positions", ""]
)
def test_nouns_without_a_name_name_nothing(text: str) -> None:
    assert read_phrase(text).vague


@pytest.mark.parametrize(
    ("text", "core", "kind"),
    [
        ("Idlib province", "Idlib", Kind.PROVINCE),
        ("the city of Homs", "Homs", Kind.TOWN),
        ("the Tal Afar district", "Tal Afar", Kind.DISTRICT),
        ("near Mosul", "Mosul", None),
    ],
)
def test_type_words_are_told_from_names(text: str, core: str, kind: Kind | None) -> None:
    phrase = read_phrase(text)
    assert core in phrase.cores
    assert phrase.kind == kind


def test_directions_and_parts_are_kept() -> None:
    phrase = read_phrase("part of northern Syria")
    assert (phrase.direction, phrase.part) == ("northern", True)
    assert read_phrase("north-eastern Nigeria").direction == "northeastern"


def test_who_holds_the_place_is_kept() -> None:
    assert read_phrase("Syria's northern Idlib province").holder == "Syria"
    assert read_phrase("the northern Syrian town of Atareb").holder == "Syrian"
    assert read_phrase("Beirut's southern suburbs").cores == ("Beirut",)


def test_a_border_is_seen() -> None:
    assert read_phrase("the Turkish border").border


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert read_phrase(text).text == text
