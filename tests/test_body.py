"""What of a post's element is its body, and how it is read."""

import time
from collections.abc import Sequence

import pytest
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.items import Link, Media
from kazcrawl.parse import parse_post
from kazcrawl.parse.body.reader import Body, read_body
from kazcrawl.parse.page.cut import grow
from kazcrawl.parse.page.outline import outline_page

BASE = "https://chamber.example/2015/10/steppe-fair/"
PROSE = "The fair in the steppe town drew farmers, millers and two ministers, and the weather held until the last cart had left."
MORE_PROSE = "On the second day the visitors signed a letter on grain, horses and railway cars, and promised to meet again in spring."


def body_of(markup: str, *, title: str | None = None) -> Body:
    content = grow(outline_page(f'<div class="entry-content">{markup}</div>', BASE), whole=True).div
    assert isinstance(content, Tag)
    return read_body(content, base_url=BASE, title=title)


def texts(markup: str, *, title: str | None = None) -> list[str]:
    return [block.text for block in body_of(markup, title=title).blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", ["One.", "Two."], id="paragraphs"),
        pytest.param("<div>One.</div><div>Two.</div>", ["One.", "Two."], id="divs of a word processor"),
        pytest.param("One.<br><br>Two.<br/>\n<br/>Three.", ["One.", "Two.", "Three."], id="two line breaks part paragraphs"),
        pytest.param("One.<br>&nbsp;<br>Two.", ["One.", "Two."], id="a hard blank between breaks is none"),
        pytest.param("<p>One<br>two</p>", ["One\ntwo"], id="one line break stays"),
        pytest.param("<p>One\n   two</p>", ["One two"], id="line ends of the source are blanks"),
        pytest.param("<p>&nbsp;</p><p></p><p>One.<o:p></o:p></p>", ["One."], id="empty paragraphs are none"),
        pytest.param("<p>One. <p>Two.", ["One.", "Two."], id="unclosed paragraphs"),
        pytest.param("<p><b>One <i>two</b> three</i></p>", ["One two three"], id="crossed inline tags"),
        pytest.param("Loose.<p>One.</p>loose", ["Loose.", "One.", "loose"], id="text without a paragraph"),
        pytest.param("<p>gra\u00adna\u200bry</p>", ["granary"], id="soft hyphen and zero width are dropped"),
        pytest.param("<p>cafe\u0301</p>", ["café"], id="composed"),
        pytest.param("<p>5\u00a0% &amp; &#8212; &lt;b&gt;</p>", ["5 % & — <b>"], id="entities"),
        pytest.param("<p>👨\u200d👩\u200d👧 سلام</p>", ["👨\u200d👩\u200d👧 سلام"], id="joined emoji and right to left"),
        pytest.param(
            '<p>Nauryz <img class="emoji" alt="🌷" src="https://s.example/1f337.svg"></p>', ["Nauryz 🌷"], id="emoji drawn as image"
        ),
        pytest.param("<p>One.</p><!-- no --><script>var a='<p>no</p>'</script><style>p{}</style>", ["One."], id="no scripts, no comments"),
        pytest.param("<!--[if mso]><p>no</p><![endif]--><p>One.</p>", ["One."], id="no conditional comments"),
        pytest.param("<p>A</p><hr><p>B</p>", ["A", "B"], id="rule"),
        pytest.param("<p>one<wbr>word</p>", ["oneword"], id="possible break"),
        pytest.param("<p>H<sub>2</sub>O is <em>wet</em>.</p>", ["H2O is wet."], id="inline elements part no words"),
        pytest.param("<dl><dt>Grain</dt><dd>12 tons</dd></dl>", ["Grain", "12 tons"], id="definitions"),
        pytest.param("<details><summary>More</summary><p>One.</p></details>", ["More", "One."], id="details"),
    ],
)
def test_text_becomes_blocks(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p>", [("One.", "paragraph")]),
        ("<h2>Head</h2><h5>Low</h5>", [("Head", "heading"), ("Low", "heading")]),
        ("<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>", [("a", "item"), ("b", "item"), ("c", "item")]),
        ("<blockquote><p>We agree.</p><cite>A miller</cite></blockquote>", [("We agree.", "quote"), ("A miller", "quote")]),
        ("<pre>0101 horses\n0102  cattle</pre>", [("0101 horses\n0102  cattle", "pre")]),
        (
            "<table><tr><th>Year</th><th>Tons</th></tr><tr><td>2013</td><td>391.2</td></tr></table>",
            [("Year | Tons", "cell"), ("2013 | 391.2", "cell")],
        ),
        ("<table><tr><td><p>Year</p></td><td><p>To<br>ns</p></td></tr></table>", [("Year | To ns", "cell")]),
        (
            f"<table><tr><td><p>{PROSE}</p><p>{PROSE * 2}</p></td><td>x</td></tr></table>",
            [(PROSE, "paragraph"), (PROSE * 2, "paragraph"), ("x", "cell")],
        ),
        ("<figure><img src=a.jpg><figcaption>The hall</figcaption></figure><p>One.</p>", [("The hall", "caption"), ("One.", "paragraph")]),
        ('<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">The hall</p></div>', [("The hall", "caption")]),
        (
            '<div class="wp-caption"><img src=a.jpg><p class="credit">A. Kim</p><p>The hall</p></div>',
            [("A. Kim", "caption"), ("The hall", "caption")],
        ),
        (
            '<div class="pic"><img src=a.jpg><span class="content-image-copyright">A. Kim</span></div><p>One.</p>',
            [("A. Kim", "caption"), ("One.", "paragraph")],
        ),
        ("<figure><img src=a.jpg><div>The hall</div></figure>", [("The hall", "caption")]),
        ("<figure><blockquote><p>We agree.</p></blockquote></figure>", [("We agree.", "quote")]),
        ("<figure><table><tr><td>1</td><td>2</td></tr></table></figure>", [("1 | 2", "cell")]),
    ],
)
def test_blocks_know_what_they_are(markup: str, expected: Sequence[tuple[str, str]]) -> None:
    assert [(block.text, block.kind) for block in body_of(markup).blocks] == list(expected)


