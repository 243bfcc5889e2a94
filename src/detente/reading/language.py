"""The language of a text by its letters (Resiliparse), None where the text is short or the best guess not clearly the best.

py3langid guessed as well on long text, but unpacking its model took longer than coding a page.
"""

from __future__ import annotations

from typing import cast

# Texts of fewer letters are guessed wrong too often (names and headlines look like any language).
_SHORTEST = 60
# Resiliparse gives distances: pages lie at 230 to 370 from their own language, single sentences at up to 850. The next language is at least
# 4 % further off (English pages full of names); where it is nearer (2 % for a Ukrainian sentence taken for Russian) the guess is not sure.
_FARTHEST = 900
_RIVAL = 1.03
_READ = 3_000


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None.

    >>> language_of("Nov. 2") is None
    True
    """
    from resiliparse.parse.lang import detect_fast

    sample = text[:_READ]
    if sum(map(str.isalpha, sample)) < _SHORTEST:
        return None
    ranked = cast("list[tuple[str, int]]", detect_fast(sample, cutoff=int(_FARTHEST * _RIVAL), n_results=2))
    if not ranked or ranked[0][1] > _FARTHEST:
        return None
    if len(ranked) > 1 and ranked[1][1] < ranked[0][1] * _RIVAL:
        return None
    return ranked[0][0]
