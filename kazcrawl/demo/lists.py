"""Lists of posts as HTML: the front page, categories, tags, authors, years and months, ten posts a page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazcrawl.demo.pages import Links, document, entry, not_found
from kazcrawl.demo.posts import Post, escape_slug, term_slug

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that was asked for: the front page (`kind` "home"), or "category", "tag", "author", "year", "month" with its `value`:
    a slug, or 2015, or 2015/10 (201510 in plain links)."""

    kind: str = "home"
    value: str = ""

    def takes(self, post: Post) -> bool:
        """Whether a post belongs to the list."""
        chosen = {
            "category": post.categories,
            "tag": post.tags,
            "author": (post.author,),
            "year": (f"{post.date:%Y}",),
            "month": (f"{post.date:%Y/%m}", f"{post.date:%Y%m}"),
        }
        if self.kind == "home":
            return True
        names = chosen[self.kind]
        return self.value in (names if self.kind in ("year", "month") else tuple(map(term_slug, names)))

    @property
    def path(self) -> str:
        """The pretty path of its first page."""
        if self.kind == "home":
            return ""
        return f"{self.value}/" if self.kind in ("year", "month") else f"{self.kind}/{escape_slug(self.value)}/"

    @property
    def query(self) -> str:
        """The same in plain links."""
        name = {"home": "", "category": "cat", "tag": "tag", "author": "author_name"}.get(self.kind, "m")
        return f"{name}={escape_slug(self.value.replace('/', ''))}" if name else ""


def page_of(posts: Sequence[Post], page: int) -> list[Post]:
    """Return the posts of one list page, counted from 1; none past the end."""
    return list(posts[(page - 1) * PER_PAGE : page * PER_PAGE]) if page >= 1 else []


def listing(posts: Sequence[Post], links: Links, *, choice: Choice, page: int, theme: str) -> tuple[int, str]:
    """Return status and page of a list: 404 past its end. A sticky post stands on top of the front page and again in its own place."""
    chosen = [post for post in posts if choice.takes(post)]
    shown = page_of(chosen, page)
    if not shown:
        return 404, not_found(links)
    if choice.kind == "home" and page == 1:
        sticky = [post for post in chosen if post.sticky]
        shown = sticky + [post for post in shown if not post.sticky]
    entries = "\n".join(entry(post, links, theme=theme, listed=True) for post in shown)
    if theme == "block":
        entries = f'<ul class="wp-block-post-template">{entries}</ul>'
    older = page * PER_PAGE < len(chosen)
    return 200, document(
        _title(choice, page), entries + _turning(links, choice, page, older=older, theme=theme), links, classes=_classes(choice, page)
    )


def _title(choice: Choice, page: int) -> str:
    return (choice.value or "News") + (f" | Page {page}" if page > 1 else "")


def _classes(choice: Choice, page: int) -> str:
    kind = {"home": "home blog", "year": "archive date", "month": "archive date"}.get(
        choice.kind, f"archive {choice.kind} {choice.kind}-{choice.value}"
    )
    return kind if page == 1 else f"{kind.removeprefix('home ')} paged paged-{page}"


def _turning(links: Links, choice: Choice, page: int, *, older: bool, theme: str) -> str:
    """The links to the older and the newer page of the list."""
    names = ("wp-block-query-pagination-next", "wp-block-query-pagination-previous") if theme == "block" else ("", "")
    parts = []
    if older:
        parts.append(
            f'<div class="nav-previous"><a class="{names[0]}" href="{_address(links, choice, page + 1)}">&larr; Older posts</a></div>'
        )
    if page > 1:
        parts.append(f'<div class="nav-next"><a class="{names[1]}" href="{_address(links, choice, page - 1)}">Newer posts &rarr;</a></div>')
    return f'\n<nav id="nav-below">{"".join(parts)}</nav>'


def _address(links: Links, choice: Choice, page: int) -> str:
    if links.pretty:
        return links.base + choice.path + (f"page/{page}/" if page > 1 else "")
    query = "&".join(part for part in (choice.query, f"paged={page}" if page > 1 else "") if part)
    return links.base + (f"?{query}" if query else "")
