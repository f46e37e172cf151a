"""The demo site answers as a real WordPress does, so that what crawls it can crawl the real thing."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from kazcrawl.demo import ChamberSite, Failure
from kazcrawl.demo.posts import public, read_post
from tests.conftest import ROOT, Kazcrawl

GUIDE = "/2013/09/what-the-customs-union-asks-of-an-exporter/"
NAURYZ = "/2013/03/nauryz-reception-on-the-potomac/"


@pytest.fixture(scope="module")
def site() -> Iterator[ChamberSite]:
    with ChamberSite().serve() as served:
        yield served


def get(site: ChamberSite, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(site.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("GET", quote(path, safe="/?=&,:._%"), headers=headers or {})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode()
    finally:
        connection.close()


def rest(site: ChamberSite, query: str) -> tuple[int, dict[str, str], Any]:
    status, headers, text = get(site, f"/wp-json/wp/v2/posts{query}")
    return status, headers, json.loads(text)


@pytest.mark.parametrize(
    ("path", "status", "body_class"),
    [
        ("/", 200, "home blog"),
        ("/page/2/", 200, "blog paged paged-2"),
        ("/page/99/", 404, "error404"),
        (GUIDE, 200, "single single-post postid-8 single-format-standard"),
        (f"{GUIDE}3/", 200, "single single-post postid-8 single-format-standard"),
        ("/about/", 200, "page page-id-90"),
        ("/category/trade/", 200, "archive category category-trade"),
        ("/category/новости/", 200, "archive category category-новости"),
        ("/tag/grain/", 200, "archive tag tag-grain"),
        ("/2015/", 200, "archive date"),
        ("/2015/10/", 200, "archive date"),
        ("/1999/", 404, "error404"),
        (f"{NAURYZ}nauryz-table/", 200, "attachment single single-attachment postid-106"),
        ("/no/such/thing/", 404, "error404"),
        ("/2016/03/spring-mission-will-visit-four-cities/", 404, "error404"),
    ],
)
def test_page_has_the_status_and_body_class_of_its_kind(site: ChamberSite, path: str, status: int, body_class: str) -> None:
    answered, _, text = get(site, path)
    assert answered == status
    assert f'<body class="{body_class}">' in text
    assert text.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/?p=8", GUIDE),
        ("/?page_id=90", "/about/"),
        (GUIDE.rstrip("/"), GUIDE),
        (f"{GUIDE}9/", GUIDE),
        ("/?attachment_id=106", None),
        ("/?p=106", f"{NAURYZ}nauryz-table/"),
        ("/?p=28", None),
    ],
)
def test_other_addresses_of_a_post_redirect(site: ChamberSite, path: str, where: str | None) -> None:
    status, headers, _ = get(site, path)
    assert (status, headers.get("location")) == ((301, site.url.rstrip("/") + where) if where else (status, None))
    assert where or status in (200, 404)


def test_single_page_names_its_canonical_and_its_shortlink(site: ChamberSite) -> None:
    text = get(site, GUIDE)[2]
    assert f'<link rel="canonical" href="{site.url.rstrip("/")}{GUIDE}" />' in text
    assert f'<link rel="shortlink" href="{site.url}?p=8" />' in text
    assert f'<a href="{site.url.rstrip("/")}{GUIDE}2/" class="post-page-numbers">2</a>' in text


def test_lists_hold_ten_posts_and_the_sticky_one_on_top_again(site: ChamberSite) -> None:
    count = len(public(site.posts))
    pages = [re.findall(r'<div id="post-(\d+)"', get(site, f"/page/{n}/")[2]) for n in (1, 2, 3)]
    assert pages[0][0] == "20"
    assert [len(page) for page in pages] == [10, 10, count - 20]
    assert {int(post_id) for page in pages for post_id in page} == {post.id for post in public(site.posts)}


@pytest.mark.parametrize("secret", ["It must never be seen", "this draft must not be seen"])
def test_secret_text_is_nowhere(site: ChamberSite, secret: str) -> None:
    paths = [
        "/",
        "/page/2/",
        "/page/3/",
        "/feed/",
        "/feed/?paged=2",
        "/feed/?paged=3",
        "/wp-json/wp/v2/posts?per_page=100",
        "/?p=9",
        "/2013/11/draft-budget/",
    ]
    for path in paths:
        assert secret not in get(site, path)[2]
    assert "post-password-form" in get(site, "/2013/11/draft-budget/")[2]


def test_feed_is_rss_with_stable_guids_and_ends_with_404(site: ChamberSite) -> None:
    status, headers, text = get(site, "/feed/")
    items = ET.fromstring(text).findall("./channel/item")
    assert status == 200
    assert headers["content-type"].startswith("application/rss+xml")
    assert len(items) == 10
    assert items[0].findtext("guid") == f"{site.url}?p=30"
    assert items[0].findtext("pubDate") == "Mon, 30 May 2016 19:55:00 +0000"
    status, _, text = get(site, "/feed/?paged=99")
    assert status == 404
    assert ET.fromstring(text).findall("./channel/item") == []


def test_feed_answers_conditional_requests_letter_by_letter(site: ChamberSite) -> None:
    headers = get(site, "/feed/")[1]
    tag, date = headers["etag"], headers["last-modified"]
    assert get(site, "/feed/", {"If-None-Match": tag})[0] == 304
    assert get(site, "/feed/?paged=2", {"If-Modified-Since": date})[0] == 304
    assert get(site, "/feed/", {"If-None-Match": f"W/{tag}"})[0] == 200
    assert get(site, "/feed/", {"If-None-Match": tag, "If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"})[0] == 200
    assert "etag" not in get(site, "/")[1]


def test_rest_tells_totals_and_pages(site: ChamberSite) -> None:
    count = len(public(site.posts))
    status, headers, rows = rest(site, "?per_page=20&page=2")
    assert (status, len(rows)) == (200, count - 20)
    assert (headers["x-wp-total"], headers["x-wp-totalpages"]) == (str(count), "2")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("?page=99", 400, "rest_post_invalid_page_number"),
        ("?per_page=101", 400, "rest_invalid_param"),
        ("?per_page=0", 400, "rest_invalid_param"),
        ("?orderby=nonsense", 400, "rest_invalid_param"),
        ("/999", 404, "rest_post_invalid_id"),
        ("/28", 404, "rest_post_invalid_id"),
        ("/1/nix", 404, "rest_no_route"),
    ],
)
def test_rest_errors_are_those_of_wordpress(site: ChamberSite, query: str, status: int, code: str) -> None:
    answered, _, told = rest(site, query)
    assert (answered, told["code"], told["data"]["status"]) == (status, code, status)


def test_rest_trims_to_the_fields_asked_for(site: ChamberSite) -> None:
    row = rest(site, "/24?_embed=author&_fields=id,title.rendered,content.protected,_links.author,_embedded.author")[2]
    assert row["id"] == 24
    assert row["title"] == {"rendered": "“Partner of the year” goes to a maker of valves"}
    assert row["content"] == {"protected": False}
    assert list(row["_links"]) == ["author"]
    assert row["_embedded"]["author"][0]["name"] == "Chamber"
    assert "_embedded" not in rest(site, "/24")[2]


def test_rest_gives_all_pages_of_a_post_and_no_plugin_texts(site: ChamberSite) -> None:
    row = rest(site, "/8")[2]
    assert row["content"]["rendered"].count("<!--nextpage-->") == 2
    assert "printfriendly" not in row["content"]["rendered"]
    assert (row["date"], row["date_gmt"]) == ("2013-09-10T13:00:00", "2013-09-10T17:00:00")


def test_rest_lists_by_last_change(site: ChamberSite) -> None:
    rows = rest(site, "?orderby=modified&order=asc&modified_after=2016-04-01T00:00:00")[2]
    assert [row["id"] for row in rows] == [29, 30]


def test_rest_answers_under_the_plain_address_too(site: ChamberSite) -> None:
    assert json.loads(get(site, "/?rest_route=/wp/v2/posts/24")[2]) == rest(site, "/24")[2]
    assert json.loads(get(site, "/wp-json/")[2])["timezone_string"] == "America/New_York"


def test_sitemap_lists_the_public_posts(site: ChamberSite) -> None:
    named = re.findall("<loc>(.*?)</loc>", get(site, "/wp-sitemap.xml")[2])
    assert f"{site.url}wp-sitemap-posts-post-1.xml" in named
    posts = re.findall("<loc>(.*?)</loc>", get(site, "/wp-sitemap-posts-post-1.xml")[2])
    assert sorted(posts) == sorted(site.post_url(post.id) for post in public(site.posts))
    assert "Sitemap:" in get(site, "/robots.txt")[2]


def test_block_theme_has_its_own_markup() -> None:
    with ChamberSite(theme="block").serve() as site:
        text = get(site, GUIDE)[2]
        assert '<h1 class="wp-block-post-title">' in text
        assert '<time datetime="2013-09-10T13:00:00-04:00">' in text
        assert "entry-title" not in text
        assert "wp-block-query-pagination-next" in get(site, "/")[2]


def test_plain_permalinks_answer_every_path_with_the_front_page() -> None:
    with ChamberSite(permalinks="plain").serve() as site:
        for path in ("/feed/", "/any/thing/", "/robots.txt", "/wp-json/"):
            assert '<body class="home blog">' in get(site, path)[2]
        assert "postid-8" in get(site, "/?p=8&page=2")[2]
        assert "<rss" in get(site, "/?feed=rss2")[2]
        assert f"{site.url}?paged=3" in get(site, "/?paged=2")[2]


def test_switches_close_interfaces() -> None:
    with ChamberSite(rest=False, feed=False, sitemap=False).serve() as site:
        assert rest(site, "")[0::2] == (
            401,
            {"code": "rest_not_logged_in", "message": "You are not currently logged in.", "data": {"status": 401}},
        )
        assert [get(site, path)[0] for path in ("/feed/", "/wp-sitemap.xml")] == [404, 404]


def test_failures_are_played_as_often_as_told() -> None:
    failures = (Failure("/page/2/", times=1), Failure("/feed/", status=503, headers={"Retry-After": "7"}))
    with ChamberSite(fail=failures).serve() as site:
        assert [get(site, "/page/2/")[0] for _ in range(2)] == [500, 200]
        assert [get(site, "/feed/")[0] for _ in range(2)] == [503, 503]
        assert get(site, "/feed/")[1]["retry-after"] == "7"


def test_site_changes_while_it_runs() -> None:
    with ChamberSite().serve() as site:
        tag = get(site, "/feed/")[1]["etag"]
        site.edit_post(8, title="A new title")
        assert "A new title" in get(site, GUIDE)[2]
        assert get(site, "/feed/")[1]["etag"] != tag
        assert rest(site, "?orderby=modified")[2][0]["id"] == 8
        site.move_post(8, "elsewhere")
        assert get(site, GUIDE)[1]["location"] == site.post_url(8)
        site.delete_post(8)
        assert get(site, "/2013/09/elsewhere/")[0] == 404
        site.add_post(replace(site.post(30), id=31, slug="one-more"))
        assert get(site, "/2016/05/one-more/")[0] == 200


def test_requests_are_noted_with_their_headers() -> None:
    with ChamberSite().serve() as site:
        get(site, "/nix/?a=b", {"User-Agent": "tester"})
        asked = site.requests[-1]
        assert (asked.path, asked.status, asked.headers["user-agent"]) == ("/nix/?a=b", 404, "tester")


def test_demo_is_served_by_hand() -> None:
    command = [sys.executable, "-m", "kazcrawl.demo.server", "--port", "0", "--theme", "block"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        url = served.stdout.readline().strip()
        try:
            with urllib.request.urlopen(url) as page:
                assert "wp-block-post-title" in page.read().decode()
        finally:
            served.send_signal(signal.SIGINT)
        assert served.wait(10) == 0


def test_post_file_is_read_field_by_field() -> None:
    post = read_post("7-a-slug", "title: T\ndate: 2014-01-02 03:04\ncategories: A, B\ncomment: X | said: it\nsticky: yes\n\n<p>Body</p>\n")
    assert (post.id, post.slug, post.title, post.body, post.categories) == (7, "a-slug", "T", "<p>Body</p>", ("A", "B"))
    assert post.comments == (("X", "said: it"),)
    assert post.sticky
    assert not post.draft
    assert post.date.isoformat() == "2014-01-02T03:04:00-05:00"


def squeezed(line: str) -> str:
    """A line of the demo's without what is another one on another port or in another folder: public ids, the folder, widths."""
    line = re.sub(r"demo-[0-9a-f]{12}", "demo-ID", line)
    return " ".join(re.sub(r"\S*kazcrawl --data \S+", "kazcrawl --data DIR", line).split())


def test_readme_shows_what_the_demo_prints(kazcrawl: Kazcrawl) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = kazcrawl("demo", "--port", str(port))
    assert done.code == 0, done.err
    printed = {squeezed(line) for line in done.out.splitlines()}
    shown = re.search(r"\$ make demo\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    told = [squeezed(line) for line in shown[1].splitlines() if not line.endswith("…") and "─" not in line]
    assert [line for line in told if line not in printed] == []
