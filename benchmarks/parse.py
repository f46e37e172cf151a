"""Parsing against BeautifulSoup on the full page and against trafilatura, in one run, round by round in turn: ratios of CPU time.

`python -m benchmarks.parse [--rounds 5] [FOLDER …]` reads the `.html` and `.html.gz` files of the folders; without any, the golden pages of
`tests/pages`, each dressed as pages of real sites are: with menus, columns, comments, styles and scripts around the post. trafilatura is
measured where it is installed (`make analysis`)."""

import argparse
import gc
import gzip
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import _lru_cache_wrapper
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, NavigableString, ProcessingInstruction, Tag

from kazcrawl.errors import ParseError
from kazcrawl.items import Facts, PostItem, Site
from kazcrawl.outlets import default_registry
from kazcrawl.parse import parse_post
from kazcrawl.parse import post as post_module
from kazcrawl.parse.page.collector import uncollected
from kazcrawl.parse.page.container import Container, locate
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.names import Remembered
from kazcrawl.parse.page.opened import Page, base_of, open_page
from kazcrawl.parse.page.outline import Outline, Scribe
from kazcrawl.parse.page.region import region_of

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "pages"
# Without a day: a page of another month would be searched for days that its address tells.
URL = "http://chamber.example/a-post/"
FULL_TREE = "BeautifulSoup, full page, tree alone"
# what is measured → how many times faster we shall be
GOALS = {"BeautifulSoup, full page, with our rules": 5.0, "trafilatura, fast, with metadata": 2.0}

_STYLE = "<style>" + "".join(f".block-{n} {{ margin: {n}px auto; color: #{n:06x} }}\n" for n in range(220)) + "</style>"
_SCRIPT = "<script>" + "".join(f'var slot_{n} = {{"id": {n}, "markup": "<div class=ad></div>"}};\n' for n in range(160)) + "</script>"
_LINKS = "".join(
    f'<li id="menu-item-{n}" class="menu-item menu-item-type-custom menu-item-{n}"><a href="/topic-{n}/">Topic {n}</a></li>'
    for n in range(60)
)
_MENU = f'<nav class="main-navigation"><ul class="menu">{_LINKS}</ul></nav>'
_WIDGET = '<aside id="recent-{0}" class="widget widget_recent"><h3 class="widget-title">Recent</h3><ul>{1}</ul></aside>'
_RECENT = "".join(f'<li><a href="/2015/09/post-{n}/">A post of another day, number {n}</a> <span>{n} Sept</span></li>' for n in range(14))
_COLUMN = '<div id="secondary" class="sidebar">' + "".join(_WIDGET.format(n, _RECENT) for n in range(4)) + "</div>"
_COMMENT = (
    '<li id="comment-{0}" class="comment"><div class="comment-body"><cite class="fn">Reader {0}</cite> <a href="#comment-{0}">says</a>'
    "<p>What reader number {0} thinks of it, in a sentence of the usual length, and then in one more.</p></div></li>"
)
_COMMENTS = '<div id="comments"><ol class="commentlist">' + "".join(_COMMENT.format(n) for n in range(12)) + "</ol></div>"
_FOOTER = f'<footer id="colophon"><div class="links"><ul>{_LINKS}</ul></div></footer>{_SCRIPT}'
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)


def dressed(html: str) -> str:
    """Return a page of nothing but its post with all that stands around a post on a real page."""
    html = html.replace("</head>", f"{_STYLE}{_SCRIPT}</head>", 1)
    html = _BODY.sub(lambda found: f'{found[0]}<div class="top">{_MENU}</div>', html, count=1)
    return html.replace("</body>", f"{_COMMENTS}{_COLUMN}{_FOOTER}</body>", 1)


def read_pages(folders: Sequence[Path]) -> list[bytes]:
    """Return the pages of the folders, or the golden pages dressed."""
    if not folders:
        return [dressed(path.read_text(encoding="utf-8")).encode() for path in sorted(GOLDEN.glob("[!_]*/*.html"))]
    paths = chain.from_iterable(folder.rglob("*.html*") if folder.is_dir() else [folder] for folder in folders)
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in sorted(paths)]


def parsed(page: bytes) -> PostItem | str:
    """The item of a page, or why it is none."""
    try:
        return parse_post(page, url=URL)
    except ParseError as error:
        return error.reason


