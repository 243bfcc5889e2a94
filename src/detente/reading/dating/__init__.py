"""When an article was published: every date anyone could give it, each with its rule, its evidence and a score.

The order of reading: `cascade.py` (the steps), then `metadata.py`, `json_ld.py`, `url.py`, `lines.py`, `visible.py`, `clock.py`, and
`clues.py` with `expressions.py`, `facts.py` and `curves.py`; `words.py` reads written dates for all of them. Does not date the events
that an article tells.
"""

from detente.reading.dating.cascade import date_article

__all__ = ["date_article"]
