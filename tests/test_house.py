"""The house keeps its own rules: floors, sizes, docstrings, error codes, nothing of anyone's machine in it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.records import errors

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "detente").rglob("*.py"))
LINES, FUNCTION_LINES, POSITIONAL = 400, 60, 5
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Absolute paths of somebody's machine. Not in URLs, where a word, dot or colon stands before the slash.
MACHINE = re.compile(r"(?<![\w.:/<*~{-])/(?:root|home|Users|work|tmp|mnt|private|data)/\w|\b[A-Z]:\\Users\\")
WRITTEN = (".py", ".md", ".toml", ".json", ".jsonl", ".txt", ".csv", ".html", ".yml", ".cfg", "")
ROOMS = ("src", "tests", "training-tests", "docs", "scripts", "corpus", ".ci")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def written() -> list[Path]:
    """All files of the project that people write: those of its rooms, and those beside them."""
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts]
    beside = [path for path in ROOT.iterdir() if path.name != ".git"]
    return [path for path in (*inside, *beside) if path.is_file() and path.suffix in WRITTEN]


def test_rooms_import_from_lower_floors_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from importlinter import cli

    monkeypatch.chdir(ROOT)
    code = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions(path) if node.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_take_few_positional_arguments(path: Path) -> None:
    """Commands are called by click, by keyword: theirs don't count."""
    many = [
        node.name
        for node in functions(path)
        if not any("click." in ast.unparse(decorator) or "option" in ast.unparse(decorator) for decorator in node.decorator_list)
        and len([arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]) > POSITIONAL
    ]
    assert many == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.read_text(encoding="utf-8").strip()], ids=name_of)
def test_modules_say_what_they_do(path: Path) -> None:
    words = ast.get_docstring(tree_of(path))
    assert words, "a module begins with what it does"
    assert len(words) >= 20


def test_nothing_of_a_machine_is_written_down() -> None:
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in written()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE.search(line) and path != Path(__file__)
    ]
    assert found == []


def test_the_watch_for_machine_paths_sees_them() -> None:
    assert MACHINE.search('open("/' + 'home/ann/x")')
    assert MACHINE.search("see /" + "tmp/out")
    assert not MACHINE.search("https://paper.example/home/news")
    assert not MACHINE.search("and/or, src/data/x")


def coded_errors() -> dict[str, str]:
    """Class → code of every error in the house that has one of its own."""
    found = {}
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.ClassDef):
                continue
            for line in node.body:
                target = line.targets[0] if isinstance(line, ast.Assign) else line.target if isinstance(line, ast.AnnAssign) else None
                value = line.value if isinstance(line, ast.Assign | ast.AnnAssign) else None
                if (
                    isinstance(target, ast.Name)
                    and target.id == "code"
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                ):
                    found[node.name] = value.value
    return found


def test_error_codes_are_unique_and_documented() -> None:
    codes = coded_errors()
    assert [code for code, times in Counter(codes.values()).items() if times > 1] == []
    page = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\d) \| `(\w+)` \|", page, re.MULTILINE)
    assert {name: code for code, _, name in rows} == codes


def test_every_error_has_a_code_of_its_own_and_the_exit_code_that_the_page_says() -> None:
    page = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    exits = {name: int(leave) for _, leave, name in re.findall(r"^\| `(\w+)` \| (\d) \| `(\w+)` \|", page, re.MULTILINE)}
    known = [error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.DetenteError)]
    for error in known:
        assert "code" in vars(error), error.__name__
        assert exits[error.__name__] == error.exit_code


def test_the_error_tree_is_drawn_in_full() -> None:
    drawing = errors.__doc__ or ""
    drawn = set(re.findall(r"(?:^|─ )(\w+)", drawing, re.MULTILINE))
    for error in vars(errors).values():
        if isinstance(error, type) and issubclass(error, errors.DetenteError):
            assert error.__name__ in drawn
