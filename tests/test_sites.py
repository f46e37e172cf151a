"""Sites as data: read from spider files without importing them, found by name and by address."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kazcrawl.errors import ConfigError, UnknownSiteError
from kazcrawl.items import Selectors, Site
from kazcrawl.sites import file_sites, find_site, is_due, make_site, site_of_url

FILE = '''
"""A site."""
import computed_elsewhere_and_never_imported

class ExampleSpider(ChamberSpider):
    name = "example"
    home: str = "https://www.example.org/news/"
    timezone = "Asia/Almaty"
    every = computed()
    selectors = Selectors(body="div.text", remove=(".ad",))
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "example.py").write_text(FILE, encoding="utf-8")
    (tmp_path / "helper.py").write_text("class Base: pass", encoding="utf-8")
    return tmp_path


def test_literal_attributes_are_read_without_an_import(folder: Path) -> None:
    assert file_sites(folder) == [
        Site(
            "example",
            "https://www.example.org/news/",
            ("https://www.example.org",),
            timezone="Asia/Almaty",
            selectors=Selectors(body="div.text", remove=(".ad",)),
        )
    ]


def test_site_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "broken.py").write_text("class (:", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"broken\.py"):
        file_sites(folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('name = "bad" + suffix', "written out as texts"),
        ("home = 5", "written out as texts"),
        ('home = "ftp://bad.example/"', "no web address"),
        ('name = "../bad"', "cannot name a site"),
        ('every = "often"', "no span of time"),
        ('timezone = "Mars/Olympus"', "no time zone"),
        ('selectors = Selectors(body="div[[")', r"no CSS path"),
        ('selectors = Selectors(remove=(".ad", "p:nth-child("))', r"no CSS path"),
        ('selectors = Selectors(headline="h1")', "headline"),
        ('name = "example"', "another file"),
    ],
)
def test_site_file_that_says_what_no_site_can_be_is_named_with_the_reason(folder: Path, line: str, said: str) -> None:
    """Row 79."""
    lines = ("class MoreSpider(ChamberSpider):", 'name = "more"', 'home = "https://more.example/"', line)
    (folder / "more.py").write_text("\n    ".join(lines), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"more\.py: .*{said}"):
        file_sites(folder)


def test_own_site_files_are_found() -> None:
    assert "kazcham" in {site.name for site in file_sites()}


def test_site_is_found_by_name_and_unknown_names_say_what_to_try() -> None:
    row = Site("other", "http://other.example/")
    assert find_site("kazcham").home == "http://kazcham.com/"
    assert find_site("other", [row]) == row
    with pytest.raises(UnknownSiteError, match="kazcrawl sites"):
        find_site("nobody")


@pytest.mark.parametrize("url", ["http://kazcham.com/", "https://www.kazcham.com", "kazcham.com"])
def test_address_of_a_known_site_is_that_site(url: str) -> None:
    assert site_of_url(url).name == "kazcham"


def test_name_given_by_hand_wins() -> None:
    assert site_of_url("http://kazcham.com/", name="mine").name == "mine"


def test_blog_in_another_folder_of_a_host_is_another_site() -> None:
    rows = [Site("one", "http://host.example/one/")]
    assert site_of_url("http://host.example/two/", rows).name == "host.example_two"
    assert site_of_url("http://host.example/one", rows).name == "one"


@pytest.mark.parametrize(
    ("home", "keywords"),
    [("not an address", {}), ("ftp://x.example/", {}), ("http://x.example/", {"name": "../x"}), ("http://x.example/", {"every": "often"})],
)
def test_wrong_words_are_refused(home: str, keywords: dict[str, str]) -> None:
    """Row 79."""
    with pytest.raises(ConfigError):
        make_site(home, **keywords)


@pytest.mark.parametrize(
    ("every", "hours_ago", "due"),
    [
        ("1d", None, True),
        ("1d", 25, True),
        ("1d", 23.99, True),
        ("1d", 12, False),
        ("12h", 12, True),
        ("2w", 200, False),
        ("2w", 336, True),
    ],
)
def test_a_site_is_due_when_its_span_has_passed(every: str, hours_ago: float | None, due: bool) -> None:
    now = datetime(2026, 5, 2, 12, tzinfo=UTC)
    last = None if hours_ago is None else now - timedelta(hours=hours_ago)
    assert is_due(make_site("https://blog.example.org/", every=every), last=last, now=now) is due
