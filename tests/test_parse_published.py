"""The day of publication on the site's own clock, the exact instant only where it is told, and how each is known."""

from datetime import UTC, date, datetime

import pytest

from kazcrawl.items import Facts, Selectors, Site
from kazcrawl.parse import parse_post

URL = "https://chamber.example/port/"
BODY = '<div class="entry-content"><p>The port took its first ship on March 3, 1992, and the second came a day later.</p></div>'


def page(meta_line: str = "", *, head: str = "", after: str = "", body: str = BODY) -> str:
    return f'<html><head>{head}</head><body><div class="hentry"><h1 class="entry-title">Port opens</h1>{meta_line}{body}</div>{after}</body></html>'


def ld(**told: str) -> str:
    pairs = ",".join(f'"{key}":"{value}"' for key, value in told.items())
    return f'<script type="application/ld+json">{{"@graph":[{{"@type":"Article",{pairs}}}]}}</script>'


def published(stamp: str) -> str:
    return f'<meta property="article:published_time" content="{stamp}">'


def cards(*, by: str = "") -> str:
    """A list of three other posts, of nothing but their headlines and days."""
    card = '<li><h4><a href="/another-{0}/">Another headline, {0}</a></h4><div>{1}<time datetime="2019-05-0{0}">May {0}, 2019</time></div></li>'
    return f"<div><h3>You may like</h3><ul>{''.join(card.format(n, by) for n in (1, 2, 3))}</ul></div>"


