"""Learn the weights of `detente.reading.looks` from pages whose markup tells what each line is: `train_looks.py ARCHIVE OUT [SEED]`.

ARCHIVE is the packed htmldate benchmark (1,014 pages, half of them German, a quarter English, few in other scripts). Only its pages
are used, and only to label lines by their markup (`html.markup_kinds`). One page in ten is held out for the figures printed. Nothing of
the pages' words goes into the weights but the numbers of `prose.py`. Takes a few minutes on one core.
"""

from __future__ import annotations

import json
import random
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from resiliparse.extract.html2text import extract_plain_text

from detente.bench.dumps import dump_lines, told
from detente.bench.shingles import page_scores, shingles
from detente.reading.decode import decode
from detente.reading.html import markup_kinds
from detente.reading.lines import visible_lines
from detente.reading.looks import KINDS, Looks, inputs
from detente.reading.markup import parse
from detente.reading.prose import LOCAL, of_line
from detente.records import BlockKind

Example = tuple[list[str], np.ndarray]
UNITS = 32
EPOCHS = 20
VOICES = 4
"""Networks that differ only in their seed and answer as one: less noise than any of them."""
BATCH = 1024
LEARNING_RATE = 3e-3
DECAY = 1e-5
LEAST_BODY = 500
AGREEMENT = 0.85
"""Pages on whose main text trafilatura and resiliparse agree less than this (F1 of shingles; 205 of 937) teach errors and are left out."""
ROUND = 4


