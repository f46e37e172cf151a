"""Everything that kazcrawl raises on purpose. Each error says what, where and what to try, and knows its exit code.

KazcrawlError                       1
├── ConfigError(ValueError)         2   a bad setting, argument or site file
│   └── UnknownSiteError(LookupError)
├── ParseError(ValueError)          1   the page is positively no post
├── RouteError(ValueError)          1   a route's answer is not what the route serves
├── FetchError                      1   a request failed for good
│   └── GuardError                      the address may not be asked
├── ArchiveError                    1
│   ├── PostNotFoundError(LookupError)
│   │   └── PostTakenDownError          its content was removed for good
│   ├── ForeignDatabaseError            the file is not ours; it is left untouched
│   ├── SchemaVersionError              the file is newer, or older and open for reading only
│   ├── StorageError                    disk full, read-only, no permission, corrupt
│   └── ArchiveBusyError           75   another process holds the database
├── SiteLockedError                75   another run holds the site
├── WarcError                       1   a WARC file, or a record in it, cannot be read
└── ExportError                     1
"""


class KazcrawlError(Exception):
    """Root of the tree. `str(error)` is the one line that a person reads on stderr."""

    exit_code = 1


class ConfigError(KazcrawlError, ValueError):
    """A setting, an argument or a site file is wrong; nothing was done."""

    exit_code = 2


class UnknownSiteError(ConfigError, LookupError):
    """No site of that name. `site` is the name asked for."""

    def __init__(self, site: str) -> None:
        self.site = site
        super().__init__(f"no site is called {site!r}; try: kazcrawl sites")


class ParseError(KazcrawlError, ValueError):
    """The page is positively something other than a post. `reason` is a short code such as "page" or "list-page"."""

    def __init__(self, url: str, reason: str, detail: str = "") -> None:
        self.url, self.reason, self.detail = url, reason, detail
        super().__init__(f"{url} is no post: {reason}" + (f" ({detail})" if detail else ""))


class RouteError(KazcrawlError, ValueError):
    """A route answered with something that it does not serve. `code` is short: "closed", "not-json", "bad-page"."""

    def __init__(self, url: str, code: str, detail: str = "") -> None:
        self.url, self.code, self.detail = url, code, detail
        super().__init__(f"{url}: {code}" + (f" ({detail})" if detail else ""))


class FetchError(KazcrawlError):
    """A request failed for good."""

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(f"{url}: {reason}")


class GuardError(FetchError):
    """The address may not be asked: not the site's own, or private."""


class ArchiveError(KazcrawlError):
    """Something about the stored archive."""


class PostNotFoundError(ArchiveError, LookupError):
    """No post has this public id or address. `key` is what was asked for."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"no post is known as {key!r}; try: kazcrawl search, or the post's full address")


class PostTakenDownError(PostNotFoundError):
    """The post was taken down: its content is gone. `day` is when, `reason` why, in the words of whoever did it."""

    def __init__(self, key: str, day: str, reason: str) -> None:
        super().__init__(key)
        self.args = (f"{key} was taken down on {day}: {reason}",)


class ForeignDatabaseError(ArchiveError):
    """The file is not a kazcrawl database; it is left untouched."""


class SchemaVersionError(ArchiveError):
    """The database was written by another release of kazcrawl."""


class StorageError(ArchiveError):
    """The disk or the file failed us: full, read-only, no permission, corrupt."""


class ArchiveBusyError(ArchiveError):
    """Another process holds the database for longer than we wait."""

    exit_code = 75


class SiteLockedError(KazcrawlError):
    """Another run holds the site's lock."""

    exit_code = 75

    def __init__(self, site: str) -> None:
        self.site = site
        super().__init__(f"another run is crawling {site}; try again when it has ended")


class WarcError(KazcrawlError):
    """A WARC file, or a record in it, cannot be read."""


class ExportError(KazcrawlError):
    """An export could not be written; what stood there before still stands."""
