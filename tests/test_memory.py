"""What is remembered from run to run, and how posts leave and come back in the archive."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.discover.unchanged import Mark, Memory, Robots
from kazcrawl.errors import PostNotFoundError
from kazcrawl.items import PostItem

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MEMORY = Memory(
    marks=(Mark("rest", "http://c.example/wp-json/wp/v2/posts", "2016-01-01T00:00:00", 3),),
    robots=Robots("http://c.example", 200, "User-agent: *", NOW),
    skipped=2,
    full_at=NOW,
    settled=True,
    feed="http://c.example/feed/atom/",
    types=("http://c.example/wp-json/wp/v2/news",),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        yield opened


@pytest.fixture
def post(archive: Archive) -> str:
    return archive.save_post(PostItem(url="http://c.example/a/", title="A", body="words"), site="c", run=None, now=NOW).public_id


def test_memory_comes_back_as_it_was_kept(archive: Archive) -> None:
    assert archive.memory("c") == Memory()
    archive.save_memory("c", Memory(skipped=1))
    archive.save_memory("c", MEMORY)
    assert archive.memory("c") == MEMORY


@pytest.mark.parametrize("told", [{}, {"marks": 3}, {"marks": [{"kinds": "x"}]}, {"robots": {"at": "soon"}}, {"full_at": 3}, {"later": 1}])
def test_memory_of_another_release_is_forgotten_and_never_an_error(told: dict[str, object]) -> None:
    assert Memory.from_json(told) == Memory()


def test_inventories_replace_those_before(archive: Archive) -> None:
    first = Inventory("rest", NOW, True, (Named("http://c.example/a/", 1), Named("http://c.example/b/", 2, True)), 2)
    archive.save_inventories("c", [first, Inventory("sitemap", NOW, False, ())])
    archive.save_inventories("d", [first])
    archive.save_inventories("c", [first])
    assert archive.inventories("c") == [first]
    assert archive.inventories("d") == [first]


def test_what_is_no_post_is_kept_by_the_key_of_its_address(archive: Archive) -> None:
    archive.save_others("c", {"http://c.example/About/?utm_source=x": "page"}, now=NOW)
    archive.save_others("c", {"http://c.example/about/": "list-page"}, now=NOW)
    assert archive.others("c") == {"c.example/about": "list-page"}


def test_absence_proven_once_awaits_and_changes_nothing(archive: Archive, post: str) -> None:
    archive.note_state(post, "missing", "http-404", run=None, now=NOW)
    assert archive.awaiting("c") == {post: "http-404"}
    assert archive.get_post(post).status == "live"


def test_absence_proven_twice_is_gone_and_the_content_stays(archive: Archive, post: str) -> None:
    archive.note_state(post, "missing", "http-404", run=None, now=NOW)
    archive.note_state(post, "gone", "http-404", run=None, now=NOW + timedelta(days=1))
    found = archive.get_post(post)
    assert (found.status, found.gone_at, found.current.body) == ("gone", NOW + timedelta(days=1), "words")
    assert archive.awaiting("c") == {}
    assert [state.state for state in archive.states(post)] == ["missing", "gone"]


def test_return_is_recorded(archive: Archive, post: str) -> None:
    for state in ("missing", "gone", "live"):
        archive.note_state(post, state, "evidence", run=None, now=NOW)
    found = archive.get_post(post)
    assert (found.status, found.gone_at) == ("live", None)
    assert [state.state for state in archive.states(post)] == ["missing", "gone", "live"]


def test_saving_a_post_that_was_gone_makes_it_live(archive: Archive, post: str) -> None:
    archive.note_state(post, "gone", "http-404", run=None, now=NOW)
    archive.save_post(PostItem(url="http://c.example/a/", title="A", body="words"), site="c", run=None, now=NOW)
    assert archive.get_post(post).status == "live"


def test_state_of_an_unknown_post_is_an_error(archive: Archive) -> None:
    with pytest.raises(PostNotFoundError):
        archive.note_state("c-000000000000", "gone", "x", run=None, now=NOW)
