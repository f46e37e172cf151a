"""docs/security.md lists every threat with the tests that name it: each "Row N" in a test's docstring is there, and nothing is promised untested."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LAST = 82
# What no release may be without.
FIRST_RELEASE = {1, 5, 6, 9, 12, 14, 18, 20, 21, 24, 27, 28, 33, 37, 38, 42, 44, 45, 47, 50, 53, 54, 55, 56, 61, 67, 68, 70, 72, 82}


def numbers(text: str) -> set[int]:
    """The rows that a text like "12 to 14, 16 and 18" means."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?: to (\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def table(heading: str) -> dict[int, set[str]]:
    """Row → the test files in its line, of the table under a heading."""
    rows: dict[int, set[str]] = {}
    for line in PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0][:1].isdigit():
            files = set(re.findall(r"`tests/(test_\w+\.py)`", cells[-1]))
            for row in numbers(cells[0]):
                assert row not in rows, f"row {row} is listed twice"
                rows[row] = files
    return rows


def named() -> dict[int, set[str]]:
    """Row → the test files with a test whose docstring begins with it."""
    rows: dict[int, set[str]] = {}
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            told = re.match(r"Rows? (\d+(?:(?:, | and | to )\d+)*)", ast.get_docstring(node) or "") if is_test(node) else None
            for row in numbers(told[1]) if told else ():
                rows.setdefault(row, set()).add(path.name)
    return rows


def is_test(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


COVERED, OPEN, NAMED = table("Covered"), table("Not covered"), named()


@pytest.mark.parametrize("row", range(1, LAST + 1))
def test_row_is_covered_by_the_tests_it_names_or_said_to_be_open(row: int) -> None:
    assert (row in COVERED) != (row in OPEN)
    assert bool(NAMED.get(row)) is (row in COVERED)
    assert NAMED.get(row, set()) <= COVERED.get(row, set())
    assert row in COVERED or row not in FIRST_RELEASE


def test_every_file_that_the_page_names_has_such_a_test() -> None:
    for row, files in COVERED.items():
        line = {other for other, cited in COVERED.items() if cited is files}
        assert {file for file in files if not any(file in NAMED[other] for other in line)} == set(), row


CODE = [path for folder in ("kazcrawl", "spiders", "pipelines") for path in sorted((ROOT / folder).rglob("*.py"))]
UNPICKLING = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle"}
EVALUATING = {"eval", "exec", "__import__"}


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_was_read_is_ever_run(path: Path) -> None:
    """Rows 32, 71."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = [name.name for name in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        assert not UNPICKLING & {name.partition(".")[0] for name in modules}
        if isinstance(node, ast.Call):
            assert not (isinstance(node.func, ast.Name) and node.func.id in EVALUATING)
            assert not [word for word in node.keywords if word.arg == "shell" and getattr(word.value, "value", True)]


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_every_library_is_locked_by_its_hashes(lock: Path) -> None:
    """Row 76."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pinned = [line for line in entries if line and not line.startswith("#")]
    assert len(pinned) > 10
    assert [line for line in pinned if not re.match(r"[\w.\[\],-]+==\S+.*--hash=sha256:[0-9a-f]{64}", line)] == []
    assert "--no-require-hashes" not in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")
