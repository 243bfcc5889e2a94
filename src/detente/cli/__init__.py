"""The command line: one small file per verb, in the order of the path, imported only when asked for.

Start at `main.py`. Data goes to stdout, log and progress to stderr. Exit 0: done; 1: some captures refused, or a check fell short;
2: wrong use.
"""


def main() -> None:
    """Run the command line and leave with its exit code."""
    import sys

    from detente.cli.main import run

    sys.exit(run(sys.argv[1:]))
