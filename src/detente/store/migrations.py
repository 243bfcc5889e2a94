"""The tables, as numbered steps from nothing to now. A step that has been shipped is never edited: the next change is the next number.

Shape: a record with an id, or one that is looked up on its own, is a table (captures, articles, mentions, resolutions, events, ties,
refusals, judgements). A value that has no life outside its owner is a nested column of it (spans, blocks, datings, places, counts,
attributions, alternatives), so that one event is one row, reads back in one look-up, and needs no join to be understood.
Columns bear the names of the records' fields.
"""

from __future__ import annotations

from dataclasses import dataclass

_SPAN = 'STRUCT("start" INTEGER, "end" INTEGER)'
_TIME = 'STRUCT("start" TIMESTAMP, "end" TIMESTAMP, grain VARCHAR)'
_ATTRIBUTION = f"STRUCT(chain INTEGER[], stance VARCHAR, cue {_SPAN})"
_DATING = f'STRUCT("when" {_TIME}, rule VARCHAR, score DOUBLE, detail VARCHAR, evidence {_SPAN})'
_PLACE = (
    "STRUCT(mention INTEGER, precision VARCHAR, place_id VARCHAR, name VARCHAR, lat DOUBLE, lon DOUBLE, "
    "country VARCHAR, admin1 VARCHAR, detail VARCHAR)"
)
_COUNT = "STRUCT(kind VARCHAR, low BIGINT, best BIGINT, high BIGINT, mention INTEGER)"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, what it brings, and the statements that bring it."""

    number: int
    name: str
    statements: tuple[str, ...]


_FACTS = Migration(
    1,
    "facts: captures, articles, codings, refusals",
    (
        """CREATE TABLE captures (id VARCHAR PRIMARY KEY, url VARCHAR, media_type VARCHAR, body BLOB, size BIGINT, fetched_at TIMESTAMP,
            feed VARCHAR)""",
        f"""CREATE TABLE articles (id VARCHAR PRIMARY KEY, capture_id VARCHAR, url VARCHAR, outlet VARCHAR, language VARCHAR, text VARCHAR,
            blocks STRUCT(span {_SPAN}, kind VARCHAR)[], datings {_DATING}[], fetched_at TIMESTAMP)""",
        "CREATE TABLE coders (id VARCHAR PRIMARY KEY, ordinal INTEGER)",
        "CREATE TABLE codings (article_id VARCHAR, coder_id VARCHAR, capture_id VARCHAR, PRIMARY KEY (article_id, coder_id))",
        "CREATE INDEX codings_by_capture ON codings (capture_id)",
        f"""CREATE TABLE mentions (article_id VARCHAR, coder_id VARCHAR, id INTEGER, span {_SPAN}, kind VARCHAR, refers_to INTEGER[],
            score DOUBLE)""",
        f"""CREATE TABLE resolutions (article_id VARCHAR, coder_id VARCHAR, mention INTEGER, target_id VARCHAR, name VARCHAR,
            "when" {_TIME}, score DOUBLE, detail VARCHAR, "by" VARCHAR, country VARCHAR, sector VARCHAR)""",
        f"""CREATE TABLE events (id VARCHAR, article_id VARCHAR, coder_id VARCHAR, "trigger" {_SPAN}, sentence {_SPAN}, category VARCHAR,
            mode VARCHAR, contexts VARCHAR[], actors INTEGER[], recipients INTEGER[], places {_PLACE}[],
            "time" STRUCT(mention INTEGER, "when" {_TIME}, detail VARCHAR), counts {_COUNT}[], modality VARCHAR,
            attribution {_ATTRIBUTION}, score DOUBLE, alternatives STRUCT(category VARCHAR, score DOUBLE, mode VARCHAR)[], why VARCHAR)""",
        f"""CREATE TABLE ties (article_id VARCHAR, coder_id VARCHAR, a INTEGER, tie VARCHAR, b INTEGER, state VARCHAR,
            attribution {_ATTRIBUTION}, evidence {_SPAN}, score DOUBLE)""",
        """CREATE TABLE refusals (capture_id VARCHAR, stage VARCHAR, code VARCHAR, detail VARCHAR, hint VARCHAR, feed VARCHAR,
            PRIMARY KEY (capture_id, stage, code))""",
        """CREATE TABLE judgements ("left" VARCHAR, "right" VARCHAR, verdict VARCHAR, score DOUBLE, detail VARCHAR, "by" VARCHAR,
            "at" TIMESTAMP, PRIMARY KEY ("left", "right", "by"))""",
    ),
)

_ROWS = Migration(
    2,
    "derived: one flat row per event of the newest coding; views for people",
    (
        """CREATE TABLE event_rows (event_id VARCHAR, article_id VARCHAR, capture_id VARCHAR, coder_id VARCHAR,
            sort_at TIMESTAMP, position INTEGER,
            happened_from TIMESTAMP, happened_to TIMESTAMP, happened_grain VARCHAR,
            published_from TIMESTAMP, published_to TIMESTAMP, published_grain VARCHAR,
            outlet VARCHAR, url VARCHAR, category VARCHAR, mode VARCHAR, contexts VARCHAR[], modality VARCHAR, stance VARCHAR,
            actors VARCHAR[], recipients VARCHAR[], according_to VARCHAR[], places VARCHAR[], counts VARCHAR[],
            actor_ids VARCHAR[], recipient_ids VARCHAR[], place_ids VARCHAR[], "trigger" VARCHAR, sentence VARCHAR, score DOUBLE,
            who VARCHAR, whereabouts VARCHAR)""",
        """CREATE VIEW mention_rows AS SELECT m.article_id, m.coder_id, m.id, m.kind,
            substring(a.text, m.span."start" + 1, m.span."end" - m.span."start") AS text, r.target_id, r.name, r.score, r.detail
            FROM mentions m JOIN articles a ON a.id = m.article_id
            LEFT JOIN resolutions r ON r.article_id = m.article_id AND r.coder_id = m.coder_id AND r.mention = m.id""",
        """CREATE VIEW tie_rows AS SELECT t.article_id, t.coder_id, coalesce(a.name, a.text) AS a, t.tie, coalesce(b.name, b.text) AS b,
            t.state, t.score FROM ties t
            JOIN mention_rows a ON a.article_id = t.article_id AND a.coder_id = t.coder_id AND a.id = t.a
            JOIN mention_rows b ON b.article_id = t.article_id AND b.coder_id = t.coder_id AND b.id = t.b""",
        """CREATE VIEW block_rows AS SELECT id AS article_id, b.kind, b.span."start" AS "start", b.span."end" AS "end",
            substring(text, b.span."start" + 1, b.span."end" - b.span."start") AS text
            FROM (SELECT id, text, unnest(blocks) AS b FROM articles)""",
        """CREATE VIEW dating_rows AS SELECT id AS article_id, d."when"."start" AS "from", d."when"."end" AS "to", d."when".grain AS grain,
            d.rule, d.score, d.detail FROM (SELECT id, unnest(datings) AS d FROM articles)""",
        """CREATE VIEW open_refusals AS SELECT * FROM refusals r
            WHERE NOT EXISTS (SELECT 1 FROM codings c WHERE c.capture_id = r.capture_id)""",
    ),
)

_WORLD = Migration(
    3,
    "facts: imported reports; derived: incidents, relations, shifts (whole records as JSON, beside the columns that filters ask for)",
    (
        "CREATE TABLE reports (event_id VARCHAR, feed VARCHAR, record JSON)",
        """CREATE TABLE incidents (id VARCHAR, starts TIMESTAMP, ends TIMESTAMP, category VARCHAR, modality VARCHAR, who VARCHAR,
            whereabouts VARCHAR, origins INTEGER, score DOUBLE, record JSON)""",
        """CREATE TABLE relations (a VARCHAR, b VARCHAR, tie VARCHAR, weight DOUBLE, starts TIMESTAMP, ends TIMESTAMP, against VARCHAR,
            score DOUBLE, record JSON)""",
        """CREATE TABLE shifts (id VARCHAR, starts TIMESTAMP, a VARCHAR, b VARCHAR, "before" VARCHAR, "after" VARCHAR, size DOUBLE,
            score DOUBLE, record JSON)""",
    ),
)

_LIVE = Migration(
    4,
    "live: feeds and what was fetched of them, watches, alerts and their deliveries, the numbered stream of what is new",
    (
        """CREATE TABLE feeds (id VARCHAR PRIMARY KEY, url VARCHAR, kind VARCHAR, state VARCHAR, last_ok_at TIMESTAMP, last_error VARCHAR,
            next_at TIMESTAMP, articles BIGINT, failures INTEGER, etag VARCHAR, last_modified VARCHAR)""",
        """CREATE TABLE fetched (feed_id VARCHAR, item VARCHAR, fetched_at TIMESTAMP, PRIMARY KEY (feed_id, item))""",
        "CREATE TABLE watches (id VARCHAR PRIMARY KEY, record JSON)",
        """CREATE TABLE alerts (id VARCHAR PRIMARY KEY, number BIGINT, watch VARCHAR, "at" TIMESTAMP, kind VARCHAR, ref VARCHAR,
            record JSON)""",
        """CREATE TABLE deliveries (alert_id VARCHAR, url VARCHAR, state VARCHAR, attempts INTEGER, next_at TIMESTAMP, last_error VARCHAR,
            PRIMARY KEY (alert_id, url))""",
        'CREATE TABLE stream (id BIGINT PRIMARY KEY, kind VARCHAR, ref VARCHAR, "at" TIMESTAMP)',
        "CREATE TABLE stream_ends (last BIGINT)",
        "INSERT INTO stream_ends VALUES (0)",
    ),
)

_CARDS = Migration(
    5,
    "derived, for screens: one flat card per incident and per article",
    (
        """CREATE TABLE article_cards (id VARCHAR, outlet VARCHAR, url VARCHAR, title VARCHAR, published TIMESTAMP, grain VARCHAR,
            fetched_at TIMESTAMP)""",
        """CREATE TABLE incident_cards (id VARCHAR, told_at TIMESTAMP, starts TIMESTAMP, ends TIMESTAMP, grain VARCHAR,
            category VARCHAR, mode VARCHAR, modality VARCHAR, actor_ids VARCHAR[], recipient_ids VARCHAR[],
            place_id VARCHAR, place VARCHAR, lat DOUBLE, lon DOUBLE, "precision" VARCHAR, country VARCHAR,
            tolls STRUCT(kind VARCHAR, low BIGINT, best BIGINT, high BIGINT)[],
            origins INTEGER, articles INTEGER, events INTEGER, speakers INTEGER, contradictions INTEGER, score DOUBLE,
            headline STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, article_id VARCHAR), words VARCHAR)""",
    ),
)

_TERMS = Migration(
    6,
    "derived, for screens: cards have numbers; which cards hold a word or a party; how many there are of a day, place and party",
    (
        "CREATE SEQUENCE card_numbers",
        "DROP TABLE incident_cards",
        """CREATE TABLE incident_cards (id VARCHAR, n BIGINT, told_at TIMESTAMP, starts TIMESTAMP, ends TIMESTAMP, grain VARCHAR,
            category VARCHAR, mode VARCHAR, modality VARCHAR, actor_ids VARCHAR[], recipient_ids VARCHAR[],
            place_id VARCHAR, place VARCHAR, lat DOUBLE, lon DOUBLE, "precision" VARCHAR, country VARCHAR,
            tolls STRUCT(kind VARCHAR, low BIGINT, best BIGINT, high BIGINT)[],
            origins INTEGER, articles INTEGER, events INTEGER, speakers INTEGER, contradictions INTEGER, score DOUBLE,
            headline STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, article_id VARCHAR), words VARCHAR)""",
        "CREATE TABLE incident_terms (term VARCHAR, n BIGINT)",
        'CREATE TABLE day_tallies ("day" TIMESTAMP, category VARCHAR, modality VARCHAR, incidents BIGINT, events BIGINT)',
        """CREATE TABLE place_tallies (id VARCHAR, place_id VARCHAR, name VARCHAR, lat DOUBLE, lon DOUBLE, "precision" VARCHAR,
            country VARCHAR, category VARCHAR, modality VARCHAR, incidents BIGINT, events BIGINT)""",
        "CREATE TABLE party_tallies (party VARCHAR, incidents BIGINT)",
        "CREATE INDEX cards_by_id ON incident_cards (id)",
        "CREATE INDEX incidents_by_id ON incidents (id)",
        "CREATE INDEX events_by_id ON events (id)",
    ),
)

_LISTS = Migration(
    7,
    "derived, for screens: terms tell when a card was told, so that a list of them needs no look at cards; cards are found by number",
    (
        "DROP TABLE incident_terms",
        "CREATE TABLE incident_terms (term VARCHAR, n BIGINT, told_at TIMESTAMP)",
        "CREATE TABLE gone_cards (n BIGINT)",
        "CREATE INDEX cards_by_number ON incident_cards (n)",
    ),
)

_PARTIES = Migration(
    8,
    "derived, for screens: a narrow card for each party of an incident; what an arrival touches is looked up, not searched for",
    (
        """CREATE TABLE party_cards (party VARCHAR, acts BOOLEAN, receives BOOLEAN, n BIGINT, starts TIMESTAMP, ends TIMESTAMP,
            grain VARCHAR, category VARCHAR, modality VARCHAR, place_id VARCHAR, place VARCHAR, lat DOUBLE, lon DOUBLE,
            "precision" VARCHAR, country VARCHAR, origins INTEGER, events INTEGER, score DOUBLE)""",
        "CREATE INDEX rows_by_event ON event_rows (event_id)",
        "CREATE INDEX reports_by_event ON reports (event_id)",
    ),
)

MIGRATIONS = (_FACTS, _ROWS, _WORLD, _LIVE, _CARDS, _TERMS, _LISTS, _PARTIES)
LEDGER = "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name VARCHAR)"
