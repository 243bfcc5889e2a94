"""The verb `serve`: what it refuses, and how it ends. What it serves is tested under `tests/server`."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from detente.cli.main import run
from detente.store import Store


def test_a_store_that_is_not_there_is_not_made(tmp_path, capsys):
    assert run(["serve", "--db", str(tmp_path / "typo.duckdb"), "--port", "0"]) == 2
    told = capsys.readouterr().err
    assert "no store" in told
    assert "hint:" in told
    assert not (tmp_path / "typo.duckdb").exists()


def test_ctrl_c_ends_it_in_peace(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.duckdb").close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "detente", "serve", "--db", str(tmp_path / "s.duckdb"), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=1).read()
            break
        except OSError:
            time.sleep(0.05)
    server.send_signal(signal.SIGINT)
    _, told = server.communicate(timeout=20)
    assert server.returncode == 0, told
    assert "error" not in told