CARDS = cards()
DAY = date(2015, 10, 21)
NOON = datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("html", "day", "instant", "precision", "origin"),
    [
        (page(head=ld(datePublished="2015-10-21T14:32:10-04:00")), DAY, NOON, "second", "jsonld"),
        (page(head=published("2015-10-21T18:32:10Z")), DAY, NOON, "second", "meta"),
        (page(head=ld(datePublished="2015-10-21").replace("Article", "Recipe")), DAY, None, "day", "jsonld"),
        (
            page('<i class="date">October 21, 2015</i>', head=ld(datePublished="2015-10-19").replace("Article", "Recipe")),
            DAY,
            None,
            "day",
            "text",
        ),
        (page('<time class="entry-date" datetime="2015-10-21T14:32:10-0400">x</time>'), DAY, NOON, "second", "time"),
        (page('<abbr class="published" title="2015-10-21T14:32:10-0400">x</abbr>'), DAY, NOON, "second", "time"),
        (page('<span class="timeago" title="2015-10-21T14:32:10-0400">9 years ago</span>'), DAY, NOON, "second", "time"),
        (page('<meta itemprop="datePublished" content="2015-10-21">'), DAY, None, "day", "time"),
        (page('<time class="entry-date updated" datetime="October 21, 2015">x</time>'), DAY, None, "day", "time"),
        (page('<p class="entry-meta">Posted on October 21, 2015 by KazCham</p>'), DAY, None, "day", "text"),
        (page('<p class="entry-meta">Posted by KazCham on October 21, 2015</p>'), DAY, None, "day", "text"),
        (page('<span class="post-date">21 Октябрь 2015</span>'), DAY, None, "day", "text"),
        (page('<span class="date">2015 жылғы 21 қазан</span>'), DAY, None, "day", "text"),
        (page('<span class="newsdatum">21.10.2015</span>'), DAY, None, "day", "text"),
        (page('<div class="date"><span>Oct</span><span>21</span><span>2015</span></div>'), DAY, None, "day", "text"),
        (page('<div class="info">Published October 21, 2015, updated May 9, 2019</div>'), DAY, None, "day", "text"),
        (page("<p>21.10.2015</p>"), DAY, None, "day", "text"),
        (page('<div class="meta-info">By A <i class="updated">2016-05-09</i> October 21st, 2015</div>'), DAY, None, "day", "text"),
        (page("<p class='date'>\u200e21\u200e \u200foctober\u200f 2015</p>"), DAY, None, "day", "text"),
        (page("<p>A. Author, 21.10.15</p>"), DAY, None, "day", "text"),
        (
            page(after='<div id="sidebar"><p>This entry was posted on Wednesday, October 21st, 2015 and is filed under Trade.</p></div>'),
            DAY,
            None,
            "day",
            "text",
        ),
        (page('<span class="date">Updated May 9, 2019</span><p>October 21, 2015</p>'), DAY, None, "day", "text"),
        (
            page('<p>Updated: <i class="date">May 9, 2019</i> | Published: <i class="date">October 21, 2015</i></p>'),
            DAY,
            None,
            "day",
            "text",
        ),
        (page('<p>Posted <i class="date">October 21, 2015</i> Updated <i class="date">May 9, 2019</i></p>'), DAY, None, "day", "text"),
        (
            page('<ul><li>Updated <time datetime="2019-05-09">x</time></li><li><time datetime="2015-10-21">x</time></li></ul>'),
            DAY,
            None,
            "day",
            "time",
        ),
        (page('<p class="meta">Starts: May 9, 2019 | Posted: October 21, 2015</p>'), DAY, None, "day", "text"),
        (page('<p class="meta">Posted in When and Where on October 21, 2015</p>'), DAY, None, "day", "text"),
        (
            page('<p class="meta">Written by A. Author Reviewed by B. Author <i class="date">October 21, 2015</i></p>'),
            DAY,
            None,
            "day",
            "text",
        ),
        (page('<p><span title="21 October 2015 14:02">last year</span></p>'), DAY, None, "day", "time"),
        (page('<p><span title="21 октября 2015, 09:30">10 лет назад</span></p>'), DAY, None, "day", "time"),
        (page(body=BODY.replace("<p>", "<p><span>Publicado: 21/10/2015 às 14h30</span></p><p>")), DAY, None, "day", "text"),
        (page('<h2>The rules, updated</h2><span class="date">October 21, 2015</span>'), DAY, None, "day", "text"),
        (page('<p>What was updated</p><span class="date">October 21, 2015</span>'), DAY, None, "day", "text"),
        (
            page(body='<div class="entry-content"><p class="meta">October 21, 2015</p><p>The port took a ship on Monday.</p></div>'),
            DAY,
            None,
            "day",
            "text",
        ),
    ],
)
def test_date_is_read_where_the_page_tells_it(html: str, day: date, instant: datetime | None, precision: str, origin: str) -> None:
    item = parse_post(html, url=URL)
    assert (item.date, item.published_at, item.date_precision, item.date_origin) == (day, instant, precision, origin)


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(after='<div class="widget"><time datetime="2020-01-01T00:00:00Z">x</time></div>'),
        page(after='<article class="hentry"><time datetime="2020-01-01T00:00:00Z">x</time><p>Another one, short.</p></article>'),
        page(after='<div id="comments"><time datetime="2020-01-01T00:00:00Z">x</time></div>'),
        page(head='<meta property="article:modified_time" content="2020-01-01T00:00:00Z">'),
        page(
            after='<main><div class="row"><div class="wp-block-query"><time datetime="2020-01-01">January 1, 2020</time></div></div></main>'
        ),
        page('<div class="group"><div class="wp-block-query"><h3>Another</h3><p>January 1, 2020</p></div></div>'),
        page('<div class="date">32 November 2015</div>'),
        page(
            head='<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"Article","datePublished":"2018-01-01"}]}</script>'
        ),
        page('<time class="entry-date" datetime="0001-01-01T00:00:00Z"></time>'),
        page('<time class="entry-date" datetime="9999-12-31T23:59:59Z"></time>'),
        page(f'<time class="entry-date" datetime="{"9" * 400}"></time>'),
        page('<div class="date">yesterday at 10:00</div>'),
        page('<div class="date">10:00</div>'),
        page('<div class="date">Nov 2015</div>'),
        page('<p class="entry-meta">Updated on May 9, 2019</p>'),
        page('<p class="entry-meta"><span>Updated</span> <span class="date">May 9, 2019</span></p>'),
        page('<p class="post-date"><b>Last Updated</b> <i>on</i> <span class="date">May 9, 2019</span></p>'),
        page('<span class="posted-on"><b>Updated on</b> <time class="entry-date published" datetime="2019-05-09">x</time></span>'),
        page('<p>Обновлено: <time datetime="2019-05-09">9 мая 2019</time></p>'),
        page('<div class="date"><b>Updated</b><span>May 9, 2019</span></div>'),
        page('<div class="meta"><div>Соңғы рет жаңартылған:</div><div class="date">9 мамыр 2019</div></div>'),
        page('<span class="posted-on"><time class="updated" datetime="2019-05-09" itemprop="dateModified">May 9, 2019</time></span>'),
        page('<div class="meta"><time class="on" datetime="2019-05-09">Соңғы жаңарту: 09.05.2019</time></div>'),
        page(body=BODY + CARDS),
        page('<div class="today">Thursday, May 9, 2019</div>'),
        page(
            body=BODY + "".join(f'<a class="card" href="/a{n}/"><p>May {n}, 2019</p><h3>Another headline, {n}</h3></a>' for n in (1, 2, 3))
        ),
        page('<div class="entry-meta">2 comments</div>').replace("Port opens<", "What changed on 1 January 2021<"),
        page('<p class="meta">Actualizado el: 9 de mayo de 2019</p>'),
        page('<p class="meta">Ostatnia aktualizacja: 09.05.2019</p>'),
        page('<p class="meta">Güncelleme: 09.05.2019</p>'),
        page('<p class="termin">Termin: 9. Mai 2019, Saal 3</p>'),
        page('<p class="meta">Reviewed by Dr. A. Author on May 9, 2019</p>'),
        page('<div class="info"><b>Deadline</b>: <span class="date">May 9, 2019</span></div>'),
        page('<div class="event-meta">When: May 9, 2019, 10:00</div>'),
        page('<p class="meta">Дата проведения: 09.05.2019</p>'),
        page('<p class="date">Последняя редакция 09.05.2019</p>'),
        page('<p class="meta">Өтетін күні: 09.05.2019</p>'),
        page('<div class="notes"><p>A. Author (May 9, 2019). On ports.</p></div>'),
    ],
)
def test_no_date_is_made_up(html: str) -> None:
    item = parse_post(html, url=URL)
    assert (item.date, item.published_at, item.date_precision, item.date_origin) == (None, None, None, None)
    assert "no-date" in item.findings


