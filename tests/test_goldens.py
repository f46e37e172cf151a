"""Golden pages: the markup of many themes in three languages, invented texts, and what must be read of them, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.items import PostItem
from kazcrawl.parse import parse_post

PAGES = Path(__file__).parent / "pages"
GOLDENS = sorted(page.relative_to(PAGES).with_suffix("").as_posix() for page in PAGES.glob("[!_]*/*.html"))


def told(item: PostItem) -> dict[str, Any]:
    """The item in the words of a golden page's JSON."""
    return {
        "url": item.url,
        "title": item.title,
        "date": item.date.isoformat() if item.date else None,
        "published_at": item.published_at.isoformat() if item.published_at else None,
        "date_precision": item.date_precision,
        "date_origin": item.date_origin,
        "modified_at": item.modified_at.isoformat() if item.modified_at else None,
        "author": item.author,
        "source": item.source,
        "language": item.language,
        "wp_id": item.wp_id,
        "terms": [[term.kind, term.name] for term in item.terms],
        "body": item.body.split("\n\n"),
    }


def read(name: str) -> tuple[bytes, dict[str, Any]]:
    return (PAGES / f"{name}.html").read_bytes(), json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_golden_pages_of_many_themes_in_three_languages() -> None:
    assert len({name.split("/")[0] for name in GOLDENS}) >= 12
    assert {name.split("/")[1] for name in GOLDENS} >= {"en", "ru", "kk"}


@pytest.mark.parametrize("name", GOLDENS)
def test_golden_page_gives_its_fields(name: str) -> None:
    html, expected = read(name)
    got = told(parse_post(html, url=expected["url"]))
    for field, value in expected.items():
        assert got[field] == value, field
