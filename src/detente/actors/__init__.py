"""Who: the register of actors. Names, sectors, offices and affiliations, each valid for a time; every look-up takes a date.

Reading order: `names.py` (how spellings meet), `compiled.py` (the file in memory), `matching.py` (the cascade), `offices.py`,
`describing.py` (the unnamed), `register.py` (the API). Compiled by `scripts/build_actors.py`; sources and licences in docs/data/actors.md.
It does not read text: the coder finds mentions, this says who they are.
"""

from detente.actors.describing import Description
from detente.actors.matching import Candidate
from detente.actors.register import Register, register

__all__ = ["Candidate", "Description", "Register", "register"]