@pytest.mark.parametrize("page", ["<table><tr><td>{}</td></tr></table>", "<table><tr><td>Menu</td><td><h1>A</h1>{}</td></tr></table>"])
def test_text_in_a_cell_of_a_layout_is_text(page: str) -> None:
    text = "<p>The port took its first ship on Monday, and more came a day later.</p>" * 5
    assert parse_post(page.format(f"<p>Vestnik Kavkaza</p>{text}"), url="https://c.example/a/").source == "Vestnik Kavkaza"


def test_captions_stand_with_their_image_and_not_in_the_plain_text() -> None:
    body = body_of('<figure><img src="/a.jpg" alt="Hall"><figcaption>The hall</figcaption></figure><p>One.</p>')
    assert body.media == (Media("https://chamber.example/a.jpg", alt="Hall", caption="The hall"),)
    assert body.text == "One."


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="?share=x">Twitter</a></li></ul></div>',
        '<div class="printfriendly pf-alignleft"><a href="#"><span>Print Friendly</span></a></div>',
        '<div id="jp-relatedposts"><h3>Related</h3><p><a href="/b/">Another post of this blog</a></p></div>',
        '<div class="addtoany_share_save_container"><a href="https://share.example/">Share</a></div>',
        '<div class="box"><h3>Related posts</h3><ul><li><a href="/b/">A post</a></li><li><a href="/c/">B post</a></li></ul></div>',
        '<h3>Читайте также</h3><ul><li><a href="/b/">Другая новость палаты</a></li></ul>',
        '<h4>Related articles</h4><div><a href="/b/">Another post of this blog</a></div>',
        '<p>Read also: <a href="/b/">Another post of this blog</a></p>',
        '<p><strong>Читайте также:</strong> <a href="/b/">Другая новость палаты</a></p>',
        '<p><a href="/b/">Read more</a></p>',
        '<p>(Leggi anche: <a href="/b/">Another post of this blog</a>)</p>',
        '<p><a href="/b/">Next post →</a></p>',
        "<p>Was this article helpful?</p>",
        '<div><h3>Subscribe to our newsletter</h3><p>The news of the week by mail, and no spam, we promise.</p><form><input name="m"></form></div>',
        '<h3>Join the mailing list</h3><p>Free of charge.</p><div><form action="/s/"><input type="email"></form></div>',
        "<p>Tagged as:</p>",
        f"<section><h3>About the writer</h3><p>{MORE_PROSE}</p></section>",
        f"<h3>Об авторе</h3><p>{MORE_PROSE}</p>",
        "<p>Теги:</p>",
        '<div class="sharrre"><span>12</span><span>Tweet</span></div>',
        "<p>Views: 1,043 Comments: 0</p>",
        "<p>Просмотров: 321 | Комментариев: 3</p>",
        "<div>Оцените материал: <span>1</span><span>2</span><span>3</span></div>",
        '<p>Related: <a href="/b/">Another post of this blog</a></p>',
        '<div class="author-box"><p>Asel writes about grain.</p></div>',
        '<nav class="page-links">Pages: <a class="post-page-numbers" href="2/">2</a></nav>',
        '<div class="entry-meta">Posted in <a href="/category/news/">News</a></div>',
        "<p>Posted in News, Events</p>",
        "<p>Рубрика: Новости, Торговля</p>",
        "<p>Поделитесь с друзьями:</p>",
        "<p>Количество просмотров: 1 234</p>",
        '<p>Подписывайтесь на наш <a href="https://channel.example/">канал</a></p>',
        "<p>Қаралды: 123</p>",
        '<div class="meta">Oct 21, 2015 // <a href="/author/a/">Asel Omarova</a> // <a href="/c/">News</a></div>',
        '<p>Тегтер: <a href="/tag/x/">астық</a></p>',
        '<p>← <a href="/a/">Previous post</a> | <a href="/b/">Next post</a> →</p>',
        '<p><a href="/letter/">Subscribe to our newsletter</a></p>',
        '<div class="post-ratings">(2 votes, average: 4.00 out of 5)</div>',
        '<div class="pluso"><span>Share</span></div>',
        '<div class="similar-posts"><h3>Not only this</h3><ul><li><a href="/a/">Another</a></li></ul></div>',
        '<div style="position:absolute; left:-9999px">cheap pills</div>',
        "<p>[youtube https://video.example/abc]</p>",
        '<a class="more-link" href="#more">Continue reading</a>',
        '<form class="wpcf7-form"><p>Your name <input name="n"></p></form>',
        '<form action="/subscribe"><p>Get our letter</p><input type="email"><button>Go</button></form>',
        '<p style="display:none">cheap pills</p>',
        "<p hidden>cheap pills</p>",
        '<span class="screen-reader-text">Opens in a new tab</span>',
        '<p aria-hidden="true">ornament</p>',
        '<div class="ez-toc-container"><p>Table of Contents</p><ul><li><a href="#a">A</a></li></ul></div>',
        '<div id="comments" class="comments-area"><ol><li><p>I applied in May and have heard nothing.</p></li></ol></div>',
        '<div class="post-comments"><ol><li><p>I applied in May and have heard nothing.</p></li></ol></div>',
        '<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>',
        '<p><a href="#top">↑ Top</a></p>',
        '<div class="newsletter-signup"><h3>Subscribe</h3><p>Sign up for our letter.</p></div>',
        "<noscript><p>Please enable JavaScript</p></noscript>",
        "<p>[contact-form-7 id=”42″ title=”Contact”]</p>",
        '<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/join/">Join now</a></div></div>',
        '<p><a class="btn btn-primary" href="/join/">Join now</a></p>',
        f'<div class="post-author-bio"><h4>Asel Omarova</h4><p>{MORE_PROSE}</p></div>',
        f'<article class="post-95 type-post hentry"><h3><a href="/b/">Another post</a></h3><p>{MORE_PROSE}</p></article>',
        f'<div class="news-card"><h4><a href="/b/">Another post</a></h4><p>{MORE_PROSE}</p></div>',
        f'<ul class="wp_rp related_post"><li><a href="/b/">Another post</a><small>{MORE_PROSE * 2}</small></li></ul>',
        '<div class="newsletter-box"><h2>Get our daily news</h2><p>Leave your address, and every morning you will find it in your box.</p></div>',
        '<div class="c-ad c-ad--big"><div class="c-ad__label">The story goes on below</div></div>',
        '<div class="social"><p>Share for change</p></div>',
        f'<div class="paywall-notice"><p>{MORE_PROSE}</p></div>',
        "<p>Story continues below advertisement</p>",
        "<p>Advert</p>",
        "<p>Rating: 5.0/5 (1 vote cast)</p><p>(3 votes, average: 4.33 out of 5)</p><p>About these ads</p>",
        "<p>— Advertisement —</p><p>[Реклама]</p>",
        "<blockquote><p>View this post on Instagram</p><p>A post shared by Asel (@asel.mills) on May 3, 2019</p></blockquote>",
        "<h3>Comments</h3><p>comments</p>",
        "<p>Warning: Undefined variable $mill in /srv/blog/wp-content/themes/steppe/single.php on line 12</p>",
        '<div class="sfsi_responsive_icons"><a href="https://share.example/"><span>Save</span></a></div>',
        '<p class="postdate">21 October 2015</p>',
        '<div class="post_info">Posted at 10:12h in <a href="/c/">News</a> by <a href="/u/">Asel</a></div>',
        '<div class="elementor-location-footer"><p>Open from Monday to Friday, nine to five.</p></div>',
        f'<div class="elementor-location-popup"><p>{MORE_PROSE}</p></div>',
        '<div class="recent-posts-box"><p><a href="/b/">Another post of this blog</a></p><p>All news</p></div>',
        f'<div class="post-item"><h5>Partners</h5><h3><a href="/b/">Another post</a></h3><p>{MORE_PROSE}</p></div>',
        "<p>« Back to the news</p><p>All news »</p><p>Read time: 3 min</p><p>Copy link</p><p>Comments are closed.</p>",
        "<p>Назад к списку</p><p>Время чтения: 3 мин.</p><p>Скопировать ссылку</p><p>Читайте также:</p><p>0 комментариев</p>",
        "<p>Нашли опечатку? Выделите её мышью и нажмите Ctrl+Enter.</p><p>Ваш адрес email не будет опубликован.</p>",
        "<p>Тізімге оралу</p><p>Көрілім: 231</p><p>Сілтемені көшіру</p><p>Оқи отырыңыз:</p><p>Пікірлер (0)</p>",
        "<p>Zurück zur Übersicht</p><p>Lesezeit: ca. 3 Minuten</p><p>Keine Kommentare</p><p>Nach oben</p>",
        '<p>Оқи отырыңыз: <a href="/b/">Басқа жаңалық</a></p><p>Schlagwörter: <a href="/t/">Mühle</a></p>',
        "<h3>Похожие записи</h3>",
        "<p>Über den Autor</p>",
        '<div class="contents-box"><p>Содержание</p><ol><li><a href="#a">Мельницы</a></li></ol></div>',
        '<div class="addtoany_content_bottom"><a href="/s/">Save</a></div><p>Would you like to hear of us more often? Leave your address here.</p>',
        "<h2>You might also like</h2><h3>Leave a comment</h3>",
        '<h3>Read this next</h3><ul><li><a href="/b/">Another post of this blog</a></li></ul>',
        '<div class="video__data"><time>2:34</time> <span>Carts at the ford</span></div>',
        '<aside class="promote-banner"><a href="/b/"><img src="/b.jpg"><h4>All on grain</h4></a></aside>',
        '<span class="modern-footnotes-footnote__note">A note that stands at the end once more.</span>',
        "<p>Your privacy settings keep this film from being shown.</p>" * 3,
        "<h3>Order a sack from one of the mills that we know:</h3>" * 3,
        f"<blockquote>“{PROSE} 3”</blockquote>",
        "<div>Rate this item</div><div>(0 votes)</div><div>Hits: 1,204</div><div>Read 27 times</div><p>Jump to navigation, search</p>",
        "<p>Распечатать страницу</p><p>(2 голоса)</p><p>Прочитано 27 раз</p><p>Перейти к навигации</p><p>Перейти к поиску</p>",
        "<p>Всего комментариев: 0</p><p>Добавлять комментарии могут только зарегистрированные пользователи. [ Вход ]</p><p>Артқа</p>",
        "<p>Просмотров: 31<br>Назад к списку</p>",
        "<p>Rating: 4.5 / 5 (12 votes)</p><p>Рейтинг: 4.5 / 5 (12 голосов)</p>",
        "<p>Назад</p><p>[ Back ]</p><p>Количество показов: 412</p>",
        "<p>Geri dön</p><p>Yazdır</p><p>Okunma: 312</p><p>Kategori: Haberler</p><p>Retour à la liste</p><p>(Commentaires : 0)</p>",
        '<p>Published in <a href="/grain/">Grain</a></p><p>Опубликовано в <a href="/zerno/">Зерно</a></p>',
        "<p>Уважаемый посетитель, Вы зашли на сайт как незарегистрированный пользователь.<br>Зарегистрируйтесь, чтобы читать дальше.</p>",
        '<div class="c"><h5>Пікір қалдыру:</h5><form><textarea></textarea></form></div><div class="m"><h5>Ерлан</h5>Бидай бар ма?</div>',
        f"<h3>Leave a comment</h3><form><textarea></textarea></form><div><b>Boris</b><p>{MORE_PROSE}</p></div>",
        f'<h3>2 Comments To "The fair"</h3><div><b>Boris</b></div><div><p>{MORE_PROSE}</p></div>',
        '<ul><li><a href="/user">Log in</a> to post comments</li></ul><p>Listen to this article</p>',
        '<div class="vc_grid"><div class="vc_grid-item"><h4>Another fair</h4><p>1 May 2014</p></div></div><p class="post-copyright">All is ours</p>',
        f'<div class="itemAuthorBlock"><h3>Asel Omarova</h3><p>{MORE_PROSE}</p></div><div class="catlinks"><a href="/c/">Grain</a></div>',
    ],
)
def test_furniture_is_no_text(markup: str) -> None:
    text = [f"{PROSE} {number}" for number in range(8)]
    assert texts("".join(f"<p>{line}</p>" for line in text) + markup) == text