@pytest.mark.parametrize(
    ("html", "url", "day"),
    [
        (page("<p class='date'>6 марта 2024</p>", head=published("2024-03-05T20:30:00Z")), URL, date(2024, 3, 6)),
        (page("<p class='date'>March 5, 2024</p>", head=published("2024-03-06T01:30:00+00:00")), URL, date(2024, 3, 5)),
        (page(head=published("2024-03-05T20:30:00Z")), "https://chamber.example/2024/03/06/port/", date(2024, 3, 6)),
        (page("<p class='date'>9 марта 2024</p>", head=published("2024-03-05T20:30:00Z")), URL, date(2024, 3, 5)),
        (page("<p class='date'>6 марта 2024</p>", head=published("2024-03-05T20:30:00+05:00")), URL, date(2024, 3, 5)),
    ],
)
def test_stamp_in_utc_takes_the_day_that_the_page_shows(html: str, url: str, day: date) -> None:
    item = parse_post(html, url=url)
    assert item.date == day
    assert item.published_at is not None


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("<h2>October 21st, 2015</h2>", DAY),
        ('<h2 class="date-header">21.10.15</h2>\n<hr>', DAY),
        ("<h2>21 октября 2015</h2>", DAY),
        ("<h2>October 21st, 2015</h2><h2>News</h2>", None),
        ("<h2>What happened on October 21st, 2015</h2>", None),
        ("<div><h2>October 21st, 2015</h2></div>", None),
    ],
)
def test_heading_before_the_post_may_be_its_day(before: str, day: date | None) -> None:
    post = f'<div class="post" id="post-7"><h3 class="storytitle">Port opens</h3><div class="storycontent">{_PROSE}</div></div>'
    html = f'<html><body><div id="content">{before}{post}</div></body></html>'
    assert parse_post(html, url="https://chamber.example/?p=7").date == day


_PROSE = "<p>The port took its first ship on Monday, and the second came a day later, with grain for the towns up the river.</p>" * 3


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>Published on October 21, 2015<br>Length: one hour</p>", DAY),
        ("<p>Дата публикации: 21 октября 2015</p>", DAY),
        ("<p>Veröffentlicht am 21.10.2015 <br/> Dauer: 1 Stunde</p>", DAY),
        ("<p>Published October 21, 2015 in the Steppe Herald</p>", None),
        ("<p>Posted letters of October 21, 2015 were lost</p>", None),
    ],
)
def test_line_of_the_body_may_say_when_it_was_published(line: str, day: date | None) -> None:
    html = page(body=f'<div class="entry-content">{_PROSE}{line}{_PROSE}{_PROSE}</div>')
    assert parse_post(html, url=URL).date == day


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Almaty", date(2024, 3, 6)), ("America/New_York", date(2024, 3, 5)), (None, date(2024, 3, 5))]
)
def test_day_is_the_one_of_the_sites_own_zone(zone: str | None, day: date) -> None:
    site = Site("chamber", "https://chamber.example/", timezone=zone)
    item = parse_post(page(head=published("2024-03-05T20:30:00Z")), url=URL, site=site)
    assert (item.date, item.published_at) == (day, datetime(2024, 3, 5, 20, 30, tzinfo=UTC))


