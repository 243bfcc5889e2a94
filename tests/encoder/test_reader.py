import numpy as np

from detente.encoder import MAX_PIECES
from tests.toy_model import toy_encoder

TEXTS = ["Rebels attacked police.", "", "Iran met Iraq. Gunmen bombed Gondor and the bishop met rebels.", "Nothing here."]


def test_readings_come_in_order_and_say_what_the_graphs_say() -> None:
    first, empty, second, nothing = toy_encoder().read(TEXTS)
    assert [TEXTS[0][slice(*first.characters(node))] for node in range(len(first.nodes))] == ["Rebels", "police", "attacked"]
    assert first.events.tolist() == [2]
    assert first.roles.shape == (1, 3, 12)
    assert first.roles[0, 0, 0] > 0.9 > 0.1 > first.roles[0, 1, 0]
    assert len(second.events) == 3
    for reading in (empty, nothing):
        assert reading.nodes.shape == (0, 3)
        assert reading.links.shape == (0, 0, 8)
        assert reading.category.shape == (0, 17)
        assert reading.contexts.shape == (37,)


def test_a_text_reads_the_same_in_any_company() -> None:
    encoder = toy_encoder()
    for text, together in zip(TEXTS, encoder.read(TEXTS), strict=True):
        (alone,) = encoder.read([text])
        assert np.array_equal(alone.nodes, together.nodes)
        assert np.array_equal(alone.roles, together.roles)


def test_a_text_is_read_up_to_its_limit() -> None:
    (reading,) = toy_encoder().read(["iran met iraq " * 200])
    assert len(reading.offsets) == MAX_PIECES
    assert reading.nodes[:, :2].max() < MAX_PIECES - 1


def test_probabilities_are_probabilities() -> None:
    (reading,) = toy_encoder().read([TEXTS[2]])
    for array in (reading.category, reading.modality, reading.stance, reading.states):
        assert np.allclose(array.sum(axis=-1), 1.0, atol=1e-5)
    assert ((reading.node_scores > 0) & (reading.node_scores <= 1)).all()
