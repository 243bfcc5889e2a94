"""Dates that a page states about itself for machines: the JSON record it came as, and its meta tags. No visible text is read here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.reading.dating.words import read_stamp
from detente.records import Dating

# Names by which pages give the publication date, most to least trustworthy (order taken from how often they agree with each other).
PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxenseparse:pbl-publishtime",
    "citation_publication_date",
    "citation_date",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "published_time",
    "published",
    "pubdate",
    "article.published",
    "article:publication_date",
    "article_date_original",
    "original-publish-date",
    "rnews:datepublished",
    "bt:pubdate",
    "dc.date",
    "dc:date",
    "dc:created",
    "dc.created",
    "date",
    "displaydate",
    "article:created",
    "article:post_date",
    "created",
    "datecreated",
    "uploaddate",
    "creation_date",
    "doc_date",
)
MODIFIED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "revised",
    "dcterms.modified",
)
RECORD_KEYS = ("published", "published_at", "published_on", "pubdate", "date_published", "datePublished", "date_publish", "date")


def from_record(record: Mapping[str, Any] | None) -> Iterator[Dating]:
    """The date of the JSON record that the article came as."""
    for key in RECORD_KEYS if record else ():
        value = (record or {}).get(key)
        when = read_stamp(value) if isinstance(value, str) else None
        if when is not None:
            yield Dating(when, "record", 0.98, f"the record's field {key} says {str(value)[:40]}")
            return


def from_meta(meta: Mapping[str, str]) -> Iterator[Dating]:
    """The first meta tag that gives a date of publication, and the first that gives one of change (a last resort: score 0.3)."""
    for names, rule, score in ((PUBLISHED_NAMES, "meta", 0.93), (MODIFIED_NAMES, "meta_modified", 0.3)):
        for name in names:
            when = read_stamp(meta[name]) if name in meta else None
            if when is not None:
                yield Dating(when, rule, score, f"the meta tag {name} says {meta[name][:40]}")
                break
