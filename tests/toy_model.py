"""A model of a dozen words, in place of the trained one.

It knows actors and deeds by name; who stands before a deed does it, who stands after suffers it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordLevel
from tokenizers.processors import TemplateProcessing

from detente.coding import Coder
from detente.coding.coder import Calibration
from detente.coding.decode import Cuts
from detente.encoder import Encoder, labels

ACTORS = ("rebels", "police", "iran", "iraq", "gunmen", "arnor", "gondor", "bishop")
DEEDS = {"attacked": "ASSAULT", "met": "CONSULT", "praised": "SUPPORT", "freed": "RETREAT", "bombed": "ASSAULT"}
FEUD = "hates"
"""Between two actors: they are hostile."""
_WORDS = ("[UNK]", "[CLS]", "[SEP]", *ACTORS, *DEEDS, FEUD)
_SURE = 8.0
_ACTOR, _TRIGGER = labels.KINDS.index("actor"), labels.KINDS.index("trigger")


class ToyTagger:
    """Vectors that hold the word's number; tags from the lists above."""

    def run(self, _names: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        ids = given["ids"]
        vectors = np.zeros((*ids.shape, 384), dtype=np.float32)
        vectors[:, :, 0] = ids
        vectors[:, :, 1] = 1.0
        tags = np.zeros((*ids.shape, len(labels.TAGS)), dtype=np.float32)
        for number, word in enumerate(_WORDS):
            column = 1 + 2 * (_ACTOR if word in ACTORS else _TRIGGER) if word in ACTORS or word in DEEDS else 0
            tags[ids == number, column] = _SURE
        return [vectors, tags, np.full((len(ids), len(labels.CONTEXTS)), -_SURE, dtype=np.float32)]


class ToyReader:
    """Categories by the trigger's word; roles and ties by order."""

    def run(self, _names: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        vectors, nodes, events = given["vectors"], given["nodes"], given["events"]
        size, n, e = len(nodes), nodes.shape[1], events.shape[1]
        widths = (len(labels.CATEGORIES) + 1, len(labels.MODES) + len(labels.CATEGORIES), len(labels.MODALITIES), len(labels.STANCES))
        category, mode, modality, stance = (np.zeros((size, e, width), dtype=np.float32) for width in widths)
        mode[:, :, len(labels.MODES) :] = _SURE
        modality[:, :, 0] = stance[:, :, 0] = _SURE
        roles = np.full((size, e, n, len(labels.ROLES)), -_SURE, dtype=np.float32)
        links = np.full((size, n, n, len(labels.LINKS)), -_SURE, dtype=np.float32)
        for b in range(size):
            words = [_WORDS[int(number)] for number in vectors[b, :, 0]]
            actors = [i for i in range(n) if nodes[b, i, 2] == _ACTOR]
            for row, trigger in enumerate(events[b]):
                at = int(nodes[b, trigger, 0])
                deed = DEEDS.get(words[at])
                category[b, row, labels.CATEGORIES.index(deed) if deed else labels.NOT_AN_EVENT] = _SURE
                before = [i for i in actors if nodes[b, i, 1] < at]
                after = [i for i in actors if nodes[b, i, 0] > at]
                if before:
                    roles[b, row, max(before, key=lambda i: nodes[b, i, 0]), 0] = _SURE
                if after:
                    roles[b, row, min(after, key=lambda i: nodes[b, i, 0]), 1] = _SURE
            for i in actors:
                for j in actors:
                    left, right = sorted((int(nodes[b, i, 0]), int(nodes[b, j, 0])))
                    if words[left:right].count(FEUD) == 1 and right - left == 2:
                        links[b, i, j, labels.LINKS.index("hostile")] = _SURE
        return [category, mode, modality, stance, roles, links, np.zeros((size, n, n, len(labels.TIE_STATES)), dtype=np.float32)]


def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel({word: i for i, word in enumerate(_WORDS)}, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    return made


def toy_encoder() -> Encoder:
    """An encoder whose parts are opened already, so that it never looks at its folder."""
    encoder = Encoder(Path("toy"), {"bias": {"trigger": 0.0, "mention": 0.0}})
    vars(encoder).update(tokenizer=tokenizer(), _tagger=ToyTagger(), _reader=ToyReader())
    return encoder


def toy_coder() -> Coder:
    return Coder("coder_toy", toy_encoder(), Cuts(), Calibration(), Calibration())
