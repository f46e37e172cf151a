"""Probing a site: asks the questions that `discover.probe` chooses, one at a time and at the pace that robots.txt asks for. No Scrapy."""

from collections.abc import Callable
from dataclasses import replace
from time import sleep

from kazcrawl.crawl.rules import Rules, decide_robots
from kazcrawl.discover.probe import MAX_REQUESTS, Heard, Probe, make_report, next_question, robots_url
from kazcrawl.errors import FetchError
from kazcrawl.items import Site
from kazcrawl.net import Answer, get
from kazcrawl.project import user_agent
from kazcrawl.sites import make_guard
from kazcrawl.urls import twin_origins

Ask = Callable[[Site, str], Answer]


def ask_once(site: Site, url: str) -> Answer:
    """Ask one address of a site or of its twins (http and https, with www and without). Raises FetchError."""
    known = replace(site, origins=tuple(dict.fromkeys((*site.origins, *twin_origins(site.home)))))
    return get(url, guard=make_guard(known), user_agent=user_agent())


def probe_site(site: Site, *, delay: float, ask: Ask = ask_once, pause: Callable[[float], None] = sleep) -> Probe:
    """Find out what a site offers, in at most a dozen requests, redirects among them, at least `delay` seconds apart."""
    answers: dict[str, Heard] = {}
    first = robots_url(site.home)
    answers[first], spent = _hear(site, first, ask)
    told = answers[first]
    rules = decide_robots(told.status, told.body, told.headers.get("content-type", ""))
    # One request is kept back, since any answer may be a redirect.
    while spent < MAX_REQUESTS - 1 and (url := next_question(site.home, answers, sitemaps=rules.sitemaps)) is not None:
        if rules.allows(url):
            pause(max(delay, rules.delay))
            answers[url], made = _hear(site, url, ask)
            spent += made
        else:
            answers[url] = Heard(url, None, problem="robots.txt does not allow it")
    report = make_report(site.home, answers, sitemaps=rules.sitemaps, robots=_say(rules, site), crawl_delay=rules.delay)
    return replace(report, requests=spent)


def _hear(site: Site, url: str, ask: Ask) -> tuple[Heard, int]:
    """Return what came, and how many requests it took."""
    try:
        answer = ask(site, url)
    except FetchError as error:
        return Heard(url, None, problem=error.reason), 1
    return Heard(answer.url, answer.status, answer.headers, answer.body), answer.requests


def _say(rules: Rules, site: Site) -> str:
    """What robots.txt means to us, in a few words."""
    if not rules.reachable:
        return f"could not be reached ({rules.why}), so nothing may be asked"
    if rules.parser is None:
        return "none: everything may be asked"
    if not rules.allows(site.home):
        return "does not allow the front page"
    return "allows the front page" + (f", asks for {rules.delay:g} s between requests" if rules.delay else "")
