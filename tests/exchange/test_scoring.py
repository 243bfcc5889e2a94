import dataclasses

from detente.exchange.passages import Passage, parse_passage
from detente.exchange.scoring import expected_calibration_error, macro_f1, score
from detente.records import Attribution, Coding, Event, EventTime, Mention, MentionKind, Modality, Span, Tie

PASSAGE = parse_passage(
    [
        "@ 21 2014-11-14 wire",
        "[a1 ISIS] and [a2 al Qaeda] [e1 agreed to a ceasefire] on [t1 Nov. 2], [k1 said] an [a3 official]. [a4 They] had [e2 clashed].",
        "e1 CONCEDE occurred actor=a1,a2 time=t1 by=a3",
        "e2 ASSAULT occurred actor=a4",
        "r a1 hostile a2 former",
        "c a4 = a1,a2",
    ]
)
CLOCK = {"a": MentionKind.ACTOR, "t": MentionKind.TIME, "k": MentionKind.CUE}


def perfect(passage: Passage) -> Coding:
    """Return the coding that says what the marks say."""
    names = [name for name in passage.spans if name[0] != "e"]
    number = {name: i for i, name in enumerate(names)}
    refers = {name: tuple(number[target] for target in targets) for name, targets in passage.corefs}
    mentions = tuple(Mention(number[name], passage.spans[name], CLOCK[name[0]], refers.get(name, ())) for name in names)
    events = tuple(
        Event(
            id=f"evt_{event.trigger}",
            article_id="art_1",
            trigger=passage.spans[event.trigger],
            sentence=Span(0, len(passage.text)),
            category=event.category,
            mode=event.mode,
            contexts=(),
            actors=tuple(number[name] for name in event.roles.get("actor", ())),
            recipients=(),
            places=(),
            time=EventTime(number[event.roles["time"][0]], None) if "time" in event.roles else None,
            counts=(),
            modality=Modality(event.modality),
            attribution=Attribution(tuple(number[name] for name in event.roles.get("by", ()))),
            score=1.0,
        )
        for event in passage.events
    )
    ties = tuple(Tie(number[t.a], t.tie, number[t.b], t.state, Attribution(), Span(0, 1), 1.0) for t in passage.ties)
    return Coding("art_1", "coder_1", mentions, events, ties)


def test_what_the_marks_say_scores_one() -> None:
    figures = score([(PASSAGE, perfect(PASSAGE))]).figures
    for name in ("trigger_f1", "event_f1", "roles_f1", "quad_f1", "ties_f1", "coref_f1", "chain_accuracy", "modality_macro_f1"):
        assert figures[name] == 1.0
    assert figures["extra"] == 0.0


def test_an_empty_coding_scores_nothing() -> None:
    figures = score([(PASSAGE, Coding("art_1", "coder_1"))]).figures
    assert figures["trigger_f1"] == figures["ties_f1"] == figures["extra"] == 0.0


def test_a_wrong_category_costs_the_trigger_but_is_no_extra() -> None:
    coding = perfect(PASSAGE)
    wrong = dataclasses.replace(coding, events=(dataclasses.replace(coding.events[0], category="AGREE"), coding.events[1]))
    figures = score([(PASSAGE, wrong)]).figures
    assert figures["trigger_f1"] == 0.5
    assert figures["quad_f1"] == 1.0
    assert figures["extra"] == 0.0


def test_a_group_anaphor_stands_for_its_members() -> None:
    coding = perfect(PASSAGE)
    isis = dataclasses.replace(coding, events=(coding.events[0], dataclasses.replace(coding.events[1], actors=(0,))))
    assert score([(PASSAGE, isis)]).figures["event_f1"] == 1.0


def test_an_event_on_free_words_is_extra() -> None:
    coding = perfect(PASSAGE)
    more = dataclasses.replace(coding.events[0], id="evt_x", trigger=PASSAGE.spans["k1"])
    assert score([(PASSAGE, dataclasses.replace(coding, events=(*coding.events, more)))]).figures["extra"] == 0.5


def test_macro_f1_is_the_mean_over_gold_labels() -> None:
    assert macro_f1([("a", "a"), ("a", "a"), ("b", "a")]) == 0.4


def test_calibration_error_is_the_gap_between_score_and_truth() -> None:
    assert expected_calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0.0
    assert expected_calibration_error([(0.95, False)]) == 0.95


def test_anaphors_groups_and_pronouns_are_told_apart() -> None:
    passage = parse_passage(
        [
            "@ 31 2014-11-14 wire",
            "[a1 Arnor] and [a2 Gondor] [e1 met]. [a3 The two] [e2 agreed]. [a4 It] [e3 withdrew]; [a5 the kingdom] [e4 left].",
            "e1 CONSULT occurred actor=a1,a2",
            "e2 AGREE occurred actor=a3",
            "e3 RETREAT-withdraw occurred actor=a4",
            "e4 RETREAT-withdraw occurred actor=a5",
            "c a3 = a1,a2",
            "c a4 = a1",
            "c a5 = a1",
        ]
    )
    coding = perfect(passage)
    names = ("coref_f1", "coref_group_f1", "coref_anaphor_f1", "coref_pronoun_f1")
    assert [score([(passage, coding)]).figures[name] for name in names] == [1.0, 1.0, 1.0, 1.0]
    # The group stands for one only, and the pronoun for the wrong one.
    wrong = {2: (0,), 3: (1,)}
    mentions = tuple(dataclasses.replace(each, refers_to=wrong.get(each.id, each.refers_to)) for each in coding.mentions)
    figures = score([(passage, dataclasses.replace(coding, mentions=mentions))]).figures
    assert [round(figures[name], 3) for name in names] == [0.571, 0.0, 0.4, 0.0]
