"""Alerts as documents that any feed reader takes: RSS 2.0 and JSON Feed 1.1. Words from pages are text in them, never markup."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from email.utils import format_datetime
from xml.sax.saxutils import escape

from detente.records import Alert

TITLE = "Détente: alerts"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rss(alerts: Iterable[Alert], home: str) -> bytes:
    """Return alerts as RSS 2.0. `home` is the address of the screens, without a slash at its end."""
    items = "".join(
        f"<item><title>{_text(alert.what)}</title><link>{_text(link(alert, home))}</link>"
        f'<guid isPermaLink="false">{_text(alert.id)}</guid><pubDate>{format_datetime(alert.at, usegmt=True)}</pubDate>'
        f"<description>{_text(html_of(alert))}</description></item>"
        for alert in alerts
    )
    head = f"<title>{TITLE}</title><link>{_text(home)}</link><description>What the watches have found, newest first</description>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>\n'.encode()


def json_feed(alerts: Iterable[Alert], home: str) -> bytes:
    """Return alerts as JSON Feed 1.1."""
    items = [
        {
            "id": alert.id,
            "url": link(alert, home),
            "title": alert.what,
            "content_text": "\n".join(lines(alert)),
            "date_published": alert.at.isoformat(),
            "_detente": {"watch": alert.watch, "kind": alert.kind, "ref": alert.ref, "origins": alert.origins},
        }
        for alert in alerts
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": TITLE, "home_page_url": home, "feed_url": f"{home}/api/alerts.json"}
    return json.dumps({**feed, "items": items}, ensure_ascii=False).encode("utf-8", "replace")


def link(alert: Alert, home: str) -> str:
    """Return where to look: an incident's screen; a shift, which has no screen of its own, as the API tells it."""
    return f"{home}/#/incident/{alert.ref}" if alert.kind == "incident" else f"{home}/api/shifts/{alert.ref}"


def lines(alert: Alert) -> list[str]:
    """Return an alert in lines: what, how many origins, the sentences, and what would make it wrong."""
    origins = f"{alert.origins} origin{'s' * (alert.origins != 1)}"
    return [
        f"{alert.what} ({origins})",
        *(f"“{' '.join(one.text.split())}” {one.outlet or ''} {one.article_id}:{one.start}-{one.end}" for one in alert.evidence),
        *_wrong(alert.would_be_wrong_if),
    ]


def html_of(alert: Alert) -> str:
    """Return an alert as HTML, all words escaped."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines(alert))


def _wrong(reasons: Sequence[str]) -> list[str]:
    return [f"It would be wrong if {'; if '.join(reasons)}."] if reasons else []


def _text(words: str) -> str:
    """Return words as XML may hold them: escaped, without the characters that XML has no place for."""
    return escape(_NOT_XML.sub("\ufffd", words))
