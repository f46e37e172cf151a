"""A package that can be cited: what stands in it, that it is the same twice, and that a folder with a manifest is whole."""

import csv
import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kazcrawl.archive import Archive, Chosen, Selection, Snapshot
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.errors import ConfigError, ExportError
from kazcrawl.export import FORMATS, Card, Dataset, Shape, export_package
from kazcrawl.export.package import MANIFEST, TEXTS, file_names
from kazcrawl.export.tables import make_table
from kazcrawl.items import Counts, Finding, PostItem, Site

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
END = NOW + timedelta(minutes=9)
A = PostItem(url="https://b.test/a/", title="=1+1", date=date(2015, 1, 1), source="AFP", body="one", authors=("A. Writer",), wp_id=1)
B = PostItem(url="https://b.test/b/", title="Б | b", date=date(2016, 2, 3), body="two", wp_id=2)
VERSIONS = Dataset(Selection(versions=True))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "kazcrawl.db"
    with Archive.open(path) as found:
        found.save_site(Site("blog", "https://b.test/"))
        run = found.start_run("blog", now=NOW, version="1", full=True)
        for item in (A, B, replace(B, title="B, edited")):
            found.save_post(item, site="blog", run=run, now=NOW)
        named = tuple(Named(f"https://b.test/{slug}/", number) for number, slug in enumerate("abc", 1))
        found.save_inventories("blog", [Inventory("rest", NOW, True, named, 3)])
        found.add_finding(run, "blog", Finding("failed", "https://b.test/c/", "500"), now=NOW)
        found.add_finding(run, "blog", Finding("audit", "", "blog: the site publishes 3 posts, says the run"), now=NOW)
        found.finish_run(run, counts=Counts(asked=3, new=2, failed=1), outcome="incomplete", reason="", requests=4, now=END)
    return path


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(Path(shutil.copy(made, tmp_path / "k.db"))) as found:
        yield found


def export(
    archive: Archive, folder: Path, dataset: Dataset | None = None, *formats: str, card: Card | None = None, force: bool = False
) -> int:
    with archive.snapshot() as snapshot:
        return export_package(folder, dataset or Dataset(), snapshot, formats or ("csv",), card or Card(), force=force)


