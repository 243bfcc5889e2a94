from __future__ import annotations

import re
from pathlib import Path

import detente

SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|CREATE\s+(TABLE|VIEW)|UPDATE\s+\w+\s+SET)\b", re.S)


def test_no_sql_lives_outside_the_store():
    root = Path(detente.__file__).parent
    files = [path for path in root.rglob("*.py") if "store" not in path.relative_to(root).parts]
    assert files
    assert [str(path) for path in files if SQL.search(path.read_text())] == []