def test_time_without_an_offset_is_an_instant_only_in_a_known_zone() -> None:
    html = page('<time class="entry-date" datetime="2024-03-05 20:30:00"></time>')
    almaty = Site("chamber", "https://chamber.example/", timezone="Asia/Almaty")
    assert parse_post(html, url=URL).published_at is None
    assert parse_post(html, url=URL).date_precision == "day"
    assert parse_post(html, url=URL, site=almaty).published_at == datetime(2024, 3, 5, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("AKTAU, Kazakhstan, October 21, 2015 – The port opened on Monday.", DAY),
        ("AKTAU, October 21, 2015 /Steppewire/ -- The port opened on Monday.", DAY),
        ("Актау, 21 октября 2015 г. — Порт открылся в понедельник.", DAY),
        ("By October 21, 2015 – or so they say – the port had opened on time.", None),
        ("The port of Aktau, October 21, 2015: it opened on Monday.", None),
        ("Join us on <b>October 21, 2015</b> at noon, when the port opens.", None),
        ("Join us on <strong>October 21, 2015</strong> at noon, when the port opens.", None),
        ("<strong>October 21, 2015</strong>", DAY),
    ],
)
def test_dateline_tells_the_day_and_a_day_within_a_sentence_does_not(line: str, day: date | None) -> None:
    body = f'<div class="entry-content"><p>{line}</p><p>The port took its first ship on Monday, and the second came a day later.</p></div>'
    assert parse_post(page(body=body), url=URL).date == day


def test_day_at_the_bodys_head_comes_before_those_of_posts_behind_it() -> None:
    text = "<p>The port took its first ship on Monday, and the second came a day later with wheat from the north of the steppe.</p>" * 5
    behind = '<div class="more"><h2>More news</h2><p><i class="date">9 May 2019</i> <a href="/m/">Mill burns</a></p></div>'
    body = f'<div class="wrap"><h1>Port opens</h1><div class="news-detail"><p class="date">21 October 2015</p>{text}</div>{behind}</div>'
    assert parse_post(f"<html><body>{body}</body></html>", url=URL).date == DAY


def test_address_completes_a_day_within_the_bodys_heading() -> None:
    head = '<div class="post"><div class="post_text"><h1><i class="date">21 Oct</i> Port opens</h1>'
    html = page().replace('<h1 class="entry-title">Port opens</h1>', "").replace('<div class="entry-content">', head) + "</div></div>"
    assert parse_post(html, url="https://chamber.example/2015/10/port/").date == DAY


@pytest.mark.parametrize(
    ("url", "meta_line", "day"),
    [
        ("https://chamber.example/2015/10/21/port/", "", DAY),
        ("https://chamber.example/2015/10/port/", "", None),
        ("https://chamber.example/2015/10/port/", "<p class='date'>Oct<br>21</p>", DAY),
        ("https://chamber.example/2015/10/port/", "<p class='date'>Nov<br>21</p>", None),
        ("https://chamber.example/News/October-2015/port", "<p class='date'>10/12/2015</p>", date(2015, 10, 12)),
        ("https://chamber.example/2015/october/port", "<p class='date'>Oct<br>21</p>", DAY),
        ("https://chamber.example/2015/port/", "<p class='date'>Oct<br>21</p>", DAY),
        ("https://chamber.example/2015/13/99/port/", "", None),
        ("https://chamber.example/2015/10/port/", "<p class='date'>21 <i>/</i> 10</p>", DAY),
        ("https://chamber.example/2015/10/port/", "<p class='date'>21 / 11</p>", None),
        (URL, "<p class='date'>Oct<br>21</p>", None),
    ],
)
def test_address_completes_or_gives_the_day(url: str, meta_line: str, day: date | None) -> None:
    assert parse_post(page(meta_line), url=url).date == day


