from pathlib import Path

from detente.bench import petrarch
from tests.toy_model import toy_coder

ACTORS = """<!-- a comment with ARNOR [XXX] -->
ARNOR_  [ARN]
GONDOR  [GON] # said somebody
+MINAS_TIRITH
GANDALF {} [DALGOV]
"""


def suite(*sentences: str) -> str:
    return "<Sentences>" + "".join(f'<Sentence date="19950101" id="X">{sentence}</Sentence>' for sentence in sentences) + "</Sentences>"


def measured(tmp_path: Path, *sentences: str) -> dict[str, float | None]:
    folder = tmp_path / "petrarch2" / "petrarch2" / "data"
    (folder / "text").mkdir(parents=True)
    (folder / "dictionaries").mkdir()
    (folder / "text" / "PETR.UnitTest.records.xml").write_text(suite(*sentences))
    (folder / "dictionaries" / "PETR.Validate.actors.txt").write_text(ACTORS)
    return petrarch.measure(tmp_path, toy_coder()).figures


def coded(source: str, target: str, code: str, text: str) -> str:
    return f'<EventCoding sourcecode="{source}" targetcode="{target}" eventcode="{code}"></EventCoding><Text>\n{text}\n</Text>'


def test_root_and_both_sides_make_an_exact_coding(tmp_path: Path) -> None:
    found = measured(tmp_path, coded("ARN", "GON", "040", "Arnor met\nGondor."))
    assert found == {"exact": 1.0, "category": 1.0, "quad": 1.0, "sides": 1.0, "extra": 0.0}


def test_sides_the_wrong_way_round_are_wrong(tmp_path: Path) -> None:
    found = measured(tmp_path, coded("GON", "ARN", "190", "Arnor attacked Gondor."))
    assert (found["exact"], found["sides"]) == (0.0, 0.0)


def test_a_neighbouring_root_of_the_same_quad_class_is_only_that(tmp_path: Path) -> None:
    found = measured(tmp_path, coded("ARN", "GON", "130", "Arnor attacked Gondor."), coded("ARN", "GON", "170", "Arnor attacked Gondor."))
    assert (found["exact"], found["quad"], found["sides"]) == (0.0, 0.5, 1.0)


def test_made_up_codes_ask_for_nothing_and_events_beyond_the_gold_are_extra(tmp_path: Path) -> None:
    found = measured(
        tmp_path,
        coded("ARN", "GON", "040", "Arnor met Gondor and Arnor attacked Gondor."),
        coded("ARN", "GON", "905", "Arnor resembles Gondor."),
        '<EventCoding noevents="True"></EventCoding><Text>Arnor rests.</Text>',
    )
    assert found["exact"] == 1.0
    assert found["extra"] == 1 / 3


def test_discarded_sentences_are_left_out() -> None:
    assert list(petrarch.read_suite(suite('<EventCoding error="storydiscard"></EventCoding><Text>x</Text>'))) == []


def test_names_share_the_codes_of_the_entry_above() -> None:
    names = petrarch.read_names(ACTORS)
    assert names["minas tirith"] == names["gondor"] == frozenset({"GON"})
    assert names["gandalf"] == frozenset({"DAL", "GOV"})
    assert names["arnor"] == frozenset({"ARN"})