@pytest.mark.parametrize(
    "line",
    [
        "Category management is a tool that helps shops to grow.",
        "Tag teams of officers met at the border on Monday.",
        "Posted in Kabul since May, the envoys say that the market grows.",
        "Published in Geneva since 1990, the yearbook lists all members of the union.",
        "Tagged with chips, the cattle can be followed.",
        "Tags: the new labels for wine are due in spring, says the law.",
        "All news of the fair is in the yearbook.",
        "Все новости ярмарки собраны в ежегоднике.",
        "Барлық жаңалықтар жылнамаға жиналды.",
        "Alle Nachrichten von der Messe stehen im Jahrbuch.",
        "Follow us on this journey through the steppe.",
        "Tags:",
        "Views: 1043, of which 300 came from abroad",
        "Subscribe to the bonds by Friday, the bank said.",
        "Рубрика «Вопрос-ответ» открыта для членов палаты.",
        "Метка на товаре обязательна с 1 июля.",
        "Поделиться водой согласились соседи.",
        "Подписывайтесь на облигации до пятницы, просит банк.",
        "Айдар Сәрсенов палатаға төраға болып сайланды.",
        "Published in The Silk Mail",
        "Hits: 64 songs that the camel drivers sing",
        "Read 12 times as many pages as your neighbour, the teacher said.",
        "Прочитано 982 раза, а понято один: о чём письмо палаты.",
        "Распечатать страницу паспорта просят в двух экземплярах.",
        "Перейти к поиску поставщиков можно уже сегодня.",
        "Geri dön dedi bize kervancı.",
        "Уважаемый посетитель, ярмарка открыта до вечера.",
    ],
)
def test_sentence_that_begins_as_a_label_does_is_text(line: str) -> None:
    assert texts(f"<p>{PROSE} 1</p><p>{line}</p><p>{PROSE} 2</p>") == [f"{PROSE} 1", line, f"{PROSE} 2"]


