"""Feeds and sitemaps: every kind and fault of them, read without a network."""

import gzip
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.discover.feed import atom_of, feed_urls, is_repeat, paged_url, read_feed
from kazcrawl.discover.markup import MAX_BYTES
from kazcrawl.discover.sitemap import chosen_maps, kind_of, post_like, read_sitemap, sitemap_urls
from kazcrawl.errors import RouteError
from kazcrawl.items import PostRef

HOME = "http://chamber.example/"
URL = HOME + "feed/"
LONG = "The members of the chamber met in the new hall and spoke of trade. " * 10

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Chamber&amp;#8217;s News</title><link>http://chamber.example</link><generator>https://wordpress.org/?v=6.1</generator>
<item><title>&amp;#8220;Wool&amp;#8221; &#038;#038; felt</title><link>http://chamber.example/2015/10/wool/</link>
<dc:creator><![CDATA[Aigul Test]]></dc:creator><pubDate>Wed, 21 Oct 2015 20:30:00 +0000</pubDate>
<guid isPermaLink="false">http://chamber.example/?p=17</guid><description>Short.</description>
<content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item>
<item><title>Second</title><link>http://chamber.example/second/</link><pubDate>Thu, 22 Oct 2015 01:00:00 +0600</pubDate>
<guid isPermaLink="false">http://old.example/?p=3</guid><author>info@chamber.example (Berik Test)</author></item>
<item><guid>http://chamber.example/third/</guid><title>Third</title></item>
<item><title>No address at all</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><link rel="self" href="http://wrong.example/"/>
<link rel="alternate" type="text/html" href="http://chamber.example/"/><link rel="next" href="/feed/atom/?page=2"/>
<entry><title type="html">One</title><link rel="enclosure" href="http://chamber.example/a.mp3"/><link href="one/"/>
<id>http://chamber.example/?p=4</id><updated>2016-02-01T10:00:00Z</updated><published>2016-01-01T09:00:00Z</published>
<author><name>Aigul Test</name></author><summary>x</summary></entry></feed>"""

RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://chamber.example"><title>News</title>
<link>http://chamber.example</link></channel><item rdf:about="http://chamber.example/a/"><title>A</title>
<link>http://chamber.example/a/</link><dc:date>2016-01-02T03:04:05Z</dc:date><dc:creator>Aigul</dc:creator></item></rdf:RDF>"""


def test_rss_tells_address_id_title_instant_author() -> None:
    page = read_feed(RSS.encode(), url=URL)
    first, second, third = page.refs
    assert (page.kind, page.title, page.full, page.damaged, page.tells_changes) == ("rss", "The Chamber’s News", False, False, False)
    assert (first.url, first.facts.wp_id, first.facts.title) == (HOME + "2015/10/wool/", 17, "“Wool” & felt")
    assert first.facts.published_at == datetime(2015, 10, 21, 20, 30, tzinfo=UTC)
    assert (first.facts.authors, first.facts.day) == (("Aigul Test",), None)
    assert third.url == HOME + "third/"
    assert (second.facts.authors, second.facts.day) == (("Berik Test",), date(2015, 10, 22)), "an offset tells the writer's own day"


def test_id_in_the_guid_of_another_host_is_not_this_sites() -> None:
    assert read_feed(RSS.encode(), url=URL).refs[1].facts.wp_id is None


def test_atom_tells_changes_and_its_next_page() -> None:
    page = read_feed(ATOM.encode(), url=HOME + "feed/atom/")
    (ref,) = page.refs
    assert (ref.url, ref.facts.wp_id) == (HOME + "one/", 4)
    assert ref.facts.modified_at == datetime(2016, 2, 1, 10, tzinfo=UTC)
    assert page.next_url == HOME + "feed/atom/?page=2"
    assert page.tells_changes


def test_rdf_is_read() -> None:
    page = read_feed(RDF.encode(), url=URL)
    assert (page.kind, page.refs[0].url, page.refs[0].facts.published_at) == ("rdf", HOME + "a/", datetime(2016, 1, 2, 3, 4, 5, tzinfo=UTC))


