"""The one-request check: who is asked, what counts as unchanged, what is remembered, and that Scrapy is not even loaded for it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.crawl.shortcut import UNCHANGED, settle_unchanged
from kazcrawl.discover.unchanged import TRUST, Mark, Memory, Robots
from kazcrawl.errors import FetchError
from kazcrawl.items import Counts, PostItem, Site
from kazcrawl.net import Answer
from tests.conftest import Kazcrawl

NOW = datetime(2020, 1, 2, tzinfo=UTC)
HOME = "https://chamber.example"
LIST = f"{HOME}/wp-json/wp/v2/posts"
SITE = Site("chamber", f"{HOME}/", (HOME,))
MARK = Mark("rest", LIST, newest="2019-12-31T10:00:00", total=3)
ROBOTS = Robots(HOME, 200, "User-agent: *\nDisallow: /wp-admin/\n", NOW - timedelta(hours=1))
MEMORY = Memory(marks=(MARK,), robots=ROBOTS, full_at=NOW - timedelta(days=1), settled=True)
SAME = Answer(LIST, 200, {"x-wp-total": "3"}, b'[{"id":1,"modified_gmt":"2019-12-31T10:00:00"}]')


@dataclass
class Sites:
    """What the asked sites answer, by the start of the address."""

    answers: dict[str, Answer | FetchError] = field(default_factory=lambda: {LIST: SAME, f"{HOME}/robots.txt": Answer("", 404, {}, b"")})
    asked: list[str] = field(default_factory=list)

    def ask(self, site: Site, url: str, headers: dict[str, str]) -> Answer:
        self.asked.append(url)
        answer = next(answer for start, answer in self.answers.items() if url.startswith(start))
        if isinstance(answer, FetchError):
            raise answer
        return answer


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        yield opened


def remember(archive: Archive, memory: Memory = MEMORY, *, outcome: str = "done") -> None:
    run = archive.start_run("chamber", now=NOW, version="1", full=True)
    archive.finish_run(run, counts=Counts(), outcome=outcome, reason="", requests=9, now=NOW)
    archive.save_memory("chamber", memory)


def settle(archive: Archive, sites: Sites) -> bool:
    """Whether the site is done with."""
    return "chamber" in settle_unchanged(archive, [SITE], now=NOW, ask=sites.ask)


def test_unchanged_site_costs_one_request_and_is_on_record(archive: Archive) -> None:
    remember(archive)
    sites = Sites()
    report = settle_unchanged(archive, [SITE], now=NOW, ask=sites.ask)["chamber"]
    assert [url.partition("?")[0] for url in sites.asked] == [LIST]
    assert (report.verdict.outcome, report.verdict.why, report.requests) == ("done", UNCHANGED, 1)
    assert archive.last_runs("chamber", limit=1)[0].reason == UNCHANGED
    assert archive.memory("chamber").skipped == 1


def test_robots_txt_older_than_a_day_is_asked_for_again_and_kept(archive: Archive) -> None:
    remember(archive, replace(MEMORY, robots=replace(ROBOTS, at=NOW - timedelta(hours=24))))
    sites = Sites()
    assert settle(archive, sites)
    assert sites.asked[0] == f"{HOME}/robots.txt"
    kept = archive.memory("chamber").robots
    assert kept is not None
    assert kept.at == NOW


CHANGES = {
    "a post was edited": replace(SAME, body=b'[{"id":1,"modified_gmt":"2019-12-31T11:00:00"}]'),
    "a post is gone": replace(SAME, headers={"x-wp-total": "2"}),
    "the list is closed": replace(SAME, status=401),
    "no answer": FetchError(LIST, "took too long"),
}


@pytest.mark.parametrize("answer", CHANGES.values(), ids=CHANGES)
def test_whatever_is_not_plainly_unchanged_is_looked_at(archive: Archive, answer: Answer | FetchError) -> None:
    remember(archive)
    assert not settle(archive, Sites({LIST: answer}))
    assert len(archive.last_runs("chamber", limit=9)) == 1


REFUSALS = {
    "never settled": replace(MEMORY, settled=False),
    "nothing to ask by": replace(MEMORY, marks=()),
    "everything is due": replace(MEMORY, full_at=NOW - timedelta(days=30)),
    "caught lying before": replace(MEMORY, distrusted=(LIST,)),
}


@pytest.mark.parametrize("memory", REFUSALS.values(), ids=REFUSALS)
def test_site_is_not_asked_where_its_word_is_worth_nothing(archive: Archive, memory: Memory) -> None:
    remember(archive, memory)
    sites = Sites()
    assert not settle(archive, sites)
    assert sites.asked == []


def test_no_shortcut_after_a_run_that_went_ill(archive: Archive) -> None:
    remember(archive, outcome="unhealthy")
    assert not settle(archive, Sites())


def test_no_shortcut_while_a_post_may_be_gone(archive: Archive) -> None:
    remember(archive)
    saved = archive.save_post(PostItem(url=f"{HOME}/a/", title="A", body="Words."), site="chamber", run=None, now=NOW)
    archive.note_state(saved.public_id, "missing", "http-404", run=None, now=NOW)
    sites = Sites()
    assert not settle(archive, sites)
    assert sites.asked == []


def test_address_that_robots_txt_forbids_is_not_asked(archive: Archive) -> None:
    remember(archive, replace(MEMORY, robots=replace(ROBOTS, body="User-agent: *\nDisallow: /wp-json/\n")))
    sites = Sites()
    assert not settle(archive, sites)
    assert sites.asked == []


def test_word_of_a_site_is_put_to_the_test_at_times(archive: Archive) -> None:
    remember(archive)
    settled = [settle(archive, Sites()) for _ in range(TRUST["rest"] + 1)]
    assert settled == [True] * TRUST["rest"] + [False]
    assert archive.memory("chamber").on_trial


def test_change_that_is_told_is_no_trial(archive: Archive) -> None:
    remember(archive, replace(MEMORY, skipped=TRUST["rest"]))
    assert not settle(archive, Sites({LIST: CHANGES["a post is gone"]}))
    assert not archive.memory("chamber").on_trial


def test_site_that_another_run_holds_is_left_to_it(archive: Archive, tmp_path: Path) -> None:
    remember(archive)
    with Archive.open(tmp_path / "kazcrawl.db") as other:
        other.lock_site("chamber")
        assert not settle(archive, Sites())


def test_check_loads_neither_scrapy_nor_parser_nor_migrations(kazcrawl: Kazcrawl) -> None:
    code = (
        "import sys; from kazcrawl.archive import Archive; from kazcrawl.crawl.shortcut import settle_unchanged; import kazcrawl.cli.crawl;"
        "print(sorted({'scrapy', 'twisted', 'bs4', 'lxml', 'alembic'} & set(sys.modules)))"
    )
    done = kazcrawl.run([sys.executable, "-c", code])
    assert done.out.strip() == "[]", done.err
