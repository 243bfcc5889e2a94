"""Put the output of a real run of `detente demo` and `detente explain` into README.md, between its marks.

Long sections are cut after some lines, and say so; no line is changed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
DETENTE = Path(sys.executable).parent / "detente"
# Lines kept of each section, heading included.
KEPT = {"Read": 9, "Refused": 3, "Clocks": 3, "Told": 13, "Planned": 10, "According": 6}


def run(*arguments: str) -> str:
    """Return what a command prints on stdout."""
    done = subprocess.run([str(DETENTE), *arguments], capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def cut(report: str) -> str:
    """Cut each section to its first lines.

    >>> cut("Refused: 4\\na\\nb\\nc\\nd")
    'Refused: 4\\na\\nb\\n[and 2 more]'
    """
    out = []
    for section in report.strip().split("\n\n"):
        lines = section.split("\n")
        kept = KEPT.get(lines[0].split(":")[0].split(",")[0].split(" ")[0], len(lines))
        out.append("\n".join([*lines[:kept], *([f"[and {len(lines) - kept} more]"] if len(lines) > kept else [])]))
    return "\n\n".join(out)


def fill(text: str, name: str, block: str) -> str:
    """Put `block` between the marks `name` of a page."""
    marks = re.compile(rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
    if not marks.search(text):
        raise SystemExit(f"README.md has no marks named {name}")
    return marks.sub(lambda found: f"{found[1]}```text\n{block}\n```\n{found[2]}", text)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "demo.duckdb")
        report = run("demo", "--db", db)
        told = json.loads(run("demo", "--db", db, "--json"))["coded"]
        full = max(told, key=lambda event: (len(event["according_to"]), bool(event["places"]), len(event["actors"]), event["score"]))
        why = run("explain", full["id"], "--db", db)
    shown = "\n".join(line for line in cut(report).split("\n") if not line.startswith("Next: "))
    README.write_text(fill(fill(text, "demo", shown), "explain", why), encoding="utf-8")


if __name__ == "__main__":
    main()
