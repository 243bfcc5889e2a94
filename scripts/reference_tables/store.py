"""The tables and views of a store, as the migrations make them."""

from __future__ import annotations

from detente.store.file import connect_in_memory
from reference_tables.markdown import table

KINDS = {
    "facts": "appended, never changed",
    "derived": "dropped and built again at will",
    "live": "what `detente watch` and `detente serve` keep",
    "views": "for people; made of the tables when they are asked",
}
TABLES = {
    "captures": ("facts", "what arrived, untouched: the bytes, zlib-packed, with when and from where"),
    "articles": ("facts", "the text of a capture with its blocks and datings"),
    "coders": ("facts", "the coders in the order in which they came to this store; the newest coding counts"),
    "codings": ("facts", "which coder coded which article"),
    "mentions": ("facts", "spans that name a party, outlet, place, time or count, or tie a speaker to a claim"),
    "resolutions": ("facts", "whom or what a mention stands for, with score and reason"),
    "events": ("facts", "one coded report of a happening each; roles are numbers of mentions"),
    "ties": ("facts", "standings between two parties that a text states"),
    "refusals": ("facts", "captures that could not be taken, and why"),
    "judgements": ("facts", "whether two events tell the same happening. People's are facts; the machine's are derived"),
    "reports": ("facts", "events that others coded, imported"),
    "migrations": ("facts", "the steps that made these tables"),
    "event_rows": ("derived", "one flat row per event of the newest coding, in words; what `detente events` shows"),
    "incidents": ("derived", "happenings, each once; `record` has all of it"),
    "relations": ("derived", "who stands with whom, from when to when; `record` has all of it"),
    "shifts": ("derived", "where relations turned; `record` has all of it"),
    "article_cards": ("derived", "an article in short, for lists"),
    "incident_cards": ("derived", "an incident in short, for lists, map and timeline"),
    "incident_terms": ("derived", "which cards hold a word or a party"),
    "party_cards": ("derived", "a narrow card for each party of an incident, for sums over what one party did or suffered"),
    "gone_cards": ("derived", "cards that were written anew or are no more: what bears their numbers counts no longer"),
    "day_tallies": ("derived", "how many incidents and events of a day, category and modality"),
    "place_tallies": ("derived", "the same of a place"),
    "party_tallies": ("derived", "how many incidents a party has"),
    "feeds": ("live", "what is followed, and how it does"),
    "fetched": ("live", "entries of feeds that were taken"),
    "watches": ("live", "rules that say what to be told of"),
    "alerts": ("live", "what the watches told"),
    "deliveries": ("live", "alerts on their way to webhooks"),
    "stream": ("live", "what is new, numbered, for the screens"),
    "stream_ends": ("live", "the number of the latest"),
    "mention_rows": ("views", "mentions with their words and whom they stand for"),
    "tie_rows": ("views", "ties in words"),
    "block_rows": ("views", "blocks with their text"),
    "dating_rows": ("views", "every dating with its rule and reason"),
    "open_refusals": ("views", "refusals of captures that still have not been taken"),
}
"""What each is for. One that is missing here, or is no more, breaks the check."""

_COLUMNS = """SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index"""


def tables() -> str:
    """Return a section for each kind of table, with each table's columns. Raises `KeyError` for a table that nobody has described."""
    columns: dict[str, list[tuple[str, str]]] = {}
    for name, column, kind in connect_in_memory().execute(_COLUMNS).fetchall():
        columns.setdefault(name, []).append((f"`{column}`", f"`{_spelled(kind)}`"))
    if gone := set(TABLES) ^ set(columns):
        raise KeyError(f"described or there, but not both: {', '.join(sorted(gone))}")
    parts = []
    for kind, words in KINDS.items():
        parts.append(f"## {kind.capitalize()}: {words}\n")
        parts += [_section(name, said, columns[name]) for name, (of, said) in TABLES.items() if of == kind]
    return "\n".join(parts)


def _section(name: str, words: str, columns: list[tuple[str, str]]) -> str:
    return f"### {name}\n\n{words[0].upper()}{words[1:]}.\n\n{table(('column', 'type'), columns)}"


def _spelled(kind: str) -> str:
    """Return a type in fewer characters.

    >>> _spelled('STRUCT("start" INTEGER, "end" INTEGER)[]')
    'STRUCT(start INTEGER, end INTEGER)[]'
    """
    return kind.replace('"', "")
