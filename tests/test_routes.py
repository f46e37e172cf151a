"""Walking the routes over a fake site: retreat, gaps, ends and bounds."""

import asyncio
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from kazcrawl.crawl import routes, walk_rest
from kazcrawl.crawl.routes import Route
from kazcrawl.crawl.survey import Survey, Task
from kazcrawl.crawl.walk_feed import FeedRoute
from kazcrawl.crawl.walk_listing import ListingRoute, next_by_number
from kazcrawl.crawl.walk_rest import Before, RestRoute
from kazcrawl.crawl.walk_sitemap import SitemapRoute
from kazcrawl.demo import ChamberSite, PlainBlog
from kazcrawl.discover.audit import Named
from kazcrawl.discover.unchanged import Memory
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding
from kazcrawl.parse.lists.paging import first_page

HOME = "http://chamber.example/"
Answer = Callable[[str], Response]


def walk(route: Route | Survey) -> list[str]:
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


@pytest.mark.parametrize("total", [100, 100_000])
def test_rest_that_shows_the_same_page_for_ever_is_left(total: int) -> None:
    asked: list[str] = []

    def answer(url: str) -> Response:
        asked.append(url)
        rows = [{"id": n, "link": f"{HOME}post-{n}/"} for n in range(100)]
        return Response(url, headers={"X-WP-Total": str(total), "X-WP-TotalPages": "1000"}, body=json.dumps(rows).encode())

    route, findings = rest(answer)
    assert len(walk(route)) == 100
    assert len(asked) == 4
    assert not route.complete
    assert [f.kind for f in findings] == ["rest-bound"]


@pytest.mark.parametrize("headers", [{}, {"X-WP-Total": "100"}, {"X-WP-Total": "9000000", "X-WP-TotalPages": "90000"}])
def test_rest_that_makes_up_new_posts_without_end_is_left(monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]) -> None:
    monkeypatch.setattr(walk_rest, "MAX_REST_PAGES", 5)
    made = itertools.count(1)

    def answer(url: str) -> Response:
        rows = [{"id": n, "link": f"{HOME}post-{n}/"} for n in itertools.islice(made, 100)]
        return Response(url, headers=headers, body=json.dumps(rows).encode())

    route, findings = rest(answer)
    assert len(walk(route)) == 500
    assert not route.complete
    assert [(f.kind, f.detail) for f in findings] == [("rest-bound", "stopped after 5 pages")]


@pytest.mark.parametrize("pages", [5, 6])
def test_rest_that_ends_on_the_last_page_that_may_be_asked_is_whole(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    monkeypatch.setattr(walk_rest, "MAX_REST_PAGES", 5)
    route, findings = rest(rest_site(pages * 100))
    assert len(walk(route)) == 500
    assert (route.complete, len(findings)) == (pages == 5, pages - 5)


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


def test_front_page_that_leads_to_the_second_page_of_a_list_leads_to_its_first() -> None:
    news = f"{HOME}news/"
    pages: dict[str, str | int] = {HOME: list_page([9], f"{news}page/2/"), news: list_page([9, 8], f"{news}page/2/")}
    route, _ = listing(pages | {f"{news}page/2/": list_page([7], None)})
    assert walk(route) == [f"{HOME}post-{n}/" for n in (9, 8, 7)]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("http://c.example/news/page/2/", "http://c.example/news/"),
        ("http://c.example/news?lang=kk&PAGEN_1=2", "http://c.example/news?lang=kk"),
        ("http://c.example/news/?page2=", "http://c.example/news/"),
        ("http://c.example/news/", None),
        ("http://c.example/news/?id=2", None),
    ],
)
def test_numbered_page_tells_the_first_of_its_list(url: str, first: str | None) -> None:
    assert first_page(url) == first


def test_lists_that_a_menu_names_are_walked_until_they_name_nothing_new() -> None:
    menu = f'<nav><a href="{HOME}press/">News</a><a href="{HOME}blog/">Blog</a></nav>'
    pages: dict[str, str | int] = {
        HOME: menu + list_page([9], page_url(2)),
        page_url(2): list_page([8], None),
        f"{HOME}press/": list_page([9, 8], f"{HOME}press/page/2/"),
        f"{HOME}press/page/2/": 500,
        f"{HOME}blog/": list_page([7], None),
    }
    route, findings = listing(pages)
    assert walk(route) == [f"{HOME}post-{n}/" for n in (9, 8, 7)]
    assert route.complete
    assert not findings