def test_password_post_is_told_by_its_form() -> None:
    form = '<form action="http://chamber.example/wp-login.php?action=postpass" class="post-password-form"></form>'
    text = RSS.replace(f"<p>{LONG}</p>", form)
    assert [ref.facts.protected for ref in read_feed(text.encode(), url=URL).refs] == [True, False, False]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (RSS.encode(), 403, "closed"),
        (RSS.encode(), 500, "broken"),
        (RSS.encode(), 404, "past-end"),
        (b"<!DOCTYPE html><html><body>404</body></html>", 404, "absent"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", 200, "absent"),
        (b"", 200, "absent"),
        (b"<?xml version='1.0'?><urlset/>", 200, "absent"),
        (b"<?xml version='1.0'?>", 200, "broken"),
        (b"\x1f\x8bnot gzip", 200, "broken"),
        (gzip.compress(RSS.encode())[:-20], 200, "broken"),
        (gzip.compress(b" " * (MAX_BYTES + 2)), 200, "too-large"),
    ],
)
def test_what_is_no_feed_is_a_route_error_with_its_code(body: bytes, status: int, code: str) -> None:
    """Row 3."""
    with pytest.raises(RouteError) as caught:
        read_feed(body, url=URL, status=status)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        (RSS.replace("Third", "Third & last"), False),
        (RSS.replace("Third", "Third&nbsp;one"), False),
        ("Warning: something in /x.php on line 3\n" + RSS, False),
        (RSS.replace("</item>\n<item><guid>", "<item><guid>"), True),
        (RSS[: len(RSS) * 3 // 4], True),
        ("﻿  \n" + RSS, False),
        (RSS.replace("Third", "Thi\x00rd"), False),
    ],
)
def test_bad_xml_is_read_as_far_as_it_goes_and_loss_is_told(text: str, damaged: bool) -> None:
    page = read_feed(text.encode(), url=URL)
    assert page.refs[0].facts.wp_id == 17
    assert page.damaged is damaged


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (HOME + "feed/", HOME + "feed/atom/"),
        (HOME + "blog/feed", HOME + "blog/feed/atom/"),
        (HOME + "feed/rss2/", HOME + "feed/atom/"),
        (HOME + "?feed=rss2", HOME + "?feed=atom"),
        (HOME + "index.xml", None),
        (HOME + "2013/06/feeding/", None),
    ],
)
def test_atom_sibling_of_a_feed(url: str, expected: str | None) -> None:
    assert atom_of(url) == expected


def test_feeds_that_the_page_names_come_first_and_those_of_comments_never() -> None:
    urls = feed_urls(HOME, [HOME + "feed/", HOME + "comments/feed/", "javascript:void(0)"])
    assert urls[:2] == [HOME + "feed/atom/", HOME + "feed/"]
    assert not [url for url in urls if "comments" in url]
    assert len(urls) == len(set(urls))


def test_page_number_of_a_feed_is_set_once() -> None:
    assert paged_url(HOME + "?feed=atom&paged=2", 3) == HOME + "?feed=atom&paged=3"


def test_feed_that_does_not_page_repeats_itself() -> None:
    page = read_feed(RSS.encode(), url=URL)
    assert is_repeat(page, {"chamber.example/2015/10/wool", "chamber.example/second", "chamber.example/third"})
    assert not is_repeat(page, {"chamber.example/2015/10/wool"})


# --- sitemaps

INDEX = f"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{HOME}wp-sitemap-posts-post-1.xml</loc></sitemap><sitemap><loc>{HOME}wp-sitemap-posts-page-1.xml</loc></sitemap>
<sitemap><loc>{HOME}wp-sitemap-posts-news-1.xml</loc></sitemap><sitemap><loc>{HOME}wp-sitemap-users-1.xml</loc></sitemap></sitemapindex>"""


def urlset(*rows: tuple[str, str]) -> bytes:
    entries = "".join(f"<url><loc>{HOME}{path}</loc>" + (f"<lastmod>{mod}</lastmod>" if mod else "") + "</url>" for path, mod in rows)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def test_index_names_maps_and_those_of_news_are_chosen() -> None:
    sitemap = read_sitemap(INDEX.encode(), url=HOME)
    assert len(sitemap.maps) == 4
    assert chosen_maps(sitemap.maps) == [HOME + "wp-sitemap-posts-post-1.xml", HOME + "wp-sitemap-posts-news-1.xml"]


def test_lastmod_is_an_instant_or_a_day() -> None:
    refs = read_sitemap(urlset(("a/", "2016-01-02T03:04:05+06:00"), ("b/", "2016-01-02"), ("c/", "soon"), ("d/", "")), url=HOME).refs
    assert refs[0].facts.modified_at == datetime(2016, 1, 1, 21, 4, 5, tzinfo=UTC)
    assert [(ref.facts.modified_at, ref.facts.modified_day) for ref in refs[1:]] == [(None, date(2016, 1, 2)), (None, None), (None, None)]


def test_one_stamp_on_every_address_is_not_believed() -> None:
    refs = read_sitemap(urlset(*((f"p{n}/", "2016-01-02T03:04:05Z") for n in range(9))), url=HOME).refs
    assert {ref.facts.modified_at for ref in refs} == {None}


def test_news_sitemap_tells_title_and_instant() -> None:
    body = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
    <loc>{HOME}a/</loc><news:news><news:publication_date>2016-01-01T00:00:00Z</news:publication_date><news:title>A &amp; B</news:title>
    </news:news></url></urlset>"""
    (ref,) = read_sitemap(body.encode(), url=HOME).refs
    assert (ref.facts.title, ref.facts.published_at) == ("A & B", datetime(2016, 1, 1, tzinfo=UTC))


