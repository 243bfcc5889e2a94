"""The language of a text by its letters (Resiliparse), None where the text is short or the best guess not clearly the best.

py3langid guessed as well on long text, but unpacking its model took longer than coding a page.
"""

from __future__ import annotations

# Texts of fewer letters are guessed wrong too often (names and headlines look like any language).
_SHORTEST = 60
# Resiliparse gives distances: prose lies at 500 to 850 from its own language, nearest relatives (ru and uk, es and gl) 15 to 70 further off.
_FARTHEST = 900
_NEAREST_RIVAL = 20
_READ = 3_000


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None.

    >>> language_of("Nov. 2") is None
    True
    """
    from resiliparse.parse.lang import detect_fast

    sample = text[:_READ]
    if sum(character.isalpha() for character in sample) < _SHORTEST:
        return None
    ranked = detect_fast(sample, cutoff=_FARTHEST + _NEAREST_RIVAL, n_results=2)
    if not ranked or ranked[0][1] > _FARTHEST:
        return None
    if len(ranked) > 1 and ranked[1][1] - ranked[0][1] < _NEAREST_RIVAL:
        return None
    return str(ranked[0][0])
