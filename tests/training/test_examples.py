import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from detente.encoder import labels
from detente.exchange.passages import parse_passage
from detente.training.examples import example_of

PASSAGE = parse_passage(
    [
        "@ 22 2014-11-14 wire",
        "[a1 Iran] armed [a2 rebels], its [a3 allies]; [a4 they] [e1 shelled] [p1 Homs], [o1 AFP] said, citing [a5 aides].",
        "e1 ASSAULT-heavy-weapons occurred actor=a4 place=p1 by=o1,a5",
        "r a1 backs a2",
        "r a1 allied a3",
        "c a3 = a2",
        "c a4 = a3",
    ]
)


def word_tokenizer() -> Tokenizer:
    words = ["[CLS]", "[SEP]", "[UNK]"]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 0), ("[SEP]", 1)])
    return tokenizer


EXAMPLE = example_of(PASSAGE, word_tokenizer())
ACTOR, CUE = labels.KINDS.index("actor"), labels.KINDS.index("cue")


def node(name: str) -> int:
    """Row of a mention: they are numbered in text order."""
    names = sorted((other for other in PASSAGE.spans if other[0] != "e"), key=lambda other: PASSAGE.spans[other].start)
    return names.index(name)


def test_tags_begin_where_spans_begin() -> None:
    assert EXAMPLE.tags[1] == labels.TAGS.index("B-actor")
    assert (EXAMPLE.tags == labels.TAGS.index("B-trigger")).sum() == 1
    assert EXAMPLE.tags[0] == EXAMPLE.tags[-1] == 0


def test_the_last_speaker_is_apart_from_the_outer_ones() -> None:
    roles = EXAMPLE.roles[0]
    assert roles[node("a5"), labels.ROLES.index("speaker")] == 1
    assert roles[node("o1"), labels.ROLES.index("outer_speaker")] == 1
    assert roles[:, labels.ROLES.index("speaker")].sum() == 1


def test_ties_of_coreferring_mentions_are_not_learnt_as_absent() -> None:
    backs = EXAMPLE.links[:, :, labels.LINKS.index("backs")]
    assert backs[node("a1"), node("a2")] == 1
    assert backs[node("a1"), node("a3")] == backs[node("a1"), node("a4")] == -1
    assert backs[node("a2"), node("a1")] == 0


def test_symmetric_ties_hold_both_ways() -> None:
    allied = EXAMPLE.links[:, :, labels.LINKS.index("allied")]
    assert allied[node("a1"), node("a3")] == allied[node("a3"), node("a1")] == 1


def test_coreference_points_at_the_marked_target_and_leaves_its_equals_open() -> None:
    refers = EXAMPLE.links[:, :, labels.LINKS.index("refers_to")]
    assert refers[node("a4"), node("a3")] == 1
    assert refers[node("a4"), node("a2")] == -1
    assert refers[node("a2"), node("a4")] == 0


def test_shapes_agree() -> None:
    mentions, events = len(EXAMPLE.mentions), len(EXAMPLE.triggers)
    assert EXAMPLE.roles.shape == (events, mentions, len(labels.ROLES))
    assert EXAMPLE.links.shape == (mentions, mentions, len(labels.LINKS))
    assert EXAMPLE.states.shape == (mentions, mentions)
    assert np.array_equal(EXAMPLE.mentions[:, 2] == ACTOR, [name.startswith("a") for name in ["a1", "a2", "a3", "a4", "p1", "o1", "a5"]])
    assert CUE not in EXAMPLE.mentions[:, 2]
