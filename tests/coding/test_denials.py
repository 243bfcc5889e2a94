import pytest

from detente.coding.denials import denied
from detente.records import Span


def told(marked: str, at: int = 0) -> bool:
    """Is the trigger number `at`, of those in brackets, denied?"""
    spans, text = [], ""
    for i, part in enumerate(marked.replace("]", "[").split("[")):
        if i % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return denied(text, Span(0, len(text)), spans[at], spans)


@pytest.mark.parametrize(
    "marked",
    [
        "The group denied that it had [attacked] a convoy.",
        "Seoul denies it [halted] rice to the North",
        "Riyadh's minister denied on Monday that any such [encounter] took place.",
        "The column has not freed four surveyors and denies [holding] a fifth.",
        "Denying the [raid], the army spoke of weather.",
    ],
)
def test_a_verb_of_denial_denies_what_follows(marked: str) -> None:
    assert told(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The rebels denied losing any men and accused the army of having [bombed] a hospital.",
        "The agency would neither confirm nor deny the [attack].",
        "The minister did not deny [meeting] the envoy.",
        "He denied it; shells [hit] the town.",
        "Those who [attacked] the town denied nothing.",
        "Observers were denied entry to the [shelled] town.",
    ],
)
def test_what_is_said_beside_or_before_it_is_not_denied(marked: str) -> None:
    assert not told(marked)


def test_only_the_first_happening_after_it() -> None:
    assert told("The army denied [shelling] the town as rebels [fled].", 0)
    assert not told("The army denied [shelling] the town as rebels [fled].", 1)
