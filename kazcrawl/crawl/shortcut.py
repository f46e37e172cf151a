"""The one-request check of many sites in one process, before Scrapy is imported: those that say they are unchanged are done with.

Asking is done in threads, because it is waiting; all that touches the archive stays in the caller's."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import sleep

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.crawl.health import Verdict
from kazcrawl.crawl.report import RunReport
from kazcrawl.crawl.rules import MAX_BYTES, decide_robots
from kazcrawl.discover.unchanged import GOOD, Memory, Robots, after_shortcut, is_unchanged, needs_trial, request_of, why_not
from kazcrawl.errors import ArchiveError, FetchError, SiteLockedError
from kazcrawl.items import Counts, Site
from kazcrawl.net import Answer, get
from kazcrawl.project import user_agent
from kazcrawl.sites import make_guard
from kazcrawl.urls import origin

# Sites are different servers: so many are asked at once, each by one request.
SITES_AT_ONCE = 8
SECONDS = 20.0
UNCHANGED = "unchanged since the last run"

Ask = Callable[[Site, str, dict[str, str]], Answer]


@dataclass(frozen=True, slots=True)
class Word:
    """A site's own word on whether it changed: `robots` as they are now known, `requests` how many were made."""

    unchanged: bool
    robots: Robots | None
    requests: int


def ask_site(site: Site, url: str, headers: dict[str, str]) -> Answer:
    """Ask one address of a site. Raises FetchError."""
    return get(url, guard=make_guard(site), user_agent=user_agent(), timeout=SECONDS, max_bytes=MAX_BYTES, headers=headers)


def settle_unchanged(archive: Archive, sites: Sequence[Site], *, now: datetime, ask: Ask = ask_site) -> dict[str, RunReport]:
    """Ask the sites whose last run left the means to; return a report for each that says it is unchanged, by name.

    A site that is to be put to the test says its word, too, and is then looked at all the same."""
    memories = {site.name: memory for site in sites if (memory := _askable(archive, site, now)) is not None}
    asked = [site for site in (_as_known(archive, site) for site in sites) if site.name in memories]
    reports: dict[str, RunReport] = {}
    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        words = pool.map(lambda site: hear(site, memories[site.name], now=now, ask=ask), asked)
        for site, word in zip(asked, words, strict=True):
            report = _book(archive, site.name, memories[site.name], word)
            if report is not None:
                reports[site.name] = report
    return reports


def hear(site: Site, memory: Memory, *, now: datetime, ask: Ask) -> Word:
    """Return the site's word. What is forbidden, unreachable or not plainly "unchanged" is a change."""
    robots, requests = memory.fresh_robots(now), 0
    try:
        home = origin(memory.marks[0].url)
        if robots is None or robots.origin != home:
            requests += 1
            answer = ask(site, f"{home}/robots.txt", {})
            robots = Robots(home, answer.status, answer.body.decode("utf-8", errors="replace"), now)
        rules = decide_robots(robots.status, robots.body.encode())
        if not all(rules.allows(request_of(mark)[0]) for mark in memory.marks):
            return Word(False, robots if rules.reachable else None, requests)
        for mark in memory.marks:
            if requests:
                sleep(max(rules.delay, 0.0))
            url, headers = request_of(mark)
            requests += 1
            answer = ask(site, url, headers)
            if not is_unchanged(mark, status=answer.status, headers=answer.headers, body=answer.body):
                return Word(False, robots, requests)
    except FetchError:
        return Word(False, robots, requests)
    return Word(True, robots, requests)


def _askable(archive: Archive, site: Site, now: datetime) -> Memory | None:
    """Return what is remembered of a site if it may be asked whether it changed."""
    last = next(iter(archive.last_runs(site.name, limit=1)), None)
    memory = archive.memory(site.name)
    awaiting = len(archive.awaiting(site.name))
    refusal = why_not(memory, last_outcome=last.outcome if last else None, awaiting=awaiting, full_every=site.full_every, now=now)
    return memory if refusal is None else None


def _as_known(archive: Archive, site: Site) -> Site:
    """Return the site with the origins that its last run learned of: a home page may redirect to its twin."""
    row = archive.get_site(site.name)
    return site if row is None else replace(site, origins=tuple(dict.fromkeys((*site.origins, *row.origins))))


def _book(archive: Archive, name: str, memory: Memory, word: Word) -> RunReport | None:
    """Write what the site said. None where it is to be looked at."""
    try:
        archive.lock_site(name)
    except SiteLockedError:
        return None  # the run that holds it will see for itself, and ours will say so
    try:
        memory = replace(memory, robots=word.robots or memory.robots)
        if not word.unchanged or needs_trial(memory):
            archive.save_memory(name, replace(memory, on_trial=word.unchanged))
            return None
        moment = datetime.now(UTC)
        run = archive.start_run(name, now=moment, version=__version__, full=False)
        archive.finish_run(run, counts=Counts(), outcome=GOOD, reason=UNCHANGED, requests=word.requests, now=moment)
        archive.save_memory(name, after_shortcut(memory))
        return RunReport(name, run, Verdict(GOOD, UNCHANGED), Counts(), word.requests, ())
    except ArchiveError:
        return None  # the run that follows will meet the same trouble, and tell it
    finally:
        archive.unlock_site(name)
