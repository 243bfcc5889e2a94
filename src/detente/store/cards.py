"""What screens ask for in a blink: one flat card per incident, derived from incidents, event rows and imported reports by SQL alone.

A card repeats nothing that has no column to be filtered, sorted, counted or shown by; the whole incident stays in `incidents`.
Built whole with all that is derived, or anew for some incidents (`refresh`), which gives the same rows (laws 4 and 9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from detente.store.tables import Tables, among

_TIME = '{"start":"TIMESTAMP","end":"TIMESTAMP","grain":"VARCHAR"}'
_TOLLS = '[{"kind":"VARCHAR","low":"BIGINT","best":"BIGINT","high":"BIGINT"}]'
_SHAPE = f"""{{"event_ids":["VARCHAR"],"article_ids":["VARCHAR"],"actor_ids":["VARCHAR"],"recipient_ids":["VARCHAR"],
    "speakers":["VARCHAR"],"place_id":"VARCHAR","place":"VARCHAR","mode":"VARCHAR","when":{_TIME},"tolls":{_TOLLS},
    "claims":[{{"published":"TIMESTAMP","stance":"VARCHAR","modality":"VARCHAR","when":{_TIME},"tolls":{_TOLLS}}}]}}"""
_PLACE = '{"name":"VARCHAR","precision":"VARCHAR","place_id":"VARCHAR","lat":"DOUBLE","lon":"DOUBLE","country":"VARCHAR"}'
_RANK = "list_position(['point','town','district','province','country','region'], p.precision)"

# Whether what is claimed of a quantity or a time can't all be true: the highest low end lies above the lowest high end.
_TIMES_APART = """list_max([c."when"."start" FOR c IN r.claims]) >= list_min([c."when"."end" FOR c IN r.claims])"""
_DENIED = """len(list_distinct([(c.stance = 'denies') != (c.modality = 'negated') FOR c IN r.claims])) > 1"""

_REFRESH = f"""INSERT INTO incident_cards BY NAME
WITH told AS (SELECT i.* EXCLUDE (record), from_json(i.record, '{_SHAPE}') AS r FROM incidents i WHERE $incidents),
parts AS (SELECT id, category, r.place_id AS place_id, r.place AS place, unnest(r.event_ids) AS event_id FROM told),
coded AS (SELECT t.id, t.category = w.category AS fits, t.place_id, t.place, w.event_id, w.article_id, w.score, w.sentence,
        w.actors, w.recipients, w.places AS names, e.sentence AS span, e.places, a.fetched_at
    FROM parts t JOIN (SELECT * FROM event_rows WHERE $rows) w ON w.event_id = t.event_id
    JOIN (SELECT * FROM events WHERE $events) e ON e.id = w.event_id AND e.coder_id = w.coder_id
    JOIN (SELECT id, fetched_at FROM articles WHERE $pages) a ON a.id = w.article_id),
seen AS (SELECT id, max(fetched_at) AS fetched_at,
        arg_max(
            {{'text': sentence, 'start': span."start", 'end': span."end", 'article_id': article_id}}, (fits, score, event_id)
        ) AS headline,
        lower(string_agg(concat_ws(' ', sentence, array_to_string(actors, ' '), array_to_string(recipients, ' '),
            array_to_string(names, ' ')), ' ' ORDER BY event_id)) AS words
    FROM coded GROUP BY id),
pins AS (SELECT id, place_id, place, unnest(places) AS p FROM coded UNION ALL BY NAME
    SELECT t.id, t.place_id, t.place, from_json(json_extract(o.record, '$.where'), '{_PLACE}') AS p
    FROM parts t JOIN (SELECT * FROM reports WHERE $rows) o ON o.event_id = t.event_id),
pinned AS (SELECT id, arg_min({{'lat': p.lat, 'lon': p.lon, 'precision': p.precision, 'country': p.country}},
        (p.place_id IS DISTINCT FROM place_id, coalesce({_RANK}, 7), p.lat, p.lon)) AS pin,
        count(DISTINCT p.place_id) FILTER (p.precision IN ('point', 'town', 'district')) > 1 AS apart
    FROM pins WHERE p IS NOT NULL AND (place_id IS NOT NULL OR place IS NOT NULL) GROUP BY id),
tolled AS (SELECT id, count(*) AS apart FROM (SELECT id, t.kind
    FROM (SELECT id, unnest(flatten([c.tolls FOR c IN r.claims])) AS t FROM told)
    GROUP BY id, t.kind HAVING max(coalesce(t.low, t.best)) > min(coalesce(t.high, t.best))) GROUP BY id)
