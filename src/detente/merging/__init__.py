"""Events → judgements → incidents: which reports tell one happening, and from how many independent origins.

Read `report.py` (what is compared), `blocks.py` (which pairs), `compare.py` (one pair), `gather.py` (which edges hold), `incidents.py`
(what most say beside who says what), `origins.py` (who copied whom), `engine.py` (all at once, or article by article).
Nothing is rewritten: judgements are edges that can be dropped and made anew; only people's stay.
"""

from detente.merging.blocks import Blocks
from detente.merging.compare import Comparison, compare
from detente.merging.engine import Live, Merged, rebuild
from detente.merging.gather import gather
from detente.merging.judge import MACHINE, judge
from detente.merging.origins import origins
from detente.merging.report import reports_of
from detente.records import Page, Report, Where

__all__ = [
    "MACHINE",
    "Blocks",
    "Comparison",
    "Live",
    "Merged",
    "Page",
    "Report",
    "Where",
    "compare",
    "gather",
    "judge",
    "origins",
    "rebuild",
    "reports_of",
]
