from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from detente.exchange.out.xml import attribute, sound


@given(st.text(st.characters(exclude_categories=())))
def test_any_words_make_an_attribute_that_parses(words: str) -> None:
    parsed = ElementTree.fromstring(f"<a b={attribute(words)}/>".encode())
    assert parsed.get("b") == sound(words)
