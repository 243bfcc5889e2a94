"""Tests that need torch: run by `make test-train`, apart from the plain suite, which runs on what the product needs."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from detente.encoder import SHIPPED
from detente.exchange.passages import parse_passage
from detente.training.batches import collate, plain_batch
from detente.training.lessons import Lessons
from detente.training.minilm import MiniLM
from detente.training.network import Reader, Tagger, distance_bucket
from detente.training.trainer import WEIGHTS, Model, Plan, losses, made_up, pace, train

PASSAGES = [
    parse_passage(
        [
            f"@ {number} 2014-11-14 wire",
            "[a1 Iran] armed [a2 rebels]; [a3 they] [e1 shelled] [p1 Homs], [o1 AFP] [k1 said].",
            "e1 ASSAULT-heavy-weapons occurred actor=a3 place=p1 by=o1",
            "r a1 backs a2",
            "c a3 = a2",
        ]
    )
    for number in range(12, 18)
]


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    return Lessons(PASSAGES, Tokenizer.from_file(str(SHIPPED / "tokenizer.json")), seed=1)


@pytest.fixture(scope="module")
def examples(lessons: Lessons) -> list:
    return lessons.as_marked


@pytest.fixture
def model() -> Model:
    torch.manual_seed(1)
    return Model(Tagger(MiniLM(dropout=0.0)), Reader())


def test_every_part_of_the_loss_is_finite_and_weighed(examples: list, model: Model) -> None:
    parts = losses(model, collate(examples, {}), hidden=0.5)
    assert set(parts) == set(WEIGHTS)
    assert all(torch.isfinite(part) for part in parts.values())


def test_padding_changes_no_score(examples: list, model: Model) -> None:
    model.eval()
    batch = collate(examples[:1], {})
    wider = torch.nn.functional.pad(batch.ids, (0, 9))
    with torch.no_grad():
        _, tags, _ = model.tagger(batch.ids, batch.mask)
        _, wide_tags, _ = model.tagger(wider, (wider > 0).long())
    assert torch.allclose(tags, wide_tags[:, : tags.shape[1]], atol=1e-4)


def test_training_learns_a_handful_by_heart(examples: list, lessons: Lessons, model: Model) -> None:
    before = sum(part.item() for part in losses(model, collate(examples, {})).values())
    plan = Plan(epochs=8, batch=3, averaging=0.5, false_span_epochs=(4,), hidden=0.0, smoothing=0.0)
    after = sum(part.item() for part in losses(train(model, lessons, plan), collate(examples, {})).values())
    assert after < before / 3


def test_false_spans_never_touch_marked_triggers(examples: list, model: Model) -> None:
    for example in examples:
        for first, last, _ in made_up(model, [example], torch.device("cpu")).get(example.number, np.zeros((0, 3), int)):
            assert not any(a <= last and first <= b for a, b, _ in example.triggers)


def test_distances_fall_into_ordered_buckets() -> None:
    buckets = distance_bucket(torch.arange(-300, 301)).tolist()
    assert buckets == sorted(buckets)
    assert min(buckets) >= 0
    assert max(buckets) <= 23


def test_plain_text_teaches_hidden_words_only(model: Model) -> None:
    batch = plain_batch([np.arange(1000, 1040), np.arange(2000, 2020)])
    assert batch.ids.shape == (2, 40)
    parts = losses(model, batch, hidden=0.3)
    assert set(parts) == {"words"}


def test_the_rate_warms_up_stays_and_falls_to_nothing() -> None:
    rates = [pace(step, 100) for step in range(101)]
    assert rates[0] < rates[3] < rates[4] == rates[60] == 1.0
    assert rates[60:] == sorted(rates[60:], reverse=True)
    assert rates[100] == 0.0