@pytest.mark.parametrize(
    "name", ["related", "summary", "quote", "nav", "accordion-content", "author-note", "share-of-market", "widget-text", "promo"]
)
def test_a_class_name_alone_never_costs_prose(name: str) -> None:
    assert texts(f'<p>{PROSE}</p><div class="{name}"><p>{MORE_PROSE}</p></div>') == [PROSE, MORE_PROSE]


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<ul><li><a href="/b/">The decree</a></li><li><a href="/c/">The annex</a></li></ul>', ["The decree", "The annex"]),
        (f"<h3>Related costs</h3><p>{MORE_PROSE}</p>", ["Related costs", MORE_PROSE]),
        (
            f"<h3>About the author</h3><p>{MORE_PROSE}</p><h3>The book</h3><p>{MORE_PROSE}</p>",
            ["About the author", MORE_PROSE, "The book", MORE_PROSE],
        ),
        (f"<h3>Comments of the minister</h3><p>{MORE_PROSE}</p><form></form>", ["Comments of the minister", MORE_PROSE]),
        (f'<p class="paywall">The ford is dry.</p><p>{MORE_PROSE}</p>', ["The ford is dry.", MORE_PROSE]),
        ("<p>Prices</p><p>Share the bread!</p>", ["Prices", "Share the bread!"]),
        ('<p>Prices</p><p>Read more at <a href="https://mail.example/1">The Mail</a></p>', ["Prices", "Read more at The Mail"]),
        ("<p>Prices</p><h3>Prices of grain</h3>", ["Prices", "Prices of grain"]),
        (f"<h3><button>Who may join?</button></h3><div><p>{MORE_PROSE}</p></div>", ["Who may join?", MORE_PROSE]),
        (f"<h3>Grain <button>Copy</button></h3><p>{MORE_PROSE}</p>", ["Grain", MORE_PROSE]),
        (f'<div class="accordion-panel" aria-hidden="true"><p>{MORE_PROSE}</p></div>', [MORE_PROSE]),
        ("<p>He said [sic] that note [1] holds.</p>", ["He said [sic] that note [1] holds."]),
        ("<p>[column]Inside.[/column]</p>", ["Inside."]),
        ('<aside class="pullquote">We shall meet again.</aside>', ["We shall meet again."]),
        ("<p>https://video.example/watch?v=abc</p>", ["https://video.example/watch?v=abc"]),
        (
            "<ul><li>Facebook</li><li>Telegram</li><li>and the mills of the region</li></ul>",
            ["Facebook", "Telegram", "and the mills of the region"],
        ),
        ('<p>See <a href="/b/">the law</a></p>', ["See the law"]),
        ('<p>Write <a class="button" href="/join/">here</a> to join</p>', ["Write here to join"]),
        ('<h2 id="h-social-costs-and-ads">Social costs and ads</h2>', ["Social costs and ads"]),
        (f'<div class="list-item-card"><h4>First price</h4><p>{MORE_PROSE}</p></div>', ["First price", MORE_PROSE]),
        ("<p><b>What we like</b></p>" * 5, ["What we like"] * 5),
        (f"<p>{MORE_PROSE}</p>" * 10, [MORE_PROSE] * 10),
        (f"<blockquote><p>{MORE_PROSE}</p></blockquote>", [MORE_PROSE]),
        (
            f'<div class="step">{MORE_PROSE} 1</div><div class="step" hidden>{MORE_PROSE * 2} 2</div><div class="step" hidden>{MORE_PROSE * 2} 3</div>',
            [f"{MORE_PROSE} 1", f"{MORE_PROSE * 2} 2", f"{MORE_PROSE * 2} 3"],
        ),
        ('<p>Read more: <a href="https://mail.example/1">The Mail</a></p>', ["Read more: The Mail"]),
        (f'<p><b>Читайте также:</b></p><p><a href="/b/">Другая новость палаты</a></p><p>{MORE_PROSE[:90]}</p>', [MORE_PROSE[:90]]),
        ('<h3>Related posts</h3><ul><li><a href="/b/">A post</a></li></ul><p>Source: Silk Mail</p>', ["Source: Silk Mail"]),
        (f"<h3>Leave a comment</h3><p>{MORE_PROSE}</p>", [MORE_PROSE]),
        (
            '<h3>Читайте также</h3><ul><li><a href="/b/">Новость</a></li></ul><p>Источник: <a href="https://m.example/">Почта</a></p>',
            ["Источник: Почта"],
        ),
        (
            '<p>Read more in <a href="/b/">the decree</a>, which the ministry published in May.</p>',
            ["Read more in the decree, which the ministry published in May."],
        ),
        ('<div><a href="/b.pdf"><div>The decree in full</div></a></div>', ["The decree in full"]),
        ('<div><a href="https://m.example/b"><div>The decree in full</div></a></div>', ["The decree in full"]),
        ("<p>Two comments to the minister's letter came from mills.</p>", ["Two comments to the minister's letter came from mills."]),
    ],
)
def test_the_authors_own_things_stay(markup: str, kept: list[str]) -> None:
    assert texts(f"<p>{PROSE}</p>{markup}<p>{PROSE} Again.</p>") == [PROSE, *kept, f"{PROSE} Again."]


