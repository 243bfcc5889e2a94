"""What: PLOVER's categories, modes, contexts and scores, its rules, and the way to CAMEO and back.

Data plus a small loader; it reads no text and decides nothing about an event but what its code is called.
Source: PLOVER manual (draft 2.0, 2021) and CAMEO → PLOVER table (2021-09-17), Open Event Data Alliance.
Errata: docs/concepts/codebook.md.
"""

from detente.codebook.book import (
    BOOK,
    CATEGORIES,
    CONTEXTS,
    MODALITIES,
    MODES,
    NON_STATE,
    QUADS,
    SECTORS,
    TIES,
    Category,
    Mode,
    entry,
    implied_contexts,
    quad,
    score,
)
from detente.codebook.cameo import CameoRow, cameo, crosswalk, from_cameo
from detente.codebook.rules import PloverCode, directed, plover, reciprocal

__all__ = [
    "BOOK",
    "CATEGORIES",
    "CONTEXTS",
    "MODALITIES",
    "MODES",
    "NON_STATE",
    "QUADS",
    "SECTORS",
    "TIES",
    "CameoRow",
    "Category",
    "Mode",
    "PloverCode",
    "cameo",
    "crosswalk",
    "directed",
    "entry",
    "from_cameo",
    "implied_contexts",
    "plover",
    "quad",
    "reciprocal",
    "score",
]
