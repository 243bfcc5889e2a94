"""`bench speed`: how fast is it, from the encoder alone to page in, event out; all in one run, on this machine.

* `encoder_per_second`: sentences a second through the encoder alone: the trained int8 model, both its graphs (the tagger that finds spans,
  the reader that says what they are and what holds between them), and nothing else: not the cutting into word pieces, not the decoding
  between and after the graphs. On the windows of FA-KES articles; one thread.
* `tagger_per_second`: the same for the first graph alone, which is four fifths of the encoder.
* `coding_per_second`: sentences a second through `coding.code`, tokenisation, decoding and linking included, on the same articles, one
  thread. The two take turns, slice by slice, so that a busy machine slows both alike. `coding_ratio` is the second over the first.
  `coding_to_tagger` is the same with the tagger alone in the encoder's place, the harder measure.
* `linking_share`: the part of coding's time in which no model runs and no window is decoded: who is meant (`coding.resolve`).
* `pages_per_second`: pages of the article extraction benchmark through the pipeline into a store, two processes, start-up of the
  processes included.
* `start_seconds`: `detente code` on one short page, from the shell's point of view; the median of five runs.
"""

from __future__ import annotations

import csv
import functools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.bench.aeb import gold_pages
from detente.bench.figures import Figures
from detente.bench.texts import article_of
from detente.coding import label, resolve
from detente.coding.coder import Coder, coder_of
from detente.coding.windows import windows
from detente.encoder import SHIPPED, load
from detente.encoder.reader import Bias, read_texts
from detente.pipeline import Pipeline, Stages, Workshop
from detente.records import Article, Capture
from detente.store import Store

ARTICLES, PAGES, ROUNDS = 200, 181, 2
_SLICE = 10
_PAGE = "Ministers met in Geneva on Monday\n\nThe foreign ministers of Peru and Chile met in Geneva on Monday, officials said.\n"
_COMMAND = "import sys; from detente.cli import main; sys.exit(main())"


@dataclass(slots=True)
class Clock:
    """Seconds spent in each kind of work."""

    tagger: float = 0.0
    reader: float = 0.0
    labelling: float = 0.0
    linking: float = 0.0

    @property
    def encoder(self) -> float:
        """Both graphs of the model."""
        return self.tagger + self.reader

    @property
    def coding(self) -> float:
        """Labelling and linking together."""
        return self.labelling + self.linking


def run(data: Path) -> Figures:
    """Measure the shipped coder."""
    return measure(data, SHIPPED)


def measure(data: Path, model: Path, articles: int = ARTICLES, pages: int = PAGES, rounds: int = ROUNDS) -> Figures:
    """Measure the model in the folder `model`; smaller numbers of articles, pages and rounds through the pages for a quick look."""
    started = time.perf_counter()
    encoder = load(model)
    coder = coder_of(encoder, encoder.card)
    sentences, clock = time_coding(fa_kes_articles(data, articles), coder)
    captures = [capture for number in range(rounds) for capture in _captures(data, pages, number)]
    figures: dict[str, float | None] = {
        "encoder_per_second": sentences / clock.encoder,
        "tagger_per_second": sentences / clock.tagger,
        "coding_per_second": sentences / clock.coding,
        "coding_ratio": clock.encoder / clock.coding,
        "coding_to_tagger": clock.tagger / clock.coding,
        "linking_share": clock.linking / clock.coding,
        "pages_per_second": time_pages(captures, functools.partial(_stages, model)),
        "start_seconds": time_start(),
    }
    return Figures("speed", figures, {}, sentences, time.perf_counter() - started)


def fa_kes_articles(data: Path, most: int) -> list[Article]:
    """Return the first articles of FA-KES, title above text."""
    with (data / "fa_kes" / "FA-KES-Dataset.csv").open(encoding="latin-1", newline="") as handle:
        rows = [row for row, _ in zip(csv.DictReader(handle), range(most), strict=False)]
    return [article_of(f"{row['article_title']}\n{row['article_content']}") for row in rows]


def time_coding(articles: Sequence[Article], coder: Coder) -> tuple[int, Clock]:
    """Return the number of sentences and what encoder alone and coding took, in turns of ten articles."""
    clock = Clock()
    sentences = 0
    time_slice(articles[:_SLICE], coder, Clock())  # the first pass loads registers and warms caches
    for at in range(0, len(articles), _SLICE):
        sentences += time_slice(articles[at : at + _SLICE], coder, clock)
    return sentences, clock


def time_slice(articles: Sequence[Article], coder: Coder, clock: Clock) -> int:
    """Add what a few articles take to the clock; return their number of sentences."""
    for article in articles:
        time_graphs([window.span.of(article.text) for window in windows(article)], coder, clock)
    for article in articles:
        begun = time.perf_counter()
        coding = label(article, coder)
        labelled = time.perf_counter()
        resolve(article, coding)
        clock.labelling += labelled - begun
        clock.linking += time.perf_counter() - labelled
    return sum(len(window.sentences) for article in articles for window in windows(article))


def time_graphs(texts: Sequence[str], coder: Coder, clock: Clock) -> None:
    """Add what the model's two graphs take on texts to the clock; what stands between them is not counted."""
    encoder = coder.encoder

    def tag(ids: np.ndarray) -> Sequence[np.ndarray]:
        begun = time.perf_counter()
        told = encoder.tag(ids)
        clock.tagger += time.perf_counter() - begun
        return told

    def relate(vectors: np.ndarray, nodes: np.ndarray, events: np.ndarray) -> Sequence[np.ndarray]:
        begun = time.perf_counter()
        told = encoder.relate(vectors, nodes, events)
        clock.reader += time.perf_counter() - begun
        return told

    read_texts(texts, encoder.tokenizer, tag, relate, Bias(**encoder.card["bias"]))


def time_pages(captures: Sequence[Capture], stages: Callable[[], Stages], processes: int = 2) -> float:
    """Return pages a second through the pipeline into a fresh store."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "speed.duckdb") as store:
        pipeline = Pipeline(store, Workshop(stages=stages, processes=processes))
        started = time.perf_counter()
        taken = sum(1 for _ in pipeline.take_all(captures))
        return taken / (time.perf_counter() - started)


def time_start(runs: int = 5) -> float | None:
    """Return the median seconds of `detente code` on one page; None if it does not end well."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(_PAGE, encoding="utf-8")
        command = [sys.executable, "-c", _COMMAND, "code", str(page), "--json"]
        seconds = []
        for _ in range(runs):
            begun = time.perf_counter()
            if subprocess.run(command, capture_output=True, check=False).returncode != 0:
                return None
            seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def _captures(data: Path, most: int, number: int) -> Iterator[Capture]:
    """Yield pages; each round under other addresses, so that none is known already."""
    for (markup, url, _), _ in zip(gold_pages(data), range(most), strict=False):
        yield Capture.of(markup, url=f"{url}#{number}", media_type="text/html", feed="speed")


def _stages(model: Path) -> Stages:
    """Return the pipeline's stages with the model in a folder; runs in each process."""
    from detente import coding, reading

    encoder = load(model)
    coder = coder_of(encoder, encoder.card)
    return Stages(reading.read, lambda article: coding.code(article, coder), coder.id)
