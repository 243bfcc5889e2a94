from __future__ import annotations

import dataclasses

from detente.records import Coding, Mention, MentionKind, Parties, Party, Resolution, Span
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


def test_a_country_to_whom_something_is_done_is_its_state_and_a_town_its_people() -> None:
    text = "Rebels struck Upland and Homs."
    mentions = tuple(
        Mention(i, Span(at := text.index(word), at + len(word)), MentionKind.PLACE) for i, word in enumerate(("Upland", "Homs"))
    )
    told = [("GOV", "geonames:1", "UPL"), ("CVL", "geonames:2", "SYR")]
    resolutions = tuple(
        Resolution(i, place, None, None, 0.9, "", "gazetteer", country, sector) for i, (sector, place, country) in enumerate(told)
    )
    parties = Parties(text, Coding("art_1", "coder_1", mentions, resolutions=resolutions))
    assert parties.ids((0, 1)) == ("state:UPL", "sector:SYR/CVL")
    assert parties.as_told((0, 1)) == ("nil:upland@UPL", "nil:homs@SYR")


def test_a_pronoun_of_which_nobody_knows_whom_it_means_is_no_party_but_may_speak() -> None:
    text = "They struck."
    parties = Parties(text, Coding("art_1", "coder_1", (Mention(0, Span(0, 4), MentionKind.ACTOR),)))
    assert parties.ids((0,)) == ()
    assert parties.speakers((0,)) == ("nil:they",)