@pytest.mark.parametrize(
    ("language", "url", "day"),
    [
        ("en-US", URL, date(2024, 5, 3)),
        ("en-GB", URL, date(2024, 3, 5)),
        ("ru", URL, date(2024, 3, 5)),
        ("", URL, date(2024, 3, 5)),
        ("en", URL, date(2024, 5, 3)),
        ("en", "https://chamber.uk/port/", date(2024, 3, 5)),
        ("en-AU", URL, date(2024, 3, 5)),
        ("kk", URL, date(2024, 3, 5)),
        ("de", URL, date(2024, 3, 5)),
        ("en-US", "https://chamber.example/2024/03/port/", date(2024, 3, 5)),
        ("ru", "https://chamber.example/2024/05/port/", date(2024, 5, 3)),
    ],
)
def test_day_and_month_in_figures_are_told_apart_by_the_address_or_the_language(language: str, url: str, day: date) -> None:
    html = page("<p class='date'>05/03/2024</p>").replace("<html>", f'<html lang="{language}">')
    assert parse_post(html, url=url).date == day


@pytest.mark.parametrize(
    ("language", "beside", "day"),
    [
        ("", "<aside><i>11/16/2023 Breakfast</i></aside>", date(2024, 5, 3)),
        ("en-US", "<aside><i>16/11/2023 Breakfast</i></aside>", date(2024, 3, 5)),
        ("", "<p>11/16/2023 or 16/11/2023?</p>", date(2024, 3, 5)),
        ("en-US", "<p>Track 1/2/16/2023 and 4/5/2023</p>", date(2024, 5, 3)),
        ("", "<ul><li><a href='/m'>May 2024 (3)</a></li><li><a href='/n'>April 2024</a></li></ul>", date(2024, 5, 3)),
        ("en-US", "<ul><li><a href='/m'>March 2024</a></li></ul>", date(2024, 3, 5)),
        ("en", "<ul><li><a href='/m'>March 2024</a></li><li><a href='/n'>May 2024</a></li></ul>", date(2024, 5, 3)),
        ("en", "<p>The fee is £20.</p>", date(2024, 3, 5)),
        ("en", "<p>Call +44 20 7946 0000</p>", date(2024, 3, 5)),
    ],
)
def test_other_dates_of_the_page_tell_which_figure_is_the_day(language: str, beside: str, day: date) -> None:
    html = page("<p class='date'>05/03/2024</p>", after=beside).replace("<html>", f'<html lang="{language}">')
    assert parse_post(html, url=URL).date == day


HISTORY = (
    '<ol><li><time datetime="2019-05-09">9 May 2019</time> The form was added.</li>'
    '<li><time datetime="2015-10-21">21 Oct 2015</time> First published.</li></ol>'
)
EVENTS = "<ul><li>The grain fair — 9 May 2019</li><li>Quarterly breakfast — 3 June 2019</li></ul>"

NEWEST = "".join(f'<li><a href="/{n}/">News of the port, number {n}</a> <span class="post-date">June {n}, 2019</span></li>' for n in (3, 4))


