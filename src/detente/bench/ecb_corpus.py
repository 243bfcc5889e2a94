"""ECB+ as Barhom et al. (2019) prepared it: Cybulska's sentences, gold mentions of events, and of who, where and when beside them.

Heads of mentions are found by rule (no parser): the last word, or the last before a preposition or an article; for a verb with a particle
("roped in") that is the verb.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.merging.words import stem

FOLDER = Path("ecbplus") / "data" / "interim" / "cybulska_setup"
_LINKS = frozenset(
    {
        *("a", "an", "the", "their", "his", "her", "its", "of", "in", "on", "at", "to", "by", "for", "from", "with", "into", "onto"),
        *("over", "under", "up", "down", "out", "off", "away", "back", "about", "against", "around", "through", "across", "after"),
        *("before", "as", "that", "and", "or"),
    }
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A gold mention of a participant, place or time: `kind` is HUM, NON, LOC or TIM; tokens first to last."""

    kind: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold event mention. `head` is the number of its head word in the sentence, `lemma` the head's stem, `chain` its gold cluster."""

    id: str
    document: str
    sentence: int
    tokens: tuple[int, ...]
    head: int
    lemma: str
    chain: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the corpus: mentions; sentences by (document, number) as tokens; arguments by the same key."""

    mentions: tuple[Mention, ...]
    sentences: dict[tuple[str, int], tuple[str, ...]]
    arguments: dict[tuple[str, int], tuple[Argument, ...]]

    @property
    def documents(self) -> dict[str, tuple[str, ...]]:
        """All tokens of each document."""
        out: dict[str, tuple[str, ...]] = {}
        for (document, _), tokens in self.sentences.items():
            out[document] = (*out.get(document, ()), *tokens)
        return out


def read_part(data: Path, name: str) -> Part:
    """Read a part: Train, Dev or Test."""
    folder = data / FOLDER
    sentences = _sentences(folder / f"ECB_{name}_corpus.txt")
    events = json.loads((folder / f"ECB_{name}_Event_gold_mentions.json").read_text("utf-8"))
    entities = json.loads((folder / f"ECB_{name}_Entity_gold_mentions.json").read_text("utf-8"))
    arguments: dict[tuple[str, int], list[Argument]] = defaultdict(list)
    for row in entities:
        numbers = row["tokens_number"]
        arguments[row["doc_id"], row["sent_id"]].append(Argument(row["mention_type"], min(numbers), max(numbers), row["tokens_str"]))
    mentions = tuple(_mention(number, row, sentences) for number, row in enumerate(events))
    return Part(mentions, sentences, {key: tuple(each) for key, each in arguments.items()})


def head_of(words: Sequence[str]) -> int:
    """Number of the head word of a phrase.

    >>> [head_of(phrase.split()) for phrase in ("roped in", "the big show", "casting a long shadow", "murder of two men")]
    [0, 2, 0, 0]
    """
    for number, word in enumerate(words):
        if number and word.casefold() in _LINKS and words[number - 1].casefold() not in _LINKS:
            return number - 1
    return len(words) - 1


def _mention(number: int, row: dict[str, object], sentences: dict[tuple[str, int], tuple[str, ...]]) -> Mention:
    document, sentence = str(row["doc_id"]), int(str(row["sent_id"]))
    tokens = tuple(int(each) for each in row["tokens_number"])  # type: ignore[attr-defined]
    words = [sentences[document, sentence][each] for each in tokens]
    head = tokens[head_of(words)]
    return Mention(str(number), document, sentence, tokens, head, stem(sentences[document, sentence][head]), str(row["coref_chain"]))


def _sentences(path: Path) -> dict[tuple[str, int], tuple[str, ...]]:
    out: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) >= 5:  # one token ends in a tab of its own
            out[cells[0], int(cells[1])].append(cells[3])
    return {key: tuple(tokens) for key, tokens in out.items()}
