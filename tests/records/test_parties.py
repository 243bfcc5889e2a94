from __future__ import annotations

import dataclasses

from detente.records import Parties, Party
from tests.making import TEXT, story


def test_they_are_the_parties_that_they_stand_for() -> None:
    _, _, coding = story()
    parties = Parties(TEXT, coding)
    front, guard = Party("actor:river-front", "River Front (RF)", "SYR", "REB"), Party("nil:hill guard", "the Hill Guard")
    assert parties.named([5]) == (front, guard)
    assert parties.named([1, 5, 0]) == (guard, front), "each once, where it comes first"
    assert [party.id for party in parties.named([0, 1, 4, 5])] == list(parties.ids([0, 1, 4, 5]))


def test_a_mention_that_is_not_there_is_nobody() -> None:
    _, _, coding = story()
    assert Parties(TEXT, dataclasses.replace(coding, mentions=())).named([0, 99]) == ()
