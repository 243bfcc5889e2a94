"""Where: the gazetteer, and what a place phrase means in its article.

`gazetteer().resolve(phrases, context)` weighs all phrases of an article together. It gives no pin to what has none: "northern Syria" is a
region with an area, "a farm house" is nothing known. What is at no name in the index stays unknown and spoils nothing.
"""

from detente.places.gazetteer import Area, Context, Gazetteer, Resolved, Toponym, gazetteer

__all__ = ["Area", "Context", "Gazetteer", "Resolved", "Toponym", "gazetteer"]
