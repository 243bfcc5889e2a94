"""The link from verb to place, with a model that knows three towns and holds "in" before a place for the link."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from tokenizers import Tokenizer, pre_tokenizers
from tokenizers.models import WordLevel
from tokenizers.processors import TemplateProcessing

from detente.bench.event_location import Verb, is_development, located, measure, read, right
from detente.coding import Coder
from detente.coding.decode import Cuts
from detente.encoder import Encoder, labels
from detente.records import Span
from tests.toy_model import toy_coder

TOWNS = ("Lund", "Riga", "Oslo")
_PLACE = 1 + 2 * labels.KINDS.index("place")


class ToyEncoder:
    """Looks like an `Encoder`: the vector of a piece holds its word's number and that of the word before."""

    card: ClassVar[dict[str, dict[str, float]]] = {"bias": {"trigger": 0.0, "mention": 0.0}}

    def __init__(self) -> None:
        words = ("[UNK]", "[CLS]", "[SEP]", "in", "from", *TOWNS)
        self.tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        self.tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])

    def tag(self, ids: np.ndarray) -> list[np.ndarray]:
        before = np.roll(ids, 1, axis=1)
        tags = np.zeros((*ids.shape, len(labels.TAGS)), dtype=np.float32)
        tags[ids > 4, _PLACE] = 9.0
        return [np.stack([ids, before], axis=2), tags, np.zeros((1, 1))]

    def relate(self, vectors: np.ndarray, nodes: np.ndarray, events: np.ndarray) -> list[np.ndarray]:
        roles = np.full((1, 1, nodes.shape[1], len(labels.ROLES)), -9.0)
        for number, (first, _, _) in enumerate(nodes[0]):
            roles[0, 0, number, labels.ROLES.index("place")] = 3.0 if vectors[0, first, 1] == 3 else -3.0
        return [np.zeros(0)] * 4 + [roles]


def verb_in(text: str, verb: str, *places: str) -> Verb:
    def span(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    return Verb(text, span(verb), tuple(map(span, places)))


@pytest.fixture
def encoder() -> Any:
    return ToyEncoder()


def test_three_ways_to_a_place(encoder: Encoder) -> None:
    verb = verb_in("Men from Oslo who came from Riga fought in Lund", "fought", "Lund")
    guess = located(verb, encoder, 0.5)
    told = [span.of(verb.text) if span else None for span in (guess.ours, guess.recent, guess.nearest)]
    assert told == ["Lund", "Riga", "Riga"]
    assert len(guess.found) == 3


def test_no_place_is_an_answer(encoder: Encoder) -> None:
    verb = verb_in("Men from Oslo fought", "fought")
    guess = located(verb, encoder, 0.5)
    assert (guess.ours, guess.recent) == (None, Span(9, 13))
    assert right(guess.ours, verb)
    assert not right(guess.recent, verb)
    assert not right(None, verb_in("They fought in Lund", "fought", "Lund"))


def test_figures(encoder: Any) -> None:
    texts = [f"Men {n} from Oslo fought in Lund" for n in range(40)]
    verbs = [verb_in(text, "fought", "Lund") for text in texts] + [verb_in(text.replace(" in Lund", ""), "fought") for text in texts]
    coder: Coder = dataclasses.replace(toy_coder(), encoder=encoder, cuts=Cuts(roles={"place": 0.5}))
    found = measure(verbs, coder)
    assert found.n == sum(not is_development(verb.text) for verb in verbs) < len(verbs)
    assert (found.figures["accuracy"], found.figures["recent_accuracy"], found.figures["dev_accuracy"]) == (1.0, 0.0, 1.0)
    assert found.figures["nearest_placed_accuracy"] == 0.0 == found.figures["nearest_unplaced_accuracy"]
    assert found.figures["reach"] == 1.0


def test_marks_are_read_by_their_words(tmp_path: Path) -> None:
    text = "Men fought in Lund"
    tokens = [{"start": text.index(word), "end": text.index(word) + len(word), "text": word} for word in text.split()]
    verb = {"label": "VERB", "start": 4, "end": 10, "token_start": 1, "token_end": 1}
    place = {"label": "LOCATION", "start": 3, "end": 3, "token_start": 3, "token_end": 3}
    rows = [
        {"text": text, "tokens": tokens, "spans": [verb, place]},
        {"text": text, "tokens": tokens},
        {"text": text, "tokens": tokens, "spans": [verb, verb]},
    ]
    with zipfile.ZipFile(tmp_path / "rows.zip", "w") as archive:
        archive.writestr("labeled_text.jsonl", json.dumps(rows))
    assert read(tmp_path / "rows.zip") == [verb_in(text, "fought", "Lund")]
