"""What a site offers, found out in a dozen questions at most. Pure: which question comes next, and what the answers mean."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from kazcrawl.discover.feed import feed_urls, read_feed
from kazcrawl.discover.rest import endpoints, read_page
from kazcrawl.discover.sitemap import chosen_maps, read_sitemap, sitemap_urls
from kazcrawl.discover.types import HIDERS, Index, error_code, index_urls, news_lists, read_index, types_url
from kazcrawl.discover.walls import walls_of
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.parse.lists.head import Head, read_head
from kazcrawl.parse.lists.listing import read_listing
from kazcrawl.urls import origin

MAX_REQUESTS = 12
_MAX_FEEDS, _MAX_MAPS = 3, 3


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it came: `status` None and `problem` for none at all. Header names are in lower case."""

    url: str
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RouteReport:
    """One route: `state` is open, closed, absent or broken; `count` how many posts it tells of, None where it does not say."""

    route: str
    state: str
    url: str = ""
    count: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a site offers. Instants are ISO text in UTC; `types` are lists of news beside `posts`."""

    home: str
    reachable: bool
    requests: int
    platform: str = "unknown"
    title: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = ""
    newest: str | None = None
    oldest: str | None = None
    routes: tuple[RouteReport, ...] = ()
    types: tuple[str, ...] = ()
    robots: str = ""
    crawl_delay: float = 0.0
    walls: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON-ready values."""
        return asdict(self)


Answers = Mapping[str, Heard]


def next_question(home: str, answers: Answers, *, sitemaps: tuple[str, ...] = ()) -> str | None:
    """Return the address to ask next, or None when enough is known. `answers` are keyed by the address asked; `sitemaps` are those that
    robots.txt names, which is itself the first question."""
    if len(answers) >= MAX_REQUESTS:
        return None
    return next((url for url in _wanted(home, answers, sitemaps) if url not in answers), None)


def robots_url(home: str) -> str:
    """Return where the site's robots.txt is."""
    return f"{origin(home)}/robots.txt"


def make_report(home: str, answers: Answers, *, sitemaps: tuple[str, ...] = (), robots: str = "", crawl_delay: float = 0.0) -> Probe:
    """Return what the answers amount to. `robots` says in a few words what robots.txt allows."""
    page = answers.get(home)
    if page is None or page.status is None:
        why = page.problem if page else "robots.txt does not allow the front page"
        return Probe(home, False, len(answers), robots=robots, notes=(why,), walls=_walls(answers))
    head, index = read_head(page.body, url=page.url), _index(home, answers)
    rest = _rest_report(home, answers)
    routes = (rest, _feed_report(home, head, answers), _sitemap_report(home, answers, sitemaps), _listing_report(page))
    return Probe(
        home,
        reachable=page.status == 200,
        requests=len(answers),
        platform=_platform(head, index, rest, answers),
        title=(index.name if index else "") or head.title,
        languages=head.languages,
        timezone=_timezone(index),
        newest=_edge(home, answers, "desc"),
        oldest=_edge(home, answers, "asc"),
        routes=routes,
        types=_types(home, answers),
        robots=robots,
        crawl_delay=crawl_delay,
        walls=_walls(answers),
        notes=_notes(page, routes),
    )


def _wanted(home: str, answers: Answers, sitemaps: tuple[str, ...]) -> list[str]:
    """Every question worth asking as far as the answers go, in order."""
    wanted = [robots_url(home), home]
    page = answers.get(home)
    if page is None or page.status is None:
        return wanted
    pretty, plain = endpoints(page.url)
    wanted.append(_edge_url(pretty, "desc"))
    if _edge_url(pretty, "desc") in answers and not _is_open(answers, pretty) and not _is_closed(answers, pretty):
        wanted.append(_edge_url(plain, "desc"))
    endpoint = next((each for each in (pretty, plain) if _is_open(answers, each)), None)
    if endpoint:
        wanted += [_edge_url(endpoint, "asc"), index_urls(page.url)[endpoint == plain], types_url(endpoint)]
    feeds = _places(page, answers, feed_urls(page.url, read_head(page.body, url=page.url).feeds), _MAX_FEEDS)
    wanted += _until(feeds, answers, lambda heard: _feed(heard) is not None)
    maps = _places(page, answers, sitemap_urls(page.url, sitemaps), _MAX_MAPS)
    wanted += _until(maps, answers, lambda heard: _map(heard) is not None)
    first = next((found for url in maps if url in answers and (found := _map(answers[url]))), None)
    return wanted + (chosen_maps(first.maps)[:1] if first else [])


def _places(page: Heard, answers: Answers, urls: list[str], count: int) -> list[str]:
    """Return the places that are worth asking: where REST answers only in the plain spelling, those with a query come first."""
    is_plain = _is_open(answers, endpoints(page.url)[1])
    return sorted(urls, key=lambda url: is_plain and "?" not in url)[:count]


def _until(urls: list[str], answers: Answers, good: Any) -> list[str]:
    """Return the addresses up to the first good answer or the first that was not asked yet."""
    taken = []
    for url in urls:
        taken.append(url)
        if url not in answers or good(answers[url]):
            break
    return taken


def _edge_url(endpoint: str, order: str) -> str:
    query = {"per_page": 1, "orderby": "date", "order": order, "_fields": "id,link,date,date_gmt,modified_gmt"}
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(query, safe=",")


def _list(answers: Answers, endpoint: str, order: str) -> Any:
    heard = answers.get(_edge_url(endpoint, order))
    if heard is None or heard.status is None:
        return None
    try:
        return read_page(heard.body, url=heard.url, status=heard.status, headers=heard.headers, size=1)
    except RouteError as error:
        return error


