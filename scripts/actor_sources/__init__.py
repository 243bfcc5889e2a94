"""Readers of the sources from which `scripts/build_actors.py` compiles the register of actors."""
