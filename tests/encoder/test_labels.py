import detente.codebook as codebook
from detente.encoder import labels
from detente.exchange import passages


def test_the_model_and_the_codebook_know_the_same_categories() -> None:
    assert set(labels.CATEGORIES) == set(codebook.CATEGORIES)


def test_every_mode_of_the_model_is_one_of_the_codebook() -> None:
    known = {f"{category}-{mode}" for category, modes in codebook.MODES.items() for mode in modes}
    assert set(labels.MODES) <= known


def test_the_model_and_the_codebook_share_contexts_ties_and_modalities() -> None:
    assert set(labels.CONTEXTS) == set(codebook.CONTEXTS)
    assert set(labels.TIES) == set(codebook.TIES) == set(passages.TIES)
    assert labels.MODALITIES == tuple(codebook.MODALITIES) == passages.MODALITIES


def test_tags_are_begin_and_inside_of_each_kind() -> None:
    assert len(labels.TAGS) == 1 + 2 * len(labels.KINDS)
    assert all(labels.TAGS[1 + 2 * i] == f"B-{kind}" for i, kind in enumerate(labels.KINDS))
