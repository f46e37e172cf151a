"""The archive in verbs. Each verb is one transaction: when it returns, what it says is on the disk."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from kazcrawl.archive import articles, captures, facets, health, outlets, past, posts, runs, search, sites
from kazcrawl.archive.backup import make_backup
from kazcrawl.archive.chosen import ALL, Chosen
from kazcrawl.archive.engine import Database, open_database
from kazcrawl.archive.lock import drop_lock, take_lock
from kazcrawl.archive.models import whole_second
from kazcrawl.archive.proving import Proving
from kazcrawl.archive.records import Facets, MetOutlet, Saved, SearchResult, StoredPost, StoredRevision, StoredRun
from kazcrawl.archive.remembering import Remembering
from kazcrawl.archive.snapshot import Snapshot
from kazcrawl.errors import SiteLockedError
from kazcrawl.items import Counts, Finding, KnownPost, PostItem, Site
from kazcrawl.outlets import Registry


class Archive(Remembering, Proving):
    """One SQLite file with all that was crawled. Open it with `Archive.open`; it closes itself at the end of a `with`.

    Every verb raises StorageError when the disk fails and ArchiveBusyError when another process holds the file too long;
    what was saved before stays. Times given as `now` must be aware; they are kept to the second, in UTC."""

    def __init__(self, database: Database) -> None:
        self.path = database.path
        self._database = database
        self._locks: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Archive":
        """Open the file. A writer makes it, or upgrades it after a backup; a reader of a missing or older one is told what to run.

        Raises ForeignDatabaseError (the file stays untouched), SchemaVersionError, StorageError, ArchiveBusyError, and to a writer
        ConfigError when the user's own list of outlets cannot be read."""
        archive = cls(open_database(path, read_only=read_only))
        if not read_only:
            archive._look_up_outlets()
        return archive

    def close(self) -> None:
        """Free the locks and close the file. Closing twice does nothing."""
        for name in list(self._locks):
            self.unlock_site(name)
        self._database.close()

    def _look_up_outlets(self) -> None:
        try:
            outlets.refresh(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- one run per site

    def lock_site(self, name: str) -> None:
        """Take the site's lock, or raise SiteLockedError at once. Taking it twice does nothing; the kernel frees it when we die."""
        if name not in self._locks:
            file = take_lock(self.path.parent, name)
            if file is None:
                raise SiteLockedError(name)
            self._locks[name] = file

    def unlock_site(self, name: str) -> None:
        """Give the site's lock back, if we hold it."""
        file = self._locks.pop(name, None)
        if file is not None:
            drop_lock(file)

    # --- sites

    def save_site(self, site: Site) -> None:
        """Store the site, or what changed of it."""
        with self._database.writing() as connection:
            sites.save_site(connection, site)

    def get_site(self, name: str) -> Site | None:
        """Return the site of that name, or None."""
        with self._database.reading() as connection:
            return sites.get_site(connection, name)

    def iter_sites(self) -> list[Site]:
        """Return all sites by name."""
        with self._database.reading() as connection:
            return sites.iter_sites(connection)

    def remove_site(self, name: str) -> bool:
        """Take the site's row away, False when there was none. Its posts, runs and findings stay."""
        with self._database.writing() as connection:
            return sites.remove_site(connection, name)

    def site_names(self) -> list[str]:
        """Return the names of all sites that have posts, also of those whose row is gone."""
        with self._database.reading() as connection:
            return articles.site_names(connection)

    # --- posts

    def known_posts(self, site: str) -> list[KnownPost]:
        """Return what the plan must know of every post of a site."""
        with self._database.reading() as connection:
            return articles.known_posts(connection, site)

    def save_post(self, item: PostItem, *, site: str, run: int | None, now: datetime, reason: str | None = None) -> Saved:
        """Store a post: a new one, a new revision of it, or nothing but that it was seen. `reason` overrules new, edited and reparsed.

        The records of its `captures` must be on the disk already.

        An item with a `copy` enters the history at the time of that copy, as "backfilled": see `archive.past`.

        The findings in the answer (id-reused, address-reused, too-many-edits) are not stored: the caller reports them."""
        visit = posts.Visit(site, run, whole_second(now))
        with self._database.writing() as connection:
            captures.add_captures(connection, item.captures, site=site, run=run)
            if item.copy is not None:
                return past.save_past(connection, item, visit)
            return posts.save_post(connection, item, visit, reason=reason)

    def mark_seen(self, site: str, public_ids: Iterable[str], *, now: datetime) -> None:
        """A route named these posts: they are live, whether or not they were fetched."""
        with self._database.writing() as connection:
            posts.mark_seen(connection, site, public_ids, whole_second(now))

    def get_post(self, key: str) -> StoredPost:
        """Return the post with this public id, or with this address in any spelling. Raises PostNotFoundError."""
        with self._database.reading() as connection:
            return articles.get_post(connection, key)

    def history(self, key: str) -> list[StoredRevision]:
        """Return all revisions of a post, oldest first. Raises PostNotFoundError."""
        with self._database.reading() as connection:
            return articles.history(connection, key)

    def iter_articles(self, chosen: Chosen = ALL, *, limit: int | None = None, order: str = "newest") -> Iterator[dict[str, Any]]:
        """Yield the view `articles` row by row (`ARTICLE_FIELDS`), JSON-ready: days and instants as ISO text, lists as lists.

        All rows are of one moment; `order` is "newest" or "public_id"."""
        with self._database.reading() as connection:
            yield from articles.iter_articles(connection, chosen, order=order, limit=limit)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The archive at one moment, to write datasets from: whatever is stored meanwhile is not seen."""
        with self._database.reading(scan=True) as connection:
            yield Snapshot(connection, self.path)

    def count_posts(self, site: str | None = None) -> int:
        """Return how many posts there are, of one site or of all."""
        with self._database.reading() as connection:
            return articles.count_posts(connection, site)

    def search(self, query: str, chosen: Chosen = ALL, *, limit: int = 20, sort: str = "newest", after: str | None = None) -> SearchResult:
        """Find posts: words in any of their forms, "phrases", prefix*, -exclusion, title:word, source:"an outlet". No query raises.

        A blank query lists the newest posts. `sort` is "newest" or "relevance" (of the newest 3,000 matches); `after` is the
        cursor `next` of the page before. Raises ConfigError for another sort or cursor."""
        with self._database.reading() as connection:
            return search.search(connection, query, chosen, limit=limit, sort=sort, after=after)

    def facets(self, query: str = "", chosen: Chosen = ALL, *, limit: int = 10) -> Facets:
        """Count what a search finds, by source, year, site, term and language."""
        with self._database.reading() as connection:
            return facets.facets(connection, query, chosen, limit)

    def outlets(self, site: str | None = None) -> list[MetOutlet]:
        """Return the outlets that posts are credited to, with counts, those that the registry does not know first."""
        with self._database.reading() as connection:
            return outlets.met(connection, site)

    @property
    def registry(self) -> Registry:
        """The registry of outlets with the user's own beside this archive. Raises ConfigError for a bad file of theirs."""
        return outlets.registry_beside(self.path)[0]

    def fingerprint(self) -> str:
        """Return a digest that is equal where the same was archived, whenever and in whatever order it was met."""
        with self._database.reading() as connection:
            return articles.fingerprint(connection)

    # --- runs

    def start_run(self, site: str, *, now: datetime, version: str, full: bool) -> int:
        """Write that a run of this release began; return its number."""
        with self._database.writing() as connection:
            return runs.start_run(connection, site, now=whole_second(now), version=version, full=full)

    def finish_run(self, run: int, *, counts: Counts, outcome: str, reason: str, requests: int, now: datetime) -> None:
        """Write how a run ended."""
        with self._database.writing() as connection:
            runs.finish_run(connection, run, now=whole_second(now), counts=counts, outcome=outcome, reason=reason, requests=requests)

    def add_finding(self, run: int | None, site: str, finding: Finding, *, now: datetime) -> None:
        """Write a finding of a run, or of an audit (run None)."""
        with self._database.writing() as connection:
            runs.add_finding(connection, run, site, finding, now=whole_second(now))

    def last_runs(self, site: str | None = None, limit: int = 20) -> list[StoredRun]:
        """Return runs, the latest first."""
        with self._database.reading() as connection:
            return runs.last_runs(connection, site, limit)

    def findings(self, run: int) -> list[Finding]:
        """Return what a run found, in order."""
        with self._database.reading() as connection:
            return runs.findings_of(connection, run)

    # --- health

    def check(self) -> list[str]:
        """Return what is wrong with the file, one line each; an empty list means all is well. Where `compares` is
        false, the search index is compared with the texts by their numbers only."""
        return health.check(self._database)

    def compares(self) -> bool:
        """Whether `check` can compare the search index with every text: only who may write can."""
        return health.compares(self._database)

    def backup(self, target: Path) -> None:
        """Write a whole, checked copy as one file; others may go on writing. Raises StorageError when `target` exists."""
        make_backup(self.path, target)
