"""The chamber site: its posts, its switches, and what it answers to an address. Knows no socket; `listen` serves it."""

import re
import threading
import time
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import kazcrawl.demo.feeds as feeds
import kazcrawl.demo.rest as rest
from kazcrawl.demo.listen import Answer, Serving
from kazcrawl.demo.lists import Choice, listing
from kazcrawl.demo.pages import Links, attachment, image_id, not_found, single
from kazcrawl.demo.posts import Post, public, read_posts

_HTML = "text/html; charset=UTF-8"
_XML = "application/xml; charset=UTF-8"
_RSS = "application/rss+xml; charset=UTF-8"
_ATOM = "application/atom+xml; charset=UTF-8"
_PAGED = re.compile(r"(?P<rest>.*?/)page/(?P<page>\d+)/")
_FEED = re.compile(r"(?P<rest>.*?/)feed/(?P<kind>atom/)?")
_LISTS = (
    (re.compile(r"/(?P<kind>category|tag|author)/(?P<value>[^/]+)/"), None),
    (re.compile(r"/(?P<value>\d{4})/"), "year"),
    (re.compile(r"/(?P<value>\d{4}/\d{2})/"), "month"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the site saw it: path with query, status answered, `time.monotonic()` of its arrival, headers in lower case."""

    path: str
    status: int
    time: float
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Failure:
    """A fault to play: addresses whose path and query contain `part` get `status`, the first `times` times or (None) always."""

    part: str
    times: int | None = None
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ChamberSite:
    """The site with its switches. `theme` is "classic" or "block", `permalinks` "pretty" or "plain".

    With `rest` off the interface answers 401 as security plugins do; `feed` and `sitemap` off are 404. Use: `with ChamberSite().serve() as
    site:` and ask `site.url`; posts can be changed while it runs, and `site.requests` tells what was asked."""

    posts: list[Post] = field(default_factory=read_posts)
    _: KW_ONLY
    rest: bool = True
    feed: bool = True
    sitemap: bool = True
    permalinks: str = "pretty"
    theme: str = "classic"
    fail: tuple[Failure, ...] = ()
    url: str = field(default="http://127.0.0.1/", init=False)
    requests: list[Asked] = field(default_factory=list, init=False)
    _failed: dict[str, int] = field(default_factory=dict, init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False)

    def serve(self, port: int = 0) -> "Serving[ChamberSite]":
        """Listen on 127.0.0.1, 0 for any free port; the answer is a context manager that stops again. Raises OSError for a taken port."""
        serving = Serving(self, self.ask, port=port)
        self.url = serving.url
        return serving

    # --- changing it while it runs

    def add_post(self, post: Post) -> Post:
        """Publish a post."""
        with self._lock:
            self.posts.append(post)
        return post

    def edit_post(self, post_id: int, **changes: Any) -> Post:
        """Change a post's fields; `modified`, unless told, is a minute after the last change of the site."""
        with self._lock:
            old = self.post(post_id)
            new = replace(old, **({"modified": max(post.modified for post in self.posts) + timedelta(minutes=1)} | changes))
            self.posts[self.posts.index(old)] = new
        return new

    def delete_post(self, post_id: int) -> Post:
        """Take a post away; its address answers 404 from now on."""
        with self._lock:
            old = self.post(post_id)
            self.posts.remove(old)
        return old

    def move_post(self, post_id: int, slug: str) -> Post:
        """Give a post another slug; the old address redirects."""
        old = self.post(post_id)
        return self.edit_post(post_id, slug=slug, old_slugs=(*old.old_slugs, old.slug))

    def post(self, post_id: int) -> Post:
        """Return a post. Raises LookupError."""
        for post in self.posts:
            if post.id == post_id:
                return post
        raise LookupError(f"the demo has no post {post_id}")

    def post_url(self, post_id: int) -> str:
        """Return the permalink of a post."""
        return self._links.post(self.post(post_id))

    # --- answering

    def ask(self, target: str, headers: Mapping[str, str]) -> Answer:
        """Answer one GET of path and query, play a fault if one is due, and note the request."""
        with self._lock:
            arrived = time.monotonic()
            answer = self._fault(target) or self.answer(target)
            if answer.headers.get("ETag") and answer.status == 200 and _is_same(answer.headers, headers):
                answer = Answer(304, b"", answer.headers)
            self.requests.append(Asked(target, answer.status, arrived, dict(headers)))
        return answer

    def answer(self, target: str) -> Answer:
        """Return what the site says to path and query."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if "rest_route" in query:
            return self._rest(query["rest_route"], query)
        if "feed" in query:
            return self._feed("/", query)
        if "sitemap" in query:
            return self._sitemap(query.get("sitemap-subtype", ""))
        wanted = query.get("p") or query.get("page_id")
        if wanted:
            return self._by_id(wanted, query)
        if self.permalinks == "plain":
            return self._listing(_plain_choice(query), query.get("paged", "1"))
        return self._pretty(parts.path, query)

    @property
    def _links(self) -> Links:
        return Links(self.url, self.permalinks == "pretty")

    @property
    def _public(self) -> list[Post]:
        return public(self.posts)

    def _fault(self, target: str) -> Answer | None:
        for failure in self.fail:
            played = self._failed.get(failure.part, 0)
            if failure.part in target and (failure.times is None or played < failure.times):
                self._failed[failure.part] = played + 1
                return Answer(
                    failure.status, b"<h1>Error establishing a database connection</h1>", {"Content-Type": _HTML, **failure.headers}
                )
        return None

    def _pretty(self, path: str, query: Mapping[str, str]) -> Answer:
        if path == "/robots.txt":
            return Answer.text(feeds.robots(self._links, sitemap=self.sitemap), content_type="text/plain; charset=utf-8")
        if path == "/wp-sitemap.xml":
            return self._sitemap("")
        if found := re.fullmatch(r"/wp-sitemap-posts-(post|page)-1\.xml", path):
            return self._sitemap(found[1])
        if path.startswith("/wp-json"):
            return self._rest(path.removeprefix("/wp-json"), query)
        if not path.endswith("/"):
            return self._redirect(f"{self.url.rstrip('/')}{path}/") if self._pretty(f"{path}/", query).status == 200 else self._missing()
        if found := _FEED.fullmatch(path):
            return self._feed(found["rest"], {**query, "feed": "atom" if found["kind"] else "rss2"})
        paged = _PAGED.fullmatch(path)
        choice = _pretty_choice(paged["rest"] if paged else path)
        if choice is not None:
            return self._listing(choice, paged["page"] if paged else query.get("paged", "1"))
        return self._single(unquote(path))

    def _single(self, path: str) -> Answer:
        """Answer below a permalink: the post, its further pages, its pictures, its old slugs."""
        for post in self.posts:
            own = unquote(post.path)
            if post.draft:
                continue
            if path.startswith(own):
                return self._below(post, path[len(own) :].strip("/"))
            if any(path == own.replace(f"/{post.slug}/", f"/{old}/") for old in post.old_slugs):
                return self._redirect(self._links.post(post))
        return self._missing()

    def _below(self, post: Post, tail: str) -> Answer:
        if not tail:
            return self._page(post)
        if tail.isdigit():
            return self._page(post, int(tail))
        caption = dict(post.images).get(tail)
        return self._missing() if caption is None else Answer.text(attachment(post, self._links, name=tail, caption=caption))

    def _page(self, post: Post, page: int = 1) -> Answer:
        if not 1 <= page <= len(post.pages):
            return self._redirect(self._links.post(post))
        line = self._public
        place = line.index(post) if post in line else None
        neighbours = (
            (None, None) if place is None else (line[place + 1] if place + 1 < len(line) else None, line[place - 1] if place else None)
        )
        return Answer.text(single(post, self._links, theme=self.theme, page=page, neighbours=neighbours))

    def _by_id(self, wanted: str, query: Mapping[str, str]) -> Answer:
        for post in self.posts:
            if str(post.id) == wanted and not post.draft:
                if self.permalinks == "pretty":
                    return self._redirect(self._links.post(post))
                return self._page(post, int(query["page"]) if query.get("page", "").isdigit() else 1)
            if str(image_id(post)) == wanted and post.images:
                return self._redirect(self._links.image(post, post.images[0][0]))
        return self._missing()

    def _listing(self, choice: Choice, page: str) -> Answer:
        status, text = listing(self._public, self._links, choice=choice, page=int(page) if page.isdigit() else 1, theme=self.theme)
        return Answer.text(text, status=status)

    def _feed(self, path: str, query: Mapping[str, str]) -> Answer:
        choice = _pretty_choice(path)
        if not self.feed or choice is None:
            return self._missing()
        page = int(query["paged"]) if query.get("paged", "").isdigit() else 1
        posts, changed = [post for post in self._public if choice.takes(post)], max(post.modified for post in self._public)
        write, content_type = (feeds.atom, _ATOM) if query.get("feed") == "atom" else (feeds.rss, _RSS)
        status, text = write(posts, self._links, page=page, changed=changed)
        return Answer.text(text, status=status, content_type=content_type, headers=feeds.validators(changed))

    def _sitemap(self, kind: str) -> Answer:
        if not self.sitemap:
            return self._missing()
        chosen = self._public[::-1] if kind == "post" else [post for post in self.posts if post.kind == kind]
        return Answer.text(feeds.sitemap(chosen, self._links) if kind else feeds.sitemap_index(self._links), content_type=_XML)

    def _rest(self, path: str, query: Mapping[str, str]) -> Answer:
        status, data, headers = rest.answer(path, query, self._public, self._links) if self.rest else rest.error("rest_not_logged_in")
        return Answer(status, rest.to_bytes(data), {"Content-Type": "application/json; charset=UTF-8", **headers})

    def _redirect(self, where: str) -> Answer:
        return Answer(301, b"", {"Content-Type": _HTML, "X-Redirect-By": "WordPress", "Location": where})

    def _missing(self) -> Answer:
        return Answer.text(not_found(self._links), status=404)


def _pretty_choice(path: str) -> Choice | None:
    if path == "/":
        return Choice()
    for pattern, kind in _LISTS:
        if found := pattern.fullmatch(path):
            return Choice(kind or found["kind"], unquote(found["value"]))
    return None


def _plain_choice(query: Mapping[str, str]) -> Choice:
    for name, kind in (("cat", "category"), ("tag", "tag"), ("author_name", "author"), ("m", "month")):
        if query.get(name):
            return Choice("year" if kind == "month" and len(query[name]) == 4 else kind, query[name])
    return Choice()


def _is_same(mine: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    """Whether a conditional request names what we have. WordPress compares letter by letter, and wants every condition given to hold."""
    pairs = [(asked.get("if-none-match"), mine["ETag"]), (asked.get("if-modified-since"), mine.get("Last-Modified"))]
    given = [told == own for told, own in pairs if told is not None]
    return bool(given) and all(given)
