from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from detente.bench.ecb import fitted, gathered, incidents, joined, same_head, scored
from detente.bench.ecb_corpus import FOLDER, Part, head_of, read_part
from detente.bench.ecb_pairs import Traits, traits

# Made up: two happenings, told in two documents each; "said" is in all of them.
SENTENCES = {
    ("1_1ecb", 0): "Gunmen shot the mayor of Lund dead , police said",
    ("1_2ecb", 0): "The mayor of Lund was killed by gunmen , officials said",
    ("2_1ecb", 0): "A storm flooded the harbour of Riga , forecasters said",
    ("2_2ecb", 0): "The storm left the harbour of Riga flooded , witnesses said",
}
EVENTS = [
    ("1_1ecb", "shot", "A"), ("1_1ecb", "said", "S1"), ("1_2ecb", "killed", "A"), ("1_2ecb", "said", "S2"),
    ("2_1ecb", "flooded", "B"), ("2_1ecb", "said", "S3"), ("2_2ecb", "flooded", "B"), ("2_2ecb", "said", "S4"),
]  # fmt: skip


def make(data: Path, name: str = "Train") -> Part:
    folder = data / FOLDER
    folder.mkdir(parents=True)
    rows = [
        f"{document}\t{number}\t{n}\t{token}\t-" for (document, number), told in SENTENCES.items() for n, token in enumerate(told.split())
    ]
    (folder / f"ECB_{name}_corpus.txt").write_text("\n".join([*rows, "9_9ecb\t0\t0\tAwards\t\t-"]), encoding="utf-8")
    events = [_row(document, [SENTENCES[document, 0].split().index(word)], word, chain, "ACT") for document, word, chain in EVENTS]
    people = [
        _row(document, [told.split().index("mayor")], "mayor", "M", "HUM") for (document, _), told in SENTENCES.items() if "mayor" in told
    ]
    (folder / f"ECB_{name}_Event_gold_mentions.json").write_text(json.dumps(events))
    (folder / f"ECB_{name}_Entity_gold_mentions.json").write_text(json.dumps(people))
    return read_part(data, name)


def _row(document: str, numbers: list[int], text: str, chain: str, kind: str) -> dict[str, object]:
    return {"doc_id": document, "sent_id": 0, "tokens_number": numbers, "tokens_str": text, "coref_chain": chain, "mention_type": kind}


def described(part: Part) -> Traits:
    """Vectors of which "shot" and "killed" are alike, as an encoder would have them."""
    axes = {"shot": 0, "kill": 0, "said": 1, "say": 1}
    vectors = np.array([np.eye(4)[axes.get(mention.lemma, 2)] for mention in part.mentions])
    return traits(part, vectors, vectors)


def test_heads() -> None:
    assert [head_of(phrase.split()) for phrase in ("shot", "opening fire", "gunned down", "the death of a king")] == [0, 1, 0, 1]


def test_a_token_may_end_in_a_tab(tmp_path: Path) -> None:
    assert make(tmp_path).sentences["9_9ecb", 0] == ("Awards",)


def test_documents_on_one_happening_are_grouped(tmp_path: Path) -> None:
    of = described(make(tmp_path))
    assert of.group_of.tolist() == [of.group_of[0]] * 4 + [of.group_of[4]] * 4
    assert of.group_of[0] != of.group_of[4]


def test_the_baseline_joins_equal_heads_of_a_group(tmp_path: Path) -> None:
    assert sorted(map(sorted, same_head(described(make(tmp_path))))) == [[0], [1, 3], [2], [4, 6], [5, 7]]


def test_the_fitted_judge_joins_other_words_and_parts_equal_ones(tmp_path: Path) -> None:
    part = make(tmp_path)
    of = described(part)
    found = joined(scored(of, fitted(of)), 0.5)
    assert set(found) == set(gathered(part.mentions, lambda mention: mention.chain))


def test_the_products_own_incidents_hold_each_mention_once(tmp_path: Path) -> None:
    found = incidents(described(make(tmp_path)))
    assert sorted(number for cluster in found for number in cluster) == list(range(8))