def test_card_of_another_post_among_paragraphs_is_no_text() -> None:
    card = '<div class="q7"><a href="/b/"><div><small>Also</small> Another post of this blog</div></a></div>'
    text = [f"{PROSE} {number}" for number in range(8)]
    paragraphs = [f"<p>{line}</p>" for line in text]
    assert texts("".join([*paragraphs[:3], card, *paragraphs[3:]])) == text
    assert len(texts(card * 3 + "".join(f"<div>{line}</div>" for line in text))) > len(text)


def test_what_is_called_a_caption_is_one_behind_its_picture_alone() -> None:
    body = body_of(f'<p>{PROSE}</p><div><img src="/a.jpg"><div class="caption">The hall from the south</div></div>')
    assert body.text == PROSE
    assert body_of(f'<p>{PROSE}</p><div class="caption">What the hall is for</div>').text.endswith("What the hall is for")


def test_last_lines_of_the_last_block_may_be_a_themes() -> None:
    assert texts(f"<p>{PROSE}<br>Қаралды: 31<br>Тізімге оралу</p>") == [PROSE]
    assert texts(f"<p>{PROSE}<br>Views: 31<br>{MORE_PROSE}</p>") == [f"{PROSE}\nViews: 31\n{MORE_PROSE}"]


def test_only_a_credit_is_the_authors_behind_the_form_for_comments() -> None:
    form = "<h3>Leave a comment</h3><form><textarea></textarea></form>"
    assert texts(f"<p>{PROSE}</p>{form}<p>Boris: thanks for this.</p><p>Source: Silk Mail</p>") == [PROSE, "Source: Silk Mail"]


