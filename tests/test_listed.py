"""Posts read from list pages: what is left where nobody kept a post's own page."""

from datetime import date

import pytest

from kazcrawl.parse import parse_post
from kazcrawl.parse.lists.listed import iter_listed

URL = "https://blog.example.org/page/2/"


def frame(slug: str, content: str, *, title: str = "Mill hires again", day: str = "May 4, 2012", tag: str = "div") -> str:
    return (
        f'<{tag} class="post-7 post hentry"><h2 class="entry-title"><a href="/2012/05/{slug}/">{title}</a></h2>'
        f'<div class="entry-meta">Posted on <time class="entry-date" datetime="2012-05-04T09:00:00-04:00">{day}</time> by '
        f'<span class="author vcard"><a class="url fn n" href="/author/a/">Aset Omar</a></span></div>{content}</{tag}>'
    )


def page(*frames: str) -> str:
    return f'<html lang="en-US"><head><title>Blog</title></head><body class="blog paged"><div id="content">{"".join(frames)}</div></body></html>'


FULL = '<div class="entry-content"><p>The mill in Karatau hires forty weavers this spring.</p><p>Source: Steppe Courier</p></div>'
MORE = '<div class="entry-content"><p>The mill in Karatau <a class="more-link" href="/2012/05/a/#more-7">Continue reading</a></p></div>'
EXCERPT = '<div class="entry-summary"><p>The mill in Karatau hires […]</p></div>'
CUT = '<div class="entry-content"><p>The mill in Karatau hires […]</p></div>'


@pytest.mark.parametrize(("content", "whole"), [(FULL, True), (MORE, False), (EXCERPT, False), (CUT, False), ("", False)])
def test_a_frame_tells_whether_it_shows_the_whole_text(content: str, whole: bool) -> None:
    [listed] = iter_listed(page(frame("a", content)), url=URL)
    assert (listed.url, listed.whole) == ("https://blog.example.org/2012/05/a/", whole)


def test_the_page_made_of_a_frame_reads_like_the_post() -> None:
    other = frame("b", FULL.replace("Karatau", "Taraz"), title="Another mill")
    first, second = iter_listed(page(frame("a", FULL), other), url=URL)
    item = parse_post(first.html, url=first.url)
    assert (item.title, item.date, item.author, item.source) == ("Mill hires again", date(2012, 5, 4), "Aset Omar", "Steppe Courier")
    assert item.body == "The mill in Karatau hires forty weavers this spring."
    assert "Taraz" in parse_post(second.html, url=second.url).body


def test_a_page_that_lists_nothing_gives_nothing() -> None:
    assert list(iter_listed("<html><body><p>Nothing here.</p></body></html>", url=URL)) == []


def test_a_post_behind_a_password_is_passed_over() -> None:
    locked = frame("a", EXCERPT).replace('class="post-7 post', 'class="post-7 post post-password-required')
    assert [listed.url for listed in iter_listed(page(locked, frame("b", FULL)), url=URL)] == ["https://blog.example.org/2012/05/b/"]
