"""The column `outlet_id`: the registry's word on each source, the user's own additions with it, and never out of date."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.errors import ConfigError
from kazcrawl.items import PostItem
from kazcrawl.outlets import Outlet, default_registry

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OWN = '[[outlet]]\nname = "The Kuryk Lamp"\nru = ["Курыкская лампа"]\n'


def save(path: Path, *sources: str | None) -> dict[str | None, str | None]:
    """Save a post per source; return source → outlet_id of all that are archived."""
    with Archive.open(path) as archive:
        for number, source in enumerate(sources):
            item = PostItem(url=f"https://b.test/{number}/", title=f"No. {number}", source=source)
            archive.save_post(item, site="blog", run=None, now=NOW)
    return told(path)


def told(path: Path) -> dict[str | None, str | None]:
    with Archive.open(path, read_only=True) as archive:
        return {row["source"]: row["outlet_id"] for row in archive.iter_articles()}


def test_spellings_of_one_outlet_have_one_id_and_the_unknown_none(tmp_path: Path) -> None:
    found = save(tmp_path / "k.db", "Vestnik Kavkaza", "Вестник Кавказа", "AFP", "The Kuryk Lamp", None)
    assert found == {
        "Vestnik Kavkaza": "vestnik-kavkaza",
        "Вестник Кавказа": "vestnik-kavkaza",
        "AFP": "afp",
        "The Kuryk Lamp": None,
        None: None,
    }


def test_the_users_own_outlets_stand_beside_the_database(tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text(OWN, encoding="utf-8")
    assert save(tmp_path / "k.db", "Курыкская лампа", "AFP") == {"Курыкская лампа": "kuryk-lamp", "AFP": "afp"}


def test_another_registry_is_asked_anew_about_all_that_is_archived(tmp_path: Path) -> None:
    assert save(tmp_path / "k.db", "Курыкская лампа")["Курыкская лампа"] is None
    (tmp_path / "outlets.toml").write_text(OWN, encoding="utf-8")
    assert told(tmp_path / "k.db")["Курыкская лампа"] is None  # a reader writes nothing
    Archive.open(tmp_path / "k.db").close()
    assert told(tmp_path / "k.db")["Курыкская лампа"] == "kuryk-lamp"
    (tmp_path / "outlets.toml").unlink()
    Archive.open(tmp_path / "k.db").close()
    assert told(tmp_path / "k.db")["Курыкская лампа"] is None


def test_archive_of_the_release_before_is_looked_up_when_a_writer_opens_it(tmp_path: Path) -> None:
    save(tmp_path / "k.db", "AFP")
    with closing(sqlite3.connect(tmp_path / "k.db")) as raw, raw:
        raw.execute("UPDATE outlets SET outlet_id = NULL, registry = ''")  # what the migration leaves
    Archive.open(tmp_path / "k.db").close()
    assert told(tmp_path / "k.db") == {"AFP": "afp"}


@pytest.mark.parametrize("text", ["[[outlet]]\n", "not toml at all", "[[outlet]]\nname = 'x'\nland = 'kz'\n"])
def test_bad_list_of_outlets_is_told_in_one_line_and_readers_go_on(tmp_path: Path, text: str) -> None:
    save(tmp_path / "k.db", "AFP")
    (tmp_path / "outlets.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"outlets\.toml"):
        Archive.open(tmp_path / "k.db")
    assert told(tmp_path / "k.db") == {"AFP": "afp"}


def test_no_two_outlets_share_an_id() -> None:
    ids = [outlet.id for outlet in default_registry().outlets]
    assert len(set(ids)) == len(ids)
    assert Outlet("The Astana Times").id == "astana-times"
