"""The steps by which `scripts/build_places.py` compiles the gazetteer."""
