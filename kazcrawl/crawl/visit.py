"""One visit to a site: takes up what earlier runs left, sets the survey's task, and asks for known posts that no route names any more."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from kazcrawl.archive import Archive
from kazcrawl.crawl.conclude import Notes
from kazcrawl.crawl.departures import find_departed
from kazcrawl.crawl.rules import decide_robots
from kazcrawl.crawl.runlog import RunLog
from kazcrawl.crawl.survey import Own, Survey, Task
from kazcrawl.discover.plan import Past, Plan, Wish
from kazcrawl.discover.unchanged import Robots, is_full_due
from kazcrawl.items import Facts, Finding, Site
from kazcrawl.urls import origin


class Visit:
    """`plan` knows the posts held; `kept_robots` are the robots.txt by origin, those of the last run and those heard in this one.

    A visit is thorough, every route is walked in full, on the first run, every `full_every` days, when a site's word is on trial, and
    when the operator wants it. Raises ArchiveError."""

    def __init__(self, log: RunLog, archive: Archive, site: Site, wish: Wish) -> None:
        self._log, self._archive, self._site, self._wish = log, archive, site, wish
        memory, now = archive.memory(site.name), log.started_at
        past = Past(now, archive.awaiting(site.name), archive.others(site.name), site.full_every)
        self.plan = Plan(archive.known_posts(site.name), wish, past)
        kept = memory.fresh_robots(now)
        self.kept_robots: dict[str, Robots] = {kept.origin: kept} if kept else {}
        whole = wish.full or memory.on_trial or is_full_due(memory, full_every=site.full_every, now=now)
        log.notes = Notes(memory, self.plan, thorough=whole and not wish.partial, robots=self.kept_robots)

    def task(self, home: Response | None, own: Own, *, bodies: bool) -> Task:
        """Return what the survey starts from; `home` is the front page's answer."""
        base = home.url if home is not None and home.status == 200 else self._site.home
        self._log.notes.base, robots = base, self.kept_robots.get(origin(base))
        return Task(
            home=base,
            page=home,
            sitemaps=decide_robots(robots.status, robots.body.encode()).sitemaps if robots else (),
            memory=self._log.notes.memory,
            inventories=tuple(self._archive.inventories(self._site.name)),
            own=own,
            thorough=self._log.notes.thorough,
            bodies=bodies,
        )

    def end(self, survey: Survey) -> Iterator[Request]:
        """Take down what the routes told, and yield requests for known posts that none of them names; not in a partial run."""
        self.plan.see(survey.carried)
        if survey.answered and not survey.names_posts:
            self._log.add_finding(Finding("nothing-listed", self._site.home, "the site names not a single post"))
        if survey.answered and not self._wish.partial:
            yield from self._departed(survey)
            self._log.notes.survey = survey
        self._archive.mark_seen(self._site.name, self.plan.live_seen, now=self._log.started_at)

    def _departed(self, survey: Survey) -> Iterator[Request]:
        log, name = self._log, self._site.name
        for public_id, route in self.plan.hidden.items():
            log.note_state(public_id, "hidden", f"the {route} route says that it asks for a password")
        inventories, awaiting = self._archive.inventories(name), self._archive.awaiting(name)
        lost, more = find_departed(self.plan, inventories, complete=survey.complete, awaiting=awaiting)
        if more:
            log.add_finding(Finding("many-missing", self._site.home, f"{more} more posts are in no list; they are asked for in later runs"))
        endpoint = survey.rest[0].endpoint if survey.rest else None
        for post in lost:
            log.ledger.ask(post.url)
            yield Request(
                post.url, dont_filter=True, meta={"asked_url": post.url, "facts": Facts(), "departed": post, "endpoint": endpoint}
            )
