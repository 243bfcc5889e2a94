import dataclasses

import numpy as np

from detente.coding.decode import Cuts, decode, keep_to_paragraphs
from detente.encoder import Reading, labels

TEXT = "Iran armed rebels; they shelled Homs\nAFP said at noon"
WORDS = ("Iran", "rebels", "they", "Homs", "AFP", "noon", "shelled")
KINDS = ("actor", "actor", "actor", "place", "outlet", "time", "trigger")


def reading() -> Reading:
    """A window whose every score is low; the tests raise what they need."""
    nodes, events = len(WORDS), 1
    offsets = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in WORDS]
    category = np.full((events, len(labels.CATEGORIES) + 1), 0.01, dtype=np.float32)
    category[0, labels.CATEGORIES.index("ASSAULT")] = 0.84
    mode = np.full((events, len(labels.MODES) + len(labels.CATEGORIES)), 0.01, dtype=np.float32)
    mode[:, len(labels.MODES) :] = 0.5
    return Reading(
        offsets=np.array(offsets),
        nodes=np.array([(i, i, labels.KINDS.index(kind)) for i, kind in enumerate(KINDS)]),
        node_scores=np.full(nodes, 0.9, dtype=np.float32),
        events=np.array([6]),
        category=category,
        mode=mode,
        modality=np.array([[0.1, 0.7, 0.1, 0.1]], dtype=np.float32),
        stance=np.array([[0.1, 0.1, 0.8]], dtype=np.float32),
        roles=np.full((events, nodes, len(labels.ROLES)), 0.05, dtype=np.float32),
        links=np.full((nodes, nodes, len(labels.LINKS)), 0.05, dtype=np.float32),
        states=np.full((nodes, nodes, len(labels.TIE_STATES)), 0.2, dtype=np.float32),
        contexts=np.zeros(len(labels.CONTEXTS), dtype=np.float32),
    )


def raised(base: Reading, **scores: dict[tuple[int, int, str], float]) -> Reading:
    """Return the reading with role or link scores raised."""
    roles, links = base.roles.copy(), base.links.copy()
    for (row, node, role), score in scores.get("roles", {}).items():
        roles[row, node, labels.ROLES.index(role)] = score
    for (a, b, link), score in scores.get("links", {}).items():
        links[a, b, labels.LINKS.index(link)] = score
    return dataclasses.replace(base, roles=roles, links=links)


def test_category_modality_and_fillers_are_the_likeliest() -> None:
    found = decode(raised(reading(), roles={(0, 2, "actor"): 0.9, (0, 3, "place"): 0.8}), Cuts())
    (event,) = found.events
    assert labels.CATEGORIES[int(event.category.argmax())] == "ASSAULT"
    assert (event.modality, event.mode) == ("planned", None)
    assert event.roles == {"actor": (2,), "place": (3,)}


def test_a_mode_is_one_of_the_category() -> None:
    told = reading()
    told.mode[0, labels.MODES.index("COERCE-arrest")] = 0.9
    assert decode(told, Cuts()).events[0].mode is None
    told.mode[0, labels.MODES.index("ASSAULT-aerial")] = 0.6
    assert decode(told, Cuts()).events[0].mode == "aerial"


def test_a_filler_must_be_of_the_right_kind() -> None:
    (event,) = decode(raised(reading(), roles={(0, 3, "actor"): 0.99, (0, 0, "time"): 0.99}), Cuts()).events
    assert event.roles == {}


def test_nobody_is_on_both_sides_of_one_event() -> None:
    links = {(2, 1, "refers_to"): 0.9}
    for acts, suffers, roles in ((0.9, 0.7, {"actor": (2,)}), (0.6, 0.7, {"recipient": (1,)})):
        scores = {"roles": {(0, 2, "actor"): acts, (0, 1, "recipient"): suffers}, "links": links}
        (event,) = decode(raised(reading(), **scores), Cuts()).events
        assert event.roles == roles


def test_coreferring_fillers_count_once() -> None:
    scores = {"roles": {(0, 2, "actor"): 0.9, (0, 1, "actor"): 0.7}, "links": {(2, 1, "refers_to"): 0.9}}
    found = decode(raised(reading(), **scores), Cuts())
    assert found.refers == {2: (1,)}
    assert found.events[0].roles["actor"] == (2,)


def test_an_unlikely_trigger_is_no_event() -> None:
    doubtful = reading()
    doubtful.category[0, labels.NOT_AN_EVENT] = 0.7
    assert decode(doubtful, Cuts(event=0.5)).events == ()


def test_outlets_come_before_the_last_speaker() -> None:
    (event,) = decode(raised(reading(), roles={(0, 4, "outer_speaker"): 0.9, (0, 0, "speaker"): 0.9}), Cuts()).events
    assert event.chain == (4, 0)


def test_a_symmetric_tie_is_told_once_and_none_holds_with_oneself() -> None:
    scores = {(0, 1, "hostile"): 0.9, (1, 0, "hostile"): 0.9, (2, 1, "refers_to"): 0.9, (1, 2, "allied"): 0.99, (2, 1, "allied"): 0.99}
    ties = decode(raised(reading(), links=scores), Cuts()).ties
    assert [(tie.a, tie.tie, tie.b) for tie in ties] == [(0, "hostile", 1)]


def test_controls_takes_a_place() -> None:
    ties = decode(raised(reading(), links={(0, 3, "controls"): 0.9, (0, 1, "controls"): 0.9}), Cuts()).ties
    assert [(tie.a, tie.tie, tie.b) for tie in ties] == [(0, "controls", 3)]


def test_no_tie_holds_between_paragraphs_but_coreference_may() -> None:
    scored = raised(reading(), links={(0, 1, "backs"): 0.9, (5, 0, "refers_to"): 0.9})
    moved = keep_to_paragraphs(scored, "Iran armed\nrebels; they shelled Homs\nAFP said at noon")
    assert moved.links[0, 1, labels.LINKS.index("backs")] == 0.0
    assert moved.links[5, 0, labels.LINKS.index("refers_to")] == np.float32(0.9)


def test_a_later_paragraph_fills_no_role_of_an_earlier_one() -> None:
    scored = raised(reading(), roles={(0, 4, "speaker"): 0.9, (0, 5, "time"): 0.9, (0, 3, "place"): 0.9})
    (event,) = decode(keep_to_paragraphs(scored, TEXT), Cuts()).events
    assert event.chain == ()
    assert event.roles == {"place": (3,)}
