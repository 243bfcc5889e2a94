from datetime import datetime

from detente.actors import register
from detente.coding.linking import as_of, link
from detente.records import Article, Coding, Dating, Grain, Mention, MentionKind, Span, TimeSpan

TEXT = "The Nusra Front fought ISIS; gunmen and the group fled, and both sides lost men."
WORDS = ("Nusra Front", "ISIS", "gunmen", "group", "both sides")


def article(year: int | None = 2014) -> Article:
    datings = ()
    if year:
        datings = (Dating(TimeSpan(datetime(year, 11, 1), datetime(year, 12, 1), Grain.MONTH), "meta", 0.9, "given"),)
    return Article("art_1", "cap_1", None, None, "en", TEXT, (), datings)


def coding() -> Coding:
    refers = {3: (0,), 4: (0, 1)}
    mentions = []
    for number, words in enumerate(WORDS):
        start = TEXT.index(words)
        mentions.append(Mention(number, Span(start, start + len(words)), MentionKind.ACTOR, refers.get(number, ())))
    return Coding("art_1", "coder_1", tuple(mentions))


def test_names_are_read_as_of_the_article() -> None:
    resolved = {r.mention: r for r in link(article(), coding(), register()).resolutions}
    assert resolved[0].target_id
    assert resolved[1].target_id
    assert resolved[0].target_id != resolved[1].target_id
    assert "2014" in resolved[0].detail


def test_nobody_is_an_answer_and_a_short_form_takes_what_it_stands_for() -> None:
    resolved = {r.mention: r for r in link(article(), coding(), register()).resolutions}
    assert resolved[2].target_id is None
    assert resolved[3].target_id == resolved[0].target_id
    assert "stands for" in resolved[3].detail
    assert resolved[4].target_id is None


def test_linking_twice_changes_nothing() -> None:
    once = link(article(), coding(), register())
    assert link(article(), once, register()) == once


def test_without_any_date_nobody_is_linked() -> None:
    assert link(article(None), coding(), register()).resolutions == ()
    assert as_of(article(2014)).isoformat() == "2014-11-16"