def _is_open(answers: Answers, endpoint: str) -> bool:
    found = _list(answers, endpoint, "desc")
    return found is not None and not isinstance(found, RouteError)


def _is_closed(answers: Answers, endpoint: str) -> bool:
    """A plugin closes REST in both spellings alike: asking for the other one would be no use."""
    found = _list(answers, endpoint, "desc")
    return isinstance(found, RouteError) and found.code == "closed"


def _feed(heard: Heard) -> Any:
    try:
        return read_feed(heard.body, url=heard.url, status=heard.status or 0)
    except RouteError:
        return None


def _map(heard: Heard) -> Any:
    try:
        return read_sitemap(heard.body, url=heard.url, status=heard.status or 0)
    except RouteError:
        return None


def _rest_report(home: str, answers: Answers) -> RouteReport:
    page = answers.get(home)
    states = [(endpoint, _list(answers, endpoint, "desc")) for endpoint in endpoints(page.url if page else home)]
    for endpoint, found in states:
        if found is not None and not isinstance(found, RouteError):
            return RouteReport("rest", "open", endpoint, found.total)
    for endpoint, found in states:
        if isinstance(found, RouteError):
            heard = answers[_edge_url(endpoint, "desc")]
            code = error_code(heard.body)
            return RouteReport("rest", found.code, endpoint, detail=HIDERS.get(code, code or found.detail))
    return RouteReport("rest", "absent", detail="not asked")


def _feed_report(home: str, head: Head, answers: Answers) -> RouteReport:
    page = answers.get(home)
    asked = [answers[url] for url in feed_urls(page.url if page else home, head.feeds) if url in answers]
    for heard in asked:
        found = _feed(heard)
        if found is not None:
            told = f"{found.kind}, {'whole texts' if found.full else 'summaries'}{', tells changes' if found.tells_changes else ''}"
            return RouteReport("feed", "open", heard.url, len(found.refs), f"{told}; the count is that of the first page")
    closed = any(heard.status in (401, 403) for heard in asked)
    return RouteReport("feed", "closed" if closed else "absent", detail=f"{len(asked)} places asked")


def _sitemap_report(home: str, answers: Answers, sitemaps: tuple[str, ...]) -> RouteReport:
    page = answers.get(home)
    for url in sitemap_urls(page.url if page else home, sitemaps):
        found = _map(answers[url]) if url in answers else None
        if found is None:
            continue
        inner = [_map(answers[each]) for each in chosen_maps(found.maps)[:1] if each in answers]
        refs = [*found.refs, *(ref for each in inner if each for ref in each.refs)]
        further = len(chosen_maps(found.maps)) - len(inner)
        detail = f"{len(found.maps)} sitemaps" if found.maps else "one sitemap"
        stamped = any(ref.facts.modified_at or ref.facts.modified_day for ref in refs)
        detail += (f", {further} more of posts" if further > 0 else "") + (", tells changes" if stamped else "")
        return RouteReport("sitemap", "open", url, len(refs), detail)
    return RouteReport("sitemap", "absent")


def _listing_report(page: Heard) -> RouteReport:
    try:
        found = read_listing(page.body, url=page.url)
    except ParseError as error:
        return RouteReport("listing", "broken", page.url, detail=error.reason)
    state = "open" if found.posts else "absent"
    return RouteReport("listing", state, page.url, len(found.posts), f"older: {found.older}" if found.older else "no older page linked")


def _index(home: str, answers: Answers) -> Index | None:
    page = answers.get(home)
    heard = (answers.get(url) for url in index_urls(page.url if page else home))
    return next((found for each in heard if each and (found := read_index(each.body))), None)


def _types(home: str, answers: Answers) -> tuple[str, ...]:
    page = answers.get(home)
    for endpoint in endpoints(page.url if page else home):
        heard = answers.get(types_url(endpoint))
        if heard is not None and heard.status == 200:
            return news_lists(heard.body, endpoint)
    return ()


def _edge(home: str, answers: Answers, order: str) -> str | None:
    page = answers.get(home)
    for endpoint in endpoints(page.url if page else home):
        found = _list(answers, endpoint, order)
        if found is not None and not isinstance(found, RouteError) and found.refs:
            told = found.refs[0].facts
            moment = told.published_at or told.day
            return moment.isoformat().replace("+00:00", "Z") if moment else None
    return None


def _timezone(index: Index | None) -> str:
    if index is None:
        return ""
    return index.timezone or (f"UTC{index.gmt_offset:+g}" if index.gmt_offset is not None else "")


def _platform(head: Head, index: Index | None, rest: RouteReport, answers: Answers) -> str:
    if "wordpress" in head.generator.lower() or index is not None or rest.state in ("open", "closed") or head.rest:
        return head.generator if "wordpress" in head.generator.lower() else "WordPress"
    makers = {found.generator for heard in answers.values() if heard.status and (found := _feed(heard)) and found.generator}
    made_by = head.generator or next(iter(sorted(makers)), "")
    return "WordPress" if "wordpress" in made_by.lower() else made_by or "unknown"


def _walls(answers: Answers) -> tuple[str, ...]:
    found = (name for heard in answers.values() if heard.status for name in walls_of(heard.status, heard.headers, heard.body))
    return tuple(dict.fromkeys(found))


def _notes(page: Heard, routes: tuple[RouteReport, ...]) -> tuple[str, ...]:
    notes = [] if page.status == 200 else [f"the front page answers {page.status}"]
    if not any(route.state == "open" for route in routes):
        notes.append("no route is open: nothing can be crawled")
    return tuple(notes)
