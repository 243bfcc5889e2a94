import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.places.names import bare, fold, loose


@pytest.mark.parametrize(
    ("one", "other"),
    [("Al Atārib", "al-atarib"), ("St. Petersburg", "Saint Petersburg"), ("U.S.", "US"), ("Łódź", "Lodz"), ("Xi'an", "Xi’an")],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Al Atārib", "Atareb"), ("al-Qusayr", "Qusair"), ("Khān Shaykhūn", "Khan Sheikhun"), ("Tall Abyad", "Tal Abyadh")]
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert loose(fold(one)) == loose(fold(other)) != ""


def test_names_of_unlike_sound_stay_apart() -> None:
    assert len({loose(fold(name)) for name in ("Homs", "Hama", "Harim", "Hasakah", "Kobane", "Kabul")} - {""}) >= 5


def test_an_article_alone_is_kept() -> None:
    assert bare("al") == "al"
    assert bare("the hague") == "hague"


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_case_and_spacing_do_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(f"  {text.lower()} ")
