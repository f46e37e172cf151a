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
