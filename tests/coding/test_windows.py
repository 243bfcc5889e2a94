import itertools

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.windows import LONGEST, windows
from detente.records import Article, Block, BlockKind, Span


def article(*parts: tuple[BlockKind, str]) -> Article:
    text, blocks = "", []
    for kind, part in parts:
        blocks.append(Block(Span(len(text), len(text) + len(part)), kind))
        text += part
    return Article("art_1", "cap_1", None, None, None, text, tuple(blocks))


def test_furniture_and_credits_are_not_read() -> None:
    page = article((BlockKind.FURNITURE, "Log in\n"), (BlockKind.BODY, "Troops left.\n"), (BlockKind.CREDIT, "Photo: A. B.\n"))
    assert [window.span.of(page.text) for window in windows(page)] == ["Troops left."]


def test_a_dateline_opens_the_paragraph_that_follows() -> None:
    page = article((BlockKind.DATELINE, "BEIRUT (Wire) - "), (BlockKind.BODY, "Troops left on Monday.\n"))
    assert [window.span.of(page.text) for window in windows(page)] == ["BEIRUT (Wire) - Troops left on Monday."]


def test_short_paragraphs_share_a_window_and_captions_do_not() -> None:
    page = article((BlockKind.BODY, "The rebels left.\n"), (BlockKind.CAPTION, "A tank.\n"), (BlockKind.BODY, "They had agreed.\n"))
    assert [window.span.of(page.text) for window in windows(page)] == ["The rebels left.", "A tank.", "They had agreed."]
    page = article((BlockKind.BODY, "The rebels left.\nThey had agreed.\n"))
    assert [window.span.of(page.text) for window in windows(page)] == ["The rebels left.\nThey had agreed."]


kinds = st.sampled_from(list(BlockKind))


@given(st.lists(st.tuples(kinds, st.text(max_size=300)), max_size=6))
def test_windows_lie_inside_the_text_in_order_and_apart(parts: list[tuple[BlockKind, str]]) -> None:
    page = article(*parts)
    found = windows(page)
    assert all(0 <= window.span.start < window.span.end <= len(page.text) for window in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(window.span.covers(sentence) for window in found for sentence in window.sentences)


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    page = article((BlockKind.BODY, "The army shelled the town again on Monday. " * 80))
    found = windows(page)
    assert len(found) > 2
    assert all(len(window.span) <= LONGEST and window.span.of(page.text).endswith(".") for window in found)
