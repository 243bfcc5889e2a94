"""What a party is called: the name behind the id that a report, incident or relation holds."""

from __future__ import annotations

from functools import lru_cache

from detente.actors.register import register
from detente.actors.sectors import CALLED
from detente.records import NIL, sector_parts
from detente.records.errors import UnknownId


@lru_cache(maxsize=100_000)
def name_of(party: str) -> str:
    """Return what a party is called: its register name, else the words of its id.

    >>> name_of("nil:syrian opposition official@SYR"), name_of("icews:Upland"), name_of("sector:SYR/REB")
    ('syrian opposition official', 'Upland', 'rebels (Syria)')
    """
    if party.startswith(NIL):
        return party.removeprefix(NIL).split("@")[0]
    if unnamed := sector_parts(party):
        country, sector = unnamed
        return f"{CALLED.get(sector, sector)} ({_name(f'state:{country}')})"
    return _name(party)


def _name(party: str) -> str:
    try:
        return register().actor(party).name
    except (UnknownId, KeyError):
        return party.partition(":")[2] or party
