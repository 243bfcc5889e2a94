from dataclasses import replace
from datetime import datetime

import pytest

from detente.actors import register
from detente.coding.linking import link
from detente.coding.unnamed import describe_unnamed, main_country
from detente.records import (
    DESCRIBED,
    Article,
    Attribution,
    Coding,
    Dating,
    Event,
    EventPlace,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Parties,
    Precision,
    Resolution,
    Span,
    TimeSpan,
)

TEXT = "Gunmen shot at police and pro-government fighters in Homs; U.S.-backed rebels and they fled, a spokesman for the Hill Guard said."
WORDS = ("Gunmen", "police", "pro-government fighters", "U.S.-backed rebels", "they", "spokesman", "Hill Guard", "Homs")
PLACE = 7


def coded(country: str | None = "SYR", category: str = "ASSAULT") -> Coding:
    """Everybody but the spokesman takes part in one event in a place of this country."""
    mentions = tuple(
        Mention(
            number,
            Span(start := TEXT.index(words), start + len(words)),
            MentionKind.PLACE if number == PLACE else MentionKind.ACTOR,
            (0,) if words == "they" else (),
        )
        for number, words in enumerate(WORDS)
    )
    event = Event(
        id="evt_1",
        article_id="art_1",
        trigger=Span(7, 11),
        sentence=Span(0, len(TEXT)),
        category=category,
        mode=None,
        contexts=(),
        time=None,
        counts=(),
        modality=Modality.OCCURRED,
        actors=(0, 3, 4, 6),
        recipients=(1, 2),
        places=(EventPlace(PLACE, Precision.TOWN, country=country),),
        attribution=Attribution((5,)),
        score=0.9,
    )
    when = TimeSpan(datetime(2014, 11, 1), datetime(2014, 11, 2), Grain.DAY)
    article = Article("art_1", "cap_1", None, None, "en", TEXT, (), (Dating(when, "meta", 0.9, "given"),))
    linked = link(article, Coding("art_1", "coder_1", mentions, (event,)), register())
    return describe_unnamed(article, linked, register())


def ids(coding: Coding) -> dict[str, str | None]:
    return {WORDS[one.mention]: one.target_id for one in coding.resolutions}


def test_the_unnamed_are_a_country_and_a_sector_where_the_violence_was() -> None:
    found = ids(coded())
    assert found["Gunmen"] == "sector:SYR/UAF"
    assert found["police"] == "sector:SYR/COP"
    assert found["pro-government fighters"] == "sector:SYR/PRM"


def test_who_is_named_known_by_a_friend_or_stands_for_another_stays() -> None:
    found = ids(coded())
    assert found["Hill Guard"] is None
    assert found["U.S.-backed rebels"] is None
    assert found["they"] is None


def test_who_only_speaks_stays_as_the_page_calls_them() -> None:
    coding = coded()
    assert ids(coding)["spokesman"] is None
    assert Parties(TEXT, coding).speakers((5,)) == ("nil:spokesman",)


def test_where_they_only_talked_is_no_home() -> None:
    assert ids(coded(category="CONSULT"))["police"] is None
    assert ids(coded(country=None))["police"] is None


def test_the_reason_is_told_and_a_second_run_gives_the_same() -> None:
    coding = coded()
    told = next(one for one in coding.resolutions if one.mention == 1)
    assert (told.by, told.country, told.sector) == (DESCRIBED, "SYR", "COP")
    assert "was there" in told.detail
    again = replace(coding, resolutions=tuple(one for one in coding.resolutions if one.by != DESCRIBED))
    assert ids(again)["Hill Guard"] == ids(coding)["Hill Guard"]


@pytest.mark.parametrize(("countries", "about"), [("SSS", "S"), ("SST", "S"), ("ST", None), ("S", None), ("", None), ("SSTT", None)])
def test_an_article_is_about_the_country_of_most(countries: str, about: str | None) -> None:
    resolutions = tuple(Resolution(i, None, None, None, 0.0, "", "register", country=code * 3) for i, code in enumerate(countries))
    assert main_country(Coding("art_1", "coder_1", (), resolutions=resolutions)) == (about and about * 3)
