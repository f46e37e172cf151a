"""Who signed the post: names without the words around them; accounts and the site's own name only when nothing better is told."""

import pytest

from kazcrawl.items import Facts, Selectors, Site
from kazcrawl.parse import parse_post
from kazcrawl.parse.fields.byline import clean_names

URL = "https://chamber.example/port/"
RECIPE = '<script type="application/ld+json">{"@type":"Recipe","name":"Bread","author":{"name":"Petra Klein"}}</script>'
ONE_AUTHOR = '<script type="application/ld+json">{"@type":"Article","author":{"name":"Petra Klein"}}</script>'
CARD = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{}">'
SITE = '<meta property="og:site_name" content="Trade Chamber"><i class="author">Trade Chamber</i>'


def page(meta_line: str = "", *, head: str = "", after: str = "", text: str = "") -> str:
    body = f'<div class="entry-content">{text}<p>The port took its first ship on Monday, and the second came a day later.</p></div>'
    return f'<html><head>{head}</head><body><div class="hentry"><h1 class="entry-title">Port opens</h1>{meta_line}{body}</div>{after}</body></html>'


NAMED = '<script type="application/ld+json">{"@type":"Article","author":{"name":"Asel Kim"}}</script>'
CARDS = "".join(
    f'<div><h4><a href="/another-{n}/">Another headline, {n}</a></h4><span class="author">By Boris Pak</span></div>' for n in range(3)
)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Saule Omarova", ["Saule Omarova"]),
        ("by: Saule Omarova", ["Saule Omarova"]),
        ("Posted by Saule Omarova on May 3, 2019", ["Saule Omarova"]),
        ("View all posts by Saule Omarova", ["Saule Omarova"]),
        ("Posts by KazCham", ["KazCham"]),
        ("View all posts by Saule Omarova →", ["Saule Omarova"]),
        ("Author: Saule Omarova", ["Saule Omarova"]),
        ("Von Petra Klein", ["Petra Klein"]),
        ("Veröffentlicht von Petra Klein", ["Petra Klein"]),
        ("Автор: Марина Ким", ["Марина Ким"]),
        ("Авторы: Айгүл Серікқызы", ["Айгүл Серікқызы"]),
        ("Опубликовано автором Марина Ким", ["Марина Ким"]),
        ("Saule Omarova and Petra Klein", ["Saule Omarova", "Petra Klein"]),
        ("Марина Ким, Олег Пак", ["Марина Ким", "Олег Пак"]),
        ("SAULE OMAROVA, PETRA KLEIN, ASEL TEN", ["SAULE OMAROVA", "PETRA KLEIN", "ASEL TEN"]),
        ("By Saule Omarova, Petra Klein, Marina J. Kim and Asel Ten, SMN", ["Saule Omarova", "Petra Klein", "Marina J. Kim", "Asel Ten"]),
        ("Saule Omarova, Staff Writer", ["Saule Omarova"]),
        ("Saule Omarova | 3 comments", ["Saule Omarova"]),
        ("KazCham on Wed, 10/21/2015 - 14:32", ["KazCham"]),
        ("Saule Omarova Post date March 3", ["Saule Omarova"]),
        ("KazCham Categorized as Trade Tagged grain", ["KazCham"]),
        ("Trade and Transport Desk", ["Trade and Transport Desk"]),
        ("KazCham", ["KazCham"]),
        ("Byron Lee", ["Byron Lee"]),
        ("Posted by Saule Omarova under", ["Saule Omarova"]),
        ("Petra Klein Kommentare 8", ["Petra Klein"]),
        ("Марина Ким Комментарии 8", ["Марина Ким"]),
        ("Vonda Diaz", ["Vonda Diaz"]),
        ("Saule Omarova Editor", ["Saule Omarova"]),
        ("Silk Road Expert", ["Silk Road Expert"]),
        ("Letters To The Editor", ["Letters To The Editor"]),
        ("By Category", []),
        ("Staff and news service reports", ["Staff and news service reports"]),
        ("Helena Maio", ["Helena Maio"]),
        ("Helena Pak Wednesday, March 3, 2019", ["Helena Pak"]),
        ("trader1984", ["trader1984"]),
        ("Alle Beiträge anzeigen", []),
        ("Recipe by Saule Omarova", ["Saule Omarova"]),
        ("Autorin: Petra Klein 9. September 2020", ["Petra Klein"]),
        ("→ Learn More", []),
        ("View Author Page", []),
        ("her RSS feed", []),
        ("Send us an email", []),
        ("8 hours ago", []),
        ("5 часов назад", []),
        ("Powered by Steppe Software", []),
        ("facebook.com/steppe.kitchen", []),
        ("Written by Asel Kim, reviewed by Petra Klein", ["Asel Kim"]),
        ("By Asel Kim (text) and Petra Klein (photos)", ["Asel Kim"]),
        ("Text: Asel Kim, Photos: Petra Klein", ["Asel Kim"]),
        ("Текст: Асель Ким, фото: Пётр Клейн", ["Асель Ким"]),
        ("As told to Asel Kim", ["Asel Kim"]),
        ("Interview by Asel Kim", ["Asel Kim"]),
        ("Words: Jordan May | Published: Monday, 5th October 2020", ["Jordan May"]),
        ("By Asel Kim, Steppe Mills Ltd", ["Asel Kim"]),
        ("Steppe Mills Ltd", ["Steppe Mills Ltd"]),
        ("Asel Kim, Photo Steppe", ["Asel Kim", "Photo Steppe"]),
        ("Автор записи: Редакция", ["Редакция"]),
        ("от Редакция", ["Редакция"]),
        ("Жарияланған авторы Асель Ким", ["Асель Ким"]),
        ("Опубликовано пользователем Марина Ким вт, 19/03/2019 - 11:05", ["Марина Ким"]),
        ("Gönderen: Elif Demir", ["Elif Demir"]),
        ("Мәтін авторы: Айгүл Серікқызы", ["Айгүл Серікқызы"]),
        ("Автор: Марина Ким Создано 17.03.2011 08:22", ["Марина Ким"]),
        ("By", []),
        ("Share", []),
        ("http://chamber.example/author/one", []),
        ("office@chamber.example", []),
        ("March 3, 2019", []),
        ("", []),
    ],
)
def test_name_is_what_remains_of_a_byline(raw: str, names: list[str]) -> None:
    assert clean_names(raw) == names


