"""The schema and its history: models and migrations agree, older files are upgraded whole and after a backup, newer ones refused."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from kazcrawl.archive import Archive, engine, migrate
from kazcrawl.archive.models import APPLICATION_ID, ARTICLE_FIELDS, ARTICLE_KEYS, BY_HAND, SCHEMA_VERSION, metadata
from kazcrawl.errors import ArchiveError, SchemaVersionError, StorageError
from kazcrawl.items import PostItem
from kazcrawl.progress import Bar

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NEXT_VERSION = f"{int(SCHEMA_VERSION) + 1:04}"
NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{next}", "{this}", None, None
def upgrade():
    op.create_table("of_next_release", sa.Column("id", sa.Integer, primary_key=True))
    {then}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with one post in it."""
    found = tmp_path / "kazcrawl.db"
    with Archive.open(found) as archive:
        archive.save_post(PostItem(url="https://b.test/a/", title="Alpha", body="words"), site="blog", run=None, now=NOW)
    return found


def set_version(path: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (version,))


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}


def plan_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, then: str = "pass") -> None:
    """Let there be a release whose schema is the next one."""
    scripts = tmp_path / "scripts"
    shutil.copytree(migrate.SCRIPTS, scripts)
    text = NEXT.format(this=SCHEMA_VERSION, next=NEXT_VERSION, then=then)
    (scripts / "versions" / f"{NEXT_VERSION}_next.py").write_text(text, encoding="utf-8")
    run = migrate.migrate
    monkeypatch.setattr(migrate, "migrate", lambda connection: run(connection, scripts))
    monkeypatch.setattr(engine, "SCHEMA_VERSION", NEXT_VERSION)


def test_models_and_migrations_agree(path: Path) -> None:
    def is_modelled(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or name is None or not name.startswith(BY_HAND)

    with Archive.open(path) as archive, archive._database.reading() as connection:
        options = {"include_name": is_modelled, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_view_has_the_fields_that_are_read_from_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        columns = [column[0] for column in raw.execute("SELECT * FROM articles").description]
    assert columns == [*ARTICLE_FIELDS, *ARTICLE_KEYS]


def test_search_table_is_declared_as_datasette_looks_for_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'posts_fts'").fetchone()
    assert 'content="articles"' in sql


def test_this_release_writes_the_newest_migration(path: Path) -> None:
    with Archive.open(path) as archive, archive._database.reading() as connection:
        assert ScriptDirectory.from_config(migrate.config_for(connection)).get_heads() == [SCHEMA_VERSION]
        assert engine.version_of(connection) == SCHEMA_VERSION


def versions() -> list[str]:
    return sorted(found.name[:4] for found in (migrate.SCRIPTS / "versions").glob("[0-9]*.py"))


@pytest.mark.parametrize("version", versions())
def test_every_released_schema_is_upgraded(tmp_path: Path, version: str) -> None:
    path = tmp_path / "kazcrawl.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    database = engine.Database(path, read_only=False)
    with database.writing() as connection:
        command.upgrade(migrate.config_for(connection), version)
        insert = "INSERT INTO sites (name, home, origins, every, selectors) VALUES ('a', 'https://a.test/', '[]', '1d', '{}')"
        connection.exec_driver_sql(insert)
    database.close()
    with Archive.open(path) as archive:
        assert [site.name for site in archive.iter_sites()] == ["a"]
        assert archive.check() == []


def test_older_file_is_upgraded_after_a_backup(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 58."""
    plan_next(monkeypatch, tmp_path)
    with Archive.open(path) as archive:
        assert archive.count_posts() == 1
    assert "of_next_release" in tables(path)
    backup = path.with_name(f"kazcrawl.db.before-{NEXT_VERSION}")
    assert "of_next_release" not in tables(backup)
    assert backup.stat().st_mode & 0o027 == 0


def test_upgrade_shows_that_it_works_and_where_the_copy_is(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Shown(Bar):
        def __enter__(self) -> Bar:
            shown.append(self._title)
            return self

        def update(self, done: int, total: int | None = None, note: str = "") -> None:
            shown.append(note)

        def __exit__(self, *_: object) -> None:
            shown.append("upgraded" if "of_next_release" in tables(path) else "too early")

    monkeypatch.setattr(engine, "Bar", Shown)
    Archive.open(path).close()
    assert shown == [], "there was nothing to do"
    plan_next(monkeypatch, tmp_path)
    Archive.open(path).close()
    assert shown == ["upgrading kazcrawl.db", f"a copy as it was stays in kazcrawl.db.before-{NEXT_VERSION}", "upgraded"]


def test_failed_upgrade_leaves_the_file_as_it_was(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 58."""
    before = tables(path)
    plan_next(monkeypatch, tmp_path, then="raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        Archive.open(path)
    assert tables(path) == before


def test_reader_of_an_older_file_is_told_what_to_run(path: Path) -> None:
    set_version(path, "0000")
    with pytest.raises(SchemaVersionError, match="kazcrawl crawl"):
        Archive.open(path, read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_newer_file_is_refused_untouched(path: Path, read_only: bool) -> None:
    """Row 58."""
    set_version(path, "9999")
    before = path.read_bytes()
    with pytest.raises(SchemaVersionError, match="update kazcrawl"):
        Archive.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_failed_creation_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Connection) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(migrate, "migrate", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        Archive.open(tmp_path / "kazcrawl.db")
    assert list(tmp_path.glob("*.db*")) == list(tmp_path.glob(".*.new*")) == []


def test_backup_is_one_whole_closed_file_and_never_overwrites(path: Path, tmp_path: Path) -> None:
    """Row 59."""
    target = tmp_path / "copy.db"
    with Archive.open(path) as archive:
        archive.backup(target)
        with pytest.raises(StorageError, match="exists already"):
            archive.backup(target)
        with pytest.raises(ArchiveError):
            archive.backup(tmp_path / "nowhere" / "copy.db")
        print_ = archive.fingerprint()
    assert target.stat().st_mode & 0o027 == 0
    assert sorted(tmp_path.glob("copy*")) == [target]
    with Archive.open(target) as copy:
        assert (copy.fingerprint(), copy.check()) == (print_, [])
