from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_the_api_is_that_of_the_server() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts/api_page.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
