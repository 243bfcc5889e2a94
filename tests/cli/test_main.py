from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest

from detente.cli.main import VERBS, run


def test_help_imports_no_verb():
    heavy = "[m for m in sys.modules if m.split('.')[0] in ('duckdb', 'numpy', 'rich', 'trafilatura', 'onnxruntime')]"
    script = f"import sys; from detente.cli.main import run; run(['--help']); print({heavy})"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert all(verb in out for verb in VERBS)
    assert out.splitlines()[-1] == "[]"


def test_the_package_runs_as_a_module():
    out = subprocess.run([sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, check=True).stdout
    assert out.startswith("detente ")


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "demo"])
def test_the_list_of_verbs_says_what_the_verbs_say(verb):
    module, _, name = VERBS[verb][0].partition(":")
    command = getattr(importlib.import_module(module), name)
    assert command.name == verb
    assert (command.help or "").splitlines()[0] == VERBS[verb][1]


@pytest.mark.parametrize(
    "arguments", [["nope"], ["take"], ["events", "--nope"], ["events", "--limit", "x"], ["take", "--fetched", "gestern", "."]]
)
def test_wrong_use_is_exit_2_with_a_hint(arguments, capsys):
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert "hint: " in err


def test_a_bug_is_one_line_and_a_log(monkeypatch, capsys):
    monkeypatch.setattr("detente.feeds.open_source", lambda *_a, **_k: 1 / 0)
    assert run(["code", "-"]) == 1
    err = capsys.readouterr().err
    assert err.splitlines()[0] == "error: something broke inside Détente: ZeroDivisionError: division by zero"
    log = err.splitlines()[1].removeprefix("hint: details in ")
    with open(log) as file:
        assert "Traceback" in file.read()
    os.unlink(log)


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    from detente.store import Store
    from tests.making import story

    with Store.open(tmp_path / "a.duckdb") as store:
        store.add_all([story(number) for number in range(300)])
    command = f"{sys.executable} -m detente.cli events --db {tmp_path}/a.duckdb --json | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
