"""What screens ask for in a blink: one flat card per incident, derived from incidents, event rows and imported reports by SQL alone.

A card repeats nothing that has no column to be filtered, sorted, counted or shown by; the whole incident stays in `incidents`.
Built whole with all that is derived, or anew for some incidents (`refresh`), which gives the same rows (laws 4 and 9).
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.store.tables import Tables

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
WITH told AS (SELECT i.* EXCLUDE (record), from_json(i.record, '{_SHAPE}') AS r FROM incidents i WHERE $which),
parts AS (SELECT id, category, r.place_id AS place_id, r.place AS place, unnest(r.event_ids) AS event_id FROM told),
coded AS (SELECT t.id, t.category = w.category AS fits, t.place_id, t.place, w.event_id, w.article_id, w.score, w.sentence,
        w.actors, w.recipients, w.places AS names, e.sentence AS span, e.places, a.fetched_at
    FROM parts t JOIN event_rows w ON w.event_id = t.event_id JOIN events e ON e.id = w.event_id AND e.coder_id = w.coder_id
    JOIN articles a ON a.id = w.article_id),
seen AS (SELECT id, max(fetched_at) AS fetched_at,
        arg_max(
            {{'text': sentence, 'start': span."start", 'end': span."end", 'article_id': article_id}}, (fits, score, event_id)
        ) AS headline,
        lower(string_agg(concat_ws(' ', sentence, array_to_string(actors, ' '), array_to_string(recipients, ' '),
            array_to_string(names, ' ')), ' ' ORDER BY event_id)) AS words
    FROM coded GROUP BY id),
pins AS (SELECT id, place_id, place, unnest(places) AS p FROM coded UNION ALL BY NAME
    SELECT t.id, t.place_id, t.place, from_json(json_extract(o.record, '$.where'), '{_PLACE}') AS p
    FROM parts t JOIN reports o ON o.event_id = t.event_id),
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
WITH fresh AS (SELECT * FROM articles WHERE id IN (SELECT article_id FROM codings) AND id NOT IN (SELECT id FROM article_cards)),
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

# Ledgers: what a card adds is taken off again before it goes, so that one arrival costs a few rows and reading is a sum.
_LEDGERS = (
    """INSERT INTO day_tallies SELECT date_trunc('day', starts), category, modality, $sign count(*), $sign sum(events)
        FROM incident_cards WHERE $which AND starts IS NOT NULL GROUP BY ALL ORDER BY ALL""",
    """INSERT INTO place_tallies SELECT coalesce(place_id, place), any_value(place_id), min(place), any_value(lat), any_value(lon),
        min("precision"), any_value(country), category, modality, $sign count(*), $sign sum(events)
        FROM incident_cards WHERE $which AND place IS NOT NULL GROUP BY coalesce(place_id, place), category, modality""",
    """INSERT INTO party_tallies SELECT party, $sign count(*) FROM (SELECT unnest(list_concat(actor_ids, recipient_ids)) AS party
        FROM incident_cards WHERE $which) GROUP BY party""",
)
_GONE = "INSERT INTO gone_cards SELECT n FROM incident_cards WHERE $which"
_WHOLE = ("incident_cards", "incident_terms", "gone_cards", "day_tallies", "place_tallies", "party_tallies")


def refresh(tables: Tables, incident_ids: Sequence[str] | None = None) -> None:
    """Make the cards of these incidents anew (None = of all); cards of incidents that are no more go."""
    tables.run(_ARTICLES)
    if incident_ids is None:
        for name in _WHOLE:
            tables.run(f"DELETE FROM {name}")
        _add(tables, "TRUE", [])
        return
    which, asked = "id IN (SELECT unnest(?::VARCHAR[]))", list(incident_ids)
    _tally(tables, "-", which, [asked])
    tables.run(_GONE.replace("$which", which), [asked])
    tables.run(f"DELETE FROM incident_cards WHERE {which}", [asked])
    _add(tables, which, [asked])


def _add(tables: Tables, which: str, asked: Sequence[Sequence[str]]) -> None:
    tables.run(_REFRESH.replace("$which", which), asked)
    tables.run(_TERMS.replace("$which", which), [*asked, *asked, *asked])
    _tally(tables, "+", which, asked)


def _tally(tables: Tables, sign: str, which: str, asked: Sequence[Sequence[str]]) -> None:
    for ledger in _LEDGERS:
        tables.run(ledger.replace("$sign", sign).replace("$which", which), asked)