SELECT told.id, nextval('card_numbers') AS n,
    coalesce(list_max([c.published FOR c IN r.claims]), told.starts, told.ends, seen.fetched_at, TIMESTAMP 'epoch') AS told_at,
    told.starts, told.ends, r."when".grain AS grain, told.category, r.mode AS mode, told.modality,
    r.actor_ids AS actor_ids, r.recipient_ids AS recipient_ids, r.place_id AS place_id, r.place AS place,
    pin.lat AS lat, pin.lon AS lon, coalesce(pin.precision, 'unknown') AS "precision", pin.country AS country,
    r.tolls AS tolls,
    told.origins, len(r.article_ids) AS articles, len(r.event_ids) AS events, len(r.speakers) AS speakers,
    coalesce(tolled.apart, 0) + coalesce(({_TIMES_APART})::INTEGER, 0) + coalesce(({_DENIED})::INTEGER, 0)
        + coalesce(pinned.apart::INTEGER, 0) AS contradictions,
    told.score, seen.headline AS headline, concat_ws(' ', seen.words, told.who, told.whereabouts) AS words
FROM told LEFT JOIN seen ON seen.id = told.id LEFT JOIN pinned ON pinned.id = told.id LEFT JOIN tolled ON tolled.id = told.id
ORDER BY told_at, told.id"""

# The best dating that is no page clock, of equals the first: `Article.published`, said in SQL.
_ARTICLES = """INSERT INTO article_cards BY NAME
WITH fresh AS (SELECT * FROM articles WHERE $pages),
dated AS (SELECT id, arg_max(d."when", (d.score, -i)) AS "when"
    FROM (SELECT id, unnest(datings) AS d, generate_subscripts(datings, 1) AS i FROM fresh)
    WHERE d.rule <> 'page_clock' AND d.score > 0 GROUP BY id)
SELECT f.id, f.outlet, f.url, substring(f."text", title."start" + 1, title."end" - title."start") AS title,
    coalesce("when"."start", "when"."end") AS published, "when".grain AS grain, f.fetched_at
FROM (SELECT *, list_filter(blocks, lambda b: b.kind = 'TITLE')[1].span AS title FROM fresh) f LEFT JOIN dated ON dated.id = f.id
ORDER BY published, f.id"""


# Which cards hold a word (w:), an actor (a:) or a recipient (r:). In order, so that a look-up reads one stretch of the table. A card made
# anew has a new number; the old one is among `gone_cards`, since to find its terms would take a look at all of them.
_TERMS = r"""INSERT INTO incident_terms
SELECT DISTINCT term, n, told_at FROM (
    SELECT 'w:' || unnest(string_split_regex(lower(strip_accents(words)), '[^\p{L}\p{N}]+')) AS term, n, told_at
        FROM incident_cards WHERE $which
    UNION ALL SELECT 'a:' || unnest(actor_ids), n, told_at FROM incident_cards WHERE $which
    UNION ALL SELECT 'r:' || unnest(recipient_ids), n, told_at FROM incident_cards WHERE $which)
    WHERE length(term) > 2 ORDER BY term, told_at, n"""

# A card for each party of an incident, with all that sums ask for: those of one party lie together, so that its timeline and map are one
# short look. Gone ones stay until they are swept out, as with terms.
_PARTIES = """INSERT INTO party_cards BY NAME
SELECT party, list_contains(actor_ids, party) AS acts, list_contains(recipient_ids, party) AS receives, n, starts, ends, grain, category,
    modality, place_id, place, lat, lon, "precision", country, origins, events, score
