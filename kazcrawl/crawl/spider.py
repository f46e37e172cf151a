"""The spider that every site file inherits: asks the routes what there is, the plan what to fetch, and the parser what a page says."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from kazcrawl.crawl.arguments import check_names, read_fetch, read_via, read_wish, require_contact
from kazcrawl.crawl.departures import answer_of, ask_rest
from kazcrawl.crawl.ending import RunEndingError, ending_reason, failure_text
from kazcrawl.crawl.parts import MAX_PARTS, HiddenParts
from kazcrawl.crawl.past import PastWalk, PublicArchive, visit_past
from kazcrawl.crawl.robots import RobotsDisallowedError
from kazcrawl.crawl.runlog import RunLog, asked_url, runlog_of
from kazcrawl.crawl.survey import Survey
from kazcrawl.crawl.visit import Visit
from kazcrawl.discover.plan import Plan
from kazcrawl.discover.unchanged import Robots
from kazcrawl.errors import ArchiveError, ConfigError, ParseError, RouteError, SiteLockedError
from kazcrawl.evidence.copies import past_site
from kazcrawl.items import Facts, Finding, PostItem, PostRef, Selectors, Site
from kazcrawl.parse import parse_post
from kazcrawl.project import proxies
from kazcrawl.sites import make_guard, make_site
from kazcrawl.urls import origin, twin_origins

logger = logging.getLogger(__name__)

# Garbled pages that are asked for again without a better answer, after which a site is taken to write so.
ASK_AGAIN = 3


class ChamberSpider(Spider):
    """Base of the site files: subclasses give `name`, `home` and, where known, `timezone`, `language` and `selectors`, all literal."""

    allowed_domains: ClassVar[list[str]] = []
    home: str | None = None
    timezone: str | None = None
    language: str | None = None
    every: str = "1d"
    full_every: int = 30
    selectors: Selectors = Selectors()
    origins: tuple[str, ...] = ()
    public_archive: PublicArchive | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let `scrapy parse URL` find the spider of an address by its host."""
        super().__init_subclass__(**kwargs)
        if cls.home:
            cls.allowed_domains = [(urlsplit(cls.home).hostname or "").removeprefix("www.")]

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        super().__init__(name)
        site = arguments.pop("kept_site", None)  # the runner hands in the row that it found; never an -a argument of a person
        check_names(arguments)
        self.fetch_mode = read_fetch(arguments)
        self.wish = read_wish(arguments)
        self.site = site or self._own_site(arguments)
        self.past = read_via(arguments)
        self.guard = make_guard(self.site)
        self.plan = Plan((), self.wish)
        self.kept_robots: dict[str, Robots] = {}
        self.asked_in_vain = 0
        self.hidden_parts = HiddenParts(self.site.home, fetch=self.fetch)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "ChamberSpider":
        """Build the spider; a wrong `-a` argument is one line and exit code 2, whoever started Scrapy."""
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
            if spider.past is not None:
                spider.public_archive = visit_past(crawler.settings)
                spider.guard = make_guard(spider.public_archive.site)
            require_contact(spider.public_archive.site if spider.public_archive else spider.site)
        except ConfigError as error:
            sys.stderr.write(f"error: {error}\n")
            raise SystemExit(error.exit_code) from None
        return spider

    def _own_site(self, arguments: dict[str, Any]) -> Site:
        home = arguments.get("url") or self.home
        if not home:
            raise ConfigError("which blog? give its address: scrapy crawl blog -a url=https://blog.example.org/")
        if self.home is None:
            return make_site(home, name=arguments.get("site"))
        origins = self.origins or (origin(self.home),)
        own = Site(self.name, self.home, origins, self.timezone, self.language, self.every, self.selectors, self.full_every)
        return replace(own, home=home, origins=(*own.origins, origin(home))) if arguments.get("url") else own

    # --- the run

    async def start(self) -> AsyncIterator[Any]:
        """Begin the run, walk the routes, ask for what the plan chooses, and then for known posts that no route names any more."""
        log = runlog_of(self.crawler)
        if ending_reason(self.crawler):
            return  # a signal came while Scrapy was starting: a run begun now would never end
        if proxies():
            logger.info("requests go through the proxy of %s", ", ".join(f"{k}={v}" for k, v in proxies().items()))
        try:
            archive = log.begin(self.site, partial=self.wish.partial, full=self.wish.full)
            visit = Visit(log, archive, self.site, self.wish)
            self.plan, self.kept_robots = visit.plan, visit.kept_robots
        except (SiteLockedError, ArchiveError, ConfigError) as error:
            log.stop_for(error)
            return
        if self.past is not None and self.public_archive is not None:
            log.notes.past = True
            ask = partial(self.fetch, dont_retry=True, own_pace=True)
            walk = PastWalk(past_site(self.site, self.past), self.public_archive, fetch=ask, log=log)
            async for item in walk.items(archive, self.wish, run=log.run):
                yield item
            return
        home = await self._open_home(log)
        task = visit.task(home, self._own_address, bodies=self.fetch_mode == "rest")
        survey = Survey(task, fetch=self.fetch, report=log.add_finding, now=log.started_at)
        async for ref in survey.refs():
            log.answered = True
            if self.plan.choose(ref):
                log.ledger.ask(ref.url)
                yield self._post_request(ref) if self.fetch_mode == "pages" else self._rest_item(ref)
            if self.plan.is_full:
                break
        log.answered = log.answered or survey.answered
        for request in visit.end(survey):
            yield request.replace(callback=self.parse, errback=self.post_failed)

    async def _open_home(self, log: RunLog) -> Response | None:
        """Ask for the home page: it may redirect to its twin (http, https, www), which is then the site's own origin too."""
        self.guard = replace(self.guard, origins=self.guard.origins | twin_origins(self.site.home))
        try:
            response = await self.fetch(self.site.home)
        except RouteError as error:
            log.add_finding(Finding("home-unreachable", self.site.home, str(error)))
            return None
        finally:
            self.guard = make_guard(self.site)
        if origin(response.url) not in self.guard.origins:
            self.site = replace(self.site, origins=(*self.site.origins, origin(response.url)))
            self.guard = make_guard(self.site)
            assert log.archive is not None
            log.archive.save_site(self.site)
        return response

    def _own_address(self, ref: PostRef) -> PostRef | None:
        """Return the ref at an allowed origin: a site that moved from http to https may still list its old spelling."""
        mine = origin(ref.url)
        if mine in self.guard.origins:
            return ref
        home = self.site.origins[-1]
        return replace(ref, url=home + ref.url[len(mine) :]) if mine in twin_origins(home) else None

    async def fetch(self, url: str, **meta: Any) -> Response:
        """Ask for one address now; raises RouteError when no answer came. Any HTTP status is an answer."""
        assert self.crawler.engine is not None
        try:
            return await self.crawler.engine.download_async(Request(url, dont_filter=True, meta=meta))
        except asyncio.CancelledError:
            raise
        except RobotsDisallowedError as error:
            raise RouteError(url, "closed", str(error)) from error
        except RunEndingError as error:
            raise CloseSpider(ending_reason(self.crawler) or "") from error  # the walk and the post end here, unsaid: the run says why
        except Exception as error:  # whatever the network or a middleware raised: the walk goes on without this page
            raise RouteError(url, "unreachable", f"{type(error).__name__}: {failure_text(error)}") from error

    # --- one post

    def _post_request(self, ref: PostRef) -> Request:
        meta = {"asked_url": ref.url, "facts": ref.facts, "sure": ref.sure}
        return Request(ref.url, callback=self.parse, errback=self.post_failed, dont_filter=True, meta=meta)

    def _rest_item(self, ref: PostRef) -> PostItem:
        item = parse_post("", url=ref.url, facts=ref.facts, site=self.site)
        item.requested_url, item.site = ref.url, self.site.name
        item.answers = (ref.answer,) if ref.answer else ()
        return item

    async def parse(self, response: Response) -> AsyncIterator[PostItem]:
        """Parse the page of one post, asking for its further parts first. Also what `scrapy parse URL` calls."""
        log, asked, departed = runlog_of(self.crawler), asked_url(response.request), response.meta.get("departed")
        item, error = None, None
        try:
            item = await self._whole(response)
        except ParseError as caught:
            error = caught
        except RouteError as caught:
            log.settle(asked, "failed", reason="part-missing" if response.status == 200 else caught.code, detail=caught.detail)
            return
        if departed is not None:
            answer = await ask_rest(answer_of(response, item, error), departed, endpoint=response.meta.get("endpoint"), fetch=self.fetch)
            if not log.judge_departed(departed, answer, home=self.site.home):
                return
        if error is not None:
            log.settle(asked, "rejected", reason=error.reason, detail=error.detail)
        elif item is not None and not self.wish.covers(item.date):
            log.settle(asked, "rejected", reason="outside-range", detail=str(item.date))
        elif item is not None:
            yield item

    async def _whole(self, response: Response) -> PostItem:
        """Return the post with all its parts. Raises ParseError when the page is none, RouteError when the post cannot be had whole."""
        if response.status != 200:
            reason = f"http-{response.status}"
            raise ParseError(response.url, reason) if response.status in (404, 410) else RouteError(response.url, reason)
        item = self._read(response)
        if "encoding" in item.findings and self.asked_in_vain < ASK_AGAIN:
            response, item = await self._read_again(response, item)
        if not response.meta.get("sure", True) and item.date is None:
            raise ParseError(response.url, "page", "a sitemap of all kinds of pages names it, and it tells no date")
        parts = item.pages
        if not parts and item.origins.get("body") == "block-theme":
            parts = await self.hidden_parts.find(item.url)
        if parts:
            item = self._read(response, pages=await self._parts(parts))
            if "part-unreadable" in item.findings:
                raise RouteError(item.url, "broken", "one of its further pages is empty or something else")
            item.answers = (item.requested_url or item.url, *parts[:MAX_PARTS])
        return item

    async def _read_again(self, response: Response, item: PostItem) -> tuple[Response, PostItem]:
        """Ask once more for a page whose letters are doubtful: garbled answers are rare. Where it does not help, the site writes so."""
        told = {name: response.meta[name] for name in ("facts", "asked_url") if name in response.meta}
        try:
            again = await self.fetch(response.url, **told)
            if again.status != 200:
                return response, item
            other = self._read(again)
        except (ParseError, RouteError):
            return response, item
        self.asked_in_vain += "encoding" in other.findings
        return again, other

    def _read(self, response: Response, *, pages: tuple[bytes, ...] = ()) -> PostItem:
        facts = response.meta.get("facts", Facts())
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        item = parse_post(response.body, url=response.url, facts=facts, pages=pages, site=self.site, content_type=content_type)
        item.requested_url, item.site = response.meta.get("asked_url", response.url), self.site.name
        return item

    async def _parts(self, urls: tuple[str, ...]) -> tuple[bytes, ...]:
        """Return the further pages of a multi-page post; raises RouteError when one is missing: half a post is never stored as one."""
        bodies = []
        for url in urls[:MAX_PARTS]:
            response = await self.fetch(url)
            if response.status != 200:
                raise RouteError(url, "broken", f"http-{response.status}")
            bodies.append(response.body)
        return tuple(bodies)

    def post_failed(self, failure: Failure) -> None:
        """The page of a post could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        if isinstance(failure.value, RunEndingError):
            return  # the run's end books it as not reached
        reason = "refused" if isinstance(failure.value, IgnoreRequest) else type(failure.value).__name__
        runlog_of(self.crawler).settle(asked_url(request), "failed", reason=reason, detail=failure_text(failure.value))

    def report(self, finding: Finding) -> None:
        """Take a finding of a middleware into the run."""
        runlog_of(self.crawler).add_finding(finding)