@pytest.mark.parametrize(
    ("html", "author"),
    [
        (page(head='<script type="application/ld+json">{"@type":"Article","author":{"name":"Saule Omarova"}}</script>'), "Saule Omarova"),
        (
            page(head='<script type="application/ld+json">{"@type":"Article","author":[{"name":"A. Kim"},"B. Pak"]}</script>'),
            "A. Kim; B. Pak",
        ),
        (page(head='<meta name="author" content="Saule Omarova">'), "Saule Omarova"),
        (page('<span class="author vcard"><a class="url fn n" href="/author/1/">KazCham</a></span>'), "KazCham"),
        (page('<a rel="author" href="/author/1/">KazCham</a>'), "KazCham"),
        (page('<p class="wp-block-post-author__name">KazCham</p>'), "KazCham"),
        (page('<p class="entry-meta">Posted on October 21, 2015 by KazCham</p>'), "KazCham"),
        (page('<p class="post-info">Автор: Марина Ким | 5 марта 2024</p>'), "Марина Ким"),
        (page("<p>By <span>Marina Kim</span> on <span>October 21, 2015</span></p>"), "Marina Kim"),
        (page('<p class="submitted">Submitted by <b>Marina Kim</b> on Wed, 10/21/2015 - 14:32</p>'), "Marina Kim"),
        (page('<p class="postmetadata">Жариялаған Айгүл Серікқызы</p>'), "Айгүл Серікқызы"),
        (page('<div class="info"><span>5 марта 2024</span> <span>Автор: Палата</span> <span>Просмотров: 7</span></div>'), "Палата"),
        (page('<a rel="author" href="/">admin</a>', head='<meta name="author" content="Saule Omarova">'), "Saule Omarova"),
        (page('<a rel="author" href="/">wordpressadmin</a>', head='<meta name="author" content="Saule Omarova">'), "Saule Omarova"),
        (page('<a rel="author" href="/">Saule Omarova</a>', head='<meta name="author" content="chamber.example">'), "Saule Omarova"),
        (page('<a rel="author" href="/">admin</a>'), "admin"),
        (page('<a rel="author" href="/">admin</a>', text="<p>Автор: Марина Ким</p>"), "Марина Ким"),
        (page('<p class="info">© 2025 Chamber | Website by Touch Point</p>', head='<meta name="author" content="Asel Ten">'), "Asel Ten"),
        (page('<a rel="author" href="/">Chamber</a>', head='<meta property="og:site_name" content="Chamber">'), "Chamber"),
        (
            page(
                '<div class="byline"><a rel="author" href="/">Chamber News</a> Sponsored</div>',
                head='<meta property="og:site_name" content="Chamber News">',
            ),
            "Chamber News",
        ),
        (page('<div class="post-info"><h2>Port opens</h2> Posted by Petra Klein under <a href="/c/">News</a></div>'), "Petra Klein"),
        (
            page('<div><img class="avatar avatar-19" alt="" src="/p.jpg"> <a href="/users/?u=7">millerpetra</a> 17.10.2019</div>'),
            "millerpetra",
        ),
        (page('<div><img class="avatar" src="/p.jpg"><div><div><p>Petra Klein</p></div></div></div>'), "Petra Klein"),
        (
            page(
                '<p class="byline">By Petra Klein</p>',
                head='<meta property="og:site_name" content="Petra"><meta name="author" content="Petra">',
            ),
            "Petra Klein",
        ),
        (page('<p class="meta">Filed under: <a href="/c/">News</a> — Asel @ 14:32</p>'), "Asel"),
        (page('<i class="author">Petra Klein</i> <i class="expert"><b class="author">Saule Omarova</b></i>'), "Petra Klein"),
        (page('<p>By <a href="/staff/7">Petra Klein</a></p>', head='<meta name="author" content="Saule Omarova">'), "Petra Klein"),
        (page('<a rel="author" href="/">Petra Klein</a> Reviewed by <a rel="author" href="/">Saule Omarova</a>'), "Petra Klein"),
        (page('<i class="author">Petra Klein</i>, übersetzt von <i class="author">Saule Omarova</i>'), "Petra Klein"),
        (page(head='<meta itemprop="author" content="Saule Omarova">'), "Saule Omarova"),
        (page(head='<meta name="author" content="Chamber Staff">', after='<p><a href="/author/7/">Petra Klein</a></p>'), "Petra Klein"),
        (page(after='<p><a href="/author/7/">Petra Klein</a></p>'), "Petra Klein"),
        (page('<h2 class="fn">Bread of the steppe</h2><p class="meta">Posted by Petra Klein on May 3, 2019</p>'), "Petra Klein"),
        (page('<i class="hrecipe"><b class="fn">Bread, Tea</b></i>', head='<meta name="author" content="Petra Klein">'), "Petra Klein"),
        (page('<i class="powered-by-x">Steppe Apps</i> <i class="author">Petra Klein</i>'), "Petra Klein"),
        (page('<p class="info">Save it by signing in first</p>', head='<meta name="author" content="Petra Klein">'), "Petra Klein"),
        (page('<p class="info">Posted by saule in News</p>'), "saule"),
        (page('<p class="author">Petra Klein Trade Desk</p><p class="author">Petra Klein</p>'), "Petra Klein"),
        (page('<p class="meta">May 10, 2023 | Author: Petra Klein | Filed under: News</p>'), "Petra Klein"),
        (page('<p class="meta">Author: Petra Prep Time: 15 minutes</p>'), None),
        (page('<p class="meta">Verfasst von: Petra Klein</p>'), "Petra Klein"),
        (page('<p class="meta">Опубликовано 10.05.2023 автором Марина Ким</p>'), "Марина Ким"),
        (page('<p class="meta">Текст: Марина Ким</p>'), "Марина Ким"),
        (page('<p class="details">Категория: Новости | Добавила: marina (10.05.2023) | Просмотров: 231</p>'), "marina"),
        (page('<p class="meta">Мәтін: Айгүл Серікқызы, 10.05.2023</p>'), "Айгүл Серікқызы"),
        (page(SITE, text="<p>By Petra Klein</p>"), "Petra Klein"),
        (page(SITE, text="<p>By Petra Klein</p><p>Source: Reuters</p>"), "Trade Chamber"),
        (page('<i class="author">Saule Omarova</i>', text="<p>This is a guest post by Petra Klein, a captain.</p>"), "Petra Klein"),
        (page('<i class="author">Saule Omarova</i>', text="<p>Gastbeitrag von Petra Klein.</p>"), "Petra Klein"),
        (page('<i class="author">Saule Omarova</i>', text="<p>The guest post by Petra Klein was long.</p>"), "Saule Omarova"),
        (page(head=RECIPE), "Petra Klein"),
        (page('<i class="author">Saule Omarova</i>', head=RECIPE), "Saule Omarova"),
        (page(head=RECIPE + RECIPE.replace("Bread", "Tea")), None),
        (page(text="<p>Автор: Марина Ким</p>"), "Марина Ким"),
        (
            page('<p class="entry-meta">by <b class="fn">Asel Kim</b> and <b class="fn">Boris Pak</b></p>', head=NAMED),
            "Asel Kim; Boris Pak",
        ),
        (page('<p><i class="fn">Asel Kim</i> Reporter</p><p><i class="fn">Boris Pak</i></p>', head=NAMED), "Asel Kim"),
        (page('<p class="byline">by <b>Asel Kim and Boris Pak</b></p>', head=NAMED), "Asel Kim; Boris Pak"),
        (page('<a class="author" href="/author/1/">admin</a>').replace("</div></div>", f"</div>{CARDS}</div>"), "admin"),
        (page(text="<p>Авторы: Айгүл Серікқызы</p>"), "Айгүл Серікқызы"),
        (page('<span class="submitted">Tue, 10/14/2008 - 14:32 — Marina Kim</span>'), "Marina Kim"),
        (page('<span class="submitted">October 14, 2008 — Trade Fairs</span>'), None),
        (page('<p class="submitted">Опубликовано пользователем <a href="/u/7">Марина Ким</a> вт, 19/03/2019 - 11:05</p>'), "Марина Ким"),
        (page(head=ONE_AUTHOR + CARD.format("Petra Klein, Asel Kim")), "Petra Klein; Asel Kim"),
        (page(head=ONE_AUTHOR + CARD.format("Asel Kim, Petra Klein")), "Petra Klein"),
        (page('<div class="author-name">Petra Klein, Trade Desk</div>', head=ONE_AUTHOR), "Petra Klein"),
    ],
)
def test_author_is_found(html: str, author: str | None) -> None:
    assert parse_post(html, url=URL).author == author


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(after='<div id="comments"><cite class="fn">Reader R.</cite></div>'),
        page(after='<div class="widget"><a rel="author" href="/author/2/">Somebody Else</a></div>'),
        page(after='<article class="hentry"><a rel="author" href="/author/2/">Somebody Else</a></article>'),
        page('<p class="entry-meta">Posted on October 21, 2015</p>'),
        page('<p class="entry-meta">Photo by Petra Klein</p>'),
        page('<a class="site-title" rel="author" href="/">Trade Chamber</a>'),
        page('<p class="entry-meta">Powered by Steppe Software</p>'),
        page('<span class="img-author">Petra Klein</span>'),
        page('<div class="header-auth">Sign in Subscription Explore</div>'),
        page('<div><img class="avatar" src="/p.jpg"> Ask us</div>'),
        page('<div><img class="avatar" src="/p.jpg"> <a href="/in/">Log in</a></div>'),
        page(text="").replace("</div></div>", f"</div>{CARDS}</div>"),
        page(after='<p><a href="/author/7/">Petra Klein</a></p><p><a href="/author/8/">Saule Omarova</a></p>'),
    ],
)
def test_neighbours_and_readers_are_no_authors(html: str) -> None:
    assert parse_post(html, url=URL).authors == ()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<div><i class="fa fa-user"></i> KazCham <i class="fa fa-clock-o"></i> 21.10.2015 <i class="fa fa-eye"></i> 204</div>', "KazCham"),
        ('<div><span class="icon-author"></span><b>KazCham</b><span>21.10.2015</span></div>', "KazCham"),
        ('<p class="p-meta"><span><i class="x-icon-pencil"></i> KazCham</span><time>21.10.2015</time></p>', "KazCham"),
        ('<div><i class="fa fa-user"></i> Sign in</div>', None),
        ('<div><i class="fa fa-user-times"></i><i class="fa fa-clock-o"></i> 21.10.2015</div>', None),
        ("<table><tr><td>Author</td><td>KazCham</td></tr></table>", "KazCham"),
        ("<dl><dt>Автор:</dt><dd>KazCham</dd></dl>", "KazCham"),
        ("<dl><dt>Authors</dt><dd>Asel Kim</dd><dd>Petra Klein</dd><dt>Legal Section</dt></dl>", "Asel Kim; Petra Klein"),
        ("<div><span>Автор:</span> <span>KazCham</span></div>", "KazCham"),
        ("<table><tr><td>Authority</td><td>KazCham</td></tr></table>", None),
        ('<p class="written">Written by KazCham</p>', "KazCham"),
        ("<div>Written by <span>KazCham</span></div>", "KazCham"),
        ("<p><font>21 октября 2015 года<br>Автор: KazCham</font></p>", "KazCham"),
        ("<div><span>21.10.15</span><span>News</span><span>By KazCham</span></div>", "KazCham"),
        ("<div><span>By KazCham</span></div>", None),
        ("<div><span>21.10.15</span><span>By the river</span></div>", None),
        ("<p>Authority: KazCham</p>", None),
        ("<p><em>by KazCham — Oct 21, 2015 in Trade</em></p>", "KazCham"),
        ("<p><b>Muallif:</b> <a>Asel Kim</a></p>", "Asel Kim"),
        ("<table><tr><th>Автор</th><td>Асель Ким</td></tr></table>", "Асель Ким"),
        ("<p>Мәтін: Әсел Ким, сурет: Борис Пак</p>", "Әсел Ким"),
        ("<p>Rédigé par Asel Kim</p>", "Asel Kim"),
        ("<p>Text: Asel Kim, Fotos: Boris Pak</p>", "Asel Kim"),
        ("<p>Texture: Asel Kim</p>", None),
        ("<div>Асель Ким <i>•</i> 21 октября 2015 <i>•</i> 4 мин.</div>", "Асель Ким"),
        ("<p>21.10.2015 | Асель Ким и Борис Пак | Рубрика: Склады</p>", "Асель Ким; Борис Пак"),
        ("<p>Новости палаты | 21.10.2015</p>", None),
        ('<p><a href="/category/ships/">Морской Порт</a> | 21.10.2015</p>', None),
        ("<p>Trade Policy | 21 October 2015</p>", None),
        ("<p>Asel Kim | 21 October 2015</p>", "Asel Kim"),
        ("<ul><li>Asel Kim</li><li>21 October 2015</li><li>No Comments</li></ul>", "Asel Kim"),
        ('<div><a href="/u/asel">Asel Kim</a> <span>last year</span></div>', "Asel Kim"),
        ("<p>Customs Regulation | 21 October 2015</p>", None),
        ("<p>ABU DHABI, 21 October 2015 - The two ministers spoke of solar parks and of their storage</p>", None),
        ("<p>Redaktion, 21.10.2015</p>", "Redaktion"),
        ("<p>Redacción</p>", "Redacción"),
        ('<div class="author-box"><div class="author-box__author">Asel Kim</div><div>Agronomist</div></div>', "Asel Kim"),
        ("<p>Guest post by Asel Kim • 21 October 2015 • in Voices</p>", "Asel Kim"),
        ("<p>Asel Kim, adviser of the chamber</p>", "Asel Kim"),
        ("<p>Asel Kim, Steppe Mills LLP</p>", "Asel Kim"),
        ("<p>di Asel Kim e Pia Klein</p>", "Asel Kim; Pia Klein"),
        ('<p><a href="/photos/">Asel Kim</a></p>', None),
        ("<p>Market Outlook</p>", None),
        ("<p>Hong Kong, 21 October 2015</p>", None),
        ("<p>Нижний Новгород, 21 октября 2015 г.</p>", None),
        ("<p>Новости Палаты</p>", None),
        ("<p>Асель Ким</p>", "Асель Ким"),
    ],
)
def test_name_stands_behind_an_icon_or_a_label(line: str, author: str | None) -> None:
    assert parse_post(page(line), url=URL).author == author


