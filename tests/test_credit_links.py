"""Links that tell whose a text is, behind words that say nothing else. All posts are invented."""

import pytest

from kazcrawl.items import Link
from kazcrawl.parse import parse_post
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.rules import find_credit
from tests.credit_cases import EN, RU

KNOWN = "https://tengrinews.kz/kazakhstan_news/eksport-321234/"
ARTICLE = "https://steppe-news.example/2014/05/grain"
OWN = "http://chamber.example/2015/05/x"
SITE = "http://chamber.example/"


def linked(text: str, words: str, url: str) -> tuple[str | None, tuple[int, ...]]:
    blocks = [Block(EN, "paragraph"), Block(text, "paragraph", (Link(url, words),))]
    credit, alone = find_credit(blocks, site_names=["Example Chamber of Commerce"], site_url=SITE)
    return (credit.outlet if credit else None), alone


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Source", "Source"),
        ("Source: here", "here"),
        ("(Source)", "Source"),
        ("Read the full article here.", "here"),
        ("Click here to read the full story.", "here"),
        ("The full article is available here.", "here"),
        ("Original article", "Original article"),
        ("Источник", "Источник"),
        ("Читать полностью", "Читать полностью"),
        ("Ссылка на источник", "Ссылка на источник"),
        ("Полный текст статьи", "Полный текст статьи"),
        ("Дереккөзі", "Дереккөзі"),
        ("Quelle", "Quelle"),
    ],
)
def test_a_link_behind_such_words_alone_tells_the_source(text: str, words: str) -> None:
    assert linked(text, words, KNOWN) == ("Tengrinews", (1,))
    assert linked(text, words, ARTICLE) == ("steppe-news.example", (1,))


@pytest.mark.parametrize(
    ("text", "words", "url"),
    [
        ("Source", "Source", OWN),
        ("Read the full article here.", "here", OWN),
        ("Source", "Source", "https://www.facebook.com/posts/123456"),
        ("Источник", "Источник", "https://www.gov.kz/memleket/entities/mti/press/news/details/12345"),
        ("Source", "Source", "https://www.chevron.com/kazakhstan/plans"),
        ("Read the full article here.", "here", "https://steppe-news.example/2014/05/grain.pdf"),
        ("Read more", "Read more", ARTICLE),
        ("Read the full report of the ministry here.", "here", ARTICLE),
        ("Click here to register.", "here", ARTICLE),
        ("Download the presentation here.", "here", ARTICLE),
        ("Watch the video here", "here", KNOWN),
        ("Learn more about the tour", "tour", KNOWN),
        ("The river has its source in the hills", "source", KNOWN),
    ],
)
def test_no_link_to_anything_else_does(text: str, words: str, url: str) -> None:
    assert linked(text, words, url)[0] is None


def test_the_last_words_of_a_paragraph_may_be_the_link() -> None:
    assert linked(f"{RU} (Источник)", "Источник", KNOWN) == ("Tengrinews", ())
    assert linked(f"{EN} Read the full article here", "Read the full article here", KNOWN) == ("Tengrinews", ())
    assert linked(f"{EN} The river has its source", "source", KNOWN)[0] is None


def test_such_a_link_is_read_from_a_page() -> None:
    page = (
        f"<html><body><article><h1>Grain</h1><div class='entry-content'><p>{EN}</p><p>{EN}</p>"
        f"<p><a href='{KNOWN}'>Source</a></p></div></article></body></html>"
    )
    item = parse_post(page.encode(), url=OWN)
    assert item.credit is not None
    assert (item.credit.outlet, item.credit.url) == ("Tengrinews", KNOWN)


@pytest.mark.parametrize(
    ("line", "url", "outlet"),
    [
        ("This post originally appeared on the Chamber Lantern blog.", "https://lantern.example/blog", "Chamber Lantern"),
        ("This post originally appeared on the Chamber Lantern blog.", OWN, None),
        ("This post originally appeared on the Hill County Chamber blog.", "https://hill.example/blog", None),
    ],
)
def test_a_blog_with_the_word_for_a_chamber_in_its_name_is_a_source_where_it_is_linked_as_anothers(
    line: str, url: str, outlet: str | None
) -> None:
    assert linked(line, "Chamber Lantern", url)[0] == outlet
