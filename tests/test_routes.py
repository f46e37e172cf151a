"""Walking the routes over a fake site: retreat, gaps, ends and bounds."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import HtmlResponse, Response

from kazcrawl.crawl import routes
from kazcrawl.crawl.walk_listing import ListingRoute, next_by_number
from kazcrawl.crawl.walk_rest import RestRoute
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding

HOME = "http://chamber.example/"
Answer = Callable[[str], Response]


def walk(route: RestRoute | ListingRoute) -> list[str]:
    async def collect() -> list[str]:
        return [ref.url async for ref in route.refs()]

    return asyncio.run(collect())


def fetcher(answer: Answer) -> Any:
    async def fetch(url: str) -> Response:
        return answer(url)

    return fetch


def rest_site(posts: int, *, broken: Callable[[int, int], bool] = lambda offset, size: False, total: int | None = None) -> Answer:
    """A REST list of so many posts; `broken(offset, size)` says which blocks answer 500."""

    def answer(url: str) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        size, page = int(query["per_page"]), int(query["page"])
        offset = (page - 1) * size
        if broken(offset, size):
            return Response(url, status=500, body=b'{"code":"internal_server_error"}')
        if offset >= posts and page > 1:
            return Response(url, status=400, body=b'{"code":"rest_post_invalid_page_number"}')
        rows = [{"id": n, "link": f"{HOME}post-{n}/"} for n in range(offset + 1, min(offset + size, posts) + 1)]
        headers = {"X-WP-Total": str(posts if total is None else total), "X-WP-TotalPages": str(-(-posts // size))}
        return Response(url, headers=headers, body=json.dumps(rows).encode())

    return answer


def rest(answer: Answer) -> tuple[RestRoute, list[Finding]]:
    findings: list[Finding] = []
    return RestRoute(HOME + "wp-json/wp/v2/posts", fetch=fetcher(answer), report=findings.append), findings


@pytest.mark.parametrize("posts", [0, 1, 100, 101, 250])
def test_rest_tells_every_post_once(posts: int) -> None:
    route, findings = rest(rest_site(posts))
    assert walk(route) == [f"{HOME}post-{n}/" for n in range(1, posts + 1)]
    assert route.complete
    assert not findings


def test_page_too_heavy_for_the_host_is_asked_in_smaller_ones() -> None:
    route, findings = rest(rest_site(250, broken=lambda offset, size: size > 20))
    assert len(walk(route)) == 250
    assert route.complete
    assert not findings


def test_block_that_stays_unreadable_is_a_gap_and_not_the_end() -> None:
    route, findings = rest(rest_site(250, broken=lambda offset, size: offset <= 115 < offset + size))
    assert len(walk(route)) == 240
    assert not route.complete
    assert [(f.kind, f.detail) for f in findings] == [("rest-gap", "posts 111 to 120 could not be read")]


def test_site_that_is_ill_throughout_ends_the_walk() -> None:
    route, findings = rest(rest_site(10_000, broken=lambda offset, size: offset >= 100))
    assert len(walk(route)) == 100
    assert len(findings) == routes.MAX_GAPS
    assert not route.complete


def test_list_shorter_than_its_own_count_is_not_complete() -> None:
    route, findings = rest(rest_site(30, total=31))
    walk(route)
    assert not route.complete
    assert [f.kind for f in findings] == ["rest-short"]


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_rest_that_answers_nothing_is_an_error_of_the_route(status: int) -> None:
    route, _ = rest(lambda url: Response(url, status=status, body=b"{}"))
    with pytest.raises(RouteError):
        walk(route)


def list_page(posts: list[int], older: str | None) -> str:
    items = "".join(
        f'<div id="post-{n}" class="post type-post hentry"><h2 class="entry-title"><a href="{HOME}post-{n}/" rel="bookmark">Post {n}</a></h2>'
        f'<div class="entry-content"><p>Some words of post {n}.</p></div></div>'
        for n in posts
    )
    link = f'<div class="nav-previous"><a href="{older}">Older posts</a></div>' if older else ""
    return f'<html><body class="home blog"><div id="content">{items}{link}</div></body></html>'


def listing_site(pages: dict[str, str | int]) -> Answer:
    def answer(url: str) -> Response:
        page = pages.get(url, 404)
        return HtmlResponse(url, status=page if isinstance(page, int) else 200, body=b"" if isinstance(page, int) else page.encode())

    return answer


def listing(pages: dict[str, str | int]) -> tuple[ListingRoute, list[Finding]]:
    findings: list[Finding] = []
    return ListingRoute(HOME, fetch=fetcher(listing_site(pages)), report=findings.append), findings


def page_url(number: int) -> str:
    return f"{HOME}page/{number}/"


def test_listing_follows_older_links_to_the_end() -> None:
    pages: dict[str, str | int] = {
        HOME: list_page([5, 4], page_url(2)),
        page_url(2): list_page([3, 2], page_url(3)),
        page_url(3): list_page([1], None),
    }
    route, findings = listing(pages)
    assert walk(route) == [f"{HOME}post-{n}/" for n in (5, 4, 3, 2, 1)]
    assert route.complete
    assert not findings


def test_sticky_post_listed_twice_is_one_post() -> None:
    route, _ = listing({HOME: list_page([1, 3, 2], page_url(2)), page_url(2): list_page([1], None)})
    assert len(walk(route)) == 3
    assert route.complete


def test_list_page_that_fails_is_stepped_over_and_told() -> None:
    pages: dict[str, str | int] = {HOME: list_page([3], page_url(2)), page_url(2): 500, page_url(3): list_page([1], None)}
    route, findings = listing(pages)
    assert walk(route) == [f"{HOME}post-3/", f"{HOME}post-1/"]
    assert not route.complete
    assert [f.kind for f in findings] == ["listing-gap"]


def test_endless_pagination_stops_and_says_so() -> None:
    """Row 20."""
    pages: dict[str, str | int] = {HOME: list_page([1], page_url(2))}
    pages |= {page_url(n): list_page([1], page_url(n + 1)) for n in range(2, 50)}
    route, findings = listing(pages)
    assert len(walk(route)) == 1
    assert [f.kind for f in findings] == ["listing-bound"]


def test_circle_of_list_pages_ends() -> None:
    """Row 20."""
    route, _ = listing({HOME: list_page([1], page_url(2)), page_url(2): list_page([2], HOME)})
    assert len(walk(route)) == 2


def test_home_that_lists_nothing_is_an_error_of_the_route() -> None:
    with pytest.raises(RouteError):
        walk(listing({HOME: "<html><body><h1>Welcome</h1><p>To our chamber.</p></body></html>"})[0])
    with pytest.raises(RouteError):
        walk(listing({HOME: 503})[0])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://c.example/page/3/", "http://c.example/page/4/"),
        ("http://c.example/?paged=9", "http://c.example/?paged=10"),
        ("http://c.example/blog/page/99", "http://c.example/blog/page/100"),
        ("http://c.example/2015/10/", None),
    ],
)
def test_number_of_a_list_page_can_be_stepped(url: str, expected: str | None) -> None:
    assert next_by_number(url) == expected
