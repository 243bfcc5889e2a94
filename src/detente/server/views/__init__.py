"""Rows and records → the JSON that is answered. Pure functions; names and quad classes come from the register and the codebook."""