@pytest.mark.parametrize(
    ("url", "line", "day"),
    [
        ("/2015/10/port/", '<table><tr><td class="c1">20151021</td></tr></table>', DAY),
        ("/port/", '<span class="date">20151021</span>', DAY),
        ("/2015/10/port/", "<span>21 Oct 15</span>", DAY),
        ("/2015/10/port/", "<span>Oct 21, 15</span>", DAY),
        ("/port/", "<span>20151021</span>", None),
        ("/2017/01/port/", "<span>10 May 15</span>", None),
        ("/2015/10/port/", "<div><b>21 Oct</b> <i>15</i></div>", None),
        ("/port/", f'<font size="1">Posted: 21.10.2015 / KazCham</font><div><ul>{NEWEST}</ul></div>', DAY),
        ("/port/", f'<div class="x"><ul>{NEWEST}</ul></div>', None),
        ("/port/", f'<dl class="metadata"><dt>Published</dt><dd>21 October 2015</dd></dl>{HISTORY}', DAY),
        ("/port/", f'<div class="x">{EVENTS}</div>', None),
        ("/port/", '<ul class="x"><li><time datetime="2015-10-21">x</time></li><li>Updated 9 May 2019</li></ul>', DAY),
        ("/port/", "<ul><li>Posted by KazCham, 21 October 2015</li><li>Modified 9 May 2019</li></ul>", DAY),
        ("/port/", f'<div class="x">{NEWEST}</div>'.replace("<li>", '<div class="n">').replace("</li>", "</div>"), None),
        ("/port/", '<div class="top"><ul><li>Қаз</li><li>Рус</li></ul><div class="today">21 October 2015</div></div>', None),
        ("/port/", "<div>Соңғы өзгеріс: 21.10.2015</div>", None),
        ("/2015/10/port/", "<p>A. Author, 21/10/15</p>", DAY),
        ("/2015/05/port/", "<p>A. Author, 3/5/15</p>", date(2015, 5, 3)),
        ("/2015/03/port/", "<p>A. Author, 3/5/15</p>", date(2015, 3, 5)),
    ],
)
def test_day_is_told_apart_from_other_figures_and_other_posts_days(url: str, line: str, day: date | None) -> None:
    assert parse_post(page(line), url=f"https://chamber.example{url}").date == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<small>Wednesday, 21 October 2015. KazCham</small><br>", DAY),
        ("<p align=right><font>21 октября 2015 года<br>Автор: KazCham</font></p>", DAY),
        ("<p>Written by KazCham<br>Added on the steppe<br>Published: 21 October 2015</p>", DAY),
        ("<p>The port is open since May.</p><p>It was closed on 21 October 2015 by a storm.</p>", None),
    ],
)
def test_day_may_stand_between_headline_and_text_in_one_element(line: str, day: date | None) -> None:
    text = "<p>The port took its first ship, and the second came soon.</p>" * 20
    html = f"<title>Port opens on time</title><div id=x><h3>Port opens on time</h3>{line}{text}</div>"
    item = parse_post(html, url=URL)
    assert item.date == day
    assert item.body.startswith("The port") or day is None


def test_day_and_headline_may_be_the_first_lines_of_a_text_in_a_table() -> None:
    line = "The port took its first ship on Monday, and the second came a day later."
    cell = f"<font size=1>21.10.2015</font><br><font><b>Port opens on time</b></font><br><br>{line}<br><br>{line}"
    item = parse_post(f"<title>Chamber :: News</title><table><tr><td>{cell}</td></tr></table>", url=URL)
    assert (item.title, item.date, item.body) == ("Port opens on time", DAY, f"{line}\n\n{line}")


def test_first_line_of_the_text_that_is_a_day_gives_way_to_the_posts_own() -> None:
    body = f'<div class="entry-content"><p>July 12, 2014</p>{BODY}</div>'
    told = "<p>Posted: 21.10.2015 / KazCham</p>"
    assert parse_post(page(told, body=body), url=URL).date == DAY
    assert parse_post(page("<p>KazCham, 21.10.2015</p>", body=body), url="https://chamber.example/2015/10/port/").date == DAY


def test_head_within_the_body_comes_before_what_stands_around_a_post_without_an_element() -> None:
    slider = '<div class="slider"><span class="slide-date">14/06/2019</span></div>'
    text = "<p>The port took its first ship on Monday, and the second came a day later, said the harbour.</p>" * 4
    html = (
        f'<body>{slider}<h1>Ports</h1><div class="entry-content"><p class="post-meta">08/08/2017</p><h2>Port opens</h2>{text}</div></body>'
    )
    assert parse_post(html, url=URL).date == date(2017, 8, 8)


@pytest.mark.parametrize(("others", "day"), [("11/16/2017 12/02/2017", date(2017, 11, 8)), ("16/11/2017", date(2017, 8, 11))])
def test_day_is_read_as_the_page_writes_its_others(others: str, day: date) -> None:
    item = parse_post(page('<p class="date">Posted: 11/8/2017</p>', after=f"<div><p>Fairs: {others}</p></div>"), url=URL)
    assert item.date == day


def test_lone_update_comes_before_the_days_of_other_posts() -> None:
    item = parse_post(page('<p><time class="updated" datetime="2015-10-21">October 21, 2015</time></p>', body=BODY + CARDS), url=URL)
    assert item.date == DAY