@pytest.mark.parametrize(
    ("end", "author"),
    [
        ("<p><em>Asel Kim</em></p>", "Asel Kim"),
        ("<p><em>Silk Courier</em></p>", None),
        ("<p><em>Asian Age</em></p>", None),
        ("<p>It was built by <em>Asel Kim</em></p>", None),
        ("<p>Rédigé par Asel Kim<br>Traduit par Boris Pak</p>", "Asel Kim"),
        ("<p><b>About the author</b></p><p>Asel Kim keeps the ledger of the eastern yard.</p>", "Asel Kim"),
        ("<p><b>About the author</b></p><p>Letters reach us by post.</p>", None),
    ],
)
def test_end_of_the_text_may_tell_its_author(end: str, author: str | None) -> None:
    assert (
        parse_post(page(text="<p>The port took its first ship.</p>" * 5).replace("</div></div>", f"{end}</div></div>"), url=URL).author
        == author
    )


def test_line_of_a_name_and_a_medium_is_a_credit() -> None:
    html = f"<h1>Port opens</h1><p>Asel Kim, Silk Courier, 21 October 2015</p>{'<p>The port took its first ship on Monday.</p>' * 9}"
    item = parse_post(html, url=URL)
    assert (item.author, item.source) == ("Asel Kim", "Silk Courier")


