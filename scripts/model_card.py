"""Write MODEL_CARD.md from the card that training left beside the weights: `python scripts/model_card.py [--check]`.

Figures come from `src/detente/encoder/model/card.json` alone, so that the page can't say what was not measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.bench.corpus import PUBLISHED
from detente.encoder import SHIPPED

PAGE = Path(__file__).parent.parent / "MODEL_CARD.md"
ROWS = {
    "trigger_f1": "trigger with the right category, F1",
    "event_f1": "the same with the right actors and recipients, F1",
    "roles_f1": "role fillers: actor, recipient, place, time, F1",
    "quad_f1": "trigger with the right quad class, F1",
    "ties_f1": "ties, F1",
    "modality_macro_f1": "modality, macro F1",
    "mode_accuracy": "mode, accuracy",
    "chain_accuracy": "chain of speakers right from end to end, accuracy",
    "counts_accuracy": "counts, accuracy",
    "coref_f1": "coreference, F1",
    "extra": "events coded that match nothing, for each marked event (less is better)",
    "ece": "expected calibration error of event scores (less is better)",
}
INTRO = """# Model card: the coder

Written by `scripts/model_card.py` from the card beside the weights; do not edit by hand.

**What it is.** One model that reads a window of English news (a paragraph or a few short ones) and marks mentions, event triggers
with category, mode, modality and stance, roles, counts,
attribution chains, ties and coreference. MiniLM encoder (6 layers of 384, from `all-MiniLM-L6-v2`) with heads over tokens, spans
and pairs; two ONNX graphs, the encoder in int8; CPU only.
Why it is built this way: `docs/decisions/0004-one-joint-model-on-minilm.md`.
"""
USE = """## Intended use
Research on what is reported of conflict and cooperation; early reading of many sources by people who then read the pages. Each
event points at the characters it stands on and says who tells it and whether it
is told as done. `docs/concepts/limits-and-misuse.md` says what it must not be used for: above all, no decision about a person
without a person reading the page.

## Training data
The project's own marked passages (`corpus/`, split by number: modulo 10 = 0 test, 1 development) and real paragraphs marked by
hand; licences in `DATA.md`. No text of a benchmark's test part, and nothing of PLV.
"""
STAGES = """**How the shipped weights came about.** Not by these settings in one run; that has not been made. In stages while the
corpus grew (8, 3 and 6 epochs, then 11 with words swapped between passages; the mean of the last two states, by .7 for the later),
as the docstring of `Plan` in `training/trainer.py` tells."""
LIMITS = """## Limits
- English only. Text in other languages gives nothing of meaning.
- The passages were written for the purpose. Real news differs; the column of real paragraphs shows by how much, where it was
  measured.
- Actor and recipient of an event are both right far less often than its kind. Ties and rare modes are weakest.
- Metaphor, sport and history still make events now and then.
- Scores are calibrated on the development part; on text unlike it they are less honest.
- The encoder carries whatever bias its pre-training text has; the passages cover some regions and parties better than others.
"""


def page(card: Mapping[str, Any]) -> str:
    """Return the page for a card."""
    parts = [INTRO, _identity(card), USE, _figures(card.get("figures", {})), LIMITS]
    return "\n".join(parts)


def _identity(card: Mapping[str, Any]) -> str:
    plan, passages = card.get("plan", {}), card.get("passages", {})
    lines = [f"**Id.** `{card['id']}`, from weights and cuts; every coding names it."]
    if passages:
        lines.append(
            "**Passages.** " + ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in sorted(passages.items())) + "."
        )
    if plan:
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in sorted(plan.items()))
        lines += [f"**Settings of `make train`.** {told}.", STAGES]
    if card.get("seconds"):
        lines.append(f"**Time.** {card['seconds'] / 60:.0f} minutes from passages to this card.")
    return "\n\n".join(lines) + "\n"


def _figures(figures: Mapping[str, Mapping[str, float]]) -> str:
    (ceiling,) = PUBLISHED.values()
    parts = [name for name in ("test", "real_test", "development") if figures.get(name)]
    head = [
        "## Figures",
        "",
        "`detente bench corpus` measures them again. Cuts were fitted on the development part, the test parts were coded once.",
    ]
    if not parts:
        return "\n".join([*head, "", "This model has not been measured.", ""])
    titles = {"test": "test", "real_test": "real paragraphs", "development": "development"}
    table = [
        "| figure | " + " | ".join(titles[part] for part in parts) + " | two annotators |",
        "|---|" + "--:|" * (len(parts) + 1),
        *(
            f"| {words} | " + " | ".join(_number(figures[part].get(name)) for part in parts) + f" | {_number(ceiling.get(name))} |"
            for name, words in ROWS.items()
            if any(name in figures[part] for part in parts)
        ),
    ]
    return "\n".join([*head, "", *table, ""])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def main() -> None:
    new = page(json.loads((SHIPPED / "card.json").read_text(encoding="utf-8")))
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == new else "MODEL_CARD.md is not that of the shipped model")
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
