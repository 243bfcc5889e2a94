"""No rule is kept from a text in which its pattern finds something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.calendar.rules import RULES, Rule
from detente.coding.calendar.signs import WORDS, signs_of


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_rule_sees_its_signs_wherever_its_pattern_matches(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.pattern))
    assert rule.needs <= signs_of(text), (rule.name, text)


def test_every_rule_needs_a_sign_that_is_known_and_every_sign_is_needed() -> None:
    needed = {sign for rule in RULES for sign in rule.needs}
    assert needed == {*WORDS, "digit"}
    assert all(rule.needs for rule in RULES)


def test_a_text_without_any_sign_opens_no_rule() -> None:
    signs = signs_of("Rebels shelled the village of Atareb")
    assert not [rule.name for rule in RULES if rule.needs <= signs]


def test_capitals_and_letters_that_a_pattern_takes_for_an_i_hide_no_sign() -> None:
    assert "unit" in signs_of("TEN MINUTES")
    assert "unit" in signs_of("ten mınutes")
    assert "unit" in signs_of("ten MİNUTES")