def test_word_of_the_text_is_no_name() -> None:
    line, text = "<p>Морской Порт | 21.10.2015</p>", "<p>Наш морской путь стал короче, и порт принял первое судно.</p>"
    assert parse_post(page(line, text=text), url=URL).authors == ()


@pytest.mark.parametrize("line", ["<p><font color=gray>21 October 2015<br>Author: KazCham</font></p>", "<small>Posted by KazCham</small>"])
def test_head_of_the_post_may_stand_within_the_element_of_its_text(line: str) -> None:
    html = f"<title>Port opens on time</title><table><tr><td><p><b>Port opens on time</b></p>{line}{'<p>The port took its first ship.</p>' * 20}</td></tr></table>"
    assert parse_post(html, url=URL).author == "KazCham"


def test_line_of_the_theme_that_names_the_author_is_no_text() -> None:
    line = '<p class="meta">Published in News on October 21, 2015 by KazCham | 3 comments</p>'
    item = parse_post(page(text=line), url=URL)
    assert (item.author, item.body.startswith("The port took")) == ("KazCham", True)
    assert parse_post(page(text="<p>Words by the lake</p>"), url=URL).body.startswith("Words by the lake")


@pytest.mark.parametrize(
    ("line", "author", "stays"),
    [
        ("Автор: Марина Ким", "Марина Ким", False),
        ("Gönderen: Elif Demir", "Elif Demir", False),
        ("Gastbeitrag von Petra Klein, Müllerin im Norden.", "Petra Klein", True),
    ],
)
def test_line_that_told_the_author_and_nothing_else_is_no_text(line: str, author: str | None, stays: bool) -> None:
    item = parse_post(page(text=f"<p>{line}</p>"), url=URL)
    assert (item.author, line in item.body) == (author, stays)


