"""`audit` and `diff` over an archive that is at hand, in this process."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.items import PostItem, Site

NOW = datetime(2020, 1, 2, tzinfo=UTC)
HOME = "https://chamber.example/"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("KAZCRAWL_DATA", str(tmp_path))
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        opened.save_site(Site("chamber", HOME, (HOME[:-1],)))
        for number in (1, 2):
            item = PostItem(url=f"{HOME}{number}/", title=f"Post {number}", body="The hall is old.\n\nAll met there.", wp_id=number)
            opened.save_post(item, site="chamber", run=None, now=NOW)
        yield opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def list_posts(archive: Archive, *numbers: int, protected: int | None = None) -> None:
    posts = tuple(Named(f"{HOME}{number}/", number, number == protected) for number in numbers)
    archive.save_inventories("chamber", [Inventory("rest", NOW, True, posts, len(posts))])


def test_audit_of_a_whole_archive_is_exit_0(archive: Archive, run: Run) -> None:
    list_posts(archive, 1, 2)
    code, out, _ = run("audit", "chamber")
    assert code == 0
    assert "the site publishes 2 posts, we hold 2; nothing is missing" in out


def test_audit_names_what_is_missing_and_is_exit_3(archive: Archive, run: Run) -> None:
    list_posts(archive, 1, 2, 3, 4, protected=4)
    code, out, _ = run("audit")
    assert code == 3
    assert f"we hold 2; missing 1: {HOME}3/" in out
    assert "rightly not held: 1 (protected by a password)" in out
    code, out, _ = run("audit", "--json")
    (row,) = json.loads(out)
    assert (code, row["missing"]) == (3, [{"url": f"{HOME}3/", "named_by": ["rest"]}])


def test_audit_before_any_crawl_says_so(archive: Archive, run: Run) -> None:
    code, out, _ = run("audit", "chamber")
    assert code == 0
    assert "no list of what the site publishes is kept yet" in out


def test_audit_of_an_unknown_site_is_exit_2(archive: Archive, run: Run) -> None:
    assert run("audit", "nobody")[0] == 2


def edit(archive: Archive, title: str, body: str) -> None:
    archive.save_post(PostItem(url=f"{HOME}1/", title=title, body=body, wp_id=1), site="chamber", run=None, now=NOW.replace(day=9))


def test_diff_shows_the_last_change(archive: Archive, run: Run) -> None:
    edit(archive, "Post 1", "The hall is new.\n\nAll met there.")
    code, out, _ = run("diff", f"{HOME}1/")
    assert code == 0
    assert "The hall is [-old-]{+new+}." in out
    assert "met" not in out
    code, page, _ = run("diff", f"{HOME}1/", "2", "1", "--html")
    assert "<del>new</del><ins>old</ins>" in page


@pytest.mark.parametrize("words", [(f"{HOME}1/", "2"), (f"{HOME}1/", "1", "7"), (f"{HOME}1/", "0"), (f"{HOME}1/", "x")])
def test_diff_of_a_revision_that_is_not_there_is_exit_2(archive: Archive, run: Run, words: tuple[str, ...]) -> None:
    assert run("diff", *words)[0] == 2


def test_diff_of_one_revision_says_so(archive: Archive, run: Run) -> None:
    code, out, _ = run("diff", f"{HOME}2/")
    assert code == 0
    assert "there is only one revision" in out


def test_diff_shows_what_a_site_wrote_and_never_obeys_it(archive: Archive, run: Run) -> None:
    edit(archive, "Post\x1b[2J 1", "The hall is old.\n\nAll met there.")
    _, out, _ = run("diff", f"{HOME}1/")
    assert "\x1b[2J" not in out
