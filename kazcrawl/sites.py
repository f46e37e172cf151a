"""Sites as data: hand-tuned ones are read from `spiders/*.py` without importing Scrapy; the others are rows handed in by the caller."""

import ast
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kazcrawl.addresses import Guard
from kazcrawl.errors import ConfigError, UnknownSiteError
from kazcrawl.items import Selectors, Site
from kazcrawl.project import allow_private, find_root
from kazcrawl.urls import canonical_url, origin, site_name, twin_origins

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_EVERY = re.compile(r"(\d{1,4})([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 168}
_FIELDS = ("name", "home", "timezone", "language", "every", "full_every")


def make_site(home: str, *, name: str | None = None, every: str = "1d") -> Site:
    """Return a site that is known by its address alone. Raises ConfigError when `home` or `name` cannot be one."""
    url = canonical_url(home if "://" in home else f"https://{home}")
    if url is None:
        raise ConfigError(f"{home!r} is no web address; write it like https://blog.example.org/")
    if name is not None and not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} cannot name a site; use letters, digits, dots, dashes and underscores")
    if not _EVERY.fullmatch(every):
        raise ConfigError(f"--every {every!r} is no span of time; write it like 12h, 1d or 2w")
    return Site(name=name or site_name(url), home=url, origins=(origin(url),), every=every)


def is_due(site: Site, *, last: datetime | None, now: datetime) -> bool:
    """Whether a site is worth a look again: `every` has passed since its last good run began (None: there was none).

    A tenth of the span is let off, so that a daily cron job that starts a second early does not skip a day."""
    match = _EVERY.fullmatch(site.every)
    span = timedelta(hours=int(match[1]) * _HOURS[match[2]]) if match else timedelta(days=1)
    return last is None or now - last >= span * 0.9


def file_sites(folder: Path | None = None) -> list[Site]:
    """Return the hand-tuned sites: each `spiders/*.py` whose class has a `name` and a `home`; other files are passed over.

    Raises ConfigError for a file that cannot be read, says what no site can be, or takes another file's name."""
    folder = folder or find_root() / "spiders"
    found: dict[str, Site] = {}
    for path in sorted(folder.glob("*.py")):
        site = _read_site(path)
        if site is not None and site.name in found:
            raise ConfigError(f"the site file {path.name}: another file has a site called {site.name} already")
        if site is not None:
            found[site.name] = site
    return list(found.values())


def find_site(wanted: str, rows: Iterable[Site] = ()) -> Site:
    """Return the site of that name; a spider file wins over a row of the same name. Raises UnknownSiteError."""
    for site in (*file_sites(), *rows):
        if site.name == wanted:
            return site
    raise UnknownSiteError(wanted)


def site_of_url(url: str, rows: Iterable[Site] = (), *, name: str | None = None) -> Site:
    """Return the site that the address belongs to: a known one of the same origin (http, https and www are the same), else a new one."""
    made = make_site(url, name=name)
    if name is None:
        mine = {origin(made.home), *twin_origins(made.home)}
        for site in (*file_sites(), *rows):
            if mine & {origin(site.home), *site.origins} and _covers(site.home, made.home):
                return site
    return made


def make_guard(site: Site) -> Guard:
    """Return the rule of what may be asked for a site: its own origins, and the private hosts that its operator wrote."""
    hosts = frozenset(urlsplit(url).hostname or "" for url in (site.home, *site.origins))
    return Guard(origins=frozenset((*site.origins, origin(site.home))), operator_hosts=hosts, allow_private=allow_private())


def _covers(home: str, url: str) -> bool:
    """Whether `url` is the same blog as `home`: the same folder, so that two blogs below one host stay two."""
    return re.sub(r"^https?://(www\.)?[^/]*", "", home).rstrip("/") == re.sub(r"^https?://(www\.)?[^/]*", "", url).rstrip("/")


def _read_site(path: Path) -> Site | None:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=path.name)
    except (SyntaxError, ValueError, OSError) as error:
        raise ConfigError(f"the site file {path.name} cannot be read: {error}") from error
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            try:
                told = _literals(node)
                if "name" in told and "home" in told:
                    return _make_file_site(told)
            except (ConfigError, TypeError) as error:
                raise ConfigError(f"the site file {path.name}: {error}") from error
    return None


def _make_file_site(told: dict[str, Any]) -> Site:
    """Raises ConfigError for what no site can be."""
    if not (isinstance(told["name"], str) and isinstance(told["home"], str)):
        raise ConfigError("name and home must be written out as texts")
    make_site(told["home"], name=told["name"], every=str(told.get("every") or "1d"))
    values = {key: told[key] for key in _FIELDS if told.get(key) is not None}
    site = Site(**values, origins=tuple(told.get("origins") or (origin(told["home"]),)), selectors=told.get("selectors") or Selectors())
    try:
        ZoneInfo(site.timezone or "UTC")
    except (ValueError, LookupError, TypeError, OSError) as error:
        raise ConfigError(f"timezone {site.timezone!r} is no time zone; write it like Asia/Almaty") from error
    _check_selectors(site.selectors)
    return site


def _check_selectors(selectors: Selectors) -> None:
    """A CSS path that cannot be read would find nothing, on every page and in silence."""
    if selectors == Selectors():
        return
    # Only now: it is as much as all else here to load.
    from soupsieve import SelectorSyntaxError
    from soupsieve import compile as read_path

    for name, told in asdict(selectors).items():
        for path in (told,) if isinstance(told, str) else told or ():
            try:
                read_path(path)
            except (SelectorSyntaxError, TypeError, NotImplementedError) as error:
                raise ConfigError(f"selectors: {name} {path!r} is no CSS path ({str(error).splitlines()[0]})") from error


def _literals(node: ast.ClassDef) -> dict[str, Any]:
    """Return the class attributes that are written as literals, and `selectors = Selectors(...)` whose arguments are; None for a computed
    one, which only an import could tell."""
    told: dict[str, Any] = {}
    for line in node.body:
        targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        value = getattr(line, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and value is not None:
                try:
                    told[target.id] = _literal(value)
                except ValueError:
                    told[target.id] = None
    return told


def _literal(value: ast.expr) -> Any:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "Selectors":
        return Selectors(**{word.arg: ast.literal_eval(word.value) for word in value.keywords if word.arg})
    return ast.literal_eval(value)
