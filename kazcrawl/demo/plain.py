"""A blog that is not WordPress, as a site generator writes it: static pages, one Atom feed of the newest posts, one sitemap of all pages.

It knows no REST, no list but its front page, no ids. Static pages stand in the sitemap beside the posts, and nothing but their address
and their look tells them apart."""

import hashlib
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote, urlsplit

from kazcrawl.demo.listen import Answer
from kazcrawl.demo.posts import IMAGE_MARK, NAME, TAGLINE, Post, utc
from kazcrawl.demo.site import ChamberSite

FEED_LENGTH = 10
STATIC = {"/about/": "About the chamber", "/join/": "How to join"}
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class PlainBlog(ChamberSite):
    """The same posts under /news/SLUG/; with `lastmod` off the sitemap tells addresses alone."""

    lastmod: bool = True

    def post_url(self, post_id: int) -> str:
        """Return the address of a post."""
        return self.url.rstrip("/") + quote(_path(self.post(post_id)))

    def answer(self, target: str) -> Answer:
        """Return what the site says to path and query; a query changes nothing, as the pages are files."""
        path = unquote(urlsplit(target).path)
        if path == "/":
            return self._html(NAME, "".join(f'<li><a href="{_path(post)}">{escape(post.title)}</a></li>' for post in self._shown[:5]), "ul")
        if path == "/robots.txt":
            return Answer.text("User-agent: *\nDisallow:\n", content_type="text/plain")
        if path == "/feed.xml" and self.feed:
            return self._atom()
        if path == "/sitemap.xml" and self.sitemap:
            return self._map()
        if path in STATIC:
            return self._html(STATIC[path], f"<p>{NAME}: {TAGLINE}. Write to us, and we answer within a week.</p>", "section")
        found = next((post for post in self._shown if _path(post) == path), None)
        return self._article(found) if found else self._html("Not found", "<p>There is no such page.</p>", "section", status=404)

    @property
    def _shown(self) -> list[Post]:
        return [post for post in self._public if not post.password]

    def _article(self, post: Post) -> Answer:
        text = IMAGE_MARK.sub("", " ".join(post.pages))
        told = f'<p class="meta"><time datetime="{post.date.isoformat()}">{post.date:%d.%m.%Y}</time> by {escape(post.author)}</p>'
        main = f'<article><header><h1>{escape(post.title)}</h1>{told}</header><div class="text">{text}</div></article>'
        return self._html(post.title, main, "main", titled=False)

    def _html(self, title: str, inner: str, element: str, *, status: int = 200, titled: bool = True) -> Answer:
        heading = f"<h1>{escape(title)}</h1>" if titled else ""
        feed = '<link rel="alternate" type="application/atom+xml" href="/feed.xml">' if self.feed else ""
        return Answer.text(
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{feed}'
            f'<meta name="generator" content="Quill 2.1"></head><body><nav><a href="/">Home</a> <a href="/about/">About</a></nav>'
            f"{heading}<{element}>{inner}</{element}></body></html>",
            status=status,
        )

    def _atom(self) -> Answer:
        base = self.url.rstrip("/")
        entries = "".join(
            f'<entry><title type="html">{escape(escape(post.title))}</title><link href="{base}{_path(post)}"/>'
            f"<id>tag:chamber,{post.id}</id>"
            f"<published>{utc(post.date).isoformat()}</published><updated>{utc(post.modified).isoformat()}</updated>"
            f"<author><name>{escape(post.author)}</name></author><summary>{escape(post.title)}</summary></entry>"
            for post in self._shown[:FEED_LENGTH]
        )
        text = f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{NAME}</title><link href="{base}/"/>{entries}</feed>'
        return Answer.text(text, content_type="application/atom+xml", headers=_tag(text))

    def _map(self) -> Answer:
        base = self.url.rstrip("/")
        stamps = {_path(post): f"<lastmod>{utc(post.modified).isoformat()}</lastmod>" if self.lastmod else "" for post in self._shown}
        urls = "".join(f"<url><loc>{base}{path}</loc>{stamps.get(path, '')}</url>" for path in ("/", *STATIC, *stamps))
        text = f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        return Answer.text(text, content_type="application/xml", headers=_tag(text))


def _tag(text: str) -> dict[str, str]:
    """A server of files tells each file's own state."""
    return {"ETag": f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'}


def _path(post: Post) -> str:
    return f"/news/{unquote(post.slug)}/"
