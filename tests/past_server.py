"""A public archive for tests: a CDX index with paging and collapsing, replay addresses with redirects to the nearest copy, and its moods."""

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from kazcrawl.demo import ChamberSite
from kazcrawl.demo.listen import Answer, Serving
from kazcrawl.discover.wayback import read_replay


def surt(url: str) -> str:
    """The key by which an archive files an address: no scheme, no www, no slash at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").lower()


@dataclass(frozen=True)
class Kept:
    """One copy. `stamp` has 14 digits."""

    stamp: str
    url: str
    body: bytes
    status: int = 200
    mimetype: str = "text/html"

    @property
    def digest(self) -> str:
        return hashlib.sha1(self.body).hexdigest().upper()[:32]

    @property
    def row(self) -> list[str]:
        return [self.stamp, self.url, self.mimetype, str(self.status), self.digest]


@dataclass
class PastServer:
    """`busy` answers 429 to every so many-th request; `lines` is the size of an index page; `refuse` answers 503 to all replays."""

    kept: list[Kept]
    busy: int = 0
    lines: int = 40
    refuse: bool = False
    excluded: bool = False
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._count = 0
        self._by_key: dict[str, list[Kept]] = defaultdict(list)
        for kept in sorted(self.kept, key=lambda kept: kept.stamp):
            self._by_key[surt(kept.url)].append(kept)

    def serve(self) -> "Serving[PastServer]":
        serving = Serving(self, self.ask)
        self.url = serving.url
        return serving

    @property
    def settings(self) -> list[str]:
        """What tells the command about this archive."""
        told = {"INDEX": f"{self.url}cdx", "REPLAY": f"{self.url}web/", "DELAY": "0", "PATIENCE": "0.01"}
        return [word for name, value in told.items() for word in ("-s", f"KAZCRAWL_WAYBACK_{name}={value}")]

    def replays(self) -> Counter[str]:
        return Counter(path for path in self.asked if "id_/" in path)

    def ask(self, target: str, headers: Mapping[str, str]) -> Answer:
        if target == "/robots.txt":
            return Answer(404, b"")
        self.asked.append(target)
        self._count += 1
        if self.busy and self._count % self.busy == 0:
            return Answer(429, b"Too Many Requests", {"Retry-After": "0"})
        if target.startswith("/cdx?"):
            return self._index(parse_qs(urlsplit(target).query))
        if self.refuse:
            return Answer(503, b"Slow down", {"Retry-After": "0"})
        return self._replay(target)

    def _index(self, query: Mapping[str, list[str]]) -> Answer:
        if self.excluded:
            return Answer(403, b"org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error")
        host = query["url"][0].removeprefix("www.")
        rows: list[list[str]] = []
        for key in sorted(self._by_key):
            last = ""
            for kept in self._by_key[key]:
                if kept.status == 200 and kept.digest != last and urlsplit(kept.url).netloc.removeprefix("www.") == host:
                    rows.append(kept.row)
                    last = kept.digest
        start = int(query.get("resumeKey", ["0"])[0])
        page: list[list[str]] = [["timestamp", "original", "mimetype", "statuscode", "digest"], *rows[start : start + self.lines]]
        if start + self.lines < len(rows):
            page += [[], [str(start + self.lines)]]
        return Answer(200, json.dumps(page).encode(), {"Content-Type": "application/json"})

    def _replay(self, target: str) -> Answer:
        told = read_replay(self.url.rstrip("/") + target)
        copies = self._by_key.get(surt(told[1]), []) if told else []
        if not told or not copies:
            return Answer(404, b"<html><body>The archive has not kept that address.</body></html>", {"Content-Type": "text/html"})
        stamp = told[0].strftime("%Y%m%d%H%M%S")
        place = min(bisect_left([kept.stamp for kept in copies], stamp), len(copies) - 1)
        kept = copies[place]
        if kept.stamp != stamp:
            return Answer(302, b"", {"Location": f"{self.url}web/{kept.stamp}id_/{kept.url}"})
        return Answer(kept.status, kept.body, {"Content-Type": kept.mimetype, "x-archive-orig-server": "nginx"})


def keep(site: ChamberSite, stamp: str, targets: Iterable[str], *, home: str) -> list[Kept]:
    """Take copies of what the demo site says now, as if it stood at `home`."""
    found = []
    for target in targets:
        answer = site.answer(target)
        body = answer.body.replace(site.url.encode(), home.encode())
        mimetype = answer.headers.get("Content-Type", "text/html").partition(";")[0]
        found.append(Kept(stamp, home.rstrip("/") + target, body, answer.status, mimetype))
    return found
