"""The record over HTTP: the API that screens and programs read, the live stream, and the screens themselves.

Reading order: `app.py` (what is joined), `library.py` (the store behind it), `guard.py` (who may ask), `routes/` (by subject), `views/`
(rows → JSON). It decides nothing about events: what it shows stands in the store.
"""
