"""The texts of a package: README, data dictionary, citation. Pure: facts in, text out; the same facts, the same text."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from kazcrawl import __version__
from kazcrawl.archive import SiteFacts
from kazcrawl.export.dataset import Dataset
from kazcrawl.export.loading import loading
from kazcrawl.export.tables import Table

LICENCE = "other-closed"
NO_LICENCE = "The texts belong to those who wrote and published them. This package grants no licence to them; facts about them are free."

_KINDS = {
    "string": "text",
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "day (ISO 8601)",
    "datetime": "instant in UTC (ISO 8601)",
    "list": "list of texts",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a package's texts are made of: `moment` is what its rows are of, `asked` its tables (the posts first), `files` its data."""

    title: str
    creators: Sequence[str]
    moment: datetime
    asked: Sequence[Dataset]
    sites: Sequence[SiteFacts]
    files: Sequence[str]

    @property
    def rows(self) -> int:
        """How many posts there are."""
        return sum(site.totals.rows for site in self.sites)

    @property
    def version(self) -> str:
        """The moment, by which two packages of one archive are told apart."""
        return self.moment.isoformat().replace("+00:00", "Z")

    @property
    def what(self) -> str:
        """What is in the package, in a sentence."""
        days = sorted(day for site in self.sites for day in (site.totals.first, site.totals.last) if day)
        span = f", published from {days[0]} to {days[-1]}" if days else ""
        names = ", ".join(site.totals.site for site in self.sites)
        return f"{self.rows:,} news posts of {names or 'no site'}{span}, as the archive stood at {self.version}."

    @property
    def options(self) -> dict[str, Any]:
        """What was asked for, as far as it is not the default; days as ISO text."""
        selection, shape = self.asked[-1].selection, self.asked[-1].shape
        chosen = {field.name: getattr(selection.chosen, field.name) for field in fields(selection.chosen)}
        told = {**chosen, "as_of": selection.as_of and self.version, "revisions": selection.versions or None}
        told |= {"no_authors": not shape.authors or None, "no_body": not shape.body or None, "excerpt": shape.excerpt}
        return {name: value if isinstance(value, (int, str)) else value.isoformat() for name, value in told.items() if value is not None}


def readme(facts: Facts) -> str:
    """Return README.md: what is in the package, how complete it is, how to load it, what may be done with it."""
    asked = "; ".join(f"{name} = {value}" for name, value in facts.options.items())
    tables = " and ".join(f"`{one.table.name}` ({one.table.title[0].lower()}{one.table.title[1:]})" for one in facts.asked)
    parts = [
        f"# {_line(facts.title)}",
        facts.what + f" Written by kazcrawl {__version__}." + (f"\n\nOnly what was asked for is in it: {_line(asked)}." if asked else ""),
        f"## What is in it\n\nTables: {tables}. The columns are explained in DICTIONARY.md; types, keys, numbers of rows and SHA-256 "
        "digests stand in datapackage.json. It is written last: a folder without it is not whole.",
        "\n".join(f"- `{name}`" for name in facts.files),
        "## How complete it is\n\n" + _sums(facts.sites) + "\n\n" + "\n".join(_completeness(site) for site in facts.sites),
        "Nothing is invented: where a site tells only a day, `published_at` is empty; a post without a credit has no `source`. "
        "Each row says when the site served it (`observed_at`), when it was stored (`recorded_at`), and by which rule its source "
        "was found (`credit_rule`).",
        "## How to load it\n\n" + loading(facts.files, [one.table for one in facts.asked]),
        f"## What may be done with it\n\n{NO_LICENCE} Cite it as CITATION.cff says.",
    ]
    return "\n\n".join(parts) + "\n"


def dictionary(tables: Sequence[Table]) -> str:
    """Return DICTIONARY.md: every column of every table with its type and its meaning."""
    notes = 'In CSV files lists are joined with "; " and an unknown value is an empty cell; in SQLite lists are JSON arrays.'
    parts = ["# Data dictionary", notes]
    for table in tables:
        rows = ((f"`{column.name}`", _KINDS[column.kind], "" if column.required else "yes", column.description) for column in table.columns)
        key = ", ".join(f"`{name}`" for name in table.key)
        parts += [f"## {table.name}", f"{table.title}. Key: {key}.", _grid(("column", "type", "may be unknown", "meaning"), rows)]
    return "\n\n".join(parts) + "\n"


def citation(facts: Facts) -> str:
    """Return CITATION.cff (https://citation-file-format.github.io, 1.2.0). Its strings are JSON's, which are YAML's too."""
    names = facts.creators or [site.home or site.totals.site for site in facts.sites]
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use these data, please cite them as below."',
        "type: dataset",
        f"title: {_quoted(facts.title)}",
        f"abstract: {_quoted(facts.what)}",
        f"version: {_quoted(facts.version)}",
        f"date-released: {_quoted(facts.moment.date().isoformat())}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in names),
    ]
    return "\n".join(lines) + "\n"


def _sums(sites: Sequence[SiteFacts]) -> str:
    head = ("site", "posts", "first day", "last day", "without a day", "with a source", "live", "gone", "hidden")
    rows = ((*_told(site), *(f"{site.totals.by_status[status]:,}" for status in ("live", "gone", "hidden"))) for site in sites)
    return _grid(head, rows)


def _told(site: SiteFacts) -> tuple[str, ...]:
    told = site.totals
    return told.site, f"{told.rows:,}", told.first or "", told.last or "", f"{told.rows - told.dated:,}", f"{told.credited:,}"


def _completeness(site: SiteFacts) -> str:
    name, run = site.totals.site, site.last_run
    if site.audit is None:
        nothing = f"{name}: what the site published then was not kept, so no audit can be made of an earlier day"
        told = [f"{site.audit_then or nothing}."]
    else:
        told = [f"{site.audit.line}."]
        told += [f"{len(site.audit.explained):,} more are rightly not held (protected, pages, files)."] if site.audit.explained else []
        told += [f"{len(site.audit.unlisted):,} held ones are in no list any more."] if site.audit.unlisted else []
        told += [f"{_line(difference)}." for difference in site.audit.differences]
    if run is not None and run.ended_at is not None:
        ended = run.ended_at.isoformat().replace("+00:00", "Z")
        found = ", ".join(f"{count} {kind}" for kind, count in site.findings.items()) or "none"
        told.append(f"Its last run ended {ended} ({run.outcome}); findings: {found}.")
    return "- " + " ".join(told)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(_line(cell).replace("|", "\\|") for cell in row) for row in (head, *rows)]
    return "\n".join(f"| {line} |" for line in (lines[0], " | ".join("---" for _ in head), *lines[1:]))


def _line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return json.dumps(_line(text), ensure_ascii=False)