FROM (SELECT *, unnest(list_distinct(list_concat(actor_ids, recipient_ids))) AS party FROM incident_cards WHERE $which) ORDER BY party, n"""

# Ledgers: what a card adds is taken off again before it goes, so that one arrival costs a few rows and reading is a sum.
_LEDGERS = (
    """INSERT INTO day_tallies SELECT date_trunc('day', starts), category, modality, $sign count(*), $sign sum(events)
        FROM incident_cards WHERE $which AND starts IS NOT NULL GROUP BY ALL ORDER BY ALL""",
    """INSERT INTO place_tallies SELECT coalesce(place_id, place), any_value(place_id), min(place), any_value(lat), any_value(lon),
        min("precision"), any_value(country), category, modality, $sign count(*), $sign sum(events)
        FROM incident_cards WHERE $which AND place IS NOT NULL GROUP BY coalesce(place_id, place), category, modality""",
    """INSERT INTO party_tallies SELECT party, $sign count(*)
        FROM (SELECT unnest(list_distinct(list_concat(actor_ids, recipient_ids))) AS party FROM incident_cards WHERE $which)
        GROUP BY party""",
)
_GONE = "INSERT INTO gone_cards SELECT n FROM incident_cards WHERE $which"
_DROP = "DELETE FROM incident_cards WHERE $which"
_WHOLE = ("incident_cards", "incident_terms", "party_cards", "gone_cards", "day_tallies", "place_tallies", "party_tallies")

_PARTS = """SELECT r.event_ids AS events, r.article_ids AS pages
    FROM (SELECT from_json(record, '{"event_ids":["VARCHAR"],"article_ids":["VARCHAR"]}') AS r FROM incidents WHERE $incidents)"""
_UNTOLD = "id IN (SELECT article_id FROM codings) AND id NOT IN (SELECT id FROM article_cards)"

KEPT = 20_000
"""Numbers of cards that are no more, before what still bears them is swept out: each look-up passes over them all (1 ms), and sweeping
looks at all terms once (.1 s for each million of incidents)."""
_SWEEP = tuple(f"DELETE FROM {name} WHERE n IN (SELECT n FROM gone_cards)" for name in ("incident_terms", "party_cards"))

_NAMED = re.compile(r"\$(which|incidents|rows|events|pages)")
Condition = tuple[str, list[Any]]
Picked = Mapping[str, Condition]
"""By name, the conditions that say which rows a statement is about."""

_EVERYTHING: Picked = dict.fromkeys(("which", "incidents", "rows", "events", "pages"), ("TRUE", []))


def refresh(tables: Tables, incident_ids: Sequence[str] | None = None) -> None:
    """Make the cards of these incidents anew (None = of all, and of articles that have none); cards of incidents that are no more go."""
    if incident_ids is None:
        _run(tables, _ARTICLES, {"pages": (_UNTOLD, [])})
        for name in _WHOLE:
            tables.run(f"DELETE FROM {name}")
        _add(tables, _EVERYTHING)
        return
    picked = _picked(tables, incident_ids)
    _tally(tables, "-", picked)
    _run(tables, _GONE, picked)
    _run(tables, _DROP, picked)
    _add(tables, picked)
    if tables.count("SELECT count(*) FROM gone_cards") > KEPT:
        sweep(tables)


def add_articles(tables: Tables, article_ids: Sequence[str]) -> None:
    """Make the cards of these articles, which have none yet."""
    if article_ids:
        _run(tables, _ARTICLES, {"pages": among("id", article_ids)})


def sweep(tables: Tables) -> None:
    """Forget the numbers of cards that are no more, and all that still bears them."""
    for statement in (*_SWEEP, "DELETE FROM gone_cards"):
        tables.run(statement)


def _picked(tables: Tables, incident_ids: Sequence[str]) -> Picked:
    """Return the conditions for these incidents: whatever they are made of is asked for by id, so that indexes find it."""
    which = among("id", incident_ids)
    parts = _rows(tables, _PARTS, {"incidents": which})
    events = list(dict.fromkeys(name for row in parts for name in row["events"]))
    pages = list(dict.fromkeys(name for row in parts for name in row["pages"]))
    return {
        "which": which, "incidents": which, "rows": among("event_id", events), "events": among("id", events), "pages": among("id", pages),
    }  # fmt: skip


def _add(tables: Tables, picked: Picked) -> None:
    for statement in (_REFRESH, _TERMS, _PARTIES):
        _run(tables, statement, picked)
    _tally(tables, "+", picked)


def _tally(tables: Tables, sign: str, picked: Picked) -> None:
    for ledger in _LEDGERS:
        _run(tables, ledger.replace("$sign", sign), picked)


def _run(tables: Tables, statement: str, picked: Picked) -> None:
    tables.run(*_said(statement, picked))


def _rows(tables: Tables, statement: str, picked: Picked) -> list[dict[str, Any]]:
    return tables.rows(*_said(statement, picked))


def _said(statement: str, picked: Picked) -> tuple[str, list[Any]]:
    """Return a statement with its named conditions in place, and their parameters in the order in which they stand there."""
    values = [value for name in _NAMED.findall(statement) for value in picked[name][1]]
    return _NAMED.sub(lambda named: picked[named[1]][0], statement), values
