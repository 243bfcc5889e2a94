"""Public benchmarks, run from their raw files, each beside the figures others published. Ships no data."""
