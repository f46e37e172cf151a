"""The credit that a theme prints in a field of its own, beside the text."""

import pytest

from kazcrawl.parse import parse_post
from kazcrawl.parse.explain import explain

URL = "https://chamber.example/grain/"
TEXT = "<p>The chamber met the millers of the region and spoke with them of grain, of tariffs and of the long road to the port.</p>" * 3


def page(field: str, *, within: bool = False, text: str = TEXT) -> str:
    inner, outer = (field, "") if within else ("", field)
    return (
        f'<html><body><article class="hentry"><h1>Grain</h1><div class="entry-content">{text}{inner}</div>{outer}</article></body></html>'
    )


@pytest.mark.parametrize("within", [True, False], ids=["within", "behind"])
@pytest.mark.parametrize(
    ("field", "address"),
    [
        ('<div class="entry-footer"><p>Источник: Silk Mail</p></div>', None),
        ('<div class="post-info">Дереккөз: <a href="https://mail.example/1">Silk Mail</a></div>', "https://mail.example/1"),
        (
            '<div class="td-post-source-tags"><ul><li><span>SOURCE</span><a href="https://m.example/1">Silk Mail</a></li></ul></div>',
            "https://m.example/1",
        ),
        ('<aside><p><b>Source:</b> <a href="https://m.example/2">Silk Mail</a></p></aside>', "https://m.example/2"),
    ],
)
def test_labelled_field_is_the_source(field: str, address: str | None, within: bool) -> None:
    item = parse_post(page(field, within=within), url=URL)
    assert (item.source, item.origins["source"]) == ("Silk Mail", "beside")
    assert item.credit is not None
    assert (item.credit.url, item.credit.span, item.credit.alone) == (address, None, False)
    assert "Silk Mail" not in item.body


@pytest.mark.parametrize(
    "field",
    [
        "<p>Source code of the port's clock</p>",
        '<figure><img src="/a.jpg"><figcaption>Source: Silk Mail</figcaption></figure>',
        '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">Source: Silk Mail</p></div>',
        '<div class="post-info">Источник фото: Silk Mail</div>',
        '<div class="related"><article><p>Source: Silk Mail</p></article></div>',
        '<div id="comments"><p>Source: Silk Mail</p></div>',
        f'<div class="post-info">Source: {"a long tale of the mills and of their owners, " * 5}</div>',
        '<div class="post-info">Source:</div>',
        '<div class="field"><b>Publication:</b> Annual report 2020</div>',
        '<div class="field"><b>Publication date:</b> 20 August 2019</div>',
        '<div class="field"><b>Published in</b> <a href="/category/energy-journal/">Energy Journal</a></div>',
        '<div class="field"><b>Published by:</b> Anna Weber</div>',
        '<div class="field"><b>Media:</b> Photos</div>',
        '<div class="field"><b>Source:</b> Staff</div>',
        '<div class="field"><b>Publisher:</b> Steppe University Press</div>',
        "<p>First seen in Kentucky.</p>",
        '<div class="field"><b>Media partner:</b> Silk Mail</div>',
        '<div class="field"><b>Outlet:</b> Factory outlet on Main Street</div>',
        "<div>Издание: Сборник статистики за 2020 год</div>",
        '<div>Опубликовано в <a href="/news/">Новости</a></div>',
        "<table><tr><th>Source</th><th>2018</th><th>Silk Mail</th></tr></table>",
        '<div class="sponsors"><p>Courtesy of Silk Mail</p></div>',
        '<p class="photo-credit">Courtesy of Silk Mail</p>',
        "<p>Photo courtesy of Silk Mail</p>",
        "<footer><p>Content courtesy of Silk Mail</p></footer>",
        '<section class="widget"><p>Article courtesy of Silk Mail</p></section>',
        "<p>Posted in Energy Journal</p>",
        "<p>Read more at Silk Mail</p>",
        '<p>Article from <a href="/silk/">Silk Mail</a></p>',
        "<p>Reprinted from the 2018 Annual Report</p>",
        "<p>First published August 20, 2019</p>",
        "<h4>Article from Silk Mail</h4>",
    ],
)
def test_what_else_is_called_a_source_is_none(field: str) -> None:
    assert parse_post(page(field), url=URL).source is None


def test_credit_of_the_text_comes_first() -> None:
    item = parse_post(page('<div class="post-info">Source: Silk Mail</div>', text=f"{TEXT}<p>Source: Steppe Herald</p>"), url=URL)
    assert (item.source, item.origins["source"]) == ("Steppe Herald", "label")


def test_it_is_explained_as_what_it_is() -> None:
    source = next(told for told in explain(page('<div class="post-info">Source: Silk Mail</div>'), url=URL) if told.field == "source")
    assert [(reason.origin, reason.snippet) for reason in source.reasons if reason.won] == [("beside (0.90)", "Source: Silk Mail")]


@pytest.mark.parametrize(
    "line",
    [
        '<div class="buttons"><a>Share</a></div><div class="basic">Article courtesy of <a href="https://m.example">Silk Mail</a></div>',
        "<p>Courtesy of Silk Mail</p>",
        "<p>This article was originally published in Silk Mail.</p>",
        "<div>Reprinted with permission from Silk Mail</div>",
        "<p><em>This piece first appeared in Silk Mail and is used with permission.</em></p>",
        "<div>Материал впервые опубликован в газете «Silk Mail»</div>",
        "<div>Мақала алғаш рет «Silk Mail» газетінде жарияланды.</div>",
    ],
)
def test_a_line_of_credit_behind_the_body_is_believed_as_in_it(line: str) -> None:
    item = parse_post(page(line), url=URL)
    assert (item.source, item.origins["source"]) == ("Silk Mail", "beside")


