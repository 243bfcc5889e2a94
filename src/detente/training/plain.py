"""Unmarked news to guess hidden words in: FA-KES articles and the timelines of 2011 and 2012, cut into stretches of a paragraph's length.

Their texts train the encoder's sense of words only, without those paragraphs that test the coder; nothing of them is labelled, and
nothing of them is shipped.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

LONGEST = 500
"""Characters of a stretch; about 110 word pieces, as long as the marked passages are."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")


def plain_pieces(data: Path, tokenizer: Tokenizer, unseen: Iterable[str] = ()) -> list[np.ndarray]:
    """Return word pieces of each stretch of open news under the data folder; an empty list where the folder has none.

    What shares eight words in a row with one of the `unseen` texts (paragraphs that test the coder) is left out.
    """
    hidden = {run for text in unseen for run in _runs(text)}
    texts = [*_articles(data / "fa_kes" / "FA-KES-Dataset.csv"), *_timelines(data / "syria_timeline_wiki")]
    stretches = sorted({stretch for text in texts for stretch in stretches_of(text) if hidden.isdisjoint(_runs(stretch))})
    return [np.array(encoding.ids, dtype=np.int64) for encoding in tokenizer.encode_batch(stretches) if len(encoding.ids) > 12]


def stretches_of(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Cut a text at sentence ends into stretches of at most `longest` characters; a longer sentence is cut hard.

    >>> list(stretches_of("One came. Two went home. Three stayed.", 26))
    ['One came. Two went home.', 'Three stayed.']
    """
    held = ""
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        if held and len(held) + len(sentence) >= longest:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()[:longest]
    if held:
        yield held


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[at : at + 8]) for at in range(len(words) - 7))


def _articles(path: Path) -> Iterator[str]:
    if not path.is_file():
        return
    with path.open(encoding="latin-1", newline="") as handle:
        for row in csv.DictReader(handle):
            yield row["article_content"] or ""


def _timelines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        for day in json.loads(path.read_text(encoding="utf-8")).values():
            yield from (str(item["event"]) for item in day if item.get("event"))
