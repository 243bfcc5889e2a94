"""Names of one party in one article."""

from __future__ import annotations

from datetime import datetime

from detente.actors import register
from detente.coding.linking import link
from detente.coding.namesakes import by_letters, by_register, initials
from detente.records import Article, Coding, Dating, Grain, Mention, MentionKind, Span, TimeSpan


def article(text: str, year: int | None = None) -> Article:
    datings = (Dating(TimeSpan(datetime(year, 1, 1), datetime(year, 1, 2), Grain.DAY), "meta", 0.9, "given"),) if year else ()
    return Article("art_1", "cap_1", None, None, "en", text, (), datings)


def coding(text: str, *names: str) -> Coding:
    mentions, at = [], 0
    for number, name in enumerate(names):
        start = text.index(name, at)
        mentions.append(Mention(number, Span(start, start + len(name)), MentionKind.ACTOR))
        at = start + len(name)
    return Coding("art_1", "coder_1", tuple(mentions))


def refers(told: Coding) -> dict[int, tuple[int, ...]]:
    return {mention.id: mention.refers_to for mention in told.mentions if mention.refers_to}


def test_initials_last_names_and_the_same_words_refer_to_the_first() -> None:
    text = "Kuki National Front men met Sheikh Mukhtar Robow. The KNF and Robow agreed; Robow left. ABC and the Front of Robow stayed."
    told = coding(text, "Kuki National Front", "Sheikh Mukhtar Robow", "KNF", "Robow", "Robow", "ABC")
    assert refers(by_letters(article(text), told)) == {2: (0,), 3: (1,), 4: (1,)}
    assert initials("Movement for the Liberation of the Congo") == "MLC"


def test_descriptions_and_links_told_already_are_left_alone() -> None:
    text = "rebels met rebels in Homs. Robow met Robow."
    told = coding(text, "rebels", "rebels", "Robow", "Robow")
    assert refers(by_letters(article(text), told)) == {3: (2,)}
    again = by_letters(article(text), told)
    assert by_letters(article(text), again) == again


def test_a_capital_is_its_state_dated_or_not() -> None:
    text = "Morocco recalled its envoy. Rabat gave no reason and Algeria none."
    told = coding(text, "Morocco", "Rabat", "Algeria")
    assert refers(by_register(article(text), told, register())) == {1: (0,)}


def test_who_is_one_by_the_register_depends_on_the_date() -> None:
    text = "Nusra Front struck; Hayat Tahrir al-Sham and Jabhat al-Nusra fought on."
    told = coding(text, "Nusra Front", "Hayat Tahrir al-Sham", "Jabhat al-Nusra")
    page = article(text, 2014)
    assert refers(by_register(page, link(page, told, register()), register())) == {2: (0,)}