def test_a_source_in_the_element_of_the_author_is_no_author() -> None:
    item = parse_post(page('<div class="news-author"><i class="fa"></i> Источник: Silk Mail</div>'), url=URL)
    assert (item.source, item.authors) == ("Silk Mail", ())


def test_a_box_that_tells_the_paper_and_its_day_leaves_the_text() -> None:
    box = "<div><strong>Article from:</strong><br>Silk Mail<br>April 8, 2015</div>"
    item = parse_post(page("", text=f"<p>A short lead.</p>{box}{TEXT}"), url=URL)
    assert item.source == "Silk Mail"
    assert "Silk Mail" not in item.body
    assert "2015" not in item.body
    assert item.credit is not None
    assert str(item.credit.date) == "2015-04-08"


def test_staff_and_the_paper_that_it_writes_for_are_no_author() -> None:
    item = parse_post(page("", text=f"<p>By Staff, Modern Mill Magazine</p>{TEXT}"), url=URL)
    assert (item.source, item.authors) == ("Modern Mill Magazine", ())


@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize(
    ("picture", "outlet"),
    [
        ('<p><a href="https://mail.example/x"><img src="/u/1.png" alt="Silk Mail logo"></a></p>', "Silk Mail"),
        ('<p><img src="/u/1.png" alt="Логотип «Silk Mail»"></p>', "Silk Mail"),
        ('<figure><img src="/u/1.png" title="Logo Silk Mail"></figure>', "Silk Mail"),
        ('<p><img src="/u/reuters-logo-300x80.png" alt=""></p>', "Reuters"),
        ('<p><a href="https://www.reuters.com/article/x"><img src="/u/1.png" alt="logo"></a></p>', "Reuters"),
        ('<p><img src="/u/1.png" alt="A crane at the port, Reuters"></p>', None),
        ('<p><img src="/u/1.png" alt="Volta Motors logo"></p>', None),
        ('<p><img src="/u/logo.png" alt="logo"></p>', None),
        ('<p><a href="/"><img src="/u/1.png" alt="Silk Herald Club logo"></a></p>', None),
        ('<p><a href="/u/full.png"><img src="/u/1.png" alt="Silk Mail logo"></a></p>', "Silk Mail"),
        ('<p><img src="/u/reuters-crane.jpg" alt=""></p>', None),
        ('<p><img src="/u/1.png" alt="Silk Mail logo"><img src="/u/2.png" alt="Reuters logo"></p>', None),
        ('<p><a href="https://www.reuters.com/x"><img src="/u/1.jpg" alt="A crane at the port in August"></a></p>', None),
        ('<p>The mill <img src="/u/1.png" alt="Silk Mail logo"> opens</p>', None),
        ('<p><img src="/u/1.png" alt="Silk Mail logo"></p><p>Silk Mail moved to a new hall and has hired four writers.</p>', None),
    ],
)
def test_the_logo_of_an_outlet_alone_in_the_first_or_last_line_is_a_credit(picture: str, outlet: str | None, place: str) -> None:
    item = parse_post(page("", text=f"{picture}{TEXT}" if place == "first" else f"{TEXT}{picture}"), url=URL)
    assert item.source == outlet
    assert item.origins.get("source") == ("logo" if outlet else None)


@pytest.mark.parametrize("words", ["Our sponsors", "Media partner:", "Партнёры", "Қолдау көрсеткендер"])
def test_a_logo_under_words_of_thanks_is_none(words: str) -> None:
    assert parse_post(page("", text=f'{TEXT}<p>{words}</p><p><img src="/u/1.png" alt="Silk Mail logo"></p>'), url=URL).source is None


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ('<div class="note"><i class="fa"></i> Источник: Silk Mail</div>', None),
        ('<div class="note"><i class="material-icons">link</i> Source: Silk Mail</div>', None),
        (
            '<div class="bottom-source"><div class="bottom-title"><span class="icon-link"></span> Дереккөз</div><span class="cloud">'
            '<a href="https://m.example/3">Silk Mail</a></span></div>',
            "https://m.example/3",
        ),
        ('<div class="field"><div class="field-label">Publication:&nbsp;</div><div class="field-items">Silk Mail</div></div>', None),
        ('<div class="field"><div class="field-label">Published in</div><div class="field-items">Silk Mail</div></div>', None),
        ("<dl><dt>Date</dt><dd>20 August 2019</dd><dt>News outlet</dt><dd>Silk Mail</dd></dl>", None),
        ("<ul><li><strong>Newspaper:</strong> Silk Mail</li><li><strong>Type:</strong> Article</li></ul>", None),
        ('<div class="prop"><span>Издание</span><span>Silk Mail</span></div>', None),
        ('<div class="prop">Басылым: Silk Mail</div>', None),
        ("<table><tr><th>Source</th><td>Silk Mail</td></tr></table>", None),
    ],
)
def test_field_behind_the_body_is_the_source_behind_an_icon_and_under_labels_of_mediums(field: str, address: str | None) -> None:
    item = parse_post(page(field), url=URL)
    assert (item.source, item.origins["source"]) == ("Silk Mail", "beside")
    assert item.credit is not None
    assert item.credit.url == address
