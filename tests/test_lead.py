"""The lead between headline and body: a part of the text where it stands in an element of its own, and never twice."""

import pytest

from kazcrawl.parse import parse_post

URL = "https://chamber.example/port/"
LEAD = "The first ship of the season came in before dawn, and nobody was there to tie it up."
TEXT = "<p>The port took its first ship on Monday, and the second came a day later.</p><p>A third one is expected in the spring of next year.</p>"


def body_of(head: str, text: str = TEXT, after: str = "") -> list[str]:
    html = f'<article class="hentry"><header><h1>Port opens</h1>{head}</header><div class="entry-content">{text}</div>{after}</article>'
    return parse_post(f"<html><body>{html}</body></html>", url=URL).body.split("\n\n")


@pytest.mark.parametrize(
    "head",
    [
        f'<div class="post-lead"><p>{LEAD}</p></div>',
        f'<h2 class="entry-subtitle">{LEAD}</h2>',
        f'<p class="intro">{LEAD}</p>',
        f'<div class="single_excerpt">{LEAD}</div>',
        f'<div class="NewsSummary"><p>{LEAD}</p></div>',
    ],
)
def test_lead_before_the_body_is_its_first_paragraph(head: str) -> None:
    found = body_of(head)
    assert found[0] == LEAD
    assert len(found) == 3


@pytest.mark.parametrize(
    ("head", "text", "after"),
    [
        (f'<div class="post-lead">{LEAD}</div>', f"<p>{LEAD} Then the wind rose.</p>{TEXT}", ""),
        ('<div class="post-lead">Port opens</div>', TEXT, ""),
        ('<div class="post-lead">Ports, ships, trade</div>', TEXT, ""),
        (f'<div class="author-intro">{LEAD}</div>', TEXT, ""),
        (f'<div class="post-lead" style="display:none">{LEAD}</div>', TEXT, ""),
        (f'<div class="related-posts"><p class="excerpt">{LEAD}</p></div>', TEXT, ""),
        ("", TEXT, f'<div class="post-excerpt">{LEAD}</div>'),
        (f'<div class="intro"><a href="/other/">{LEAD}</a></div>', TEXT, ""),
    ],
    ids=["repeated", "title", "short", "of the author", "hidden", "of another post", "after the body", "a link"],
)
def test_what_is_no_lead_adds_nothing(head: str, text: str, after: str) -> None:
    assert body_of(head, text, after) == body_of("", text)


def test_credit_is_looked_for_in_the_body_and_the_lead_stays() -> None:
    html = f'<article class="hentry"><h1>Port opens</h1><p class="lead">{LEAD}</p><div class="entry-content"><p>Tengrinews.kz</p>{TEXT}</div></article>'
    item = parse_post(f"<html><body>{html}</body></html>", url=URL)
    assert item.source is not None
    assert item.body.startswith(LEAD)
    assert LEAD in item.body_html
