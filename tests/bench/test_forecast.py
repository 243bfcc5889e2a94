from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.bench import forecast, quadruples, recurrency
from detente.bench.forecast_history import NAMES, History
from detente.bench.quadruples import Question

ENTITIES = ("Arnor", "Gondor", "Police_(Gondor)", "Citizen_(Gondor)", "Mordor")
RELATIONS = ("Consult", "Use_conventional_military_force", "Make_statement")


def write(folder: Path) -> Path:
    """Arnor meets Gondor every day; Gondor and Mordor fight every second day, met by a statement on the others."""
    folder = folder / "icews14"
    folder.mkdir()
    for name, told in (("entity", ENTITIES), ("relation", RELATIONS)):
        (folder / f"{name}2id.txt").write_text("".join(f"{each}\t{number}\n" for number, each in enumerate(told)))
    for name, days in (("train", range(20)), ("valid", range(20, 26)), ("test", range(26, 30))):
        rows = [(0, 0, 1, day) for day in days] + [(1, 1 if day % 2 else 2, 4, day) for day in days]
        (folder / f"{name}.txt").write_text("".join(f"{s}\t{r}\t{o}\t{day * 24}\t-1\n" for s, r, o, day in rows))
    return folder


def test_reading(tmp_path: Path) -> None:
    known = quadruples.read(write(tmp_path))
    assert known.entities == ENTITIES
    assert known.test[:, 3].tolist() == [26, 27, 28, 29] * 2
    day, triples = next(quadruples.by_day(known.test, 3))
    assert (day, triples.tolist()) == (26, [[0, 0, 1], [1, 2, 4], [1, 3, 0], [4, 5, 1]])
    assert quadruples.questions(26, np.array([[0, 0, 1], [0, 0, 4]])) == [Question(0, 0, 26, (1, 4))]


def test_ranks_leave_out_other_right_answers_and_share_ties() -> None:
    scores = np.array([3.0, 2.0, 2.0, 2.0, 1.0])
    assert quadruples.reciprocal_ranks(scores, [1]).tolist() == [1 / 3]
    assert quadruples.reciprocal_ranks(scores, [0, 1, 4]).tolist() == [1.0, 1 / 2, 1 / 3]


def test_recurrency_follows_the_paper() -> None:
    memory = recurrency.Memory(4)
    memory.learn(1, np.array([[0, 0, 1], [2, 0, 3]]))
    memory.learn(3, np.array([[0, 0, 2], [2, 0, 3]]))
    scores = memory.scores(Question(0, 0, 5, (1,)), np.array([[0.5, 0.8]]))[0]
    strict = np.array([0, 2.0**-2, 2.0**-1, 0])
    assert scores == pytest.approx(0.8 * strict + 0.2 * np.array([0, 0.25, 0.25, 0.5]))


def test_settings_are_chosen_for_each_relation() -> None:
    """Relation 0 repeats what was last; relation 1 never repeats, and goes to whom it went to most."""
    memory, choice = recurrency.Memory(9), recurrency.Choice()
    for day in range(8):
        triples = np.array([[0, 0, day // 4 + 1], [day, 1, 8]])
        for question in quadruples.questions(day, triples):
            choice.note(question, memory)
        memory.learn(day, triples)
    best = choice.best()
    assert best[0][1] > 0
    assert best[1][1] < 1


def test_history_knows_nothing_of_the_day_itself() -> None:
    history = History(ENTITIES, RELATIONS)
    history.learn(0, np.array([[0, 0, 1], [1, 3, 0]]))
    before = history.rows(Question(0, 0, 1, (4,)))
    again = history.rows(Question(0, 0, 1, (1,)))
    assert before[0].tolist() == again[0].tolist()
    assert np.array_equal(before[1], again[1])


def test_features_say_what_happened() -> None:
    history = History(ENTITIES, RELATIONS)
    forward = np.array([[0, 0, 1], [1, 1, 4]])
    for day in range(3):
        history.learn(day, np.concatenate([forward, quadruples.backwards(forward, 3)]))
    candidates, rows = history.rows(Question(1, 1, 4, ()))
    told = {int(who): dict(zip(NAMES, row, strict=True)) for who, row in zip(candidates, rows, strict=True)}
    assert told[4]["triple_total"] == pytest.approx(np.log1p(3))
    assert told[4]["triple_recent"] == pytest.approx(1 / 2)
    assert told[0]["triple_total"] == 0 < told[0]["answered_total"]
    # Gondor and Mordor stand as foes, so a blow suits them; Arnor is a friend.
    assert told[4]["state_fits"] > 0 > told[0]["state_fits"]
    assert told[4]["state_off"] < told[0]["state_off"]


def test_the_fit_finds_what_tells_right_from_wrong() -> None:
    random = np.random.default_rng(1)
    cases = []
    for _ in range(60):
        features = random.normal(size=(8, 3)).astype(np.float32)
        cases.append(forecast.Case(Question(0, 0, 1, (int(features[:, 1].argmax()),)), np.arange(8), features))
    weights = forecast.fit(cases, np.ones(3, dtype=bool))
    assert weights[1] > 5 * max(abs(weights[0]), abs(weights[2]))
    assert forecast.fit(cases, np.array([True, False, True]))[1] == 0.0


def test_who_is_no_candidate_ranks_behind() -> None:
    case = forecast.Case(Question(0, 0, 1, (3,)), np.array([0, 1]), np.zeros((2, 1), dtype=np.float32))
    assert forecast.ranked(case, np.ones(1), 5).tolist() == [1 / 4]


def test_figures(tmp_path: Path) -> None:
    write(tmp_path)
    found = forecast.run(tmp_path)
    assert found.n == 16
    assert all(0.7 < (found.figures[name] or 0) <= 1 for name in ("mrr", "recurrency_mrr", "stateless_mrr"))
