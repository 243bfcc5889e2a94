from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.language import language_of
from detente.reading.outlet import outlet_of
from detente.reading.page import Page
from detente.records import Block, BlockKind, Capture, Span

CAPTURE = Capture.of(b"")


def plain(banner: str, rest: str = "Truce holds in the north\n\nThe truce held for a third day.") -> str | None:
    text = f"{banner}\n\n{rest}"
    cut = len(banner) + 2
    title = rest.index("\n")
    blocks = (
        Block(Span(0, cut), BlockKind.FURNITURE),
        Block(Span(cut, cut + title), BlockKind.TITLE),
        Block(Span(cut + title, len(text)), BlockKind.BODY),
    )
    return outlet_of(Page(), text, blocks, CAPTURE)


@pytest.mark.parametrize(
    ("banner", "name"),
    [
        ("HARBOUR GAZETTE", "Harbour Gazette"),
        ("The Harbour Gazette", "The Harbour Gazette"),
        ("VOICE OF THE COAST", "Voice of the Coast"),
        ("BBC", "BBC"),
        ("Home | World | Sport", None),
        ("Log in", None),
        ("04/27/2024 06:11:51 pm", None),
        ("we bring you what others keep back every day", None),
    ],
)
def test_banners(banner: str, name: str | None) -> None:
    assert plain(banner) == name


def test_what_the_page_calls_itself_comes_first() -> None:
    page = Page(
        meta={"og:site_name": "Harbour Gazette"},
        json_ld=({"publisher": {"name": "Harbour Media Ltd"}},),
        url="https://www.gazette.example/x",
    )
    assert outlet_of(page, "", (), CAPTURE) == "Harbour Gazette"


def test_publisher_record_and_domain() -> None:
    assert outlet_of(Page(json_ld=({"publisher": {"name": "Harbour Media"}},)), "", (), CAPTURE) == "Harbour Media"
    assert outlet_of(Page(record={"source": "Coast Wire"}), "", (), CAPTURE) == "Coast Wire"
    assert outlet_of(Page(url="https://www.m.gazette.co.uk/2014/x"), "", (), CAPTURE) == "gazette.co.uk"
    assert outlet_of(Page(url="http://192.168.0.1/x"), "", (), CAPTURE) is None
    assert outlet_of(Page(), "", (), CAPTURE) is None


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_banner_and_address(banner: str, url: str) -> None:
    text = banner + "\nTitle"
    blocks = (Block(Span(0, len(banner) + 1), BlockKind.FURNITURE), Block(Span(len(banner) + 1, len(text)), BlockKind.TITLE))
    name = outlet_of(Page(url=url), text, blocks, CAPTURE)
    assert name is None or name.strip()


def test_languages() -> None:
    assert language_of("The delegations met for the third time this week and agreed to keep the crossing open for aid.") == "en"
    assert language_of("Die Delegationen trafen sich zum dritten Mal und einigten sich darauf, den Übergang offen zu halten.") == "de"
    assert (
        language_of(
            "وصل الوفدان إلى المدينة صباح اليوم واتفقا على إبقاء المعبر مفتوحا أمام المساعدات الإنسانية"
            "، وقال الوسيط إن المحادثات ستستمر غدا في المكان نفسه"
        )
        == "ar"
    )
    assert language_of("Nov. 2") is None
    assert language_of("1234567890 " * 50) is None


def entitled(title: str, text: str, url: str | None = None) -> str | None:
    tree = lxml.html.fromstring(f"<html><head><title>{title}</title></head><body></body></html>")
    at = text.index("Truce holds")
    blocks = (Block(Span(at, at + 11), BlockKind.TITLE),)
    return outlet_of(Page(html="", tree=tree, url=url), text, blocks, CAPTURE)


def test_a_name_in_the_title_element_counts_where_the_page_owns_to_it() -> None:
    assert entitled("Truce holds - Coast Record", "COAST RECORD\nTruce holds") == "Coast Record"
    assert entitled("Coast Record - Truce holds", "Truce holds\n© 2016 Coast Record") == "Coast Record"
    assert entitled("Truce holds | Record", "Truce holds\n© 2016 Record") == "Record"
    assert entitled("Truce holds - Coast Record", "Truce holds", "http://www.coastrecord.example/x") == "Coast Record"


def test_a_section_in_the_title_element_is_no_name() -> None:
    assert entitled("Truce holds - World", "World\nTruce holds") is None
    assert entitled("Truce holds - Coast Record", "Truce holds\nThe Coast Record of today") is None
