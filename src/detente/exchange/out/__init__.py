"""The field's formats, out. Start at `formats.py` (which there are, what each says and loses) and `export.py` (how they are written).

Each format is a file with `lines`, a generator of text from a stream of facts, happenings, relations or coded articles, and where not all
of them fit, `unfit`, which says why one is left out. Nothing here reads a format (`exchange/icews.py`, `exchange/gdelt.py`) or asks the
store beyond `store.outward`.
"""