def test_byline_of_the_text_is_no_author_where_the_page_names_one() -> None:
    html = page('<span class="author vcard">KazCham</span>', text="<p>By Petra Klein, Silk Road Reporters, May 3, 2014</p>")
    item = parse_post(html, url=URL)
    assert item.author == "KazCham"
    assert item.credit is not None
    assert item.credit.author == "Petra Klein"


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("<p><em>М. Т. Ким, П. Клейн</em></p>", "М. Т. Ким; П. Клейн"),
        ("<p>A. Omarov</p>", "A. Omarov"),
        ("<p>М. Т. Ким, дер. Ыргыз</p>", None),
        ("<p>А. Ким, Б. Пак, В. Цой, Г. Хван</p>", None),
        ("<ul><li>М. Т. Ким</li></ul>", None),
        ('<p>М. Т. Ким</p><p class="author">Petra Klein</p>', "Petra Klein"),
    ],
)
def test_names_with_initials_sign_a_text_of_a_page_that_names_nobody(last: str, author: str | None) -> None:
    text = "<p>The port took its first ship on Monday, and the second came a day later.</p>" * 5
    assert parse_post(f'<h1>Port opens</h1><div class="entry-content">{text}{last}</div>', url=URL).author == author


def test_author_of_the_text_is_told_as_such() -> None:
    assert parse_post(page(text="<p>Автор: Марина Ким</p>"), url=URL).origins["author"] == "text"


