"""One capture through all steps of reading. The one place where reading's errors become a `Refusal`."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.reading.clean import clean_text
from detente.reading.decode import decode
from detente.reading.json_record import field, load_record
from detente.reading.page import Page
from detente.reading.plain import read_plain
from detente.reading.sniff import Kind, sniff
from detente.reading.titles import states_article
from detente.records import Article, Block, BlockKind, Capture, Refusal, content_id
from detente.records.errors import BadRecord, BinaryInput, OversizedInput, RefusedInput, UnreadablePage

STAGE = "reading"
LARGEST = 8_000_000
"""Bytes of a page that are parsed at most. The largest of 1,195 benchmark pages has 1.6 MB; 8 MB of paragraphs cost 13 s and 210 MB."""
_LARGEST_RAW = 256_000_000
_BULK = re.compile(rb"<(script|style|svg)\b.{0,}?</\1\s*>|<!--.*?-->|data:[\w/+.;=-]+;base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE | re.DOTALL)
_Read = tuple[Page, str, tuple[Block, ...]]


def read_capture(capture: Capture) -> Article | Refusal:
    """Return the article of a capture, or why there is none."""
    try:
        page, text, blocks = _read(capture)
        if not _holds_article(page, blocks):
            raise UnreadablePage("no article text can be found in it", hint=_hint(page, text))
        return _article(capture, page, text, blocks)
    except RefusedInput as error:
        return _refusal(capture, error)
    except (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError, MemoryError, AttributeError) as error:
        return _refusal(capture, UnreadablePage(f"reading failed: {type(error).__name__}: {error}", hint="please report the page"))


def _read(capture: Capture) -> _Read:
    body = _bounded(capture.body)
    kind, name = sniff(body, capture.media_type)
    if kind is Kind.EMPTY:
        raise UnreadablePage("the page is empty", hint="the fetch may have failed or the page may be drawn by scripts")
    if kind is Kind.BINARY:
        raise BinaryInput(f"{name}, not text", hint="give the page as HTML, plain text, JSON or WARC")
    source = decode(body, capture.media_type)
    if kind is Kind.JSON or "json" in (capture.media_type or ""):
        try:
            return _read_record(capture, source)
        except BadRecord:
            if "json" in (capture.media_type or ""):
                raise
    return _read_html(source, capture.url) if kind is Kind.HTML else _read_plain(source, capture.url)


def _read_html(source: str, url: str | None) -> _Read:
    from detente.reading.html import read_page
    from detente.reading.markup import parse

    page = parse(source, url)
    return (page, *read_page(page))


def _read_plain(source: str, url: str | None) -> _Read:
    text = clean_text(source)
    return Page(url=url), text, read_plain(text)


def _read_record(capture: Capture, source: str) -> _Read:
    record = load_record(source)
    url = capture.url or field(record, "url")
    title, text = field(record, "title"), field(record, "text") or ""
    if text and sniff(text.encode("utf-8", "replace"))[0] is Kind.HTML:
        inner, text, blocks = _read_html(text, url)
        if blocks:
            return replace(inner, url=url, record=record), text, blocks
    title = " ".join(title.split()) if title else None
    blocks = read_plain(text, title, clean=True)
    if title and not any(block.kind is BlockKind.TITLE for block in blocks):
        text = f"{title}\n\n{text}" if text else title
        blocks = read_plain(text, title, clean=True)
    return Page(url=url, record=record), text, blocks


def _bounded(body: bytes) -> bytes:
    """The body as far as it may be parsed: a page that is too large loses scripts, styles and embedded images first."""
    if len(body) > LARGEST:
        slim = _BULK.sub(b" ", body) if len(body) <= _LARGEST_RAW else body
        if len(slim) > LARGEST:
            detail = (
                f"{len(body) / 1e6:.1f} MB, {len(slim) / 1e6:.1f} MB without scripts and images; at most {LARGEST / 1e6:.0f} MB are parsed"
            )
            raise OversizedInput(detail, hint="split the file into one article each")
        return slim
    return body


def _article(capture: Capture, page: Page, text: str, blocks: tuple[Block, ...]) -> Article:
    from detente.reading.dating import date_article
    from detente.reading.language import language_of
    from detente.reading.outlet import outlet_of

    return Article(
        id=content_id("art", capture.id, text),
        capture_id=capture.id,
        url=page.url,
        outlet=outlet_of(page, text, blocks, capture),
        language=language_of(text),
        text=text,
        blocks=blocks,
        datings=date_article(page, text, blocks, capture),
        fetched_at=capture.fetched_at,
    )


def _holds_article(page: Page, blocks: tuple[Block, ...]) -> bool:
    """Whether there is an article at all: words of one, or a title where a record or the page itself says that it is an article's."""
    kinds = {block.kind for block in blocks}
    if kinds & {BlockKind.BODY, BlockKind.CAPTION, BlockKind.DATELINE}:
        return True
    return BlockKind.TITLE in kinds and (page.record is not None or page.meta.get("og:type") == "article" or states_article(page))


def _hint(page: Page, text: str) -> str:
    if page.html is not None and "<frameset" in page.html.lower():
        return "the page is a set of frames: give the pages inside the frames"
    if page.html is not None and not text:
        return "nothing is visible without scripts: save the page from a browser"
    return "the page holds menus and links only"


def _refusal(capture: Capture, error: RefusedInput) -> Refusal:
    return Refusal(capture.id, STAGE, error.code, error.detail, error.hint, capture.feed)
