"""Nothing of a post is lost because it is short: greetings, notices, lists and tables of a few words, in themes with and without names."""

from collections.abc import Callable

import pytest

from kazcrawl.parse import parse_post

TITLE = "Notice of the chamber to members"
MENU = f"<ul>{''.join(f'<li><a href=/m{n}/>Menu item {n}</a></li>' for n in range(5))}</ul>"
RECENT = "".join(f"<li><a href=/r{n}/>Another headline of the blog, {n}</a> <small>{n + 1} May 2014</small></li>" for n in range(4))
SIDE = f"<h3>Recent posts</h3><ul>{RECENT}</ul>"
RIGHTS = "© 2026 Chamber. All rights reserved."

THEMES: dict[str, Callable[[str], str]] = {
    "classic": lambda text: (
        f'<body class="single postid-7"><nav>{MENU}</nav><main><article id="post-7" class="hentry"><h1 class="entry-title">{TITLE}</h1>'
        f'<p class="entry-meta">Posted on <time>21 May 2015</time></p><div class="entry-content">{text}</div></article></main>'
        f'<aside class="widget-area">{SIDE}</aside><footer>{RIGHTS}</footer></body>'
    ),
    "blocks": lambda text: (
        f'<body class="single postid-7"><header>{MENU}</header><main><h1 class="wp-block-post-title">{TITLE}</h1>'
        f'<div class="entry-content wp-block-post-content">{text}</div></main><footer>{SIDE}{RIGHTS}</footer></body>'
    ),
    "article": lambda text: (
        f"<body><header>{MENU}</header><main><article><h1>{TITLE}</h1><p>21 May 2015</p>{text}</article></main><aside>{SIDE}</aside></body>"
    ),
    "no names": lambda text: (
        f"<body><div><div><a href=/>Chamber</a></div><div>{MENU}</div></div><div><div><h1>{TITLE}</h1><div>21 May 2015 | Asel Kim</div>"
        f"<div>{text}</div></div><div>{SIDE}</div></div><div>{RIGHTS}</div></body>"
    ),
    "own names": lambda text: (
        f"<body class=zq><div class=zq-top><a href=/>Chamber</a><div class=zq-l>{MENU}</div></div><div class=zq-cols><div class=zq-left>"
        f"<h2 class=zq-big>{TITLE}</h2><div class=zq-m>21 May 2015</div><div class=zq-run>{text}</div></div><div>{SIDE}</div></div></body>"
    ),
    "table": lambda text: (
        f"<body><table><tr><td colspan=2>{MENU}</td></tr><tr><td><h1>{TITLE}</h1><p>21 May 2015</p>{text}</td><td>{SIDE}</td></tr></table></body>"
    ),
}
TEXTS: list[tuple[str, list[str]]] = [
    ("<p>Happy Nauryz!</p>", ["Happy Nauryz!"]),
    ("<p><strong>Meeting cancelled!</strong></p>", ["Meeting cancelled!"]),
    ("<p>Офис закрыт в понедельник.</p>", ["Офис закрыт в понедельник."]),
    ("<p>The fair opens on 3 March 2015 in Almaty.</p>", ["The fair opens on 3 March 2015 in Almaty."]),
    ("<p>12 June 2015, 10:00, Hall 3</p><p>Entry is free.</p>", ["12 June 2015, 10:00, Hall 3", "Entry is free."]),
    ("<p>The chamber greets all.</p><p>It wishes them well.</p>", ["The chamber greets all.", "It wishes them well."]),
    ("The office moves to Abay street.<br>Telephone: 272-10-20.", ["The office moves to Abay street.", "Telephone: 272-10-20."]),
    ("<div>Registration is open.</div><div>Come in numbers.</div>", ["Registration is open.", "Come in numbers."]),
    ("<ul><li>Grain, 3 wagons</li><li>Wool, 2 wagons</li></ul>", ["Grain, 3 wagons", "Wool, 2 wagons"]),
    ("<p>Agenda:</p><ol><li>Opening</li><li>Elections</li></ol>", ["Agenda:", "Opening", "Elections"]),
    ("<h3>When</h3><p>On Friday.</p><h3>Where</h3><p>In the hall.</p>", ["When", "On Friday.", "Where", "In the hall."]),
    ("<dl><dt>Place</dt><dd>Almaty</dd><dt>Time</dt><dd>Noon</dd></dl>", ["Place", "Almaty", "Time", "Noon"]),
    ("<table><tr><th>Good</th><th>Duty</th></tr><tr><td>Wool</td><td>5%</td></tr></table>", ["Good", "Duty", "Wool", "5%"]),
    ("<pre>Duty 5\nWool 7</pre>", ["Duty 5", "Wool 7"]),
    ("<blockquote><p>We shall meet again in spring.</p></blockquote>", ["We shall meet again in spring."]),
    ("<figure><img src=/a.jpg><figcaption>In front</figcaption></figure><p>Our members.</p>", ["Our members."]),
    ('<p><a href="https://other.example/report.pdf">Read the report of the ministry</a></p>', ["Read the report of the ministry"]),
    ('<p>Write to <a href="mailto:a@c.example">a@c.example</a>.</p>', ["Write to", "a@c.example"]),
    ("<p>Asel Kim<br>Boris Pak<br>Clara Lee</p>", ["Asel Kim", "Boris Pak", "Clara Lee"]),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_short_text_is_kept_whole_and_alone(theme: str, text: str, wanted: list[str]) -> None:
    page = f'<html lang="en"><head><title>{TITLE} - Chamber</title></head>{THEMES[theme](text)}</html>'
    item = parse_post(page, url="https://chamber.example/notice/")
    assert item.title == TITLE
    assert [part for part in wanted if part not in item.body] == []
    assert [part for part in ("Another headline", "Menu item", "©") if part in item.body] == []


SENTENCES = "".join(f"<p>In the {n}th hall the makers of carpets show what they wove in the long winter.</p>" for n in range(4, 7))


@pytest.mark.parametrize(
    ("page", "kept", "left"),
    [
        (
            f"<article><header><h1>{TITLE}</h1><p>For all who like colours</p></header><section>{SENTENCES}</section></article>",
            "6th hall",
            "for all",
        ),
        (
            f"<div><div><h1>{TITLE}</h1><div>Written by <b>Asel Kim</b>, Almaty</div></div></div><div><div>{SENTENCES}</div></div>",
            "6th hall",
            "Asel Kim",
        ),
        (
            f"<main><div><div><h1>{TITLE}</h1><div><p>Whoever weaves a carpet in our towns is asked to show it in spring.</p></div></div>"
            f"<div>{SENTENCES}</div></div></main>",
            "Whoever weaves",
            "©",
        ),
    ],
)
def test_line_below_the_headline_is_not_taken_for_the_text(page: str, kept: str, left: str) -> None:
    html = f"<head><title>{TITLE}</title></head><body><nav>{MENU}</nav>{page}<footer>{RIGHTS}</footer></body>"
    body = parse_post(html, url="https://chamber.example/notice/").body
    assert kept in body
    assert left not in body
    assert "4th hall" in body
