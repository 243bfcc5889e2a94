from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading import read
from detente.records import Article, BlockKind, Capture, Refusal

PAGES = Path(__file__).parent / "pages"


def article_of(body: bytes | str, **known: str) -> Article:
    found = read(Capture.of(body.encode() if isinstance(body, str) else body, **known))
    assert isinstance(found, Article), found
    return found


def refusal_of(body: bytes | str, **known: str) -> Refusal:
    found = read(Capture.of(body.encode() if isinstance(body, str) else body, **known))
    assert isinstance(found, Refusal), found
    return found


def golden(name: str) -> Article:
    return article_of((PAGES / name).read_bytes())


def of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [block.span.of(article.text).strip() for block in article.blocks if block.kind is kind]


def assert_law_1(article: Article) -> None:
    at = 0
    for block in article.blocks:
        assert block.span.start == at
        assert block.span.of(article.text).strip()
        assert at == 0 or not article.text[at].isspace()
        at = block.span.end
    assert at == len(article.text)
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in article.text)
    for dating in article.datings:
        assert dating.evidence is None or dating.evidence.end <= len(article.text)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table><tr><td>",
            "<br>",
            "<h1>",
            "</h1>",
            "<figcaption>",
            "<a href=x>",
            "</a>",
            "<pre>",
            "<!--",
            "-->",
            "&amp;",
            "&#0;",
            "&#x1;",
            "&nbsp",
            "&#xd800;",
            "<script>",
            "</script>",
            "<li hidden>",
            "\x00",
            "\u202e",
            "The army left the town. ",
            "שלום ",
            "BEIRUT (Reuters) - The talks went on, officials said on Monday. ",
            "(Photo: x) ",
            "Share",
            "\n\n",
            "<title>",
            "</title>",
            "<",
            ">",
        ]
    )
    | st.text(max_size=20),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=400))
def test_any_bytes_give_an_article_under_law_1_or_a_refusal(body: bytes) -> None:
    found = read(Capture.of(body))
    assert isinstance(found, Article | Refusal)
    if isinstance(found, Article):
        assert_law_1(found)
    else:
        assert found.stage == "reading"


