"""The command line: one small file per verb, in the order of the path, imported only when asked for.

Start at `main.py`. Data goes to stdout, log and progress to stderr. Exit 0: done; 1: some captures refused, or a check fell short;
2: wrong use.
"""


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc
    import sys

    from detente.cli.main import run

    code = run(sys.argv[1:])
    # Python looks through all that lives for cycles before it ends: 0.3 s of the 1.4 that `detente code` took on one page.
    # DuckDB counts on that search, and complains of leaks without it.
    if "duckdb" not in sys.modules:
        gc.freeze()
    sys.exit(code)
