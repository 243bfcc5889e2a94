"""Incidents and stated ties → relations and shifts: who stands with whom, how surely, and when that turned.

Read `stated.py` (ties that texts state), `observe.py` (what evidence says of a dyad), `dating.py` (from when), `model.py` (its state
through time), `detect.py` (turns), `ties.py` and `tell.py` (words and evidence), `standing.py` (stated standings, common enemies),
`rolling.py` (for whom a party acts), `triads.py` (balance),
`ranking.py` (which shifts stand out).
"""

from detente.relating.detect import Turn, turns
from detente.relating.engine import rebuild
from detente.relating.live import Live, Told
from detente.relating.model import Filter, Prior, State, track
from detente.relating.observation import Observation
from detente.relating.observe import Parents, observations
from detente.relating.ranking import Weighed, ranked
from detente.relating.rolling import parents_of, states_of
from detente.relating.stated import Stated, stated_of
from detente.relating.tell import tell_dyad
from detente.relating.triads import Triad, effect, frustration, over_time, signs_on, triads

__all__ = [
    "Filter",
    "Live",
    "Observation",
    "Parents",
    "Prior",
    "State",
    "Stated",
    "Told",
    "Triad",
    "Turn",
    "Weighed",
    "effect",
    "frustration",
    "observations",
    "over_time",
    "parents_of",
    "ranked",
    "rebuild",
    "signs_on",
    "stated_of",
    "states_of",
    "tell_dyad",
    "track",
    "triads",
    "turns",
]
