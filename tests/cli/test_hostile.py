"""Input that breaks other tools, through the command line: a refusal with a code, exit code 1, no traceback, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import zlib

import pytest

from detente.cli.main import run
from tests import fakes

GOOD = "Group A met Group B."
ARABIC = "التقت المجموعتان Group A و Group B في المدينة."


@pytest.fixture(autouse=True)
def no_model(monkeypatch, tmp_path):
    monkeypatch.setattr("detente.pipeline.shipped", fakes.stages)
    monkeypatch.chdir(tmp_path)


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b"Group A met. " * 80_000) for _ in range(60)) + packer.flush()


HOSTILE = {
    "empty.html": (b"", "unreadable_page"),
    "blank.html": (b" \n ", "unreadable_page"),
    "large.txt": (b"Group A met Group B.\n" * (50 * 2**20 // 21), "oversized_input"),
    "bomb.gz": (bomb(), "oversized_input"),
    "cut.gz": (gzip.compress(os.urandom(20_000).hex().encode())[:9_000], "broken_archive"),
    "photo.html": (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary_input"),
    "paper.pdf": (b"%PDF-1.7\n" + os.urandom(500), "binary_input"),
    "pack.zip": (b"PK\x03\x04" + os.urandom(500), "binary_input"),
    "noise": (os.urandom(5_000), "binary_input"),
    "lines.jsonl": (b'{"text": "Group A met Group B."}\noops\n{"text": "Group C met Group D."}\n', "bad_record"),
    "kill.txt": (b"KILL", "crashed_page"),
}


def test_a_folder_full_of_it(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (body, _) in HOSTILE.items():
        (folder / name).write_bytes(body)
    (folder / "good.txt").write_text(GOOD)
    (folder / "arabic.txt").write_text(ARABIC)
    (folder / "broken-link").symlink_to(folder / "nowhere")
    assert run(["take", "in", "--processes", "2"]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert run(["refusals", "--json"]) == 0
    refusals = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    codes = {os.path.basename(refusal["feed"]).split(":")[0]: refusal["code"] for refusal in refusals}
    assert codes == {name: code for name, (_, code) in HOSTILE.items()} | {"broken-link": "unreachable_input"}
    assert run(["events", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(row["actors"][0] for row in rows) == ["Group A", "Group A", "Group A", "Group C"]
    assert any(row["sentence"].startswith("Group A و Group B") for row in rows)


def test_code_prints_refusals_in_their_place_and_goes_on(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.bin").write_bytes(HOSTILE["noise"][0])
    (tmp_path / "c.txt").write_text(ARABIC)
    assert run(["code", "a.txt", "b.bin", "c.txt", "--processes", "0"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [next(iter(line)) for line in lines] == ["article", "refusal", "article"]
    assert lines[1]["refusal"]["code"] == "binary_input"
    assert lines[2]["article"]["text"] == ARABIC


@pytest.mark.parametrize("verb", ["take", "code"])
def test_a_wrong_path_is_wrong_use_and_nothing_is_begun(tmp_path, capsys, verb):
    (tmp_path / "a.txt").write_text(GOOD)
    assert run([verb, "a.txt", "nowhere"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "error: nowhere is not there"
    assert err.splitlines()[1].startswith("hint: ")
    assert not (tmp_path / "detente.duckdb").exists()
