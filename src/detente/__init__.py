"""Détente reads conflict news and keeps a dated, sourced record of who did what to whom, and of who stands with whom."""

__version__ = "0.1.0"