@settings(max_examples=150, deadline=None)
@given(markup=MARKUP, encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "latin-1"]))
def test_any_markup_gives_an_article_under_law_1_or_a_refusal(markup: str, encoding: str) -> None:
    found = read(Capture.of(f"<html><body>{markup}".encode(encoding, "replace"), media_type="text/html"))
    if isinstance(found, Article):
        assert_law_1(found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_plain_text_keeps_its_characters(text: str) -> None:
    found = read(Capture.of(f"They met in Homs on Monday.\n{text}".encode("utf-8", "replace"), media_type="text/plain"))
    assert isinstance(found, Article)
    assert_law_1(found)


@pytest.mark.parametrize("name", ["news.html", "nineties.html", "arabic.html", "dump.txt"])
def test_golden_pages_hold_law_1_and_read_the_same_twice(name: str) -> None:
    article = golden(name)
    assert_law_1(article)
    assert golden(name) == article


def test_a_news_page_is_told_apart() -> None:
    article = golden("news.html")
    assert of_kind(article, BlockKind.TITLE) == ["Rebels and army agree truce in Qalat"]
    assert of_kind(article, BlockKind.DATELINE) == ["QALAT (Lantern) -"]
    assert of_kind(article, BlockKind.CAPTION) == ["Fighters leave the old bridge on Sunday."]
    assert of_kind(article, BlockKind.CREDIT) == ["By Mona Haddad", "(Photo: Karim Saleh)"]
    assert [words.split()[0] for words in of_kind(article, BlockKind.BODY)] == ["The", "The", "“Both", "The"]
    furniture = of_kind(article, BlockKind.FURNITURE)
    for words in ("Home", "Like Us on Facebook", "Related stories", "Flood warning lifted in the south"):
        assert words in furniture
    for never in ("never in text", "only in data", "color:red", "Hidden words"):
        assert never not in article.text


def test_a_page_of_the_1990s_is_told_apart() -> None:
    article = golden("nineties.html")
    assert of_kind(article, BlockKind.TITLE) == ["Border post reopens after talks"]
    assert of_kind(article, BlockKind.DATELINE) == ["ZARAN, March 3 (HW) --"]
    assert len(of_kind(article, BlockKind.BODY)) == 3
    assert "Front page" not in "".join(of_kind(article, BlockKind.BODY))


def test_text_from_right_to_left_is_read() -> None:
    article = golden("arabic.html")
    assert of_kind(article, BlockKind.TITLE) == ["اتفاق على هدنة في المدينة القديمة"]
    assert len(of_kind(article, BlockKind.BODY)) == 3
    assert article.language == "ar"


def test_a_text_dump_is_told_apart_and_stays_as_it_came() -> None:
    article = golden("dump.txt")
    assert article.text == (PAGES / "dump.txt").read_text("utf-8")
    assert of_kind(article, BlockKind.TITLE) == ["Rebels and army agree truce in Qalat"]
    assert of_kind(article, BlockKind.CREDIT) == ["By Mona Haddad", "(Photo : Karim Saleh)"]
    assert of_kind(article, BlockKind.CAPTION) == ["Fighters leave the old bridge on Sunday."]
    assert of_kind(article, BlockKind.DATELINE) == ["QALAT (Lantern) -"]
    assert [words.split()[0] for words in of_kind(article, BlockKind.BODY)] == ["The", "The", '"Both', "The"]


@pytest.mark.parametrize("lines", ["\r\n", "\r"])
def test_line_ends_of_other_systems_become_newlines(lines: str) -> None:
    dump = (PAGES / "dump.txt").read_text("utf-8")
    assert article_of(dump.replace("\n", lines)).text == dump


def test_one_sentence_is_a_body() -> None:
    article = article_of("Rebels and the army agreed on Monday to a truce in the old town.")
    assert [block.kind for block in article.blocks] == [BlockKind.BODY]


def test_a_record_has_its_title_put_before_its_text() -> None:
    article = article_of(
        json.dumps({"title": "Truce in Qalat", "text": "The army and the rebels met.\n\nThey agreed to a truce.", "url": "http://x.org/1"})
    )
    assert of_kind(article, BlockKind.TITLE) == ["Truce in Qalat"]
    assert of_kind(article, BlockKind.BODY) == ["The army and the rebels met.", "They agreed to a truce."]
    assert article.url == "http://x.org/1"


def test_a_record_that_begins_with_its_title_has_it_once() -> None:
    article = article_of(json.dumps({"title": "Truce in Qalat", "text": "Truce in Qalat\n\nThe army and the rebels met on Monday."}))
    assert article.text.count("Truce in Qalat") == 1
    assert of_kind(article, BlockKind.TITLE) == ["Truce in Qalat"]


@pytest.mark.parametrize("body", ["[1]", '{"text": 3}', "{}", '{"text": " "}', "nonsense"])
def test_a_bad_record_is_refused(body: str) -> None:
    assert refusal_of(body, media_type="application/json").code == "bad_record"


@pytest.mark.parametrize(
    "body", [b"", b" \n\t ", b"<html><body><script>x()</script></body></html>", b"<html></html>", b"<frameset><frame src=a></frameset>"]
)
def test_an_empty_page_is_refused_with_a_hint(body: bytes) -> None:
    refusal = refusal_of(body)
    assert refusal.code == "unreadable_page"
    assert refusal.hint


@pytest.mark.parametrize(
    "body",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"%PDF-1.4\n...", b"\x7fELF\x02\x01", b"PK\x03\x04....", bytes(range(256)) * 40],
)
def test_binary_input_is_refused_with_a_hint(body: bytes) -> None:
    refusal = refusal_of(body)
    assert refusal.code == "binary_input"
    assert refusal.hint


SENTENCE = "The army and the rebels agreed on Monday to stop fighting in the old town, officials said. "


def test_words_nested_a_hundred_thousand_deep_are_found() -> None:
    article = article_of("<html><body>" + "<div>" * 100_000 + SENTENCE * 4 + "</div>" * 100_000)
    assert SENTENCE.strip() in article.text


