"""A small invented chamber site, served on loopback: for `kazcrawl demo`, for tests, and to see what a crawler meets.

    posts/*.html ─ posts.py ─▶ Post ─▶ pages.py, lists.py (HTML) · feeds.py (RSS, sitemap, robots) · rest.py (JSON) ─▶ site.py ─▶ listen.py

All but `listen.py` is pure: posts and an address in, an `Answer` out. Only the standard library is used."""

from kazcrawl.demo.plain import PlainBlog
from kazcrawl.demo.posts import Post, read_posts
from kazcrawl.demo.site import Asked, ChamberSite, Failure

__all__ = ["Asked", "ChamberSite", "Failure", "PlainBlog", "Post", "read_posts"]
