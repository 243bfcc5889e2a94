from __future__ import annotations

import numpy as np

from detente.reading.headline import find_headline, named_title
from detente.reading.looks import KINDS
from detente.reading.prose import Matrix
from detente.records import BlockKind

BODY = "The mediators said that the truce in Qalat would hold and that both delegations had asked for more time."


def found(*lines: tuple[str, float]) -> str | None:
    """The headline among lines with the look's score as title; lines of no score are body."""
    looks: Matrix = np.zeros((len(lines), len(KINDS)), dtype=np.float32)
    for i, (_, score) in enumerate(lines):
        looks[i, KINDS.index(BlockKind.TITLE)] = score
        looks[i, KINDS.index(BlockKind.BODY)] = 0.9 if not score else 0.02
    texts = [text for text, _ in lines]
    at = find_headline(texts, looks)
    return None if at is None else texts[at]


def test_the_line_with_the_article_s_words_beats_a_likelier_teaser() -> None:
    teaser, title = "Winter walks within an hour", "Truce in Qalat would hold"
    assert found((teaser, 0.6), (title, 0.4), (BODY, 0), (BODY, 0)) == title


def test_of_headline_and_deck_the_headline() -> None:
    title, deck = "Mediators hail the Qalat truce", "Both delegations had asked for more time in Qalat"
    assert found((title, 0.7), (deck, 0.8), (BODY, 0), (BODY, 0)) == title


def test_a_path_that_ends_with_the_headline_is_not_it() -> None:
    title = "Truce in Qalat would hold"
    assert found((f"Home World {title}", 0.8), (title, 0.5), (BODY, 0), (BODY, 0)) == title


def test_names_above_a_credit_and_calls_are_passed_over() -> None:
    title = "Truce in Qalat would hold"
    assert (
        found((title, 0.4), ("Follow us on Twitter", 0.9), ("Mediator Jo Haddad in Qalat", 0.9), ("(Photo: Sam Roe)", 0.01), (BODY, 0))
        == title
    )


def test_passages_without_a_headline_have_none() -> None:
    assert found(("Qalat", 0.1), (BODY, 0)) is None


def test_a_known_title_is_found_by_its_words() -> None:
    assert named_title(["Home", "TRUCE IN QALAT!"], "Truce in Qalat") == 1
    assert named_title(["Home"], "Truce in Qalat") is None
