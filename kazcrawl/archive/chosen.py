"""Which posts are wanted: the filters that search, datasets and tables of counts share."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select

from kazcrawl.archive.models import article, outlets, revisions, terms
from kazcrawl.archive.outlets import registry_of
from kazcrawl.text import clean_text, fold
from kazcrawl.words import fold_words

STATUSES = ("live", "gone", "hidden")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters on posts; None means any, and a post must pass all of them. Case, ё/е and Kazakh letters typed without
    their marks never matter.

    `source` is the outlet credited, in any spelling that the registry knows, or its id; `author` words of the name of whoever signed the
    post or the credited text; `term` the whole name of a category or tag; `language` kk, ru, en and the like; `status` one of
    STATUSES; `since` and `until` days on the site's own clock, inclusive."""

    site: str | None = None
    source: str | None = None
    author: str | None = None
    term: str | None = None
    language: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self, connection: Connection) -> list[ColumnElement[bool]]:
        """Return the SQL conditions on `articles`: the view, or anything of that name with its columns and `revision_id`."""
        found = [article(name) == clean_text(value) for name in ("site", "status") if (value := getattr(self, name)) is not None]
        if self.language is not None:
            found.append(func.lower(article("language")) == clean_text(self.language).strip().lower())
        if self.source is not None:
            found.append(article("source").in_(spellings(connection, self.source)))
        if self.author is not None:
            names = ("author", "credit_author")
            found.append(or_(*(article(name).in_(_signed(connection, revisions.c[name], self.author)) for name in names)))
        if self.term is not None:
            names_ = [name for name in _distinct(connection, terms.c.name) if _same(name, self.term)]
            found.append(article("revision_id").in_(select(terms.c.revision_id).where(terms.c.name.in_(names_))))
        if self.since is not None:
            found.append(article("date") >= self.since.isoformat())
        if self.until is not None:
            found.append(article("date") <= self.until.isoformat())
        return found


ALL = Chosen()
"""No filter at all."""


def spellings(connection: Connection, source: str) -> list[str]:
    """Return the sources in the archive that are this one: equal but for case, quotes and ё/е, or of the outlet of this name or id."""
    registry, _ = registry_of(connection)
    outlet = registry.by_name(source)
    ids = {fold(source), *([outlet.id] if outlet else [])}
    rows = connection.execute(select(outlets.c.source, outlets.c.outlet_id)).all()
    return [name for name, outlet_id in rows if outlet_id in ids or _same(name, source)]


def _signed(connection: Connection, column: Column[str], author: str) -> list[str]:
    """Return the names in the archive that have every word of this one."""
    wanted = set(fold_words(author))
    return [name for name in _distinct(connection, column) if wanted and wanted <= set(fold_words(name))]


def _same(name: str, typed: str) -> bool:
    """Whether a name is what was typed: but for case and quotes, or word by word without Kazakh letters and marks."""
    return fold(name) == fold(typed) or (fold_words(name) == fold_words(typed) != ())


def _distinct(connection: Connection, column: Column[str]) -> list[str]:
    return list(connection.execute(select(column).distinct().where(column.is_not(None))).scalars())
