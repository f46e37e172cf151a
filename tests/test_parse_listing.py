"""What a list page names as posts, and where it says that the older ones are."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.errors import ParseError
from kazcrawl.parse.lists.listing import ListedPost, Listing, read_listing
from kazcrawl.parse.lists.paging import page_of

HOME = "https://chamber.example/"
SIDEBAR = (
    '<aside class="widget-area"><section class="widget"><h2>Recent</h2><ul><li><h3><a href="/2014/01/old/" rel="bookmark">Old</a></h3></li></ul></section>'
    '<ul><li><a href="/2015/10/">October 2015</a></li><li><a href="/category/news/">News</a></li></ul></aside>'
)


def listing(body: str, *, url: str = HOME, attributes: str = 'class="home blog"', head: str = "") -> Listing:
    return read_listing(f"<html><head><title>T</title>{head}</head><body {attributes}>{body}{SIDEBAR}</body></html>", url=url)


def classic(slug: str, title: str = "A fair", *, classes: str = "post type-post hentry") -> str:
    return (
        f'<article class="{classes}"><h2 class="entry-title"><a href="{slug}">{title}</a></h2><span class="posted-on">Posted on '
        f'<time class="entry-date" datetime="2015-10-21T09:00:00-04:00">October 21, 2015</time></span>'
        f'<p>Text with <a href="/about/">a page</a>. <a class="more-link" href="{slug}#more-1">Continue reading</a></p>'
        f'<footer><a href="/category/news/" rel="category tag">News</a> <a href="{slug}#respond">Leave a comment</a></footer></article>'
    )


ONE_POST = [
    pytest.param(classic("/2015/10/a-fair/"), HOME + "2015/10/a-fair/", "A fair", id="classic"),
    pytest.param(classic("/?p=12"), HOME + "?p=12", "A fair", id="plain links"),
    pytest.param(
        '<ul class="wp-block-post-template"><li class="wp-block-post post-3 post type-post hentry"><h2 class="wp-block-post-title"><a href="/2015/10/a/">A</a></h2></li></ul>',
        HOME + "2015/10/a/",
        "A",
        id="block theme",
    ),
    pytest.param(
        '<div class="post"><h2><a href="/2015/10/a/" rel="bookmark">A</a></h2></div>', HOME + "2015/10/a/", "A", id="an old theme"
    ),
    pytest.param(
        '<div id="post-3"><h3>A</h3><p><a rel="bookmark" href="/2015/10/a/">21 October</a></p></div>',
        HOME + "2015/10/a/",
        "A",
        id="bookmark at the date",
    ),
    pytest.param('<article><a href="/2015/10/a/"><h2>A</h2></a></article>', HOME + "2015/10/a/", "A", id="link around the heading"),
    pytest.param(
        '<article class="hentry"><h2 class="entry-title"></h2><span class="posted-on"><a href="/2015/10/58/"><time>October 21</time></a></span></article>',
        HOME + "2015/10/58/",
        "",
        id="no title, the date leads to it",
    ),
    pytest.param(
        '<article class="hentry"><p>Text <a class="more-link" href="/2015/10/12/">Continue reading</a></p></article>',
        HOME + "2015/10/12/",
        "",
        id="no title, the rest leads to it",
    ),
    pytest.param(
        '<article class="hentry"><p>Мәтін <a href="/2015/10/a/">Толығырақ</a></p></article>',
        HOME + "2015/10/a/",
        "",
        id="no title, in Kazakh",
    ),
    pytest.param('<h2><a href="/2015/10/a/">A</a></h2><p>Text.</p>', HOME + "2015/10/a/", "A", id="headings alone"),
    pytest.param(classic("/2016/01/2016/", "2016"), HOME + "2016/01/2016/", "2016", id="a title that looks like a year"),
    pytest.param(classic("/node/4821", "A fair"), HOME + "node/4821", "A fair", id="a number that is no year"),
    pytest.param(
        f'<div class="content-sidebar-wrap"><main>{classic("/a/")}</main></div>', HOME + "a/", "A fair", id="a theme with a column"
    ),
    pytest.param(
        f'<article class="page type-page hentry"><div class="builder">{classic("/a/")}</div></article>',
        HOME + "a/",
        "A fair",
        id="a builder's list within a page",
    ),
    pytest.param(
        '<div class="widget Blog"><div class="post hentry"><h3 class="post-title"><a href="/2015/10/a.html">A</a></h3></div></div>',
        HOME + "2015/10/a.html",
        "A",
        id="the list itself a widget",
    ),
    pytest.param(
        '<a class="grid-entry hentry" href="/a/"><figure></figure><h3 class="entry-title">A</h3></a>',
        HOME + "a/",
        "A",
        id="the frame a link",
    ),
    pytest.param(classic("http://www.chamber.example/a/"), "http://www.chamber.example/a/", "A fair", id="the site's twin address"),
]


@pytest.mark.parametrize(("body", "url", "title"), ONE_POST)
def test_each_theme_lists_its_post(body: str, url: str, title: str) -> None:
    assert [(post.url, post.title) for post in listing(body).posts] == [(url, title)]


@pytest.mark.parametrize(
    "body",
    [
        classic("/about/", classes="page type-page hentry"),
        classic("/a/photo/", classes="attachment type-attachment"),
        '<article class="hentry"><h2><a href="https://elsewhere.example/a/">A</a></h2></article>',
        '<article class="hentry"><h2><a href="/category/news/">News</a></h2></article>',
        '<article class="hentry"><h2><a href="/wp-content/uploads/a.pdf">A</a></h2></article>',
        '<article class="hentry"><h2>A</h2><span class="posted-on"><a href="/2015/10/21/"><time>October 21</time></a></span></article>',
        '<article class="hentry"><h2><a href="mailto:a@b.example">A</a></h2></article>',
        '<article class="hentry"><h2><a href="/?cat=3">A</a></h2></article>',
        '<article class="hentry"><h2><a href="/">A</a></h2></article>',
        '<div id="comments"><article class="hentry"><h3><a href="/2015/10/a/#comment-1">Asel</a></h3></article></div>',
        '<nav><h2><a href="/2015/10/a/">A</a></h2></nav>',
    ],
)
def test_what_is_no_post_is_not_listed(body: str) -> None:
    assert listing(body).posts == ()


DATED = '<div class="{c}"><p class="day">{day} October 2015</p><a href="{url}">{title}</a><a href="/people/asel">Asel</a></div>'
NEWS = "/news/"


def rows(form: str, *, folder: str = NEWS) -> str:
    """Three posts in a form of a theme that names nothing."""
    titles = ("A fair opens its doors in the old harbour", "Members meet the minister of trade", "The bank lowers its key rate again")
    return "".join(
        form.format(
            url=f"{folder}{n}", title=title, day=n + 10, c=f"box box-{n}", text=title + ", as the chamber told its members on Monday."
        )
        for n, title in enumerate(titles, 1)
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{rows(DATED)}</div>", id="boxes with a date and an author"),
        pytest.param(
            "<ul>"
            + rows('<li>{day}.10.2015 <a href="{url}">{title}</a></li>')
            + "</ul><p><a href='/news-2.htm'>Next page &gt;&gt;</a></p>",
            id="a bare list with dates",
        ),
        pytest.param(
            "<div>" + rows('<div class="{c}"><a href="{url}"><img src="i.png"></a><h4>{title}</h4><p>{text}</p></div>') + "</div>",
            id="headings without links",
        ),
        pytest.param(
            "<div>"
            + rows('<div class="{c}"><img src="i.png"><h4>{title}</h4><a class="over" href="{url}" aria-label="{title}"></a></div>')
            + "</div>",
            id="an empty link above all",
        ),
        pytest.param(
            "<div>" + rows('<a class="{c}" href="{url}"><p>{title}</p><span>{text}</span></a>') + "</div>", id="a link around all"
        ),
        pytest.param(
            "<form><table>" + rows('<tr><td><a href="{url}">{title}</a></td><td>{day}.10.2015</td></tr>') + "</table></form>",
            id="a table within a form",
        ),
        pytest.param(f"<article>{rows(DATED)}</article>", id="one article around all"),
        pytest.param(
            "<h1>News</h1><div>" + rows('<div><a href="{url}">{title}</a><p>{text}</p></div>', folder="/") + "</div>",
            id="a page that is called news",
        ),
        pytest.param(
            "<div>" + rows('<div>{day}.10.2015 <a href="{url}">{title}</a></div>', folder="/?news=") + "</div>",
            id="posts by their number alone",
        ),
        pytest.param(
            f"<section><h2><a href='/category/a/'>Economy</a></h2>{rows(DATED)}</section>", id="a heading that leads to a category"
        ),
        pytest.param(f"<div class='widget'>{rows(DATED)}</div>", id="a widget that is all there is"),
    ],
)
def test_posts_in_cards_that_stand_alike_are_listed(body: str) -> None:
    posts = listing(body).posts
    assert [re.sub(r".*[/=]", "", post.url) for post in posts] == ["1", "2", "3"]
    assert posts[1].title == "Members meet the minister of trade"


def test_headings_above_cards_take_no_date_from_them() -> None:
    sections = "".join(
        f'<section><h2><a href="/{name}/">Economy and trade</a></h2>' + rows(DATED, folder=f"/{name}-") + "</section>"
        for name in ("a", "b")
    )
    days = {post.url.removeprefix(HOME): post.day_text for post in listing(sections).posts}
    assert days["a-1"] == days["b-1"] == "11 October 2015"
    assert days["a/"] == ""


def test_one_card_with_a_date_is_listed_alone() -> None:
    body = '<div><h1>News</h1><div><span>21.10.2015</span><a href="/news/7/">Members meet the minister of trade</a></div></div>'
    assert [post.url for post in listing(body, url=HOME + "news/?PAGEN_1=9").posts] == [HOME + "news/7/"]


def test_dated_cards_beside_frames_are_listed_too() -> None:
    body = classic("/a/") + classic("/b/") + f"<div>{rows(DATED)}</div>"
    assert len(listing(body).posts) == 5


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" + rows('<a href="{url}">Part {day}</a>', folder="/") + "</div>", id="a menu without a name"),
        pytest.param(
            "<div>" + rows('<div><h4>{title}</h4><a href="{url}">Learn more</a></div>', folder="/services/") + "</div>", id="services"
        ),
        pytest.param(f"<div class='main-sidebar'>{rows(DATED)}</div>", id="a column"),
        pytest.param(f"<div class='mega-menu'>{rows(DATED)}</div>", id="a large menu"),
        pytest.param(f"<div id='comments'>{rows(DATED)}</div>", id="comments"),
    ],
)
def test_links_that_stand_alike_are_no_posts_without_a_sign_of_it(body: str) -> None:
    assert listing(body).posts == ()


def test_posts_come_once_and_in_the_order_of_the_page() -> None:
    body = classic("/2015/10/b/") + classic("/2015/10/a/") + classic("/2015/10/b/#more")
    assert [post.url for post in listing(body).posts] == [HOME + "2015/10/b/", HOME + "2015/10/a/"]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ('<span class="td-post-date">21 October 2015</span>', "21 October 2015"),
        ("<small>October 21, 2015 <!-- by admin --></small>", "October 21, 2015"),
        ('<time class="updated" datetime="2016-01-01">x</time><time class="published" datetime="2015-10-21">x</time>', "2015-10-21"),
        ('<span class="updated" hidden>2016-01-01</span><span>21.10.2015</span>', "21.10.2015"),
        ("<p>Since 21 October 2015 the chamber has a new hall.</p>", ""),
    ],
)
def test_a_frame_tells_its_date_and_no_change(shown: str, told: str) -> None:
    assert listing(f'<div class="post"><h2><a href="/a/">A</a></h2>{shown}</div>').posts[0].day_text == told


def test_the_date_is_told_as_the_list_tells_it() -> None:
    assert listing(classic("/a/")).posts == (ListedPost(HOME + "a/", "A fair", "2015-10-21T09:00:00-04:00"),)
    assert (
        listing('<div class="post"><h2><a href="/a/">A</a></h2><p class="date">21 қазан 2015</p></div>').posts[0].day_text
        == "21 қазан 2015"
    )


OLDER = [
    ('<a class="next page-numbers" href="/page/2/">Next</a>', HOME, HOME + "page/2/"),
    (
        '<div class="nav-previous"><a href="/page/3/">Older posts</a></div><div class="nav-next"><a href="/">Newer posts</a></div>',
        HOME + "page/2/",
        HOME + "page/3/",
    ),
    (
        '<div class="nav-previous"><a href="/">Newer</a></div><div class="nav-next"><a href="/page/3/">Older</a></div>',
        HOME + "page/2/",
        HOME + "page/3/",
    ),
    ('<a class="wp-block-query-pagination-next" href="/?query-3-page=2">Next Page</a>', HOME, HOME + "?query-3-page=2"),
    ('<a href="/?paged=2">&laquo; Older Entries</a>', HOME, HOME + "?paged=2"),
    ('<a href="/?cat=3&amp;paged=2">»</a>', HOME + "?cat=3", HOME + "?cat=3&paged=2"),
    ('<a href="/page/2/">2</a><a href="/page/9/">9</a>', HOME, HOME + "page/2/"),
    ('<a href="/alt-2/">Следующая страница →</a>', HOME, HOME + "alt-2/"),
    ('<a href="/alt-2/">← Алдыңғы жазбалар</a>', HOME, HOME + "alt-2/"),
    ('<a rel="next" href="/archive-2/">weiter</a>', HOME, HOME + "archive-2/"),
    ('<a class="next page-numbers" href="/category/news/page/3/">»</a>', HOME + "category/news/page/2/", HOME + "category/news/page/3/"),
    ('<a class="prev page-numbers" href="/page/1/">Previous posts</a>', HOME + "page/2/", None),
    ('<a class="next" href="https://elsewhere.example/page/2/">Next</a>', HOME, None),
    ('<a href="/next-steps/">Next steps for exporters</a>', HOME, None),
    ('<b>1</b> <a href="?PAGEN_1=2">2</a> <a href="?PAGEN_1=2">След.</a>', HOME + "press/", HOME + "press/?PAGEN_1=2"),
    ('<a href="?page=1">2</a> <a href="?page=2">3</a>', HOME + "news", HOME + "news?page=1"),
    ('<a href="?page=1">Next ›</a>', HOME + "news", HOME + "news?page=1"),
    ('<a href="?page=1">1</a> <a href="?page=2">2</a>', HOME + "news", HOME + "news?page=2"),
    ('<a href="?page=2">3</a> <a href="?page=4">5</a>', HOME + "news?page=3", HOME + "news?page=4"),
    ('<a href="?page=52">52</a>', HOME + "news?page=3", HOME + "news?page=4"),
    ('<a href="?start=0">1</a> <a href="?start=20">3</a>', HOME + "news?start=10", HOME + "news?start=20"),
    ('<a href="?start=10">В конец</a>', HOME + "news?start=20", None),
    ('<a href="/blog/2/">2</a> <a href="/blog/3/">3</a>', HOME + "blog/", HOME + "blog/2/"),
    ('<a href="/blog/2/">2</a> <a href="/blog/4/">4</a>', HOME + "blog/3/", HOME + "blog/4/"),
    ('<a href="news_2.htm">2</a>', HOME + "news.htm", HOME + "news_2.htm"),
    ('<a href="/page2/">2</a>', HOME, HOME + "page2/"),
    ('<a href="/news/?page3">3</a><a href="/news/?page2">2</a>', HOME, HOME + "news/?page2="),
    ('<a href="/news/?page=2">Two more</a>', HOME, None),
    ('<a href="/2015/11/">»</a>', HOME + "2015/10/", None),
    ('<a href="?month=11">»</a>', HOME + "diary?month=10", None),
    ('<select><option value="/news?page=1">1<option value="/news?page=2">2</select>', HOME + "news", HOME + "news?page=2"),
    ('<a href="/page2/">2</a><a href="/page4/">4</a>', HOME + "page3/", HOME + "page4/"),
    ('<a href="/news/?page2">2</a><a href="/news/?page2">»</a>', HOME + "news/", HOME + "news/?page2="),
    ('<a href="?page_n3=2">Vorwärts</a>', HOME + "news.html", HOME + "news.html?page_n3=2"),
    ('<a href="/news/previous/2">&lt;&lt;Previous</a>', HOME + "news", HOME + "news/previous/2"),
    (
        '<a href="/news">Next&gt;&gt;</a><a href="/news/previous/3">&lt;&lt;Previous</a>',
        HOME + "news/previous/2",
        HOME + "news/previous/3",
    ),
    ('<a href="/2015/10/2/">2</a> <a href="/2015/10/3/">3</a>', HOME + "2015/10/", None),
    ('<a href="/news/seite/3/">»</a> <a href="/news/">«</a>', HOME + "news/seite/2/", HOME + "news/seite/3/"),
    ('<a href="/news?p=3">Алдыңғы</a> <a href="/news?p=5">Келесі</a>', HOME + "news?p=4", HOME + "news?p=5"),
    ('<a href="/news?p=3">Алдыңғы</a>', HOME + "news?p=4", None),
    ('<a href="/list?offset=1671006400000">Older posts</a>', HOME + "list?offset=1682006400000", HOME + "list?offset=1671006400000"),
    ('<a href="/2015/10/a/">Далее</a>', HOME, None),
    ('<a href="#" data-url="/page/2/">Load more</a>', HOME, HOME + "page/2/"),
    ('<a href="#">Load more</a>', HOME, None),
    ('<a href="#">Load more</a><img src="/wp-content/a.png">', HOME, HOME + "page/2/"),
    ('<button>Показать ещё</button><img src="/wp-content/a.png">', HOME + "page/4/", HOME + "page/5/"),
    ('<a href="/news/">Show more</a><img src="/wp-content/a.png">', HOME, HOME + "news/"),
    ("", HOME, None),
]


@pytest.mark.parametrize(("navigation", "url", "older"), OLDER)
def test_the_older_page_is_found_by_number_mark_or_word(navigation: str, url: str, older: str | None) -> None:
    assert listing(classic("/2015/10/a/") + f"<div>{navigation}</div>", url=url).older == older


def test_the_heads_next_link_counts() -> None:
    assert listing(classic("/a/"), head='<link rel="next" href="/older/">').older == HOME + "older/"


@pytest.mark.parametrize(
    "attributes", ['class="single single-post postid-7"', 'class="page page-id-2"', 'class="attachment"', 'class="error404"']
)
def test_a_page_of_its_own_is_no_list(attributes: str) -> None:
    told = listing(classic("/a/") + '<div class="nav-previous"><a rel="prev" href="/b/">Older</a></div>', attributes=attributes)
    assert told.is_single
    assert told.older is None
    assert told.posts == ()


def test_a_page_on_which_a_builder_shows_several_posts_is_a_list() -> None:
    told = listing(classic("/a/") + classic("/b/"), attributes='class="page page-id-2"', head='<link rel="shortlink" href="/?p=2">')
    assert not told.is_single
    assert len(told.posts) == 2
    assert len(listing(f"<div>{rows(DATED)}</div>", attributes='class="page page-id-2"').posts) == 3
    assert len(listing(classic("/a/"), attributes='class="page page-id-2"', url=HOME + "news/page/3/").posts) == 1


def test_a_theme_that_names_its_column_on_the_whole_page_lists_its_posts() -> None:
    assert len(listing(classic("/a/"), attributes='class="home blog content-sidebar has-sidebar"').posts) == 1


def test_a_post_of_a_theme_without_body_classes_is_known_by_core() -> None:
    assert listing(classic("/a/"), attributes="", head='<link rel="shortlink" href="/?p=7">').is_single
    assert listing(classic("/a/") + '<form><input type="hidden" name="comment_post_ID" value="7"></form>', attributes="").is_single
    assert not listing(classic("/a/"), attributes="").is_single


def test_archives_are_months_and_categories() -> None:
    told = listing(
        classic("/a/")
        + '<select><option value="">Month</option><option value="https://chamber.example/2015/09/">September</option></select><a href="/?cat=4">x</a>'
    )
    assert set(told.archives) == {HOME + "2015/10/", HOME + "category/news/", HOME + "2015/09/", HOME + "?cat=4"}


def test_sections_are_lists_by_their_names_but_no_calendars() -> None:
    told = listing(
        '<nav><a href="/press/">News</a><a href="/novosti/">Все новости</a><a href="/about/">About us</a><a href="/events/">Events</a>'
        '<a href="/feed/">News</a><a href="https://elsewhere.example/news/">News</a><a href="/kk/news/">Жаңалықтар</a></nav>'
    )
    assert listing('<a href="/press/">Пресс-центр</a><a href="/">Главная</a>').sections[0] == HOME + "press/"
    assert told.sections == (HOME + "press/", HOME + "novosti/", HOME + "kk/news/", HOME + "category/news/")


def test_years_are_archives_where_their_links_say_the_year() -> None:
    assert HOME + "news/2014/" in listing('<a href="/news/2014/">2014</a><a href="/about/2013/">Report</a>').archives


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (HOME, ("chamber.example", 1)),
        (HOME + "page/12/", ("chamber.example", 12)),
        (HOME + "?paged=3", ("chamber.example", 3)),
        (HOME + "category/a/page/2", ("chamber.example/category/a", 2)),
        (HOME + "?cat=3&paged=2", ("chamber.example?cat=3", 2)),
        (HOME + "page-2/", ("chamber.example/page-2", 1)),
        (HOME + "news/page-2/", ("chamber.example/news", 2)),
        (HOME + "news?lang=kk&page=4", ("chamber.example/news?lang=kk", 4)),
        (HOME + "news?start=20", ("chamber.example/news", 21)),
        (HOME + "?p=7&page=2", ("chamber.example?p=7&page=2", 1)),
        (HOME + "?paged=x", ("chamber.example", 1)),
    ],
)
def test_an_address_tells_its_list_and_number(url: str, expected: tuple[str, int]) -> None:
    assert page_of(url) == expected


def test_links_are_relative_to_the_base_element() -> None:
    assert listing('<h2><a href="a/">A</a></h2>', head='<base href="https://chamber.example/blog/">').posts[0].url == HOME + "blog/a/"


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(ParseError):
        read_listing(b"%PDF-1.4 \x00\x01", url=HOME)


@pytest.mark.parametrize(
    "deep",
    [
        "<div class='a b'>" * 800 + "<article><h2><a href=/x>x</a></h2></article>" * 4_000,
        "<article class='hentry'>" * 800 + "<p>x</p>" * 12_000,
        "<div>" * 800 + "<h2><a href='/x/'>x</a></h2>" * 6_000,
        "<div>" * 800 + "<a href='/alpha/'>older posts and such</a>" * 12_000,
        "".join(f"<div><i>1.1.2015</i><a href='/news/{n}'>A title of a post that is long</a></div>" for n in range(4_000)),
        "<div>" * 800 + "".join(f"<p><a href='/news/{n}'>A title of a post that is long</a></p>" for n in range(6_000)),
        "<div class='a'>" * 800 + "<a href='/news/1'>A title of a post that is long</a><i></i>" + "<b></b>" * 12_000,
        "<div class='sidebar'>" * 800 + "<form>" * 400 + "<b></b>" * 12_000,
    ],
    ids=["frames below", "frames in frames", "headings", "links", "cards", "deep cards", "a card alone", "zones"],
)
def test_hostile_depth_costs_little(deep: str) -> None:
    start = time.process_time()
    listing(deep)
    assert time.process_time() - start < 5


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([classic("/a/"), "<article>", "</article>", "<a href='//['>x</a>", "<h2>", "<a href=/page/2/>", "<nav>"]),
            st.text(max_size=10),
        ),
        max_size=12,
    ).map("".join)
)
def test_nothing_but_the_documented_error_escapes(markup: str) -> None:
    for post in listing(markup).posts:
        assert post.url.startswith("https://chamber.example/")