def open_plainly(text: str, *, url: str, facts: Facts | None = None, site: Site | None = None, cut: bool = True) -> Page:
    """Open a page as BeautifulSoup's own builder reads it, whole: what `open_page` is compared with."""
    soup = BeautifulSoup(text, "lxml")
    outline = Outline()
    tell(soup, Scribe(outline, url))
    of = {id(spot): tag for spot, tag in zip(outline.spots, soup.find_all(True), strict=True)} | {id(outline.top): soup}
    for spot in outline.spots:
        of[id(spot)].mass = spot  # what every element of ours knows
    place = locate(outline)
    placed = Container(of.get(id(place.post)), of.get(id(place.content)), place.way)
    return Page(base_of(url), soup, placed, of.get(id(region_of(place, outline))), facts or Facts(), site, outline)


def tell(soup: BeautifulSoup, scribe: Scribe) -> None:
    """Tell what stands in a tree as a parser would."""
    open_tags: list[Tag] = []
    for node in soup.descendants:
        while open_tags and open_tags[-1] is not node.parent:
            scribe.end(open_tags.pop().name)
        if isinstance(node, Tag):
            scribe.start(node.name, {**node.attrs, **({"class": " ".join(node["class"])} if "class" in node.attrs else {})})
            open_tags.append(node)
        elif isinstance(node, Comment | Declaration | Doctype | ProcessingInstruction):
            scribe.comment()
        elif isinstance(node, NavigableString):
            scribe.data(str(node))
    for tag in reversed(open_tags):
        scribe.end(tag.name)
    scribe.close()


def plainly(page: bytes) -> PostItem | str:
    """The item of a page by the same rules, on BeautifulSoup's own tree of the full page."""
    with patch.object(post_module, "open_page", open_plainly):
        return parsed(page)


def contenders() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Yield what is measured beside us."""
    yield FULL_TREE, lambda page: BeautifulSoup(page, "lxml")
    yield "BeautifulSoup, full page, with our rules", plainly
    if find_spec("trafilatura") is None:
        print("trafilatura is not installed: make analysis", file=sys.stderr)
        return
    import trafilatura

    yield "trafilatura, fast, with metadata", lambda page: trafilatura.bare_extraction(page, url=URL, fast=True, with_metadata=True)


@uncollected
def open_cut(page: bytes) -> None:
    """All that stands before the first field: the page's text, its outline, the post's place, and the tree of what its fields need."""
    with suppress(ParseError):
        open_page(decode_page(page, url=URL).text, url=URL).forget()


def cpu(read: Callable[[bytes], Any], pages: Sequence[bytes]) -> float:
    """CPU seconds of reading all pages, what it costs to forget them included. A crawl reads a page once: what was kept of the round
    before is forgotten first, ours as well as theirs."""
    for kept in gc.get_objects():
        if isinstance(kept, _lru_cache_wrapper):
            kept.cache_clear()
        elif isinstance(kept, Remembered):
            kept.clear()
    default_registry()
    gc.collect()
    begin = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - begin


def main() -> int:
    """Measure and print which goals are met; 1 when an item differs."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folders", nargs="*", type=Path)
    words.add_argument("--rounds", type=int, default=5)
    told = words.parse_args()
    pages = read_pages(told.folders)
    if not pages:
        print("error: no pages there", file=sys.stderr)
        return 2
    differing = sum(parsed(page) != plainly(page) for page in pages)
    print(f"{len(pages)} pages, {sum(map(len, pages)) // len(pages) // 1000} KB each; items that differ from the full page's: {differing}")
    others = dict(contenders())
    rounds = [
        (cpu(parsed, pages), cpu(open_cut, pages), {name: cpu(read, pages) for name, read in others.items()}) for _ in range(told.rounds)
    ]
    print(f"{'kazcrawl':42} {len(pages) / statistics.median(ours for ours, _, _ in rounds):7.1f} pages a CPU second")
    for name in others:
        ratios = [theirs[name] / ours for ours, _, theirs in rounds]
        ratio, goal = statistics.median(ratios), GOALS.get(name)
        rate = len(pages) / statistics.median(theirs[name] for _, _, theirs in rounds)
        aim = f"; goal {goal}: {'met' if ratio >= goal else 'MISSED'}" if goal else ""
        print(f"{name:42} {rate:7.1f} pages a CPU second; we are {ratio:.1f} × as fast ({min(ratios):.1f}-{max(ratios):.1f}{aim})")
    ratios = [theirs[FULL_TREE] / cut for _, cut, theirs in rounds]
    ratio = statistics.median(ratios)
    print(f"the tree of the cut against the tree of the full page: {ratio:.1f} × as fast ({min(ratios):.1f}-{max(ratios):.1f})")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