def test_only_a_credit_is_the_authors_behind_the_buttons_at_the_end() -> None:
    end = '<div class="addtoany_content_bottom">Save</div><p>Join us today.</p><p>Source: Silk Mail</p>'
    assert texts(f"<p>{PROSE}</p>{end}") == [PROSE, "Source: Silk Mail"]


def test_comments_longer_than_the_post_are_still_no_text() -> None:
    comments = "".join(f"<li><p>{MORE_PROSE} {number}</p></li>" for number in range(30))
    assert texts(f'<p>Our office is closed.</p><div id="comments"><ol>{comments}</ol></div>') == ["Our office is closed."]


def test_other_posts_longer_than_the_post_are_no_text() -> None:
    others = "".join(f'<li><a href="/{number}/">A post</a> {MORE_PROSE} {number}</li>' for number in range(30))
    assert texts(f'<p>{PROSE}</p><p>{MORE_PROSE}</p><ul class="wp_rp">{others}</ul>') == [PROSE, MORE_PROSE]


def test_text_of_one_paragraph_again_and_again_is_still_the_body() -> None:
    assert texts(f"<p>{PROSE}</p>" * 12) == [PROSE] * 12


@pytest.mark.parametrize("name", ["slide-caption", "ksf-image-meta", "show-photo-description", "image-credits", "photo-source"])
def test_what_a_theme_calls_the_words_of_a_picture_is_a_caption(name: str) -> None:
    body = body_of(f'<div><img src="/a.jpg"><p class="{name}">{MORE_PROSE}</p></div><p>{PROSE}</p>')
    assert (body.text, [block.kind for block in body.blocks]) == (PROSE, ["caption", "paragraph"])


