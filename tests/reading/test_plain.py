from __future__ import annotations

from detente.reading.plain import read_plain
from detente.records import BlockKind

SENTENCE = "Mourners carry a stretcher through Khan Younis on Tuesday, a day after the shootings."


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(text).strip()[:7]) for block in read_plain(text, None, clean=True)]


def test_a_sentence_before_a_credit_is_a_caption() -> None:
    assert kinds(f"{SENTENCE} (Photo: Jo Haddad / Levant Images)") == [(BlockKind.CAPTION, "Mourner"), (BlockKind.CREDIT, "(Photo:")]


def test_a_credit_alone_stays_one() -> None:
    text = f"{SENTENCE} The mayor spoke.\n\nPhoto: Jo Haddad / Levant Images"
    assert kinds(text)[-1] == (BlockKind.CREDIT, "Photo: ")
