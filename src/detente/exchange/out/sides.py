"""What kind of party stands on a side, as data sets of violence ask: the state's armed hand, an armed group, or people without arms."""

from __future__ import annotations

from collections.abc import Sequence

from detente.records import Party

STATE = frozenset({"GOV", "MIL", "COP", "SPY", "PRM"})
GROUP = frozenset({"REB", "UAF"})
CIVIL = frozenset({"CVL", "REF", "JRN", "MED", "EDU", "LAB", "REL", "SOC"})


def kind(side: Sequence[Party]) -> str | None:
    """Return state, group or civil: what all of a side are whose sector is known; None where they differ or nobody's is known.

    >>> kind([Party("nil:soldiers", "soldiers", "SYR", "MIL"), Party("nil:men", "men")])
    'state'
    """
    found = {name for party in side for name, sectors in _KINDS if party.sector in sectors}
    return found.pop() if len(found) == 1 else None


_KINDS = (("state", STATE), ("group", GROUP), ("civil", CIVIL))
