from __future__ import annotations

import pytest

from detente import codebook
from detente.codebook import cameo, crosswalk, from_cameo
from detente.records.errors import UsageError

PAIRS = [(category, mode) for category in codebook.CATEGORIES for mode in (None, *codebook.MODES[category])]
# CAMEO tells a resignation only as an answer to a demand for new leadership, which PLOVER calls CONCEDE.
NO_WAY_BACK = {("RETREAT", "resign")}


@pytest.mark.parametrize("modality", codebook.MODALITIES)
@pytest.mark.parametrize(("category", "mode"), PAIRS)
def test_every_event_has_a_code_that_cameo_has(category: str, mode: str | None, modality: str) -> None:
    assert cameo(category, mode, modality) in crosswalk()


@pytest.mark.parametrize("pair", sorted(set(PAIRS) - NO_WAY_BACK, key=str))
def test_there_and_back_keeps_the_category(pair: tuple[str, str | None]) -> None:
    row = from_cameo(cameo(*pair))
    assert row is not None
    assert row.category == pair[0]


@pytest.mark.parametrize("modality", ["planned"])
@pytest.mark.parametrize(("category", "mode"), PAIRS)
def test_a_plan_is_the_same_to_cameo_and_plover(category: str, mode: str | None, modality: str) -> None:
    row = from_cameo(cameo(category, mode, modality))
    assert row is not None
    if (category, mode) != ("RETREAT", "resign"):
        assert row.category == codebook.plover(category, mode, modality).category


def test_the_table_speaks_the_codebooks_words() -> None:
    for row in crosswalk().values():
        assert row.category in codebook.CATEGORIES
        assert row.mode is None or row.mode in codebook.MODES[row.category], row
        assert set(row.contexts) <= set(codebook.CONTEXTS), row
        assert row.code.isdigit()


@pytest.mark.parametrize("code", sorted(crosswalk()))
def test_back_and_there_keeps_the_cue_or_a_known_correction(code: str) -> None:
    row = crosswalk()[code]
    again = crosswalk()[cameo(row.category, row.mode, contexts=row.contexts)]
    assert again.category == row.category or (row.category, row.mode) in NO_WAY_BACK


@pytest.mark.parametrize(
    ("category", "mode", "contexts", "code"),
    [
        ("AID", None, ["military"], "072"),
        ("COOPERATE", None, ["intelligence"], "064"),
        ("PROTEST", "demo", ["rights_freedoms"], "1413"),
        ("AID", None, ["gender"], "070"),
    ],
)
def test_contexts_refine(category: str, mode: str | None, contexts: list[str], code: str) -> None:
    assert cameo(category, mode, "occurred", contexts) == code


@pytest.mark.parametrize(
    ("code", "category", "mode"),
    [
        ("036", "AGREE", None),
        ("190", "ASSAULT", None),
        ("1831", "ASSAULT", "suicide-attack"),
        ("195", "ASSAULT", "aerial"),
        ("0871", "RETREAT", "ceasefire"),
        ("19", "ASSAULT", None),
    ],
)
def test_codes_in_plover(code: str, category: str, mode: str | None) -> None:
    row = from_cameo(code)
    assert row is not None
    assert (row.category, row.mode) == (category, mode)


@pytest.mark.parametrize("code", ["01", "010", "0112", "020", "0243", "99", "", "abc"])
def test_statements_appeals_and_nonsense_have_no_category(code: str) -> None:
    assert from_cameo(code) is None


def test_unknown_words_are_wrong_use() -> None:
    with pytest.raises(UsageError):
        cameo("AID", None, "later")
    with pytest.raises(UsageError):
        cameo("HELP")
