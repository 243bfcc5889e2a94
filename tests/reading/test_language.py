import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.language import language_of

SAMPLES = {
    "en": "The two groups agreed to a ceasefire on Monday, officials said, after weeks of fighting in the north of the country.",
    "es": "Los dos grupos acordaron un alto el fuego el lunes, dijeron funcionarios, tras semanas de combates en el norte del país.",
    "fr": "Les deux groupes ont conclu un cessez-le-feu lundi, selon des responsables, après des semaines de combats dans le nord.",
    "ar": "اتفقت المجموعتان على وقف إطلاق النار يوم الاثنين، حسبما قال مسؤولون، بعد أسابيع من القتال في شمال البلاد.",
    "ru": "Две группировки договорились о прекращении огня в понедельник, сообщили официальные лица после недель боёв.",
    "de": "Die beiden Gruppen einigten sich am Montag nach wochenlangen Kämpfen im Norden des Landes auf eine Waffenruhe.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_prose_is_recognised(language: str) -> None:
    assert language_of(SAMPLES[language]) == language


@pytest.mark.parametrize("text", ["", "Nov. 2", "12:30 | 14:00 | 15:30 " * 20, "ISIS, al Qaeda Hold Summit"])
def test_what_is_short_or_no_prose_has_none(text: str) -> None:
    assert language_of(text) is None


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    answer = language_of(text)
    assert answer is None or answer.isalpha()
