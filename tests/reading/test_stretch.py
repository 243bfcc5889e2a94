from __future__ import annotations

import numpy as np
import pytest

from detente.reading.stretch import cut_aftermath, main_stretch

PARAGRAPH = "The mediators said that the truce would hold and that both delegations had asked for more time. " * 2


def cut(*lines: str) -> int:
    body = np.array([0.9 if len(line) > 60 else 0.3 for line in lines], dtype=np.float32)
    return cut_aftermath(lines, body, 0, len(lines))


@pytest.mark.parametrize(
    "heading", ["34 responses to “Truce holds”", "Comments (3)", "Leave a reply", "More Coast Record", "Explore further"]
)
def test_comments_and_teasers_end_the_stretch(heading: str) -> None:
    assert cut(PARAGRAPH, PARAGRAPH, PARAGRAPH, heading, "I never believed a word of it, to be honest with all of you here.") == 3


@pytest.mark.parametrize("heading", ["12 Comments", "Related stories"])
def test_links_at_the_head_of_an_article_do_not(heading: str) -> None:
    assert cut(heading, PARAGRAPH, PARAGRAPH, PARAGRAPH) == 4


@pytest.mark.parametrize("line", ["More Syrians fled on Monday.", "Comments by the envoy were brief.", "12 people gave responses."])
def test_sentences_do_not(line: str) -> None:
    assert cut(PARAGRAPH, PARAGRAPH, PARAGRAPH, line, PARAGRAPH) == 5


def test_no_body_no_stretch() -> None:
    assert main_stretch(np.array([0.1, 0.2], dtype=np.float32), [50, 50]) == (0, 0)
