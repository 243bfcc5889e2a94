"""For whom a party acts: the parents that `rebuild` rolls affiliates up to, by the register."""

from __future__ import annotations

from datetime import date

from detente.actors import register
from detente.actors.sectors import state_of
from detente.records import NIL
from detente.records.errors import UnknownId

_LEADS = "leads"
"""Not `role`: that somebody once held an office often stands in the sources without an end."""

_STATE = "state:"


def parents_of(actor: str, on: date) -> tuple[str, ...]:
    """Return for whom an actor acted on a day: what it was part or affiliate of, and for who led a state, that state.

    A party that the register doesn't know (`nil:` ids, ids of other data sets) acts for nobody. Nothing holds outside its time (law 7).

    >>> parents_of("group:nusra-front", date(2014, 11, 2)), parents_of("group:nusra-front", date(2016, 9, 1))
    (('group:al-qaeda',), ())
    >>> parents_of("person:gustavo-petro", date(2025, 1, 17)), parents_of("nil:rebel commander@SYR", date(2014, 11, 2))
    (('state:COL',), ())
    """
    if actor.startswith(NIL):
        return ()
    if state := state_of(actor):
        return (state,)
    try:
        groups, held = register().parents(actor, on), register().affiliations(actor, on)
    except UnknownId:
        return ()
    led = (one.parent_id for one in held if one.kind == _LEADS and one.parent_id.startswith(_STATE))
    return tuple(dict.fromkeys((*groups, *led)))


_AGENTS = ("person:", "body:", "org:", "sector:")


def states_of(actor: str, on: date) -> tuple[str, ...]:
    """Return the states that an office holder, a body or an unnamed part of a state acts for on a day: their deeds are the state's.

    Not those of groups: a branch or a proxy has a will of its own, and is rolled up only where that is asked for.

    >>> states_of("person:gustavo-petro", date(2025, 1, 17)), states_of("group:nusra-front", date(2014, 11, 2))
    (('state:COL',), ())
    """
    if not actor.startswith(_AGENTS):
        return ()
    return tuple(parent for parent in parents_of(actor, on) if parent.startswith(_STATE))
