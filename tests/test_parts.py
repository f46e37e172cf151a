"""Further pages that a post's page does not link: found by the site's own search, walked to their end."""

import asyncio
import json
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Response

from kazcrawl.crawl.parts import MAX_PARTS, HiddenParts, part_url
from kazcrawl.errors import RouteError

HOME = "http://chamber.example/"
POST = HOME + "2015/10/long/"
FOUND = f"""<html><body class="search"><main><div class="post hentry"><h2 class="entry-title"><a href="{POST}" rel="bookmark">Long</a></h2>
<div class="entry-content"><p>Words.</p></div></div></main></body></html>"""


def site(*, rest: bool, search: bool = True, parts: int = 3) -> tuple[Any, list[str]]:
    """A site whose post has so many parts; past them it redirects to the post. Returns its `fetch` and the log of requests."""
    asked: list[str] = []

    async def fetch(url: str) -> Response:
        asked.append(url)
        await asyncio.sleep(0)  # others run meanwhile, as they do on a network
        if "rest_route" in url:
            return Response(url, status=200 if rest else 401, body=json.dumps([{"link": POST}]).encode() if rest else b"{}")
        if "?s=" in url:
            if not search:
                raise RouteError(url, "unreachable", "robots.txt")
            return HtmlResponse(url, body=FOUND.encode())
        number = int(url.rstrip("/").rpartition("/")[2])
        return HtmlResponse(url if number <= parts else POST, body=b"<html></html>")

    return fetch, asked


@pytest.mark.parametrize("rest", [True, False])
def test_parts_are_found_by_the_search_of_the_site(rest: bool) -> None:
    fetch, _ = site(rest=rest)
    assert asyncio.run(HiddenParts(HOME, fetch=fetch).find(POST)) == (POST + "2/", POST + "3/")


def test_site_is_asked_once_for_all_its_posts() -> None:
    fetch, asked = site(rest=True)
    hidden = HiddenParts(HOME, fetch=fetch)

    async def find_many() -> list[tuple[str, ...]]:
        return await asyncio.gather(*(hidden.find(f"{HOME}2015/10/other-{number}/") for number in range(5)))

    assert asyncio.run(find_many()) == [()] * 5
    assert len(asked) == 1


def test_site_that_cannot_be_searched_has_no_hidden_parts() -> None:
    fetch, _ = site(rest=False, search=False)
    assert asyncio.run(HiddenParts(HOME, fetch=fetch).find(POST)) == ()


def test_endless_parts_are_bounded() -> None:
    fetch, _ = site(rest=True, parts=10**6)
    assert len(asyncio.run(HiddenParts(HOME, fetch=fetch).find(POST))) == MAX_PARTS


@pytest.mark.parametrize(("url", "part"), [(POST, POST + "2/"), (POST.rstrip("/"), POST + "2/"), (HOME + "?p=7", HOME + "?p=7&page=2")])
def test_part_has_an_address(url: str, part: str) -> None:
    assert part_url(url, 2) == part