def test_figure_without_a_caption_may_hold_a_paragraph() -> None:
    picture = '<figure><img src="/a.jpg"><p>{}</p></figure>'
    assert body_of(picture.format(f"{PROSE} {MORE_PROSE} {PROSE}")).text == f"{PROSE} {MORE_PROSE} {PROSE}"
    assert body_of(picture.format(PROSE)).text == ""


def test_caption_set_beside_its_picture_once_more_is_no_text() -> None:
    figure = f'<figure><img src="/a.jpg"><figcaption>{PROSE}</figcaption></figure>'
    assert texts(f"{figure}<div>{PROSE}</div><p>{MORE_PROSE}</p>") == [PROSE, MORE_PROSE]
    assert body_of(f"{figure}<div>{PROSE}</div><p>{MORE_PROSE}</p>").text == MORE_PROSE


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h1>A fair</h1><p>One.</p>", ["One."]),
        ("<p><strong>A  FAIR</strong></p><p>One.</p>", ["One."]),
        ("<p>Silk Mail</p><p>A fair</p><p>One.</p>", ["Silk Mail", "One."]),
        ("<p>A fair opened.</p>", ["A fair opened."]),
        ("<h1><i>10 May</i> A fair</h1><p>One.</p>", ["One."]),
        ("<h2>To hold A fair</h2><p>One.</p>", ["To hold A fair", "One."]),
        ("<p>1</p><p>2</p><p>3</p><p>A fair</p>", ["1", "2", "3", "A fair"]),
    ],
)
def test_a_repeated_title_leaves_the_head_of_the_body_only(markup: str, expected: list[str]) -> None:
    assert texts(markup, title="A fair") == expected


def test_links_are_absolute_and_belong_to_their_block() -> None:
    body = body_of(
        '<p>See <a href="/law/">the law</a> and <a href="https://news.example/a?utm_source=x">the news</a>.</p><p>No <a>anchor</a>.</p>'
    )
    law, news = Link("https://chamber.example/law/", "the law"), Link("https://news.example/a", "the news")
    assert body.blocks[0].links == (law, news)
    assert body.blocks[1].links == ()
    assert body.links == (law, news)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="a.jpg" alt="A">', [Media(BASE + "a.jpg", alt="A")]),
        ('<img src="data:image/gif;base64,R0lG" data-src="/b.jpg">', [Media("https://chamber.example/b.jpg")]),
        ('<img srcset="/c.jpg 300w, /d.jpg 600w">', [Media("https://chamber.example/c.jpg")]),
        ('<img src="https://count.example/p.gif" width="1" height="1">', []),
        ('<img src="javascript:alert(1)">', []),
        (
            '<iframe src="https://video.example/embed/1" title="Film"></iframe>',
            [Media("https://video.example/embed/1", alt="Film", kind="embed")],
        ),
        ('<video><source src="/v.mp4"></video>', [Media("https://chamber.example/v.mp4", kind="video")]),
        ('<audio src="/a.mp3"></audio>', [Media("https://chamber.example/a.mp3", kind="audio")]),
        ('<img src="/e.jpg"><img src="/e.jpg">', [Media("https://chamber.example/e.jpg")]),
    ],
)
def test_media_are_linked(markup: str, expected: list[Media]) -> None:
    assert list(body_of(markup).media) == expected


