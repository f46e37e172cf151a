"""The feed route: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom; paged where the site pages. Pure.

Facts behind it: RFC 4287 (Atom), RFC 5005 (paged feeds), the RSS 2.0 specification, and what WordPress writes: numeric references inside
the XML text of titles (escaped twice), `guid` as `?p=ID`, `updated` in Atom alone, a 404 with an empty feed past the last page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from kazcrawl.dates import parse_machine
from kazcrawl.discover.markup import children, local, read_xml, text_of
from kazcrawl.errors import RouteError
from kazcrawl.items import Facts, PostRef
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url, url_key

KINDS = {"rss": "rss", "feed": "atom", "rdf": "rdf"}
# A feed of more entries than this on one page is no blog's.
MAX_ENTRIES = 10_000
# Where feeds are when the front page names none: WordPress in both spellings first, then what other software is known for.
USUAL = ("feed/atom/", "?feed=atom", "feed/", "?feed=rss2", "feed.xml", "atom.xml", "rss.xml", "index.xml", "rss/", "feeds/posts/default")
_WORDPRESS_PATH = re.compile(r"(?P<stem>.*/)feed(?:/(?:rss2?|rdf|atom))?/?$")
_WORDPRESS_KINDS = frozenset(("rss", "rss2", "rdf", "atom", "feed"))
_POST_ID = re.compile(r"[?&]p=(\d{1,9})(?:&|$)")
_PASSWORD_FORM = re.compile(r"post-password-form|action=postpass", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_READ_ON = 400  # characters: a text shorter than this, or one that ends in "Continue reading", is a summary


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of a feed. `kind` is rss, atom or rdf; `next_url` the page that the feed itself names (RFC 5005), None where it names none.

    `full` tells that the entries carry whole texts rather than summaries, `damaged` that entries may be lost, `generator` who wrote it."""

    refs: tuple[PostRef, ...]
    kind: str
    title: str = ""
    generator: str = ""
    next_url: str | None = None
    full: bool = False
    damaged: bool = False

    @property
    def tells_changes(self) -> bool:
        """Whether every entry says when it was last changed: then the feed shows edits, too."""
        return bool(self.refs) and all(ref.facts.modified_at is not None for ref in self.refs)


def read_feed(body: bytes, *, url: str, status: int = 200) -> FeedPage:
    """Read one page of a feed. Raises RouteError: "closed" (401, 403), "past-end" (404 with a feed), "absent", "broken", "too-large"."""
    if status in (401, 403):
        raise RouteError(url, "closed", str(status))
    if status not in (200, 404, 410):
        raise RouteError(url, "broken", str(status))
    root, damaged = read_xml(body, url=url)
    kind = KINDS.get(local(root))
    if kind is None:
        raise RouteError(url, "absent", f"<{local(root)}> is no feed")
    if status != 200:
        raise RouteError(url, "past-end", str(status))
    channel = next(children(root, "channel"), root)
    entries = [*children(root, "item", "entry"), *(children(channel, "item") if channel is not root else ())][:MAX_ENTRIES]
    base = _link_of(channel, url) or url
    refs = tuple(ref for entry in entries if (ref := _read_entry(entry, kind, base)))
    refs = (
        refs[:-1] if damaged and len(refs) > 1 else refs
    )  # what was cut short was cut inside its last entry: half an address is another one
    generator = next(children(channel, "generator", "generatoragent"), None)
    made_by = text_of(generator) or ("" if generator is None else " ".join(map(str, generator.attrib.values())))
    title = _plain(text_of(next(children(channel, "title"), None)))
    onward = _next_of(channel, url)
    return FeedPage(refs, kind, title or "", one_line(made_by, limit=100), onward, _is_full(entries), damaged)


def feed_urls(home: str, declared: Iterable[str] = ()) -> list[str]:
    """Return where to look for a feed of posts, best first: Atom before RSS, because only Atom tells `updated`; then the usual places.

    `declared` are the addresses that the front page names as alternates. Feeds of comments are passed over."""
    base = home if home.endswith("/") else home + "/"
    found: list[str] = []
    for told in declared:
        url = canonical_url(told, base)
        if url is not None and not re.search(r"/comments/|comments-|[?&]feed=comments|withcomments", url):
            found += [atom] if (atom := atom_of(url)) and atom != url else []
            found.append(url)
    return list(dict.fromkeys([*found, *(urljoin(base, usual) for usual in USUAL)]))