def test_lists_of_another_blog_on_the_same_host_are_left() -> None:
    menu = '<nav><a href="/other/news/">News</a><a href="/blog/news/">Latest news</a></nav>'
    pages: dict[str, str | int] = {f"{HOME}blog/": menu + list_page([9], None), f"{HOME}blog/news/": list_page([8], None)}
    pages[f"{HOME}other/news/"] = list_page([7], None)
    route = ListingRoute(f"{HOME}blog/", fetch=fetcher(listing_site(pages)), report=lambda finding: None)
    assert walk(route) == [f"{HOME}post-{n}/" for n in (9, 8)]


def test_guessed_page_that_repeats_the_list_ends_it_quietly() -> None:
    button = '<a href="#">Load more</a><img src="/wp-content/a.png">'
    pages: dict[str, str | int] = {HOME: list_page([9], None) + button, page_url(2): list_page([9], None) + button}
    route, findings = listing(pages)
    assert len(walk(route)) == 1
    assert route.complete
    assert not findings


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
        ("http://c.example/news?lang=kk&PAGEN_1=2", "http://c.example/news?lang=kk&PAGEN_1=3"),
        ("http://c.example/2015/10/", None),
    ],
)
def test_number_of_a_list_page_can_be_stepped(url: str, expected: str | None) -> None:
    assert next_by_number(url) == expected


# --- REST by time of change

NOW = datetime(2020, 1, 2, tzinfo=UTC)


