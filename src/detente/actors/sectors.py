"""Parties that nobody names ("gunmen", "the police"): a country and a PLOVER sector stand for them, `sector:SYR/REB`.

They are no entries of the register: all rebels of a country whom no report names are one party, as in other event data.
"""

from __future__ import annotations

from detente.records import sector_parts

CALLED = {
    "AGR": "farmers",
    "BUS": "business",
    "COP": "police",
    "CRM": "criminals",
    "CVL": "civilians",
    "EDU": "students and teachers",
    "ELI": "former officials",
    "GOV": "government",
    "JRN": "journalists",
    "JUD": "courts",
    "LAB": "workers",
    "LEG": "parliament",
    "MED": "medics",
    "MIL": "military",
    "OPP": "opposition",
    "PRM": "paramilitaries",
    "PTY": "parties",
    "REB": "rebels",
    "REF": "refugees",
    "REL": "believers",
    "SOC": "civil society",
    "SPY": "intelligence services",
    "UAF": "unknown gunmen",
}
"""What the unnamed of a sector are called, by PLOVER sector; those that tell nothing (UNK, OTH) are no party."""

ARMS_OF_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
"""Sectors whose people act for their state."""


def state_of(party: str) -> str | None:
    """Return the state that such a party acts for; None for those who act for none, and for any other id.

    >>> state_of("sector:SYR/MIL"), state_of("sector:SYR/REB")
    ('state:SYR', None)
    """
    told = sector_parts(party)
    return f"state:{told[0]}" if told and told[1] in ARMS_OF_STATE else None