def test_routes_come_first_and_selectors_second() -> None:
    site = Site("chamber", "https://chamber.example/", selectors=Selectors(author=".signed"))
    html = page('<a rel="author" href="/">KazCham</a><i class="signed">Trade Desk</i>')
    assert parse_post(html, url=URL, facts=Facts(authors=("Told One", "Told Two")), site=site).authors == ("Told One", "Told Two")
    assert parse_post(html, url=URL, site=site).author == "Trade Desk"


@pytest.mark.parametrize(("day", "author"), [("July 5, 2016", None), ("October 21, 2015", "Asel Kim"), ("October 22, 2015", "Asel Kim")])
def test_name_beside_the_day_of_another_post_is_no_author(day: str, author: str | None) -> None:
    card = f'<div class="card"><a href="/consul/">A consul opens an office</a><p><small>{day} | Asel Kim</small></p></div>'
    html = (
        '<html lang="en"><head><title>A fair</title><meta property="article:published_time" content="2015-10-21T10:00:00Z"></head><body>'
        f'<main><h1>A fair</h1><div class="rich-text">{"<p>Wool was sold at the fair in the city of Taraz, and more is to come.</p>" * 6}'
        f"</div><section><h3>You may also like</h3>{card}</section></main></body></html>"
    )
    assert parse_post(html, url="https://chamber.example/fair/").author == author
