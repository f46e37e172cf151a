"""`kazcrawl explain`: why each field of a post has its value."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kazcrawl.cli.given import GivenPage, fetch_page, is_address, is_file, read_file
from kazcrawl.cli.table import safe
from kazcrawl.errors import ConfigError, ParseError, WarcError
from kazcrawl.items import Credit, PostItem
from kazcrawl.parse.explain import Explanation, explain_item
from kazcrawl.project import database_path
from kazcrawl.text import one_line

if TYPE_CHECKING:
    from kazcrawl.archive import StoredPost

_ORIGIN_WIDTH = 22
_SHOWN = 110


@click.command()
@click.argument("given", metavar="POST|URL|FILE")
@click.option("--url", "address", metavar="URL", help="With FILE: the address that the page was served at.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def explain(given: str, address: str | None, as_json: bool) -> int:
    """Tell why each field has its value: all places that tell it, in the order in which they are trusted, and which one won.

    POST is a post of the archive by its id, URL a page that is asked for now (if robots.txt allows it), FILE a stored page, - for stdin.
    Exit code 1 when the page is no post: then the reason is told."""
    if address and not is_file(given):
        raise ConfigError("--url is the address of a FILE's page, and there is no such file")
    if not is_file(given) and not is_address(given):
        if not database_path().exists():
            raise ConfigError(
                f"{given!r} is no file and no web address, and there is no archive at {database_path()} to look for a post in"
            )
        told, fields = _stored(given)
    else:
        page = read_file(given, address=address) if is_file(given) else fetch_page(given)
        try:
            told, fields = _read(page)
        except ParseError as error:
            return _refused(page, error, as_json=as_json)
    if as_json:
        click.echo(json.dumps(told | {"fields": [asdict(field) for field in fields]}, ensure_ascii=False, indent=1))
        return 0
    _show(told, fields)
    return 0


def _read(page: GivenPage) -> tuple[dict[str, Any], tuple[Explanation, ...]]:
    """Parse the page with the outlets of the archive beside it, and weigh its fields."""
    from kazcrawl.archive import registry_beside
    from kazcrawl.outlets import use_registry
    from kazcrawl.parse import parse_post

    use_registry(registry_beside(database_path())[0])
    item = parse_post(page.html, url=page.url, facts=page.facts, site=page.site, content_type=page.content_type)
    fields = explain_item(item, page.html, url=page.url, facts=page.facts, site=page.site, content_type=page.content_type)
    return _head(item, page.came), fields


def _stored(key: str) -> tuple[dict[str, Any], tuple[Explanation, ...]]:
    """A post's present version read again from its stored page; where none is kept, the winners without the places that lost."""
    from kazcrawl.archive import Archive
    from kazcrawl.evidence.reparse import make_rereader

    with Archive.open(database_path(), read_only=True) as archive:
        post, reading, rereader = archive.get_post(key), archive.reading(key), make_rereader(archive)
        try:
            html, facts, site = rereader.page(reading)
            first = reading.captures[0]
            item = rereader.read(reading)
        except (ParseError, WarcError):
            return _kept(post)
    came = f"version {post.current.number} of {post.public_id}, as it was served on {first.fetched_at:%Y-%m-%d %H:%M:%SZ}"
    return _head(item, came), explain_item(item, html, url=first.url, facts=facts, site=site, content_type=first.content_type)


def _kept(post: "StoredPost") -> tuple[dict[str, Any], tuple[Explanation, ...]]:
    """What the archive itself tells."""
    now = post.current
    item = PostItem(
        url=post.url,
        title=now.title,
        date=now.date,
        source=now.source,
        author=now.author,
        body=now.body,
        language=now.language,
        credit=now.credit,
        origins=dict(now.origins),
        parser_version=now.parser_version,
    )
    came = f"version {now.number} of {post.public_id} in the archive; for all places that tell a field: {post.url}"
    return _head(item, came), explain_item(item)


def _head(item: PostItem, came: str) -> dict[str, Any]:
    credit = item.credit
    return {
        "post": True,
        "url": item.url,
        "page": came,
        "parser_version": item.parser_version,
        "language": item.language,
        "findings": list(item.findings),
        "credit": _row(credit) if credit else None,
    }


def _row(credit: Credit) -> dict[str, Any]:
    return asdict(credit) | {"date": credit.date.isoformat() if credit.date else None}


def _refused(page: GivenPage, error: ParseError, *, as_json: bool) -> int:
    if as_json:
        told = {"post": False, "url": page.url, "page": page.came, "reason": error.reason, "detail": error.detail}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(safe(one_line(str(error))))
    return 1


def _show(told: dict[str, Any], fields: tuple[Explanation, ...]) -> None:
    """Print for a person: a field, its value, and below it the places that tell it, the one taken marked with an arrow."""
    click.secho(safe(one_line(told["url"])), bold=True)
    click.echo(safe(one_line(f"page: {told['page']} | parser {told['parser_version']} | language {told['language'] or 'unknown'}")))
    for finding in told["findings"]:
        click.echo(safe(f"finding: {finding}"))
    for field in fields:
        click.echo()
        click.secho(f"{field.field}: {safe(one_line(field.value, limit=_SHOWN)) or '(none)'}", bold=True)
        for reason in field.reasons:
            lines = [
                one_line(text, limit=_SHOWN) for text in dict.fromkeys((reason.value, reason.snippet)) if text not in ("", field.value)
            ]
            mark = click.style("→", fg="green", bold=True) if reason.won else " "
            click.echo(f" {mark} {safe(reason.origin):{_ORIGIN_WIDTH}} {safe(lines[0]) if lines else ''}".rstrip())
            for line in lines[1:]:
                click.echo(f"   {'':{_ORIGIN_WIDTH}} {safe(line)}")
