"""The readable report of the demo: what was read, refused and coded, each with the sentence that made it.

`look.py` gathers from the store, `sections.py` tells it part by part, `words.py` says times and events. Writes nothing to the store.
"""

from detente.cli.report.look import Look, Section, look_at
from detente.cli.report.sections import SECTIONS

__all__ = ["SECTIONS", "Look", "Section", "look_at"]
