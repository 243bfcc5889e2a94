import pytest

from detente.coding.anaphora import reach_back
from detente.records import Article, Attribution, Coding, Event, Mention, MentionKind, Modality, Span

TEXT = (
    "Jordan and Syria met in Amman on Monday, a Jordanian official said.\n"
    "Trade is down by half since the war began and lorries queue for days.\n"
    "The official added that the two countries would meet again. The group left."
)


def mention(number: int, words: str, after: int = 0) -> Mention:
    start = TEXT.index(words, after)
    return Mention(number, Span(start, start + len(words)), MentionKind.ACTOR)


MENTIONS = (
    mention(0, "Jordan"),
    mention(1, "Syria"),
    mention(2, "Jordanian official"),
    mention(3, "official", TEXT.index("The official")),
    mention(4, "two countries"),
    mention(5, "group"),
)
MET = Event(
    id="evt_1",
    article_id="art_1",
    trigger=Span(TEXT.index("met"), TEXT.index("met") + 3),
    sentence=Span(0, 67),
    category="CONSULT",
    mode=None,
    contexts=(),
    actors=(0, 1),
    recipients=(),
    places=(),
    time=None,
    counts=(),
    modality=Modality.OCCURRED,
    attribution=Attribution(),
    score=1.0,
)
ARTICLE = Article("art_1", "cap_1", None, None, "en", TEXT, ())


def links(coding: Coding) -> dict[int, tuple[int, ...]]:
    return {m.id: m.refers_to for m in reach_back(ARTICLE, coding).mentions if m.refers_to}


def test_short_forms_and_pairs_reach_over_paragraphs() -> None:
    assert links(Coding("art_1", "coder_1", MENTIONS, (MET,))) == {3: (2,), 4: (0, 1)}


def test_without_a_joint_event_a_pair_stands_for_nobody() -> None:
    assert links(Coding("art_1", "coder_1", MENTIONS)) == {3: (2,)}


def test_an_indefinite_short_form_is_somebody_new() -> None:
    text = TEXT.replace("The official", "An official")
    article = Article("art_1", "cap_1", None, None, "en", text, ())
    mentions = (MENTIONS[2], Mention(3, Span(text.index("official added"), text.index(" added")), MentionKind.ACTOR))
    assert all(not m.refers_to for m in reach_back(article, Coding("art_1", "coder_1", mentions)).mentions)


def test_what_the_model_linked_stays() -> None:
    linked = tuple(Mention(m.id, m.span, m.kind, (0,)) if m.id == 3 else m for m in MENTIONS)
    assert links(Coding("art_1", "coder_1", linked))[3] == (0,)


def linked(text: str, *actors: str) -> dict[str, list[str]]:
    """Links between actors of a text without events, by their words."""
    article = Article("art_1", "cap_1", None, None, "en", text, ())
    mentions = tuple(Mention(i, Span(text.index(name), text.index(name) + len(name)), MentionKind.ACTOR) for i, name in enumerate(actors))
    found = reach_back(article, Coding("art_1", "coder_1", mentions)).mentions
    return {actors[m.id]: [actors[other] for other in m.refers_to] for m in found if m.refers_to}


@pytest.mark.parametrize(
    ("text", "actors", "links"),
    [
        ("Delegates of the Blue Front and of Green Hand came.", ("Delegates", "Blue Front", "Green Hand"), ["Blue Front", "Green Hand"]),
        ("Leaders of Blue Front and Green Hand met.", ("Leaders of Blue Front", "Blue Front", "Green Hand"), ["Blue Front", "Green Hand"]),
        ("Fighters of the Blue Front left. Green Hand came.", ("Fighters", "Blue Front", "Green Hand"), ["Blue Front"]),
        ("Delegates came. Blue Front left.", ("Delegates", "Blue Front"), None),
        ("A commander of Blue Front spoke.", ("A commander", "Blue Front"), None),
        ("Members of the public saw Blue Front.", ("Members", "Blue Front"), None),
    ],
)
def test_those_sent_by_others_act_for_them(text: str, actors: tuple[str, ...], links: list[str] | None) -> None:
    assert linked(text, *actors).get(actors[0]) == links


def test_representatives_of_a_pair_act_for_both() -> None:
    text = "Jordan and Syria met in Amman on Monday. Representatives of the two countries signed."
    article = Article("art_1", "cap_1", None, None, "en", text, ())
    start = text.index("Representatives")
    sent = Mention(2, Span(start, text.index(" signed")), MentionKind.ACTOR)
    found = reach_back(article, Coding("art_1", "coder_1", (*MENTIONS[:2], sent), (MET,))).mentions
    assert found[2].refers_to == (0, 1)
