"""The cascade of dating, on pages of our own writing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.dating import date_article
from detente.reading.page import Page
from detente.records import PAGE_CLOCK, Article, Block, BlockKind, Capture, Dating, Grain, Span

PARAGRAPH = "The mediators said on Tuesday that both delegations had asked for more time, and that the corridor would stay open. " * 3


def html_page(body: str, *, url: str | None = None, **more: Any) -> Page:
    markup = f"<html><head><title>Talks</title></head><body>{body}</body></html>"
    return Page(html=markup, tree=lxml.html.fromstring(markup), url=url, **more)


def dated(page: Page, text: str = "", blocks: tuple[Block, ...] = (), fetched_at: datetime | None = None) -> tuple[Dating, ...]:
    return date_article(page, text, blocks, Capture.of(b"", fetched_at=fetched_at))


def published(datings: tuple[Dating, ...]) -> Dating | None:
    return Article("a", "c", None, None, None, "", (), datings).published


def day_of(datings: tuple[Dating, ...]) -> str | None:
    best = published(datings)
    return best.when.start.date().isoformat() if best and best.when.start else None


def test_every_rule_is_kept_and_the_best_one_published() -> None:
    page = html_page(
        f"<h1>Talks</h1><p class='posted'>Published 3 May 2016</p><p>{PARAGRAPH}</p>",
        url="http://news.example/2016/05/04/talks",
        meta={"article:published_time": "2016-05-03T08:00:00+02:00"},
        json_ld=({"@type": "NewsArticle", "datePublished": "2016-05-03T08:00:00+02:00"},),
    )
    datings = dated(page)
    assert {"json_ld", "meta", "url", "visible_line"} <= {dating.rule for dating in datings}
    assert day_of(datings) == "2016-05-03"
    assert datings[0].rule == "json_ld"


def test_json_ld_of_a_comment_is_not_the_article() -> None:
    objects = ({"@type": "NewsArticle", "comment": [{"@type": "Comment", "datePublished": "2019-01-01"}]},)
    assert dated(Page(json_ld=objects)) == ()


def test_json_ld_that_does_not_parse_is_read_all_the_same() -> None:
    page = html_page('<script type="application/ld+json">{"datePublished": "2018-02-03", broken</script><h1>Talks</h1>')
    assert day_of(dated(page)) == "2018-02-03"


def test_the_page_s_own_day_beats_a_utc_stamp_of_the_same_evening() -> None:
    page = html_page(
        f"<h1>Talks</h1><p>PUBLISHED: November 8, 2023 at 5:49 p.m.</p><p>{PARAGRAPH}</p>",
        json_ld=({"@type": "NewsArticle", "datePublished": "2023-11-09T01:49:09Z"},),
    )
    assert day_of(dated(page)) == "2023-11-08"


def test_a_stamp_of_noon_is_no_evening_elsewhere() -> None:
    page = html_page(
        f"<h1>Talks</h1><p>Published: November 8, 2023</p><p>{PARAGRAPH}</p>",
        json_ld=({"@type": "NewsArticle", "datePublished": "2023-11-09T12:00:01Z"},),
    )
    assert day_of(dated(page)) == "2023-11-09"


@pytest.mark.parametrize(
    ("url", "start", "grain"),
    [
        ("http://n.example/a/70123/20141114/summit.htm", "2014-11-14", Grain.DAY),
        ("http://n.example/2014/11/14/summit", "2014-11-14", Grain.DAY),
        ("http://n.example/2014/nov/14/summit", "2014-11-14", Grain.DAY),
        ("http://n.example/2014/11/summit", "2014-11-01", Grain.MONTH),
    ],
)
def test_addresses(url: str, start: str, grain: Grain) -> None:
    (dating,) = dated(Page(url=url))
    assert (dating.when.start.date().isoformat(), dating.when.grain) == (start, grain)  # type: ignore[union-attr]


@pytest.mark.parametrize("url", ["http://n.example/2014/13/45/x", "http://n.example/id/99999999", "http://[bad", "nonsense"])
def test_addresses_without_a_date(url: str) -> None:
    assert dated(Page(url=url)) == ()


@pytest.mark.parametrize(
    "clock",
    [
        "04/27/2024 06:11:51 pm",
        "Today is Saturday, April 27, 2024",
        "Saturday, 27 April 2024",
        "27.04.2024 18:11",
        "2024-04-27",
        "Last visited: 27 Apr 2024",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
@pytest.mark.parametrize("fetched_at", [None, datetime(2024, 4, 27, 18, 12)])
def test_a_clock_is_never_published(clock: str, place: str, fetched_at: datetime | None) -> None:
    line = f"<div>{clock}</div>"
    story = (
        f"<nav><a>World</a><a>Sport</a></nav><h1>Talks</h1><p>By A. Writer</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><footer>Imprint</footer>"
    )
    datings = dated(html_page(line + story if place == "top" else story + line), fetched_at=fetched_at)
    assert day_of(datings) is None
    assert any(dating.rule == PAGE_CLOCK and dating.score == 0 for dating in datings)


def test_a_clock_does_not_hide_the_date_beside_the_title() -> None:
    body = f"<div>Today is Saturday, April 27, 2024</div><h1>Talks</h1><p class='article-date'>Published 3 May 2016</p><p>{PARAGRAPH}</p>"
    assert day_of(dated(html_page(body))) == "2016-05-03"


def test_words_of_publication_outweigh_the_day_of_the_crawl() -> None:
    body = f"<nav><a>World</a></nav><h1>Talks</h1><p>Published on 3 May 2016</p><p>{PARAGRAPH}</p>"
    assert day_of(dated(html_page(body), fetched_at=datetime(2016, 5, 3, 20))) == "2016-05-03"


def test_dates_of_several_comments_are_not_a_clock() -> None:
    comments = "".join(f"<div><p>{n} March 2012</p><p>I agree with the writer here.</p></div>" for n in (3, 4, 9))
    datings = dated(
        html_page(f"<h1>Talks</h1><p>By A. Writer</p><p>{PARAGRAPH}</p>{comments}<p>Imprint</p><p>Contact</p><p>Help</p><p>Jobs</p>")
    )
    assert not [dating for dating in datings if dating.rule == PAGE_CLOCK]


def test_the_dateline_of_plain_text() -> None:
    text = "Talks open\n\nGENEVA, 3 May 2016 - Both delegations arrived in the morning.\n"
    blocks = (Block(Span(0, 12), BlockKind.TITLE), Block(Span(12, len(text)), BlockKind.BODY))
    best = published(dated(Page(), text, blocks))
    assert best is not None
    assert (best.rule, best.evidence and best.evidence.of(text)) == ("dateline", "3 May 2016")


def test_slashed_dates_follow_the_page_s_own_habit() -> None:
    body = f"<h1>Talks</h1><p class='article-date'>Published 04/05/2016</p><p>{PARAGRAPH}</p><p>Archive: 28/04/2016</p>"
    text = "Published 04/05/2016\nArchive: 28/04/2016"
    # Day first, by the 28; an order that is guessed, not told, settles nothing.
    assert all(dating.when.start != datetime(2016, 4, 5) for dating in dated(html_page(body), text))


def test_the_record_s_date_wins() -> None:
    assert day_of(dated(Page(record={"published": "2015-02-03T10:00:00"}, url="http://n.example/2016/01/01/x"))) == "2015-02-03"


NEWS = (
    "Fighters of the Khorasan Group met envoys on Nov. 9, officials said. Gen. Martin Dempsey, chairman of the Joint Chiefs of Staff, "
    "spoke of the three-month battle of the U.S.-led Coalition against ISIS."
)


def test_clues_date_a_page_that_states_nothing() -> None:
    best = published(dated(Page(), NEWS, (Block(Span(0, len(NEWS)), BlockKind.BODY),)))
    assert best is not None
    assert best.rule == "text_anchor"
    assert best.when.start is not None
    assert best.when.end is not None
    assert best.when.start >= datetime(2014, 10, 25)
    assert best.when.start <= datetime(2014, 11, 10) < best.when.end <= datetime(2015, 1, 31)
    assert "Dempsey" in best.detail or "Khorasan" in best.detail


def test_one_wrong_fact_does_not_break_the_interval() -> None:
    text = NEWS + " Former Secretary of State Madeleine Albright and the historian of the Kosovo Liberation Army wrote about it."
    best = published(dated(Page(), text, (Block(Span(0, len(text)), BlockKind.BODY),)))
    assert best is not None
    assert best.when.start is not None
    assert best.when.end is not None
    assert best.when.start <= datetime(2014, 11, 11) < best.when.end


def test_a_text_without_clues_has_no_date() -> None:
    text = "The committee met and talked about the weather for a long time."
    assert dated(Page(), text, (Block(Span(0, len(text)), BlockKind.BODY),)) == ()


def test_the_frame_of_the_page_is_no_clue() -> None:
    text = "Khorasan Group archive\n\nThe committee met and talked about the weather."
    blocks = (Block(Span(0, 24), BlockKind.FURNITURE), Block(Span(24, len(text)), BlockKind.BODY))
    assert dated(Page(), text, blocks) == ()


MARKS = ["<div>", "</div>", "<h1>Talks</h1>", "<time datetime='2020-01-01'>", "</time>", "<p>", "<span class='date'>", "<!--", "\x00"]
WORDS = ["Today is ", "3 May 2016", "04/05/2016", "2016-05-03T10:00:00Z", " 25:61 ", "Nov. 2", "2014", "٣ مايو ٢٠١٦", "31 February 2015"]
NAMES = ["ISIS", "President Obama", "three-month battle"]
FRAGMENTS = st.sampled_from([*MARKS, *WORDS, *NAMES])
INPUTS = st.lists(FRAGMENTS | st.text(max_size=20), max_size=25).map("".join)


@settings(max_examples=120, deadline=None)
@given(INPUTS, st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)), st.booleans())
def test_any_input_gives_well_formed_datings_not_after_the_crawl(source: str, fetched_at: datetime | None, markup: bool) -> None:
    page = html_page(source.replace("\x00", "")) if markup else Page()
    blocks = (Block(Span(0, len(source)), BlockKind.BODY),)
    for dating in dated(page, source, blocks, fetched_at):
        assert 0 <= dating.score <= 1
        assert dating.detail
        assert dating.rule == PAGE_CLOCK or dating.score > 0
        assert dating.when.start is not None
        assert dating.when.end is not None
        assert dating.when.start < dating.when.end
        assert dating.evidence is None or dating.evidence.end <= len(source)
        if fetched_at is not None:
            assert dating.when.start <= fetched_at + timedelta(hours=14)


def test_a_dateline_without_a_year_confirms_the_day_that_the_page_shows() -> None:
    text = "Talks open\n\n18 November 2014\n\nGENEVA, Nov 18 - Both delegations arrived in the morning.\n"
    blocks = tuple(
        Block(Span(start, end), kind)
        for start, end, kind in (
            (0, 12, BlockKind.TITLE),
            (12, 30, BlockKind.FURNITURE),
            (30, 47, BlockKind.DATELINE),
            (47, len(text), BlockKind.BODY),
        )
    )
    best = published(dated(Page(), text, blocks))
    assert best is not None
    assert (best.score, best.evidence and best.evidence.of(text)) == (0.8, "18 November 2014")
    assert "dateline" in best.detail
    other = published(dated(Page(), text.replace("Nov 18", "Nov 29"), blocks))
    assert other is not None
    assert other.score < 0.8


def test_a_dateline_without_a_year_is_a_sharp_clue() -> None:
    words = (
        "The Khorasan Group met envoys, said Gen. Martin Dempsey, chairman of the Joint Chiefs of Staff. "
        "ISIS and the Nusra Front stayed away."
    )

    def width(text: str, cut: int) -> int:
        blocks = (
            (Block(Span(0, cut), BlockKind.DATELINE), Block(Span(cut, len(text)), BlockKind.BODY))
            if cut
            else (Block(Span(0, len(text)), BlockKind.BODY),)
        )
        best = published(dated(Page(), text, blocks))
        assert best is not None
        assert best.when.start is not None
        assert best.when.end is not None
        assert best.when.start <= datetime(2014, 11, 18) < best.when.end
        return (best.when.end - best.when.start).days

    text = "BEIRUT, Nov 18 - " + words
    assert width(text, 17) < width(text, 0)


def test_a_bombing_of_so_many_months_counts_from_its_start() -> None:
    text = (
        "On Nov. 2 the rebels met, said Gen. Martin Dempsey, chairman of the Joint Chiefs of Staff. "
        "The coalition has been bombing ISIS for three months."
    )
    best = published(dated(Page(), text, (Block(Span(0, len(text)), BlockKind.BODY),)))
    assert best is not None
    assert best.when.start is not None
    assert best.when.end is not None
    assert best.when.start <= datetime(2014, 11, 8) < best.when.end <= datetime(2015, 2, 15)
    assert "three months" in best.detail
