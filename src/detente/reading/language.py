"""The language of a text by its letters (py3langid), None where the text is short or the classifier unsure."""

from __future__ import annotations

from functools import cache
from typing import Any

# Texts of fewer letters are guessed wrong too often (names and headlines look like any language).
_SHORTEST = 60
# The classifier's own probability of its best language; genuine prose reaches .99.
_SURE = 0.9
_READ = 3_000


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None.

    >>> language_of("Nov. 2") is None
    True
    """
    sample = text[:_READ]
    if sum(character.isalpha() for character in sample) < _SHORTEST:
        return None
    language, share = _identifier().classify(sample)
    return str(language) if share >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # 0.4 renamed the constructor.
    make = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    return make(MODEL_FILE, norm_probs=True)
