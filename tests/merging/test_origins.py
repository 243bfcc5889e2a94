from __future__ import annotations

from detente.merging import Page, origins
from detente.merging.copies import credits, resemblance, signature

from .making import day, page, report

WIRE = (
    "Two rebel groups that had fought each other for a year met in a farm house near the border on Sunday and agreed to stop fighting, an "
    "opposition official and a commander said. The talks lasted four hours. They also agreed to fight together against a third group. "
    "Seven men sat at the table, among them two envoys of the larger group, and nobody from the government was told of it before."
)


def test_rewrites_reprints_and_citations_count_once() -> None:
    reprint = "CITY POST\n" + WIRE.replace("Seven men sat", "Some seven men sat") + "\nRead more on our site."
    other = "Government aircraft dropped leaflets over the valley on Monday morning, residents of three villages told us by telephone."
    pages = {
        "wire": Page("art_wire", "The Wire", day("2014-11-13"), signature(WIRE)),
        "reprint": Page("art_reprint", "City Post", day("2014-11-13"), signature(reprint)),
        "citing": Page("art_citing", "Evening Star", day("2014-11-14"), signature(other)),
        "own": Page("art_own", "Hill Radio", day("2014-11-14"), signature(other + " " + WIRE[:60])),
    }
    told = [report(name, of, outlets=("nil:the wire@USA",) if name == "citing" else ()) for name, of in pages.items() if name != "own"]
    assert origins(told) == [("art_citing", "art_reprint", "art_wire")]
    lone = report("own", Page("art_own", "Hill Radio", day("2014-11-14"), signature("x")))
    assert len(origins([*told, lone])) == 2


def test_one_agency_one_origin() -> None:
    pages = [page("a", credits=("AFP",)), page("b", credits=("AFP", "AP")), page("c", credits=("AP",)), page("d")]
    assert origins([report(str(i), of) for i, of in enumerate(pages)]) == [("art_a", "art_b", "art_c"), ("art_d",)]


def test_signatures_estimate_reuse() -> None:
    half = " ".join(WIRE.split()[: len(WIRE.split()) // 2])
    assert resemblance(signature(WIRE), signature(WIRE)) == 1.0
    assert 0.3 < resemblance(signature(WIRE), signature(half)) < 0.7
    assert signature("too short") == ()


def test_a_mention_of_an_agency_is_no_credit() -> None:
    assert credits("BEIRUT (Reuters) - Rebels met.") == ("Reuters",)
    assert credits("Rebels met, by Agence France-Presse") == ("AFP",)
    assert credits("Police raided the offices of Reuters in the capital.") == ()


def test_an_article_that_cites_an_agency_anywhere_retells_it() -> None:
    citing = page("a", cites=("nil:news agency the wire",))
    wire, own = Page("art_wire", "The Wire", day("2012-03-02")), page("c", cites=("nil:agency",))
    assert origins([report("a", citing), report("b", wire), report("c", own)]) == [("art_a", "art_wire"), ("art_c",)]
