from __future__ import annotations

import pytest

from detente.reading.captions import caption_pieces, is_byline, tells_caption


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("(Photo : someone) Fighters accept a pledge.", [("CREDIT", "(Photo : someone)"), ("CAPTION", " Fighters accept a pledge.")]),
        ("Fighters near Homs. (AP Photo/Jo Haddad)", [("CAPTION", "Fighters near Homs. "), ("CREDIT", "(AP Photo/Jo Haddad)")]),
        ("Photo: Jo Haddad", [("CREDIT", "Photo: Jo Haddad")]),
        ("A bridge in Homs. REUTERS/Jo Haddad", [("CAPTION", "A bridge in Homs. REUTERS/Jo Haddad")]),
        ("A bridge in Homs. Reuters/Jo Haddad", [("CAPTION", "A bridge in Homs. "), ("CREDIT", "Reuters/Jo Haddad")]),
        ("A bridge in Homs.", [("CAPTION", "A bridge in Homs.")]),
    ],
)
def test_captions_and_credits_are_parted(line: str, pieces: list[tuple[str, str]]) -> None:
    assert [(kind.value, line[start:end]) for start, end, kind in caption_pieces(line)] == pieces


@pytest.mark.parametrize(
    "line", ["Photo: Jo Haddad", "(Image: AFP) A street.", "File photo: a street in Homs", "In this photo, men cross."]
)
def test_lines_that_say_they_are_captions(line: str) -> None:
    assert tells_caption(line)


@pytest.mark.parametrize(
    "line", ["Photos of the dead were shown to the court.", "The image of the army suffered.", "Source of the fire unknown"]
)
def test_lines_that_only_speak_of_pictures(line: str) -> None:
    assert not tells_caption(line)


@pytest.mark.parametrize(("line", "answer"), [("By Jo Haddad", True), ("By noon, the army had left.", False), ("By the river", False)])
def test_bylines(line: str, answer: bool) -> None:
    assert is_byline(line) is answer


@pytest.mark.parametrize(
    "text",
    [
        "Envoys leave the hall in Qalat on Monday. Credit: Lantern Pictures",
        "Envoys leave the hall in QalatCredit: Lantern - Contributor",
        "The new bridge over the Sarab Mona Haddad | Bloomberg | Getty Images",
        "Mediator Jo Haddad, left, and commander Sam Roe shake hands in Qalat, Tuesday, May 3, 2016.",
        "Commander Sam Roe (right) speaks to Jo Haddad.",
    ],
)
def test_captions_that_say_so_at_their_end_or_by_places(text: str) -> None:
    assert tells_caption(text)


@pytest.mark.parametrize(
    "text", ["The left won, the right lost, and the centre held.", "He left, and they met again in Qalat.", "He took credit for the truce."]
)
def test_sentences_about_sides_are_no_captions(text: str) -> None:
    assert not tells_caption(text)
