"""The wheel: everything of ours inside `kazcrawl`, working from any folder, and no stranger's `spiders` taken for ours."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, Done, Kazcrawl


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of somebody else's, with packages of the same names in it."""
    for name in ("spiders", "pipelines"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("", encoding="utf-8")
    return tmp_path


def run(words: list[str], installed: Path, elsewhere: Path) -> Done:
    env = {
        "PYTHONPATH": f"{elsewhere}:{installed}",
        "SCRAPY_SETTINGS_MODULE": "kazcrawl.settings",
        "KAZCRAWL_DATA": str(elsewhere / "data"),
    }
    return Kazcrawl(elsewhere / "data").run([sys.executable, "-m", *words], env=env, cwd=elsewhere)


def test_wheel_holds_only_our_own_package_and_all_of_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kazcrawl"}
    for needed in (
        "_project/spiders/kazcham.py",
        "_project/pipelines/archive.py",
        "outlets.toml",
        "templates/spiders/chamber.tmpl",
        "py.typed",
    ):
        assert f"kazcrawl/{needed}" in names
    assert any(name.startswith("kazcrawl/archive/migrations/versions/") for name in names)
    assert not [name for name in names if name.endswith((".db", ".pyc")) or "/tests/" in name]


def test_installed_command_lists_our_sites(installed: Path, elsewhere: Path) -> None:
    done = run(["kazcrawl", "sites"], installed, elsewhere)
    assert done.code == 0, done.err
    assert "kazcham" in done.out


def test_installed_scrapy_lists_our_spiders_beside_a_decoy(installed: Path, elsewhere: Path) -> None:
    """Row 72."""
    done = run(["scrapy", "list"], installed, elsewhere)
    assert done.out.split() == ["blog", "kazcham"], done.err


def test_installed_demo_runs_to_the_end(installed: Path, elsewhere: Path) -> None:
    done = run(["kazcrawl", "demo", "--port", "18765"], installed, elsewhere)
    assert done.code == 0, done.err
    assert "0 failed" in done.out
    assert (elsewhere / "data" / "demo" / "kazcrawl.db").exists()


def test_installed_scrapy_writes_a_site_file_that_works(installed: Path, elsewhere: Path) -> None:
    done = run(["scrapy", "genspider", "-t", "chamber", "exampleville", "https://blog.example.org/"], installed, elsewhere)
    written = installed / "kazcrawl" / "_project" / "spiders" / "exampleville.py"
    try:
        assert done.code == 0, done.err
        sites = run(["kazcrawl", "sites", "--json"], installed, elsewhere).told
        assert {"name": "exampleville", "home": "https://blog.example.org/"}.items() <= sites[0].items()
        assert "exampleville" in run(["scrapy", "list"], installed, elsewhere).out.split()
    finally:
        written.unlink()
