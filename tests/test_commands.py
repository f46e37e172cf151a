"""What the commands say over an archive that is at hand, in this process."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.items import Counts, Finding, PostItem, Site

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


SET = ("crawl", "--url", "http://127.0.0.1:9/", "-s")
REFUSED = {
    "search of no site": (("search", "hall", "--site", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "outlets of no site": (("outlets", "--site", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "export of no site": (("export", "jsonl", "--site", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "package of no site": (("export", "package", "p", "--site", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "wacz of no site": (("export", "wacz", "chambr", "-o", "x.wacz"), "no site is called 'chambr'; try: kazcrawl sites"),
    "removal of a site that no text can name": (("sites", "remove", "\udcff"), r"no site is called '\udcff'; try: kazcrawl sites"),
    "a setting that is no text": ((*SET, "USER_AGENT=\udcff"), "has bytes that are no text"),
    "a setting that is no number": ((*SET, "DOWNLOAD_TIMEOUT=abc"), "-s DOWNLOAD_TIMEOUT=abc is no number; write it like 45"),
    "a setting that is nan": ((*SET, "AUTOTHROTTLE_MAX_DELAY=nan"), "-s AUTOTHROTTLE_MAX_DELAY=nan is no number; write it like 60.0"),
    "a setting that is no switch": ((*SET, "COOKIES_ENABLED=perhaps"), "COOKIES_ENABLED=perhaps is neither yes nor no; write 1 or 0"),
    "a data folder that is no text": (("--data", "d\udcff", "sites"), "in its name that are no UTF-8; give another with --data DIR"),
    "status of no site": (("status", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "reparse of no site": (("reparse", "chambr"), "no site is called 'chambr'; try: kazcrawl sites"),
    "a language by its name": (("search", "hall", "--language", "english"), "--language 'english' is no code of a language"),
    "days the wrong way round": (("search", "hall", "--since", "2016-01-02", "--until", "2016-01-01"), "--since 2016-01-02 is later than"),
    "as of a day to come": (("export", "jsonl", "--as-of", "9998-12-31"), "--as-of '9998-12-31' is not over yet (UTC)"),
    "as of an instant to come": (("export", "jsonl", "--as-of", "9998-12-31T10:00:00Z"), "is not over yet (UTC)"),
    "as of an instant that no clock has": (("export", "jsonl", "--as-of", "0001-01-01T00:00:00+05:00"), "is no day or instant"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_find_nothing_or_not_be_written_again_is_refused_in_one_line(archive: Archive, run: Run, name: str) -> None:
    words, told = REFUSED[name]
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert told in err
    assert err.count("\n") == 1


def test_blog_that_is_kept_is_added_again_only_by_another_name_of_its_own(archive: Archive, run: Run) -> None:
    code, _, err = run("sites", "add", "https://www.kazcham.com/")
    assert code == 2
    assert "is kept as kazcham already" in err
    assert run("sites", "add", "https://young.example/")[0] == 0
    assert run("sites", "add", "https://young.example/", "--every", "2w")[0] == 0
    assert run("sites", "add", "https://young.example/", "--name", "twice")[0] == 0


def test_site_without_posts_and_language_in_capitals_are_none_of_these(archive: Archive, run: Run) -> None:
    archive.save_site(Site("young", "https://young.example/", ("https://young.example",)))
    assert run("search", "hall", "--site", "young")[0] == 0
    assert run("search", "hall", "--site", "kazcham")[0] == 0  # it has a file in spiders/
    assert run("search", "hall", "--language", "EN")[0] == 0


@pytest.mark.parametrize("name", ["README.md", "CITATION.cff", "datapackage.json"])
def test_package_replaces_a_package_but_no_file_of_something_else(archive: Archive, run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "p"
    assert run("export", "package", str(folder))[0] == 0
    assert run("export", "package", str(folder), "--force")[0] == 0
    (folder / name).write_text('{"name": "mine"}', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code, _, err = run("export", "package", str(folder), "--force")
    assert code == 1
    assert f"{folder / name} was not written by kazcrawl" in err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


MISTYPED = {
    "no word": (("search",), "Missing argument 'QUERY'; see: kazcrawl search --help"),
    "a limit of none": (("search", "hall", "--limit", "0"), "'--limit': 0 is not in the range 1<=x<=100000; see: kazcrawl search --help"),
    "a delay of nan to a site": (
        ("crawl", "--all", "--delay", "nan"),
        "'--delay': 'nan' is no number of seconds; see: kazcrawl crawl --help",
    ),
    "a delay of nan to a new site": (
        ("probe", HOME, "--delay", "-NaN"),
        "'--delay': '-NaN' is no number of seconds; see: kazcrawl probe --help",
    ),
    "a delay of nan to an archive": (("backfill", "x", "--delay", "nan"), "'nan' is no number of seconds; see: kazcrawl backfill --help"),
    "a delay without end": (("probe", HOME, "--delay", "inf"), "inf is not in the range 0<=x<=60; see: kazcrawl probe --help"),
    "a delay below none": (("crawl", "--all", "--delay", "-1"), "-1.0 is not in the range 0<=x<=3600; see: kazcrawl crawl --help"),
    "no such command": (("serach",), "No such command 'serach'; see: kazcrawl --help"),
    "a command within a command": (("export", "wacz", "chamber"), "Missing option '-o' / '--output'; see: kazcrawl export wacz --help"),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_wrong_word_on_the_command_line_is_told_in_one_line(archive: Archive, run: Run, name: str) -> None:
    words, told = MISTYPED[name]
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.endswith(told + "\n")
    assert err.count("\n") == 1


def test_group_without_a_command_shows_its_help(archive: Archive, run: Run) -> None:
    code, _, err = run("export")
    assert code == 2
    assert err.startswith("Usage: kazcrawl export")


@pytest.mark.parametrize("words", [("search", "hall"), ("export", "jsonl"), ("status", "--json")])
def test_command_whose_output_its_caller_closed_works_and_says_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(words) == 0
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_status_of_one_site_tells_what_its_last_run_found(archive: Archive, run: Run) -> None:
    for day, kind in ((1, "gone"), (2, "no-body")):
        number = archive.start_run("chamber", now=NOW.replace(day=day), version="1", full=False)
        archive.add_finding(number, "chamber", Finding(kind, f"{HOME}2/", "said nothing\nat all"), now=NOW)
        archive.finish_run(number, counts=Counts(), outcome="failed", reason="the site went away", requests=1, now=NOW)
    code, out, _ = run("status", "chamber")
    assert code == 0
    assert out.splitlines()[-2:] == ["  the site went away", f"  no-body {HOME}2/ said nothing at all"]
    (row,) = json.loads(run("status", "chamber", "--json")[1])
    assert (row["findings"], row["found"]) == (1, [{"kind": "no-body", "url": f"{HOME}2/", "detail": "said nothing\nat all"}])
    assert "no-body" not in run("status")[1]
    assert run("status", "kazcham")[0] == 0
