"""The house keeps its own order: ranks, owners, sizes. A breach stands in a table with its reason."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("kazcrawl", "spiders", "pipelines")
RANKS = (
    {"__init__"},
    {"errors", "items", "months"},
    {"text", "project", "dateforms"},
    {"changes", "dates", "urls", "outlets", "progress"},
    {"addresses", "words"},
    {"sites", "net", "warc", "stories"},
    {"parse"},
    {"discover"},
    {"steps"},
    {"archive"},
    {"evidence", "export", "web", "demo"},
    {"crawl"},
    {"pipelines", "spiders"},
    {"settings"},
    {"cli"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}
# The folders of parse/, in the order in which a page goes through them; what stands in none puts the others together.
STAGES = ({"page"}, {"lists", "body"}, {"fields", "credit"}, {"kind"})
STAGE = {name: rank for rank, names in enumerate(STAGES) for name in names}
OWNERS = {
    "bs4": {"parse"},
    "nh3": {"parse"},
    "lxml": {"parse", "discover"},
    "sqlalchemy": {"archive"},
    "alembic": {"archive"},
    "sqlite3": {"archive", "export"},  # a dataset may be a SQLite file, too
    "scrapy": {"crawl", "spiders", "pipelines", "settings"},
    "twisted": {"crawl", "spiders", "pipelines", "settings"},
    "protego": {"crawl"},
    "warcio": {"warc"},
    "pyarrow": {"export"},
    "datasette": {"web"},
    "dateutil": {"dates"},
    "click": {"cli"},
    "rich": {"cli", "progress"},
}
FILE_LINES, FUNCTION_LINES, SITE_LINES, PIPELINE_LINES, PARAMETERS = 300, 40, 30, 60, 6
# path → why it may be longer
LONG_FILES: dict[str, str] = {}
# "path:function" → why it may be longer, or take more parameters
LONG_FUNCTIONS: dict[str, str] = {}
MANY_PARAMETERS: dict[str, str] = {
    "kazcrawl/cli/*": "a command's parameters are its options",
}

FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "migrations/versions" not in path.as_posix())


def place(path: Path) -> str:
    """The name whose rank a file has: its folder below kazcrawl/, its own name at the top, or spiders/pipelines."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] != "kazcrawl" else parts[1]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def ours(path: Path) -> set[str]:
    """The places of ours that a file imports from."""
    names = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] in ("spiders", "pipelines"):
            names.add(parts[0])
        elif parts[0] == "kazcrawl" and len(parts) > 1 and not parts[1].startswith("__version"):
            names.add(parts[1])
    return names


def test_every_file_has_a_rank() -> None:
    assert not {place(path) for path in FILES} - set(RANK)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_file_imports_only_lower_ranks(path: Path) -> None:
    mine = place(path)
    wrong = {name for name in ours(path) if name in RANK and name != mine and RANK[name] >= RANK[mine]}
    assert not wrong, f"{mine} must not import {wrong}"


@pytest.mark.parametrize("folder", sorted(STAGE))
def test_stage_of_parsing_imports_only_earlier_ones(folder: str) -> None:
    others = set(STAGE) - {folder} | {path.stem for path in (ROOT / "kazcrawl/parse").glob("[!_]*.py")}
    for path in (ROOT / "kazcrawl/parse" / folder).glob("*.py"):
        used = {name.split(".")[2] for name in imports(path) if name.startswith("kazcrawl.parse.")} & others
        assert not {name for name in used if STAGE.get(name, len(STAGES)) >= STAGE[folder]}, path.name


def test_every_folder_of_parsing_is_a_stage() -> None:
    assert {path.parent.name for path in (ROOT / "kazcrawl/parse").glob("*/__init__.py")} == set(STAGE)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_library_is_used_only_by_its_owner(path: Path) -> None:
    for name in {found.split(".")[0] for found in imports(path)} & set(OWNERS):
        assert place(path) in OWNERS[name], f"{name} belongs to {OWNERS[name]}"


def test_no_import_goes_in_a_circle() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    graph = {}
    for name, path in modules.items():
        found = {module for module in imports(path) if module in modules and module != name}
        # `from package import module` names the package only as the way to its module
        graph[name] = {m for m in found if not (modules[m].name == "__init__.py" and any(other.startswith(f"{m}.") for other in found))}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_sizes_stay_readable(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    source = path.read_text(encoding="utf-8")
    limit = {"spiders": SITE_LINES, "pipelines": PIPELINE_LINES}.get(place(path), FILE_LINES)
    assert len(source.splitlines()) <= limit or name in LONG_FILES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            where = f"{name}:{node.name}"
            assert (node.end_lineno or 0) - node.lineno + 1 <= FUNCTION_LINES or where in LONG_FUNCTIONS, where
            count = sum(arg.arg not in ("self", "cls") for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
            allowed = where in MANY_PARAMETERS or name.rpartition("/")[0] + "/*" in MANY_PARAMETERS
            assert count <= PARAMETERS or allowed, f"{where} takes {count} parameters"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_public_name_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says in its first line what it owns"


def test_naming_a_folder_stays_cheap() -> None:
    """The unchanged-check, search and status run without Scrapy, so no package's __init__ on their way may import it."""
    assert not imports(ROOT / "kazcrawl/crawl/__init__.py")
