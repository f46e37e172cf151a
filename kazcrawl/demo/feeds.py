"""What machines read: the RSS feed, the sitemaps and robots.txt. Pure."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from kazcrawl.demo.lists import page_of
from kazcrawl.demo.pages import PROTECTED, Links, content
from kazcrawl.demo.posts import NAME, TAGLINE, Post, utc

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_RSS_XMLNS = " ".join(
    f'xmlns:{name}="{url}"'
    for name, url in (
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("atom", "http://www.w3.org/2005/Atom"),
    )
)


def rss(posts: Sequence[Post], links: Links, *, page: int, changed: datetime) -> tuple[int, str]:
    """Return status and RSS of one page of the feed, ten items; past the end it is 404, but still RSS.

    `changed` is the instant of the site's last change."""
    shown = page_of(posts, page)
    items = "\n".join(_item(post, links) for post in shown)
    return (200 if shown else 404), (
        f'{_XML}<rss version="2.0" {_RSS_XMLNS}>\n<channel>\n<title>{NAME}</title>\n'
        f'<atom:link href="{links.base}feed/" rel="self" type="application/rss+xml" />\n<link>{links.base.rstrip("/")}</link>\n'
        f"<description>{TAGLINE}</description>\n<lastBuildDate>{_rfc822(changed)}</lastBuildDate>\n<language>en-US</language>\n"
        f"{items}\n</channel>\n</rss>"
    )


def atom(posts: Sequence[Post], links: Links, *, page: int, changed: datetime) -> tuple[int, str]:
    """Return status and Atom of one page of the feed: unlike RSS it tells when each post was last changed."""
    shown = page_of(posts, page)
    entries = "\n".join(
        f'<entry>\n<title type="html"><![CDATA[{("Protected: " if post.password else "") + escape(post.title, quote=False)}]]></title>\n'
        f'<link rel="alternate" type="text/html" href="{escape(links.post(post))}" />\n<id>{links.base}?p={post.id}</id>\n'
        f"<author><name>{escape(post.author)}</name></author>\n<updated>{_iso(post.modified)}</updated>\n<published>{_iso(post.date)}</published>\n"
        f'<content type="html"><![CDATA[{PROTECTED if post.password else content(post, links, page=1)}]]></content>\n</entry>'
        for post in shown
    )
    return (200 if shown else 404), (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">\n<title type="text">{NAME}</title>\n'
        f"<updated>{_iso(changed)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{links.base.rstrip("/")}" />\n<id>{links.base}feed/atom/</id>\n{entries}\n</feed>'
    )


def validators(changed: datetime) -> dict[str, str]:
    """Return ETag and Last-Modified, which WordPress gives to feeds alone: one value for every feed of the site."""
    digest = hashlib.sha256(changed.isoformat().encode()).hexdigest()[:32]
    return {"ETag": f'"{digest}"', "Last-Modified": _rfc822(changed).replace("+0000", "GMT")}


def sitemap_index(links: Links) -> str:
    """Return the index that names the sitemap of posts and that of pages."""
    names = [
        f"{links.base}wp-sitemap-posts-{kind}-1.xml" if links.pretty else f"{links.base}?sitemap=posts&sitemap-subtype={kind}&paged=1"
        for kind in ("post", "page")
    ]
    entries = "".join(f"<sitemap><loc>{escape(name)}</loc></sitemap>" for name in names)
    return f'{_XML}\n<sitemapindex xmlns="{_SITEMAP_XMLNS}">{entries}</sitemapindex>'


def sitemap(posts: Sequence[Post], links: Links) -> str:
    """Return a sitemap, without lastmod as WordPress wrote it before 6.5."""
    entries = "".join(f"<url><loc>{escape(links.post(post))}</loc></url>" for post in posts)
    return f'{_XML}\n<urlset xmlns="{_SITEMAP_XMLNS}">{entries}</urlset>'


def robots(links: Links, *, sitemap: bool) -> str:
    """Return the robots.txt that WordPress makes up."""
    rules = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
    return rules + (f"\nSitemap: {links.base}wp-sitemap.xml\n" if sitemap else "")


def _item(post: Post, links: Links) -> str:
    text = PROTECTED if post.password else content(post, links, page=1)
    title = ("Protected: " if post.password else "") + post.title
    filed = "".join(f"<category><![CDATA[{name}]]></category>" for name in (*post.categories, *post.tags))
    return (
        f"<item>\n<title>{escape(title, quote=False)}</title>\n<link>{escape(links.post(post))}</link>\n"
        f"<dc:creator><![CDATA[{post.author}]]></dc:creator>\n"
        f'<pubDate>{_rfc822(post.date)}</pubDate>\n{filed}\n<guid isPermaLink="false">{links.base}?p={post.id}</guid>\n'
        f"<description><![CDATA[{post.title}]]></description>\n<content:encoded><![CDATA[{text}]]></content:encoded>\n</item>"
    )


def _rfc822(moment: datetime) -> str:
    return format_datetime(utc(moment))


def _iso(moment: datetime) -> str:
    return f"{utc(moment):%Y-%m-%dT%H:%M:%SZ}"