def changing_site(modified: dict[int, int], asked: list[str]) -> Answer:
    """A REST list of posts by id, each changed on a day of January 2020."""

    def answer(url: str) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        asked.append(query["orderby"])
        order = sorted(modified, key=lambda n: (modified[n], n) if query["orderby"] == "modified" else (n,), reverse=True)
        size, page = int(query["per_page"]), int(query["page"])
        rows = [{"id": n, "link": f"{HOME}post-{n}/", "modified_gmt": f"2020-01-{modified[n]:02d}T00:00:00"} for n in order]
        headers = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(-(-len(rows) // size))}
        return Response(url, headers=headers, body=json.dumps(rows[(page - 1) * size : page * size]).encode())

    return answer


BEFORE = Before(tuple(Named(f"{HOME}post-{n}/", n) for n in range(1, 301)), datetime(2020, 1, 10, tzinfo=UTC))
OLD = {n: 1 + n % 9 for n in range(1, 300)} | {300: 10}


def known_list(modified: dict[int, int]) -> tuple[RestRoute, list[str], list[str]]:
    asked: list[str] = []
    route = RestRoute(
        f"{HOME}wp-json/wp/v2/posts", fetch=fetcher(changing_site(modified, asked)), report=lambda finding: None, before=BEFORE
    )
    return route, asked, walk(route)


def test_known_list_is_left_where_nothing_is_new_and_the_count_adds_up() -> None:
    route, asked, named = known_list(OLD | {5: 12, 301: 13})
    assert asked == ["modified"]
    assert named[:2] == [f"{HOME}post-301/", f"{HOME}post-5/"]
    assert route.complete
    assert {post.wp_id for post in route.carried} | {int(url.split("-")[1].strip("/")) for url in named} == set(range(1, 302))


def test_known_list_that_lost_a_post_is_read_whole() -> None:
    route, asked, named = known_list({n: day for n, day in OLD.items() if n != 7} | {301: 13})
    assert asked == ["modified"] * 3
    assert (route.complete, len(named), route.carried) == (True, 300, ())


def test_posts_that_change_places_between_pages_are_found_by_id() -> None:
    def answer(url: str) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        rows = [{"id": n, "link": f"{HOME}post-{n}/"} for n in range(1, 151)]
        page = int(query["page"])
        chosen = rows[(page - 1) * 100 : page * 100] if query["orderby"] == "id" else rows[: 100 if page == 1 else 50]
        return Response(url, headers={"X-WP-Total": "150", "X-WP-TotalPages": "2"}, body=json.dumps(chosen).encode())

    route, findings = rest(answer)
    assert len(walk(route)) == 150
    assert route.complete
    assert not findings


# --- feeds and sitemaps of the demo sites, asked in this process


def local(site: ChamberSite) -> Answer:
    """The demo site's answers, redirects followed."""

    def answer(url: str) -> Response:
        told = site.ask(url.removeprefix(site.url[:-1]), {})
        kind = XmlResponse if "xml" in told.headers.get("Content-Type", "") else HtmlResponse
        return kind(url, status=told.status, headers=dict(told.headers), body=told.body)

    return answer


def feed_route(site: ChamberSite, *places: str) -> tuple[FeedRoute, list[Finding]]:
    findings: list[Finding] = []
    return FeedRoute([site.url + place for place in places], fetch=fetcher(local(site)), report=findings.append), findings


def test_paged_feed_tells_all_and_when_each_was_changed() -> None:
    site = ChamberSite()
    route, findings = feed_route(site, "feed/atom/")
    assert len(walk(route)) == len(site._public)
    assert (route.complete, route.tells_changes, findings) == (True, True, [])
    assert route.mark is not None


def test_feed_that_does_not_page_is_not_whole() -> None:
    route, findings = feed_route(PlainBlog(), "feed.xml")
    assert len(walk(route)) == 10
    assert (route.complete, findings) == (False, [])


def test_first_place_with_a_feed_is_taken() -> None:
    route, _ = feed_route(PlainBlog(), "feed/atom/", "atom.xml", "feed.xml")
    walk(route)
    assert route.url == "http://127.0.0.1/feed.xml"


@pytest.mark.parametrize(("status", "kind"), [(500, "feed-gap"), (404, None)])
def test_feed_page_in_between_that_fails_is_a_gap(status: int, kind: str | None) -> None:
    site = ChamberSite()

    def answer(url: str) -> Response:
        return Response(url, status=status, body=b"<html></html>") if "paged=2" in url else local(site)(url)

    findings: list[Finding] = []
    route = FeedRoute([site.url + "feed/"], fetch=fetcher(answer), report=findings.append)
    named = walk(route)
    assert not route.complete
    assert [finding.kind for finding in findings] == ([kind] if kind else [])
    assert len(named) == (len(site._public) - 10 if status == 500 else 10)


def test_feed_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kazcrawl.crawl.walk_feed.MAX_FEED_PAGES", 5)

    def answer(url: str) -> Response:
        page = url.partition("paged=")[2] or "1"
        body = f"<rss><channel><item><link>{HOME}post-{page}/</link></item></channel></rss>"
        return Response(url, body=body.encode())

    findings: list[Finding] = []
    route = FeedRoute([HOME + "feed/"], fetch=fetcher(answer), report=findings.append)
    assert len(walk(route)) == 5
    assert not route.complete
    assert [finding.kind for finding in findings] == ["feed-bound"]


def sitemap_route(site: ChamberSite, place: str) -> SitemapRoute:
    return SitemapRoute(site.url, [site.url + place], all_places=False, fetch=fetcher(local(site)), report=lambda finding: None)


def test_sitemap_index_leads_to_the_posts_alone() -> None:
    site = ChamberSite()
    route = sitemap_route(site, "wp-sitemap.xml")
    assert len(walk(route)) == len(site._public)
    assert (route.complete, route.mark) == (True, None)


def test_sitemaps_that_name_each_other_without_end_are_read_once_each_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kazcrawl.crawl.walk_sitemap.MAX_MAPS", 4)
    asked: list[str] = []
    names = "".join(f"<sitemap><loc>{HOME}post-sitemap{n}.xml</loc></sitemap>" for n in range(300))

    def answer(url: str) -> Response:
        asked.append(url)
        return Response(url, body=f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{names}</sitemapindex>'.encode())

    findings: list[Finding] = []
    walk(SitemapRoute(HOME, [HOME + "sitemap.xml"], all_places=False, fetch=fetcher(answer), report=findings.append))
    assert asked == [HOME + "sitemap.xml", *(f"{HOME}post-sitemap{n}.xml" for n in range(3))]
    assert [finding.kind for finding in findings] == ["sitemap-bound"]


def test_sitemap_in_one_file_names_posts_unsurely_and_can_be_asked_whether_it_changed() -> None:
    site = PlainBlog()
    route = sitemap_route(site, "sitemap.xml")

    async def collect() -> list[bool]:
        return [ref.sure async for ref in route.refs()]

    assert set(asyncio.run(collect())) == {False}
    assert route.complete
    assert route.tells_changes
    assert route.mark is not None


# --- which routes are walked


def survey_of(site: ChamberSite, memory: Memory | None = None, *, thorough: bool = True) -> Survey:
    fetch = fetcher(local(site))
    page = asyncio.run(fetch(site.url))
    task = Task(site.url, page, (), memory or Memory(), (), own=lambda ref: ref, thorough=thorough)
    site.requests.clear()
    survey = Survey(task, fetch=fetch, report=lambda finding: None, now=NOW)
    walk(survey)
    return survey


SURVEYS = [
    ("a thorough look walks all", ChamberSite(), True, ["rest", "feed", "sitemap"], "rest"),
    ("an ordinary one ends with REST", ChamberSite(), False, ["rest"], "rest"),
    ("without REST the feed tells all", ChamberSite(rest=False), False, ["feed"], "feed"),
    ("closed routes leave the listing", ChamberSite(rest=False, feed=False, sitemap=False), True, ["listing"], None),
    ("not WordPress: feed and sitemap", PlainBlog(), True, ["feed", "sitemap"], "feed"),
    ("plain links", ChamberSite(permalinks="plain"), True, ["rest", "feed", "sitemap"], "rest"),
]


@pytest.mark.parametrize(("site", "thorough", "walked", "mark"), [row[1:] for row in SURVEYS], ids=[row[0] for row in SURVEYS])
def test_survey_walks_the_most_telling_routes(site: ChamberSite, thorough: bool, walked: list[str], mark: str | None) -> None:
    survey = survey_of(site, thorough=thorough)
    assert [inventory.route for inventory in survey.inventories] == walked
    assert survey.complete
    assert [each.kind for each in survey.marks()] == ([mark] if mark else [])


@pytest.mark.parametrize("thorough", [True, False])
def test_empty_rest_list_is_no_last_word(thorough: bool) -> None:
    def answer(url: str) -> Response:
        return rest_site(0)(url) if "/wp/v2/posts?" in url else listing_site({HOME: list_page([2, 1], None)})(url)

    task = Task(HOME, None, (), Memory(), (), own=lambda ref: ref, thorough=thorough)
    survey = Survey(task, fetch=fetcher(answer), report=lambda finding: None, now=NOW)
    assert walk(survey) == [f"{HOME}post-2/", f"{HOME}post-1/"]
    assert survey.names_posts


def test_blog_that_is_not_wordpress_is_asked_by_its_sitemap_and_not_for_rest_again() -> None:
    site = PlainBlog()
    survey = survey_of(site)
    assert survey.no_rest
    assert [mark.url for mark in survey.marks()] == [site.url + "sitemap.xml"]
    survey_of(site, Memory(no_rest=True, feed=site.url + "feed.xml", sitemap=site.url + "sitemap.xml"), thorough=False)
    assert [asked.path for asked in site.requests] == ["/feed.xml", "/feed.xml?paged=2", "/sitemap.xml"]


def test_news_of_a_type_of_its_own_is_walked_too() -> None:
    site = ChamberSite()

    def answer(url: str) -> Response:
        if url.endswith("/wp/v2/types"):
            return Response(url, body=b'{"news": {"slug": "news", "rest_base": "news", "rest_namespace": "wp/v2"}}')
        if "/wp/v2/news?" in url:
            return rest_site(3)(url)
        return local(site)(url)

    task = Task(site.url, None, (), Memory(), (), own=lambda ref: ref, thorough=True)
    survey = Survey(task, fetch=fetcher(answer), report=lambda finding: None, now=NOW)
    assert f"{HOME}post-3/" in walk(survey)
    assert [(inventory.route, inventory.total) for inventory in survey.inventories][:2] == [("rest", len(site._public)), ("rest:news", 3)]
    assert survey.types == (f"{site.url}wp-json/wp/v2/news",)


# --- archives of months and categories


def test_front_page_that_leads_nowhere_is_made_up_for_by_its_archives() -> None:
    month = f"{HOME}2015/10/"
    home = list_page([3], None).replace("</body>", f'<a href="{month}">October</a></body>')
    route, findings = listing({HOME: home, month: list_page([3, 2], month + "page/2/"), month + "page/2/": list_page([1], None)})
    assert sorted(walk(route)) == [f"{HOME}post-{n}/" for n in (1, 2, 3)]
    assert route.complete
    assert not findings


def test_link_from_the_last_page_into_another_list_is_not_followed() -> None:
    pages: dict[str, str | int] = {HOME: list_page([2], page_url(2)), page_url(2): list_page([1], f"{HOME}session/page/7/?view=list")}
    route, findings = listing(pages)
    assert len(walk(route)) == 2
    assert (route.complete, findings) == (True, [])