def pages(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as packed:
        for member in packed:
            if member.isfile() and member.name.endswith((".html", ".htm", ".net")) and (handle := packed.extractfile(member)):
                yield decode(handle.read())


def examples(markup: str) -> list[Example]:
    """A page as our own walk of the tree gives its lines, and as a scraper's text dump does."""
    page = parse(markup, None)
    if page.tree is None:
        return []
    lines = visible_lines(page.tree)
    kinds = markup_kinds(page, lines)
    if sum(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is BlockKind.BODY) < LEAST_BODY or len(lines) > 3000:
        return []
    if not agreed(markup, [line.text for line, kind in zip(lines, kinds, strict=True) if kind is BlockKind.BODY]):
        return []
    texts = [line.text.replace("\n", " ") for line in lines]
    known = {}
    for text, kind in zip(texts, kinds, strict=True):
        if kind is not BlockKind.FURNITURE or text not in known:
            known[text] = kind
    labels = np.array([KINDS.index(kind) for kind in kinds])
    body = [text for text, kind in zip(texts, kinds, strict=True) if kind is BlockKind.BODY]
    runs, whole = set(shingles("\n".join(body))), set(body)
    dumped = dump_lines(markup)
    found = [known.get(line) or (BlockKind.BODY if told(line, runs, whole) else BlockKind.FURNITURE) for line in dumped]
    return [(texts, labels), (dumped, np.array([KINDS.index(kind) for kind in found], dtype=int)), sparse(texts, labels)]


def agreed(markup: str, body: list[str]) -> bool:
    """Whether a second extractor, of another making, finds the same main text."""
    options = {"main_content": True, "alt_texts": False, "links": False, "form_fields": False, "noscript": False, "comments": False}
    precision, recall = page_scores("\n".join(body), extract_plain_text(markup, **options))
    return bool(precision and recall) and 2 * precision * recall / (precision + recall) >= AGREEMENT


def sparse(lines: list[str], labels: np.ndarray) -> Example:
    """The page with most of its furniture gone, as careful scrapers and records leave it: little around the article, or nothing."""
    rng = random.Random(len(lines))
    share = rng.choice((0.0, 0.05, 0.15, 0.4))
    kept = [i for i, label in enumerate(labels) if label != 0 or rng.random() < share]
    return [lines[i] for i in kept], labels[kept]


def fit_first(local: np.ndarray, body: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Logistic regression by gradient descent with momentum on the whole set."""
    x = np.concatenate([local, np.ones((len(local), 1), dtype=np.float32)], axis=1)
    theta, speed = np.zeros(LOCAL + 1, dtype=np.float32), np.zeros(LOCAL + 1, dtype=np.float32)
    for _ in range(600):
        gap = (1 / (1 + np.exp(-(x @ theta))) - body) * weight
        speed = 0.95 * speed - 0.5 * (x.T @ gap / weight.sum() + DECAY * theta)
        theta = theta + speed
    return theta


def fit_second(x: np.ndarray, y: np.ndarray, weight: np.ndarray, seed: int) -> list[np.ndarray]:
    """One hidden layer, cross-entropy, Adam."""
    rng = np.random.default_rng(seed)
    shapes = [(x.shape[1] + 1, UNITS), (UNITS + 1, len(KINDS))]
    theta = [rng.normal(0, 1 / np.sqrt(rows), (rows, columns)).astype(np.float32) for rows, columns in shapes]
    mean, square = [np.zeros_like(each) for each in theta], [np.zeros_like(each) for each in theta]
    step = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(x))
        rate = LEARNING_RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            step += 1
            for i, gradient in enumerate(gradients(theta, x[rows], y[rows], weight[rows])):
                mean[i] = 0.9 * mean[i] + 0.1 * gradient
                square[i] = 0.999 * square[i] + 0.001 * gradient**2
                theta[i] -= rate * (mean[i] / (1 - 0.9**step)) / (np.sqrt(square[i] / (1 - 0.999**step)) + 1e-8) + rate * DECAY * theta[i]
    return theta


def merged(voices: list[list[np.ndarray]]) -> list[np.ndarray]:
    """Several networks as one that gives their mean: hidden units side by side, last layers shared out."""
    hidden = np.concatenate([hidden for hidden, _ in voices], axis=1)
    last = np.concatenate([last[:-1] for _, last in voices]) / len(voices)
    bias = np.mean([last[-1:] for _, last in voices], axis=0)
    return [hidden, np.concatenate([last, bias])]


def gradients(theta: list[np.ndarray], x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> list[np.ndarray]:
    hidden, last = theta
    units = np.tanh(x @ hidden[:-1] + hidden[-1])
    raw = units @ last[:-1] + last[-1]
    chance = np.exp(raw - raw.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    chance[np.arange(len(y)), y] -= 1
    chance *= (weight / weight.mean() / len(y))[:, None]
    back = (chance @ last[:-1].T) * (1 - units**2)
    return [np.vstack([x.T @ back, back.sum(axis=0)]), np.vstack([units.T @ chance, chance.sum(axis=0)])]


def weights_of(lines: list[str], labels: np.ndarray) -> np.ndarray:
    """A line weighs by its length, softened, since blocks are scored by characters; rare kinds weigh more."""
    rare = np.array([1.0, 1.0, 6.0, 2.0, 2.0])
    return (np.array([min(len(line), 2000) for line in lines]) ** 0.75 * rare[labels]).astype(np.float32)


def report(looks: Looks, held: list[Example]) -> None:
    for i, kind in enumerate(KINDS):
        hit = said = true = 0
        for lines, labels in held:
            size = np.array([len(line) for line in lines])
            seen = looks.judge(lines).argmax(axis=1) == i
            hit, said, true = hit + size[seen & (labels == i)].sum(), said + size[seen].sum(), true + size[labels == i].sum()
        print(f"{kind.value}: precision {hit / max(1, said):.3f} recall {hit / max(1, true):.3f} f1 {2 * hit / max(1, said + true):.3f}")


def main(archive: Path, out: Path, seed: int = 1) -> None:
    gathered = [[each for each in found if each[0]] for markup in pages(archive) if (found := examples(markup))]
    random.Random(seed).shuffle(gathered)
    cut = len(gathered) // 10
    held, taught = [each for page in gathered[:cut] for each in page], [each for page in gathered[cut:] for each in page]
    local = np.concatenate([np.array([of_line(line) for line in lines], dtype=np.float32) for lines, _ in taught])
    labels = np.concatenate([labels for _, labels in taught])
    weight = np.concatenate([weights_of(lines, labels) for lines, labels in taught])
    first = fit_first(local, (labels == 1).astype(np.float32), weight)
    nothing = np.zeros((0, 0), dtype=np.float32)
    looking = Looks(first, nothing, nothing)
    x = np.concatenate([inputs(lines, looking) for lines, _ in taught])
    hidden, last = merged([fit_second(x, labels, weight, seed + i) for i in range(VOICES)])
    print(f"{len(gathered)} pages, {len(x)} lines taught")
    report(Looks(first, hidden, last), held)
    shipped = {"first": first, "hidden": hidden, "last": last}
    out.write_text(
        json.dumps({name: np.round(each.astype(float), ROUND).tolist() for name, each in shipped.items()}) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