def manifest(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def is_whole(folder: Path) -> bool:
    """Whether every file that the manifest names is there with its digest."""
    resources = manifest(folder)["resources"]
    return all(hashlib.sha256((folder / one["path"]).read_bytes()).hexdigest() == one["hash"].removeprefix("sha256:") for one in resources)


def test_manifest_tells_every_file_with_its_digest_rows_types_and_key(archive: Archive, tmp_path: Path) -> None:
    assert export(archive, tmp_path / "p", VERSIONS, *FORMATS) == 2
    told = manifest(tmp_path / "p")
    assert is_whole(tmp_path / "p")
    assert sorted(contents(tmp_path / "p")) == sorted(file_names())
    assert {one["path"] for one in told["resources"]} == set(file_names()) - {MANIFEST, *TEXTS}
    by_path = {one["path"]: one for one in told["resources"]}
    assert [by_path[name]["rows"] for name in ("articles.csv", "revisions.jsonl")] == [2, 3]
    assert [(one["name"], one["rows"]) for one in by_path["kazcrawl.sqlite"]["tables"]] == [("articles", 2), ("revisions", 3)]
    assert by_path["articles.csv"]["bytes"] == (tmp_path / "p/articles.csv").stat().st_size
    schema = by_path["revisions.csv"]["schema"]
    assert schema["primaryKey"] == ["public_id", "revision"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert (types["date"], types["published_at"], types["revisions"], types["tags"]) == ("date", "datetime", "integer", "string")
    (parquet,) = by_path["articles.parquet"]["tables"]
    assert {field["name"]: field["type"] for field in parquet["schema"]["fields"]}["tags"] == "array"
    assert told["created"] == "2026-05-01T12:09:00Z"
    assert told["sources"] == [{"title": "blog", "path": "https://b.test/"}]
    assert "no licence" in told["licenses"][0]["title"]


def test_headers_of_all_files_and_the_dictionary_are_the_one_schema(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "p", VERSIONS, *FORMATS)
    dictionary = (tmp_path / "p/DICTIONARY.md").read_text(encoding="utf-8")
    for versions, name in ((False, "articles"), (True, "revisions")):
        names = [column.name for column in make_table(Shape(), versions=versions).columns]
        with (tmp_path / f"p/{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == names
        assert pq.read_schema(tmp_path / f"p/{name}.parquet").names == names
        assert list(json.loads((tmp_path / f"p/{name}.jsonl").read_text(encoding="utf-8").splitlines()[0])) == names
        with closing(sqlite3.connect(tmp_path / "p/kazcrawl.sqlite")) as database:
            assert [column[0] for column in database.execute(f"SELECT * FROM {name}").description] == names
        section = dictionary.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == names


def test_readme_tells_how_complete_the_archive_is(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "p")
    told = (tmp_path / "p/README.md").read_text(encoding="utf-8")
    assert "2 news posts of blog, published from 2015-01-01 to 2016-02-03, as the archive stood at 2026-05-01T12:09:00Z." in told
    assert "| blog | 2 | 2015-01-01 | 2016-02-03 | 0 | 1 | 2 | 0 | 0 |" in told
    assert "the site publishes 3 posts, we hold 2; missing 1: https://b.test/c/" in told
    assert "ended 2026-05-01T12:09:00Z (incomplete); findings: 1 failed." in told
    assert "no audit" not in told


def test_package_of_another_day_says_so_and_has_its_date(archive: Archive, tmp_path: Path) -> None:
    archive.save_post(replace(A, title="Later"), site="blog", run=None, now=NOW + timedelta(days=9))
    moment = NOW + timedelta(days=3)
    export(archive, tmp_path / "early", Dataset(Selection(as_of=NOW)))
    assert "no audit can be made of an earlier day" in (tmp_path / "early/README.md").read_text(encoding="utf-8")
    export(archive, tmp_path / "p", Dataset(Selection(Chosen(site="blog"), as_of=moment), Shape(authors=False, excerpt=2)))
    told = (tmp_path / "p/README.md").read_text(encoding="utf-8")
    assert "as_of = 2026-05-04T12:00:00Z" in told
    assert "- blog: the site publishes 3 posts, says the run. Its last run ended 2026-05-01T12:09:00Z" in told
    assert manifest(tmp_path / "p")["kazcrawl"]["options"] == {
        "site": "blog",
        "as_of": "2026-05-04T12:00:00Z",
        "no_authors": True,
        "excerpt": 2,
    }
    assert 'date-released: "2026-05-04"' in (tmp_path / "p/CITATION.cff").read_text(encoding="utf-8")
    assert b"Later" not in b"".join(contents(tmp_path / "p").values())
    assert b"A. Writer" not in b"".join(contents(tmp_path / "p").values())


def test_citation_names_who_made_it_and_survives_any_title(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "p", card=Card('A "quoted": title\n# two | lines', ("Zhuldyz: Archivist",)))
    lines = (tmp_path / "p/CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert 'title: "A \\"quoted\\": title # two | lines"' in lines
    assert '  - name: "Zhuldyz: Archivist"' in lines
    assert 'date-released: "2026-05-01"' in lines
    export(archive, tmp_path / "q")
    assert '  - name: "https://b.test/"' in (tmp_path / "q/CITATION.cff").read_text(encoding="utf-8")


def test_two_packages_of_one_archive_are_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    for name in ("p", "q"):
        export(archive, tmp_path / name, VERSIONS, *FORMATS)
    assert contents(tmp_path / "p") == contents(tmp_path / "q")


def test_folder_keeps_what_is_not_ours_and_loses_what_the_new_manifest_does_not_name(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    export(archive, folder, None, "csv", "jsonl")
    with pytest.raises(ExportError, match="--force"):
        export(archive, folder)
    export(archive, folder, force=True)
    assert sorted(contents(folder)) == sorted(["notes.txt", "articles.csv", *TEXTS, MANIFEST])


def test_nothing_is_written_through_links_or_over_odd_things(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("x")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/README.md").symlink_to(tmp_path / "file")
    for name in ("link", "file", "p", "no/p", "a\0b"):
        with pytest.raises(ExportError) as caught:
            export(archive, tmp_path / name, force=True)
        assert "\n" not in str(caught.value)
    assert (tmp_path / "file").read_text() == "x"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nothing_archived_makes_no_package(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing is archived"):
        export(archive, tmp_path / "p", Dataset(Selection(Chosen(site="other"))))
    assert not (tmp_path / "p").exists()


def test_second_export_into_a_folder_is_told_to_wait(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    handle = os.open(tmp_path / "p", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(ExportError, match="another export"):
            export(archive, tmp_path / "p")
    finally:
        os.close(handle)


class Killed(BaseException):
    """The process ends here."""


def die_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let the process die at the given renaming or removal of a file of ours."""
    done: list[str] = []

    def wrap(name: str) -> None:
        real = getattr(Path, name)

        def wrapped(self: Path, *words: Any, **options: Any) -> Any:
            if name == "unlink" and self.name.startswith(".kazcrawl-"):
                return None  # who is killed sweeps nothing: the next export does
            if len(done) == step:
                raise Killed
            done.append(self.name)
            return real(self, *words, **options)

        monkeypatch.setattr(Path, name, wrapped)

    wrap("replace")
    wrap("unlink")


def test_killed_at_any_step_leaves_no_folder_that_looks_whole_and_is_not(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, steps, killed = tmp_path / "p", 0, True
    export(archive, folder, None, "csv", "jsonl")
    before = contents(folder)
    archive.save_post(replace(A, title="Later"), site="blog", run=None, now=NOW + timedelta(days=9))
    while killed:
        with monkeypatch.context() as context:
            die_at(context, steps)
            try:
                export(archive, folder, None, "csv", "jsonl", force=True)
                killed = False
            except Killed:
                steps += 1
        left = {name: raw for name, raw in contents(folder).items() if name in before}
        assert left == before or not (folder / MANIFEST).exists() or is_whole(folder)
    assert steps > len(before)
    export(archive, folder, None, "csv", "jsonl", force=True)
    assert contents(folder).keys() == before.keys()
    assert b"Later" in (folder / "articles.csv").read_bytes()


def test_disk_that_fails_leaves_the_old_package(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(archive, tmp_path / "p")
    before = contents(tmp_path / "p")

    def fail(*_: Any, **__: Any) -> Iterator[list[Any]]:
        raise OSError(28, "No space left on device")
        yield []

    monkeypatch.setattr(Snapshot, "batches", fail)
    with pytest.raises(ExportError, match="No space left"):
        export(archive, tmp_path / "p", force=True)
    assert contents(tmp_path / "p") == before
    with pytest.raises(ExportError, match="No space left"):
        export(archive, tmp_path / "new")
    assert not (tmp_path / "new").exists()
