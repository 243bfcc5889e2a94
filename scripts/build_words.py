"""Count in how many marked passages each stem stands → `src/detente/merging/data/words.tsv` (the 6,000 most frequent stems)."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from detente.merging.words import content

ROOT = Path(__file__).parent.parent
MARK = re.compile(r"\[[a-z]\d+ |\]")
KEPT = 6000


def main() -> None:
    passages = [
        MARK.sub("", line)
        for path in sorted((ROOT / "corpus").glob("*.txt"))
        for block in path.read_text("utf-8").split("\n@ ")
        for line in block.splitlines()[1:2]
    ]
    counts = Counter(stem for passage in passages for stem in content(passage))
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    rows = ["passages\t" + str(len(passages)), *(f"{stem}\t{number}" for stem, number in kept if number > 1)]
    (ROOT / "src/detente/merging/data/words.tsv").write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