@pytest.mark.parametrize(
    ("markup", "text", "captions"),
    [
        pytest.param(
            f'<p>[caption id="a_5" width="300"]<a href="/x.jpg"><img src="/x.jpg"></a> Carts at the gate[/caption] {PROSE}</p>',
            PROSE,
            ["Carts at the gate"],
            id="before a text",
        ),
        pytest.param(f'[wp_caption width=3]<img src="/x.jpg">Carts<br>[/wp_caption]<p>{PROSE}</p>', PROSE, ["Carts"], id="of its own"),
        pytest.param(f'<p>[caption width=3]<img src="/x.jpg"> {PROSE}</p>', PROSE, [""], id="never ended"),
        pytest.param(f'[caption width=3]<img src="/x.jpg"><p>{PROSE}</p>[/caption]', PROSE, [""], id="around a paragraph"),
        pytest.param(f"<p>{PROSE}[/caption]</p>", PROSE, [], id="never begun"),
    ],
)
def test_a_caption_in_a_shortcode_that_nobody_rendered_is_the_pictures(markup: str, text: str, captions: list[str]) -> None:
    body = body_of(markup)
    assert (body.text, [media.caption for media in body.media]) == (text, captions)


def test_an_unrendered_shortcode_leaves_no_empty_paragraph() -> None:
    assert "<p></p>" not in body_of(f'<p>[gallery ids="1,2"]</p><p>{PROSE}</p>').html


def test_html_keeps_structure_and_nothing_that_acts() -> None:
    body = body_of(
        '<p onclick="x()">See <a href="/law/" onmouseover="y()">law</a> <a href="javascript:alert(1)">no</a></p><script>z()</script>'
        '<iframe src="https://v.example/"></iframe><table><tr><td colspan="2">x</td></tr></table><img src="/a.jpg" onerror="q()" alt="A">'
        '<div class="sharedaddy"><a href="?share=x">Tweet</a></div><h2>Head</h2><ul><li>item</li></ul>'
    )
    assert 'href="https://chamber.example/law/"' in body.html
    assert '<img src="https://chamber.example/a.jpg" alt="A">' in body.html
    for kept in ("<table>", '<td colspan="2">', "<h2>", "<li>"):
        assert kept in body.html
    for gone in ("onclick", "onmouseover", "onerror", "javascript", "<script", "<iframe", "Tweet", "sharedaddy"):
        assert gone not in body.html


def test_reading_leaves_the_tree_as_it_is() -> None:
    markup = f'<div><h1>A</h1><p>{PROSE}</p><div class="sharedaddy"><a href="?x">Tweet</a></div></div>'
    soup = grow(outline_page(markup, BASE), whole=True)
    before = str(soup)
    assert isinstance(soup.div, Tag)
    read_body(soup.div, base_url=BASE, title="A")
    assert str(soup) == before


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 900 + "deep" + "</div>" * 900, id="deep"),
        pytest.param("<p>[a x=" * 29_000, id="shortcodes that never end"),
        pytest.param("<a href=x>" * 20_000, id="links"),
        pytest.param("<h3>Related posts</h3>" * 12_000, id="foreign headings"),
        pytest.param("a " * 400_000, id="one run"),
        pytest.param("[caption a=1]x<br>" * 14_000, id="captions that never end"),
        pytest.param("<br>x" * 29_000, id="line breaks"),
        pytest.param("<table><tr><td>" * 240, id="nested tables"),
        pytest.param("<figure>" * 900 + '<img src="/a.jpg">' + "<b></b>" * 14_000, id="nested figures"),
        pytest.param("<p>" + "abc " * 400_000 + "</p>" + f"<blockquote>{'abc ' * 20}d</blockquote>" * 4_000, id="quotes of a long text"),
    ],
)
def test_hostile_markup_costs_little(markup: str) -> None:
    soup = grow(outline_page(f"<div>{markup}</div>", BASE), whole=True)
    assert isinstance(soup.div, Tag)
    start = time.process_time()
    read_body(soup.div, base_url=BASE, title="A")
    assert time.process_time() - start < 3


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "a",
        "b",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "h2",
        "blockquote",
        "figure",
        "figcaption",
        "pre",
        "span",
        "br",
        "img",
        "script",
        "form",
        "nav",
    ]
)
PIECES = st.one_of(TAGS.map(lambda name: f"<{name} class='related' href='x'>"), TAGS.map(lambda name: f"</{name}>"), st.text(max_size=12))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_markup_gives_a_clean_body(markup: str) -> None:
    body = body_of(markup, title="x")
    for block in body.blocks:
        assert block.text.strip()
        assert not any(ord(char) < 0x20 and char not in "\n\t" for char in block.text)
    assert "<script" not in body.html