def atom_of(url: str) -> str | None:
    """Return the Atom form of a WordPress feed's address (`/feed/` → `/feed/atom/`, `?feed=rss2` → `?feed=atom`), None for others."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if any(name == "feed" and value in _WORDPRESS_KINDS for name, value in query):
        return urlunsplit(parts._replace(query=urlencode([(k, "atom" if k == "feed" else v) for k, v in query])))
    match = _WORDPRESS_PATH.fullmatch(parts.path)
    return urlunsplit(parts._replace(path=f"{match['stem']}feed/atom/")) if match and not parts.query else None


def paged_url(url: str, page: int) -> str:
    """Return the address of a later page of a WordPress feed."""
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("paged", str(page))])))


def is_repeat(page: FeedPage, met: set[str]) -> bool:
    """Whether a page names nothing that was not met before: a feed that does not page answers every number with the same entries."""
    return all(url_key(ref.url) in met for ref in page.refs)


def _read_entry(entry: etree._Element, kind: str, base: str) -> PostRef | None:
    """Return what one entry claims; an entry without a usable address is passed over."""
    parts: dict[str, etree._Element] = {}
    for child in entry:
        parts.setdefault(local(child), child)
    guid = text_of(parts.get("guid") if kind == "rss" else parts.get("id"))
    url = canonical_url(text_of(parts.get("origlink")) or _link_of(entry, base) or _permalink(parts, guid) or "")
    if url is None:
        return None
    told, day = _moment(parts, "published", "pubdate", "issued", "date", "created")
    changed, _ = _moment(parts, "updated", "modified")
    content = text_of(parts.get("encoded") if "encoded" in parts else parts.get("content"))
    summary = text_of(parts.get("description") if "description" in parts else parts.get("summary"))
    facts = Facts(
        wp_id=_post_id(parts, guid, url),
        url=url,
        title=_plain(text_of(parts.get("title"))),
        day=day,
        published_at=told,
        modified_at=changed,
        authors=tuple(dict.fromkeys(_authors(entry))),
        body_html=content or None,
        protected=bool(_PASSWORD_FORM.search(content[:20_000] or summary[:20_000])),
    )
    return PostRef(url, "feed", facts)


def _link_of(element: etree._Element, base: str) -> str | None:
    """The page that an entry or a feed is about: RSS writes it as text, Atom as the link whose rel is alternate or missing."""
    for link in children(element, "link"):
        href, rel = str(link.get("href") or "").strip(), str(link.get("rel") or "alternate").lower()
        if href and rel == "alternate" and "html" in str(link.get("type") or "html"):
            return canonical_url(href, base)
        if not href and text_of(link):
            return canonical_url(text_of(link), base)
    return None


def _next_of(channel: etree._Element, url: str) -> str | None:
    """RFC 5005 §3 (paged) and §4 (archived)."""
    for link in children(channel, "link"):
        if (link.get("rel") or "").lower() in ("next", "prev-archive") and link.get("href"):
            onward = canonical_url(link.get("href") or "", url)
            return onward if onward != canonical_url(url) else None
    return None


def _permalink(parts: dict[str, etree._Element], guid: str) -> str | None:
    """RSS: a `guid` is an address of the post unless it says otherwise."""
    element = parts.get("guid")
    is_link = element is not None and (element.get("isPermaLink") or "true").lower() != "false"
    return guid if is_link and guid.startswith(("http://", "https://")) else None


def _post_id(parts: dict[str, etree._Element], guid: str, url: str) -> int | None:
    """WordPress' id: told outright, or in a guid of the same host (an imported post keeps the guid, and the id, of its old blog)."""
    told = text_of(parts.get("post-id"))
    if told.isascii() and told.isdigit() and len(told) < 10:
        return int(told)
    match = _POST_ID.search(guid)
    host, other = (urlsplit(canonical_url(address) or "").netloc.removeprefix("www.") for address in (url, guid))
    return int(match[1]) if match and host == other else None


def _moment(parts: dict[str, etree._Element], *names: str) -> tuple[datetime | None, date | None]:
    """The instant of the first readable date, and its day on the writer's clock where the offset says that this is no plain UTC."""
    for name in names:
        text = text_of(parts.get(name))
        told = parse_machine(text) if text else None
        if told is not None:
            local_day = told.day if told.instant is None or told.instant.astimezone(UTC).date() != told.day else None
            return told.instant, local_day
    return None, None


def _authors(entry: etree._Element) -> Iterator[str]:
    for element in children(entry, "creator", "author"):
        name = next(children(element, "name"), element)
        plain = _plain(text_of(name))
        # RSS 2.0 wants "address (name)"
        match = re.fullmatch(r"[^\s()]+@[^\s()]+ \(([^()]+)\)", plain or "")
        if match or (plain and "@" not in plain):
            yield match[1] if match else plain or ""


def _plain(text: str) -> str | None:
    """Titles come as HTML inside XML text, so one more layer of references than XML has; tags in them carry no text."""
    return one_line(_TAG.sub("", unescape(text)), limit=500) or None


def _is_full(entries: Sequence[etree._Element]) -> bool:
    """Whether most entries carry a whole text."""
    texts = [
        max((text_of(part) for part in children(entry, "encoded", "content", "description")), key=len, default="") for entry in entries
    ]
    whole = [text for text in texts if len(text) > _READ_ON and "more-link" not in text[-300:] and "[&#8230;]" not in text[-60:]]
    return bool(texts) and 2 * len(whole) > len(texts)
