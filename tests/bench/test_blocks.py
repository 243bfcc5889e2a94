from __future__ import annotations

import gzip
import json
from pathlib import Path

from detente.bench import aeb, blocks
from detente.bench.dumps import dump_lines
from detente.records import BlockKind

PAGE = Path(__file__).parents[1] / "reading" / "pages" / "news.html"
BODY = [
    "QALAT (Lantern) - The army and two rebel groups agreed on Sunday to stop fighting around the old bridge, officials on both sides "
    "said, after nine days of shelling that emptied most of the town.",
    "The truce, which was brokered by elders from three villages, began at midnight. A spokesman for the governor said that observers "
    "would be posted at the bridge & the mill before the end of the week.",
]


def a_benchmark(folder: Path) -> Path:
    (folder / "aeb" / "html").mkdir(parents=True)
    truth = {"one": {"articleBody": "\n\n".join(BODY), "url": "http://lantern.example/1"}}
    (folder / "aeb" / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (folder / "aeb" / "html" / "one.html.gz").write_bytes(gzip.compress(PAGE.read_bytes()))
    return folder


def test_gold_kinds_come_from_the_article_text_and_the_markup() -> None:
    lines, title = blocks.gold_lines(PAGE.read_text("utf-8"), "\n\n".join(BODY))
    kinds = {line.text: line.kind for line in lines}
    assert title == "Rebels and army agree truce in Qalat"
    assert kinds[BODY[0]] is BlockKind.BODY
    assert kinds["Related stories"] is BlockKind.FURNITURE
    assert kinds["Fighters leave the old bridge on Sunday. (Photo: Karim Saleh)"] is BlockKind.CAPTION


def test_a_dump_holds_no_scripts() -> None:
    assert "never in text" not in " ".join(dump_lines(PAGE.read_text("utf-8")))


def test_a_copy_of_the_article_counts_once_and_either_copy_will_do() -> None:
    tally = blocks.Tally()
    tally.add(["abc", "abc", "de"], ["abc", "x"], "abc de")
    assert (tally.hit, tally.said, tally.true) == (3, 4, 5)


def test_both_benches_run_on_one_page(tmp_path: Path) -> None:
    data = a_benchmark(tmp_path)
    figures = aeb.run(data).figures
    assert 0.4 < (figures["precision"] or 0) < 1
    assert (figures["recall"] or 0) > 0.95
    told = blocks.run(data).figures
    assert told["title_accuracy"] == 1
    assert 0.4 < (told["body_f1"] or 0) < 1
