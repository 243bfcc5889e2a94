"""Reading of the corpora, and toponyms end to end with a coder that knows what it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.bench import geo, toponyms
from detente.bench.geo import Document, Gold
from detente.places import gazetteer
from detente.records import Article, Coding, Mention, MentionKind, Precision, Span
from tests.toy_model import toy_coder

TEXT = "Norway sent help from Oslo to Riga; a farm house in Riga burnt."
CORPUS = """<articles><article><domain>example.org</domain><text>{text}</text><toponyms>
<toponym><start>22</start><end>26</end><phrase>Oslo</phrase><gaztag geonameid="3143244"><lat>59.91</lat><lon>10.75</lon></gaztag></toponym>
<toponym><start>0</start><end>6</end><phrase>Norway</phrase></toponym>
<toponym><start>-170</start><end>-161</end><phrase>nowhere</phrase></toponym>
</toponyms></article></articles>"""


def span(word: str, start: int = 0) -> Span:
    at = TEXT.index(word, start)
    return Span(at, at + len(word))


def gold(word: str, lat: float, lon: float, start: int = 0) -> Gold:
    return Gold(span(word, start).start, span(word, start).end, word, None, lat, lon)


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coder that marks Norway as an actor, Oslo, the first Riga and the farm house as places, and "help" as an actor."""

    def code(article: Article, _coder: object) -> Coding:
        told = [("Norway", "actor"), ("help", "actor"), ("Oslo", "place"), ("Riga", "place"), ("a farm house", "place")]
        return Coding(article.id, "toy", tuple(Mention(i, span(word), MentionKind(kind)) for i, (word, kind) in enumerate(told)))

    monkeypatch.setattr(toponyms, "code", code)


def test_toponyms_without_coordinates_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "corpus.xml").write_text(CORPUS.format(text=TEXT), encoding="utf-8")
    document = next(geo.read(tmp_path / "corpus.xml"))
    assert [each.text for each in document.golds] == ["Oslo"]
    assert document.unplaced == (Span(0, 6),)
    assert document.outlet == "example.org"


@pytest.mark.usefixtures("coded")
def test_names_are_found_and_found_again() -> None:
    found = toponyms.find(TEXT, toy_coder(), gazetteer())
    assert [each.of(TEXT) for each in found] == ["Norway", "Oslo", "Riga", "Riga"]


def test_finding_and_resolving_are_scored_apart() -> None:
    far = Document(TEXT, None, (gold("Oslo", 59.91, 10.75), gold("Riga", 0.0, 0.0)), (span("Norway"),))
    tally = toponyms.Tally()
    toponyms.score(far, [span("Norway"), span("Oslo"), span("Riga"), span("farm house")], gazetteer(), tally)
    figures = tally.figures("x")
    assert (figures["x_found_precision"], figures["x_found_recall"]) == (3 / 4, 1.0)
    # Norway has no coordinates and counts on neither side; Riga is resolved, but the gold is elsewhere.
    assert (figures["x_end_precision"], figures["x_end_recall"]) == (1 / 3, 1 / 2)


def test_a_pin_inside_the_area_that_we_answer() -> None:
    norway = gazetteer().resolve([toponyms.Toponym("Norway")])[0]
    oslo = gazetteer().resolve([toponyms.Toponym("Oslo")])[0]
    assert norway.precision is Precision.COUNTRY
    bergen = gold("Norway", 60.39, 5.32)
    assert geo.within(bergen, norway)
    assert not geo.within(gold("Norway", -30.0, 20.0), norway)
    assert not geo.within(bergen, oslo)