def test_a_large_page_is_refused_in_words_and_one_large_by_its_scripts_is_read() -> None:
    refusal = refusal_of("<html><body>" + f"<p>{SENTENCE}</p>" * 100_000)
    assert refusal.code == "oversized_input"
    assert "MB" in refusal.detail
    page = (PAGES / "news.html").read_bytes()
    started = time.process_time()
    fat = page.replace(b"</head>", b"<script>" + b"x=1;" * 5_000_000 + b"</script></head>")
    assert article_of(fat).text == golden("news.html").text
    assert time.process_time() - started < 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_arabic_page_reads_the_same_in_any_encoding(encoding: str) -> None:
    source = (PAGES / "arabic.html").read_text("utf-8")
    assert article_of(source.encode(encoding), media_type="text/html").text == golden("arabic.html").text


def test_a_page_padded_with_zero_bytes_is_read() -> None:
    assert of_kind(article_of((PAGES / "news.html").read_bytes() + b"\x00" * 500), BlockKind.TITLE)


NOTICE = "We use cookies to improve your visit. By carrying on you accept our cookie policy and what it says on how long they stay."


@pytest.mark.parametrize("tag", ["div", "p"])
def test_a_menu_with_a_cookie_notice_is_no_article(tag: str) -> None:
    menu = "<nav><a href=a>World</a> <a href=b>Sport</a></nav>"
    assert (
        refusal_of(f"<html><title>Harbour Gazette</title><body>{menu}<{tag}>{NOTICE}</{tag}><p>© 2014 Harbour Media").code
        == "unreadable_page"
    )
    assert (
        refusal_of(f"Harbour Gazette\nWorld | Sport\n{NOTICE}\n© 2014 Harbour Media\n", media_type="text/plain").code == "unreadable_page"
    )


def test_a_title_alone_is_an_article_where_the_page_says_so() -> None:
    page = "<html><head><title>Truce in Qalat</title>{}</head><body><h1>Truce in Qalat</h1><nav>Home</nav>"
    assert refusal_of(page.format("")).code == "unreadable_page"
    assert of_kind(article_of(page.format('<meta property="og:type" content="article">')), BlockKind.TITLE) == ["Truce in Qalat"]


def test_white_space_belongs_to_the_block_before_it() -> None:
    article = article_of(
        "\n Truce in Qalat\n\nQALAT (Lantern) - The army and the rebels met on Monday, an envoy said.\n\n", media_type="text/plain"
    )
    assert article.text[article.blocks[0].span.start] == "\n"
    assert article.title is not None
    assert article.title.of(article.text) == "Truce in Qalat"
    dateline = next(block for block in article.blocks if block.kind is BlockKind.DATELINE)
    assert dateline.span.of(article.text) == "QALAT (Lantern) - "


NINETIES = (
    "<HTML><TITLE>Coast Record - Feud put aside - May 3 2016</TITLE><BODY><TABLE><TR><TD><B>COAST RECORD</B></TD></TR><TR><TD>"
    "<FONT SIZE=5>Feud put aside</FONT><BR><FONT SIZE=2>Tuesday, May 3, 2016</FONT><P>"
    + "QALAT - The mediators said on Tuesday that both delegations had asked for more time and that the corridor would stay open. <P>" * 3
    + "<HR><FONT SIZE=1>Copyright 2016 Coast Record. Best viewed at 800 x 600.</FONT></TABLE>"
)


def test_a_page_without_headings_keeps_its_title_date_and_name() -> None:
    article = article_of(NINETIES)
    assert of_kind(article, BlockKind.TITLE) == ["Feud put aside"]
    assert article.outlet == "Coast Record"
    assert article.published is not None
    assert str(article.published.when.start) == "2016-05-03 00:00:00"
    body = " ".join(of_kind(article, BlockKind.BODY))
    assert "Copyright" not in body
    assert "May 3" not in body


@pytest.mark.parametrize("between", ["", "By the harbour desk\n"])
def test_a_date_alone_under_the_title_dates_a_plain_text(between: str) -> None:
    story = "The truce held for a third day, the mediators said.\n\nBoth sides had asked for more time, an envoy of the union said.\n"
    article = article_of(
        f"COAST RECORD\nHome | World | Sport\n\nTruce in Qalat holds\n\n{between}18 November 2014\n\n{story}", media_type="text/plain"
    )
    assert article.published is not None
    assert str(article.published.when.start)[:10] == "2014-11-18"
