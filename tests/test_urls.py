"""Addresses: one spelling for each, one key for all spellings of a post."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.urls import absolute_url, canonical_url, origin, site_name, twin_origins, url_key

CANONICAL = [
    ("http://Example.ORG", "http://example.org/"),
    ("HTTP://example.org:80/a/", "http://example.org/a/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("https://example.org:8443/a", "https://example.org:8443/a"),
    ("http://example.org/a/../b/./c", "http://example.org/b/c"),
    ("http://example.org/a#top", "http://example.org/a"),
    ("http://example.org/?utm_source=x&p=12&fbclid=3", "http://example.org/?p=12"),
    ("http://example.org/post/?replytocom=55", "http://example.org/post/"),
    ("http://example.org/post/;jsessionid=AB12?x=1", "http://example.org/post/?x=1"),
    ("http://example.org/%d0%bd%D0%B5%d1%84%d1%82%d1%8c/", "http://example.org/%D0%BD%D0%B5%D1%84%D1%82%D1%8C/"),
    ("http://example.org/нефть/", "http://example.org/%D0%BD%D0%B5%D1%84%D1%82%D1%8C/"),
    ("http://example.org/a%2Fb", "http://example.org/a%2Fb"),
    ("http://палата.example/", "http://xn--80aaa6bsv.example/"),
    ("http://example.org./a", "http://example.org/a"),
    ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ("javascript:alert(1)", None),
    ("data:text/html,x", None),
    ("file:///etc/passwd", None),
    ("/relative", None),
    ("http://", None),
    ("http://exa mple.org/", None),
    ("http://example.org/\ud800", None),
    ("http://example.org/?a=\udfff", None),
    ("http://example.org:99999/", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_address_has_one_spelling(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize("url", [expected for _, expected in CANONICAL if expected])
def test_one_spelling_is_already_canonical(url: str) -> None:
    assert canonical_url(url) == url


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/law/", "https://chamber.example/law/"),
        ("?p=7", "https://chamber.example/2015/10/?p=7"),
        ("#note", "https://chamber.example/2015/10/#note"),
        ("HTTPS://News.example/a?utm_source=x#y", "https://News.example/a?utm_source=x#y"),
        ("mailto:office@chamber.example", "mailto:office@chamber.example"),
        ("http://[bad", ""),
    ],
)
def test_href_is_made_absolute_and_else_left_as_it_is(href: str, address: str) -> None:
    assert absolute_url(href, "https://chamber.example/2015/10/") == address


@given(st.from_regex(r"https?://[a-z]{1,3}\.[a-z]{2}/[a-zA-Z0-9_~./-]{0,12}", fullmatch=True))
def test_canonical_address_is_joined_to_no_base(url: str) -> None:
    assert absolute_url(url, "https://chamber.example/2015/10/") == urljoin("https://chamber.example/2015/10/", url)


def test_relative_address_is_joined_to_its_base() -> None:
    assert canonical_url("../b/", "http://example.org/a/c/") == "http://example.org/a/b/"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    once = canonical_url("http://example.org/" + text)
    assert once is None or canonical_url(once) == once
    canonical_url(text)


SAME = [
    "http://example.org/2015/10/news/",
    "https://example.org/2015/10/news",
    "https://www.example.org/2015/10/News/",
    "http://example.org/2015/10/news/?utm_campaign=x",
    "http://example.org/2015/10/news/?replytocom=7#respond",
    "http://example.org/2015/10/news/embed/",
    "http://example.org/2015/10/news/amp/",
    "http://example.org/2015/10/news/comment-page-2/",
    "http://example.org/2015/10/%6Eews/",
]


@pytest.mark.parametrize("url", SAME)
def test_all_spellings_of_a_post_meet_under_one_key(url: str) -> None:
    """Row 67."""
    assert url_key(url) == url_key(SAME[0])


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/2015/10/news-2/",
        "http://example.org/2015/11/news/",
        "http://example.org/2015/10/news/2/",
        "http://example.org:8080/2015/10/news/",
        "http://example.org/?p=1",
        "http://example.org/2013/06/feeding/",
    ],
)
def test_other_posts_have_other_keys(url: str) -> None:
    assert url_key(url) != url_key(SAME[0])


def test_order_of_parameters_makes_no_other_post() -> None:
    assert url_key("http://example.org/?p=1&lang=kk") == url_key("http://example.org/?lang=kk&p=1")


def test_twins_are_scheme_and_www_on_default_ports_only() -> None:
    assert twin_origins("http://www.example.org/blog/") == {f"{s}://{w}example.org" for s in ("http", "https") for w in ("", "www.")}
    assert twin_origins("http://127.0.0.1:8765/") == {"http://127.0.0.1:8765"}
    assert twin_origins("http://127.0.0.1/") == {"http://127.0.0.1"}
    assert twin_origins("nonsense") == set()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.blog.example.org/", "blog.example.org"),
        ("http://127.0.0.1:8800/", "127.0.0.1_8800"),
        ("https://example.org/news/", "example.org_news"),
    ],
)
def test_site_without_a_name_is_called_by_its_host(url: str, name: str) -> None:
    assert site_name(url) == name


def test_origin_is_scheme_host_and_port() -> None:
    assert origin("HTTP://Example.org:8080/a?b") == "http://example.org:8080"
    assert origin("mailto:a@example.org") == ""