def test_lone_update_never_beats_a_visible_day_and_is_taken_when_it_is_all() -> None:
    updated = '<time class="updated" datetime="2019-05-09T10:00:00Z"></time>'
    assert parse_post(page(updated + '<span class="date">21.10.2015</span>'), url=URL).date == DAY
    assert parse_post(page(updated), url=URL).date == date(2019, 5, 9)


@pytest.mark.parametrize(
    ("html", "modified"),
    [
        (page(head=ld(datePublished="2015-10-21", dateModified="2015-10-21T14:32:10-04:00")), NOON),
        (page(head='<meta property="article:modified_time" content="2015-10-21T18:32:10+00:00">'), NOON),
        (
            page('<time class="published" datetime="2015-01-01"></time><time class="updated" datetime="2015-10-21T14:32:10-04:00"></time>'),
            NOON,
        ),
        (page('<meta itemprop="datePublished" content="2015-01-01"><meta itemprop="dateModified" content="2015-10-21T18:32:10Z">'), NOON),
        (page('<abbr class="published" title="2015-01-01">x</abbr><abbr class="updated" title="2015-10-21T14:32:10-0400">x</abbr>'), NOON),
        (page("<p class='entry-meta'>Published October 1, 2015. Updated October 21, 2015 18:32:10 GMT</p>"), NOON),
        (page("<p class='entry-meta'>Published October 21, 2015 18:32:10 GMT</p>"), None),
        (page(head=ld(dateModified="2015-10-21")), None),
        (page(), None),
    ],
)
def test_time_of_the_last_change_is_told_exactly_or_not_at_all(html: str, modified: datetime | None) -> None:
    assert parse_post(html, url=URL).modified_at == modified


def test_routes_are_believed_before_the_page() -> None:
    facts = Facts(day=date(2015, 10, 20), published_at=NOON, modified_at=NOON, slug="port")
    item = parse_post(page(head=published("2020-01-01T00:00:00Z")), url=URL, facts=facts)
    assert (item.date, item.published_at, item.date_origin, item.modified_at) == (date(2015, 10, 20), NOON, "rest", NOON)


def test_instant_of_a_route_without_a_day_takes_the_day_shown() -> None:
    facts = Facts(published_at=datetime(2024, 3, 5, 20, 30, tzinfo=UTC))
    item = parse_post(page("<p class='date'>6 марта 2024</p>"), url=URL, facts=facts)
    assert (item.date, item.date_origin) == (date(2024, 3, 6), "feed")


def test_selector_of_the_site_comes_before_the_general_rules() -> None:
    site = Site("chamber", "https://chamber.example/", selectors=Selectors(date=".when"))
    html = page('<b class="when">20.10.2015</b><span class="date">21.10.2015</span>')
    item = parse_post(html, url=URL, site=site)
    assert (item.date, item.date_origin) == (date(2015, 10, 20), "selector")


def test_own_day_above_the_text_in_one_block_is_no_text() -> None:
    line = "The port took its first ship on Monday, and the second came a day later."
    head = '<div class="date">21.10.2015</div>'
    assert parse_post(page(head, body=f'<div class="entry-content"><p>21.10.2015<br>{line}</p></div>'), url=URL).body == line
    other = f"22.10.2015\n{line}"
    assert parse_post(page(head, body=f'<div class="entry-content"><p>22.10.2015<br>{line}</p></div>'), url=URL).body == other


def test_day_below_a_headline_that_a_section_is_named_above_is_the_posts() -> None:
    text = "<p>The port took its first ship on Monday, and the second came a day later, said the harbour.</p>" * 4
    head = "<h3>Port opens on time</h3><span>Posted: 21.10.2015, seen 31 times</span>"
    html = f"<title>News</title><h1>News</h1><div class=news-detail>{head}{text}</div>"
    item = parse_post(html, url=URL)
    assert (item.title, item.date) == ("Port opens on time", DAY)


def test_the_day_in_the_head_of_the_body_comes_before_one_in_a_list_behind_it() -> None:
    text = "<p>The chamber received guests from the province of the silk reelers and spoke with them of honey and of greenhouses.</p>" * 3
    html = (
        f'<html><body><div class="content"><h1>Guests</h1><div class="news-detail"><span class="news-date-time">05.06.2023</span>{text}</div>'
        '<div class="other"><h3>Other news</h3><div class="item"><span>01.06.2023</span> <a href="/2/">Awards for exporters</a></div></div></div>'
    )
    assert parse_post(html, url=URL).date == date(2023, 6, 5)
