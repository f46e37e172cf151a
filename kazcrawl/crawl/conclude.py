"""The end of a run: what is kept of it for the next one, and the audit of what the site publishes against what is held."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kazcrawl.archive import Archive
from kazcrawl.crawl.survey import Survey
from kazcrawl.discover.audit import EXPLAINED, audit
from kazcrawl.discover.gone import find_back
from kazcrawl.discover.plan import Plan, confirmed
from kazcrawl.discover.unchanged import GOOD, Memory, Robots, after_run
from kazcrawl.items import Counts, Finding, KnownPost
from kazcrawl.urls import origin, url_key

# So many missing posts are named one by one; more than that is told as a number.
MISSING_NAMED = 100


@dataclass
class Notes:
    """What a run takes down on its way. `others` map addresses that proved to be no post to the reason, `present` are public ids of the
    posts that were saved; `survey` is set once the routes were walked to the end, `thorough` when all of them were, `robots` are the
    robots.txt by origin and `base` is where the front page answered. `past` tells that a public archive was asked: such a run says
    nothing of what the site is today."""

    memory: Memory = field(default_factory=Memory)
    plan: Plan | None = None
    survey: Survey | None = None
    thorough: bool = False
    others: dict[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    base: str = ""
    robots: dict[str, Robots] = field(default_factory=dict)
    past: bool = False

    @property
    def complete(self) -> bool:
        """Whether the routes told all that the site publishes."""
        return self.survey is not None and self.survey.complete

    def reject(self, url: str, reason: str) -> None:
        """Take down that an address is no post, if it is for good."""
        if reason in EXPLAINED:
            self.others[url] = reason


def take_stock(archive: Archive, site: str, notes: Notes, *, run: int | None, now: datetime) -> list[Finding]:
    """Keep what the routes named and what proved to be no post, write who is back, and audit. Returns the audit's findings."""
    if notes.past:
        return []
    _write_back(archive, notes, run=run, now=now)
    before = archive.others(site)
    archive.save_others(site, _reasons(notes.others, before), now=now)
    survey = notes.survey
    if survey is None:
        return []
    if survey.complete or not archive.inventories(site):
        archive.save_inventories(site, survey.inventories)
    if not survey.complete:
        return []
    found = _missing(site, archive.known_posts(site), survey, archive.others(site))
    return found if notes.thorough else [finding for finding in found if finding.kind == "missing"]


def next_memory(notes: Notes, counts: Counts, *, outcome: str, now: datetime) -> Memory:
    """Return what is remembered after a run that came to `outcome`."""
    if notes.past:
        return notes.memory
    robots = notes.robots.get(origin(notes.base), notes.memory.robots)
    memory = after_run(replace(notes.memory, robots=robots), found=counts.new + counts.changed)
    survey = notes.survey
    if survey is None:
        return replace(memory, settled=False)
    settled = outcome == GOOD and survey.answered
    return replace(
        memory,
        marks=survey.marks() if settled else (),
        settled=settled,
        full_at=now if notes.thorough and survey.complete else memory.full_at,
        types=survey.types,
        no_rest=survey.no_rest,
        feed=(survey.feed.url or memory.feed) if survey.feed is not None else memory.feed,
        sitemap=(survey.sitemap.url or memory.sitemap) if survey.sitemap is not None else memory.sitemap,
    )


def _write_back(archive: Archive, notes: Notes, *, run: int | None, now: datetime) -> None:
    """Posts that had left, or were about to, and whose pages were read again, are back."""
    if notes.plan is not None:
        for post in find_back(notes.plan.known, notes.present, awaiting=notes.plan.past.awaiting):
            archive.note_state(post.public_id, "live", "its page was read again", run=run, now=now)


def _reasons(heard: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    return {url: confirmed(before.get(url_key(url)), reason) for url, reason in heard.items()}


def _missing(site: str, known: list[KnownPost], survey: Survey, others: Mapping[str, str]) -> list[Finding]:
    found = audit(site, survey.inventories, known, others)
    findings = [Finding("missing", url, f"named by {', '.join(routes)}; not in the archive") for url, routes in found.missing]
    if len(findings) > MISSING_NAMED:
        findings[MISSING_NAMED:] = [Finding("missing", "", f"and {len(findings) - MISSING_NAMED} more")]
    return [*findings, *(Finding("routes-differ", "", told) for told in found.differences), Finding("audit", "", found.line)]
