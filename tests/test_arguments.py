"""What a person may say: read strictly, refused in one line."""

from datetime import date

import pytest

from kazcrawl.cli.crawl import choose_sites, read_settings
from kazcrawl.crawl.arguments import check_names, read_fetch, read_wish, require_contact
from kazcrawl.discover.plan import Wish
from kazcrawl.errors import ConfigError
from kazcrawl.sites import make_site


def test_unknown_argument_is_named_with_the_known_ones() -> None:
    check_names({"since": "2015-01-01"})
    with pytest.raises(ConfigError, match=r"sinec.*since"):
        check_names({"sinec": "2015-01-01"})


@pytest.mark.parametrize(
    ("told", "wish"),
    [
        ({}, Wish()),
        ({"since": "2015-10-21"}, Wish(since=date(2015, 10, 21))),
        ({"until": "2015-10-21", "limit": "3"}, Wish(until=date(2015, 10, 21), limit=3)),
        ({"full": "1"}, Wish(full=True)),
        ({"full": "no"}, Wish()),
        ({"full": "True"}, Wish(full=True)),
        ({"since": ""}, Wish()),
    ],
)
def test_wish_is_read(told: dict[str, str], wish: Wish) -> None:
    assert read_wish(told) == wish


@pytest.mark.parametrize(
    "told",
    [
        {"since": "yesterday"},
        {"since": "2015-13-01"},
        {"until": "21.10.2015"},
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "many"},
        {"limit": "1.5"},
        {"limit": "٣"},
        {"limit": "9" * 30},
        {"full": "perhaps"},
        {"since": "2015-10-22", "until": "2015-10-21"},
    ],
)
def test_wrong_wish_is_refused(told: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        read_wish(told)


def test_way_to_fetch_is_pages_or_rest() -> None:
    assert (read_fetch({}), read_fetch({"fetch": "rest"})) == ("pages", "rest")
    with pytest.raises(ConfigError, match="fetch"):
        read_fetch({"fetch": "feed"})


@pytest.mark.parametrize("home", ["http://127.0.0.1:8765/", "http://localhost/", "http://[::1]:80/"])
def test_loopback_needs_no_contact(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAZCRAWL_CONTACT", raising=False)
    require_contact(make_site(home))


@pytest.mark.parametrize("contact", ["me@example.org", "https://example.org/about"])
def test_any_other_host_needs_a_contact(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site("http://chamber.example/")
    monkeypatch.delenv("KAZCRAWL_CONTACT", raising=False)
    with pytest.raises(ConfigError, match="KAZCRAWL_CONTACT"):
        require_contact(site)
    monkeypatch.setenv("KAZCRAWL_CONTACT", contact)
    require_contact(site)


@pytest.mark.parametrize("contact", ["just me", "me @ example.org", "я@палата.example"])
def test_contact_that_no_header_can_hold_is_refused(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAZCRAWL_CONTACT", contact)
    with pytest.raises(ConfigError, match="KAZCRAWL_CONTACT"):
        require_contact(make_site("http://chamber.example/"))


def test_delay_zero_turns_autothrottle_off_and_settings_win() -> None:
    assert read_settings((), 0.0) == {"DOWNLOAD_DELAY": "0.0", "AUTOTHROTTLE_ENABLED": "0"}
    assert read_settings(("DOWNLOAD_DELAY=5",), 2.0)["DOWNLOAD_DELAY"] == "5"
    assert read_settings((), None) == {}
    with pytest.raises(ConfigError, match="write it like"):
        read_settings(("DOWNLOAD_DELAY",), None)


@pytest.mark.parametrize(
    ("names", "keywords"),
    [
        ((), {}),
        (("kazcham",), {"everything": True}),
        (("kazcham",), {"url": "http://chamber.example/"}),
        (("kazcham",), {"name": "other"}),
        (("nobody",), {}),
    ],
)
def test_crawl_without_a_clear_site_is_refused(
    names: tuple[str, ...], keywords: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(tmp_path))
    with pytest.raises(ConfigError):
        choose_sites(names, **({"everything": False, "url": None, "name": None} | keywords))


def test_sites_are_chosen_by_name_by_address_or_all(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(tmp_path))
    none = {"everything": False, "url": None, "name": None}
    assert [s.name for s in choose_sites(("kazcham", "kazcham"), **none)] == ["kazcham"]
    assert [s.name for s in choose_sites((), **none | {"url": "https://kazcham.com"})] == ["kazcham"]
    assert [s.name for s in choose_sites((), **none | {"url": "https://c.example", "name": "c"})] == ["c"]
    assert "kazcham" in [s.name for s in choose_sites((), **none | {"everything": True})]