def test_gzip_and_plain_text_sitemaps_are_read() -> None:
    assert len(read_sitemap(gzip.compress(urlset(("a/", ""))), url=HOME).refs) == 1
    assert [ref.url for ref in read_sitemap(f"{HOME}a/\n{HOME}b/\n".encode(), url=HOME).refs] == [HOME + "a/", HOME + "b/"]


@pytest.mark.parametrize(("status", "code"), [(403, "closed"), (404, "absent"), (500, "broken")])
def test_sitemap_that_does_not_answer_is_a_route_error(status: int, code: str) -> None:
    with pytest.raises(RouteError) as caught:
        read_sitemap(urlset(("a/", "")), url=HOME, status=status)
    assert caught.value.code == code


def test_front_page_in_place_of_a_sitemap_is_absent() -> None:
    with pytest.raises(RouteError) as caught:
        read_sitemap(b"<!doctype html><html><body></body></html>", url=HOME)
    assert caught.value.code == "absent"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (HOME + "wp-sitemap-posts-post-1.xml", "posts"),
        (HOME + "wp-sitemap-posts-page-1.xml", "other"),
        (HOME + "wp-sitemap-taxonomies-category-1.xml", "other"),
        (HOME + "?sitemap=posts&sitemap-subtype=post&paged=1", "posts"),
        (HOME + "?sitemap=posts&sitemap-subtype=page&paged=1", "other"),
        (HOME + "?sitemap=users&paged=1", "other"),
        (HOME + "post-sitemap2.xml", "posts"),
        (HOME + "press-release-sitemap.xml", "posts"),
        (HOME + "category-sitemap.xml", "other"),
        (HOME + "sitemap-pt-post-2015-10.xml", "posts"),
        (HOME + "sitemap-pt-post-p1-2015-10.xml", "posts"),
        (HOME + "sitemap-1.xml", "unknown"),
        (HOME + "sitemap.xml", "unknown"),
        (HOME + "tribe_events-sitemap.xml", "other"),
    ],
)
def test_name_of_a_sitemap_says_what_is_in_it(url: str, kind: str) -> None:
    assert kind_of(url) == kind


def test_index_without_maps_of_posts_gives_all_that_may_hold_them() -> None:
    assert chosen_maps([HOME + "sitemap-1.xml", HOME + "page-sitemap.xml"]) == [HOME + "sitemap-1.xml"]


def test_what_cannot_be_a_post_is_left_out_of_a_mixed_sitemap() -> None:
    refs = [PostRef(HOME + path, "sitemap") for path in ("", "category/a/", "2016/a/", "about/", "x.pdf", "tag/b/", "news/b.html")]
    assert [ref.url for ref in post_like(refs, HOME)] == [HOME + "2016/a/", HOME + "news/b.html"]


def test_usual_places_of_sitemaps_are_tried_only_when_robots_names_none() -> None:
    assert sitemap_urls(HOME, [HOME + "my.xml"]) == [HOME + "my.xml"]
    assert sitemap_urls(HOME)[0] == HOME + "wp-sitemap.xml"


# --- hostile input

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>'
)
HOSTILE = [
    BOMB + b"&b;" * 100_000 + b"</title></item></channel></rss>",
    b"<rss>" * 200_000,
    b"<rss><channel>" + b"<item><link>http://a.example/</link>" * 25_000,
    b"<feed>" + b"<entry><id>" + b"?p=1" * 250_000,
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&e;</title></item></channel></rss>',
    b"<urlset>" + b"<url><loc>http://a.example/x</loc></url>" * 25_000 + b"</urlset>",
    b"<rss " + b'a="b" ' * 150_000 + b"/>",
    gzip.compress(b"<rss>" + b" " * 15_000_000),
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_a_megabyte_of_malice_is_bounded(body: bytes) -> None:
    """Rows 3, 5, 6, 80."""
    started = time.process_time()
    for read in (read_feed, read_sitemap):
        try:
            assert "root:" not in repr(read(body, url=URL))
        except RouteError:
            continue
    assert time.process_time() - started < 2


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=200).map(lambda text: f"<rss><channel><item>{text}</item></channel></rss>".encode())
    )
)
def test_nothing_but_a_route_error_escapes(body: bytes) -> None:
    for read in (read_feed, read_sitemap):
        try:
            read(body, url=URL)
        except RouteError:
            continue


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(RSS)), st.sampled_from(["&", "<", ">", "\x00", "]]>", "é"]))
def test_no_single_fault_breaks_the_reader(place: int, fault: str) -> None:
    try:
        read_feed((RSS[:place] + fault + RSS[place:]).encode(), url=URL)
    except RouteError:
        return
