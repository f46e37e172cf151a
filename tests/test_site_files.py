"""Every file in spiders/ is held to one check list: what it says of its site, how it is read, and a golden page of its theme."""

import ast
import importlib.util
import json
from pathlib import Path

import pytest

from kazcrawl.crawl.spider import ChamberSpider
from kazcrawl.items import Site
from kazcrawl.parse import parse_post
from kazcrawl.sites import file_sites, make_site
from kazcrawl.urls import origin, twin_origins
from tests.conftest import ROOT

SPIDERS, PAGES = ROOT / "spiders", ROOT / "tests" / "pages"
FILES = [path for path in sorted(SPIDERS.glob("*.py")) if path.stem not in ("__init__", "blog")]
ATTRIBUTES = {"name", "home", "timezone", "language", "every", "selectors", "origins"}


def problems(path: Path, pages: Path) -> list[str]:
    """What a site file still lacks, in the words of the check list."""
    (site,) = [site for site in file_sites(path.parent) if site.name == path.stem] or [None]
    if site is None:
        return ["its name is not its file's, or name and home are not literal"]
    spider = spider_of(path)
    computed = {name for name in vars(spider) if not name.startswith("_") and name not in ATTRIBUTES | {"allowed_domains"}}
    checks = {
        "the module's docstring names the host": origin(site.home).rpartition("/")[2].removeprefix("www.") in docstring(path),
        "home is an address in canonical spelling": make_site(site.home).home == site.home,
        "the language is two letters": site.language is None or (len(site.language) == 2 and site.language.islower()),
        "it can be crawled as often as it says": make_site(site.home, every=site.every).every == site.every,
        "what is read without an import is what Scrapy sees": spider().site == site,
        "it gives facts, not code": not computed,
    }
    return [check for check, holds in checks.items() if not holds] + page_problems(site, pages / site.name)


def page_problems(site: Site, folder: Path) -> list[str]:
    goldens = sorted(folder.glob("*.html"))
    if not goldens:
        return ["it has a golden page"]
    found = []
    for page in goldens:
        told = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        item = parse_post(page.read_bytes(), url=told["url"], site=site)
        if origin(told["url"]) not in {*site.origins, *twin_origins(site.home)}:
            found.append("its golden page is of its own site")
        if [item.title, str(item.date), item.source, item.body] != [told["title"], told["date"], told["source"], "\n\n".join(told["body"])]:
            found.append("its golden page reads right with the site's own facts")
        if not (item.title and item.date and item.body):
            found.append("its golden page gives title, date and body")
    return found


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def spider_of(path: Path) -> type[ChamberSpider]:
    spec = importlib.util.spec_from_file_location(f"site_file_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = [kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    assert issubclass(found, ChamberSpider)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_site_file_passes_the_check_list(path: Path) -> None:
    assert problems(path, PAGES) == []


def test_no_two_files_keep_one_blog() -> None:
    homes = [site.home.partition("://")[2].removeprefix("www.") for site in file_sites()]
    assert len(homes) == len(set(homes))


FILE = '''"""Steppe Chamber: {host}"""

from kazcrawl.crawl.spider import ChamberSpider


class SteppeSpider(ChamberSpider):
    """News of the chamber."""

    name = "{name}"
    home = "{home}"
    timezone = "{zone}"
    language = "{language}"
    {more}
'''
GOOD = {"host": "steppe.example", "name": "steppe", "home": "https://steppe.example/", "zone": "Asia/Almaty", "language": "ru", "more": ""}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"name": "prairie"}, "its name is not its file's, or name and home are not literal"),
        ({"host": "elsewhere"}, "the module's docstring names the host"),
        ({"home": "https://STEPPE.example"}, "home is an address in canonical spelling"),
        ({"language": "Russian"}, "the language is two letters"),
        ({"more": "origins = tuple(['https://steppe.example', 'https://www.steppe.example'])"}, "what is read without an import is what Scrapy sees"),
        ({"more": "def parse(self, response): ..."}, "it gives facts, not code"),
        ({"home": "https://other.example/", "host": "other.example"}, "its golden page is of its own site"),
        ({"pages": "none"}, "it has a golden page"),
        ({"pages": "empty"}, "its golden page gives title, date and body"),
        ({"pages": "other"}, "its golden page reads right with the site's own facts"),
    ],
)  # fmt: skip
def test_check_list_finds_what_is_wrong(tmp_path: Path, changes: dict[str, str], problem: str | None) -> None:
    path = tmp_path / "steppe.py"
    path.write_text(FILE.format(**(GOOD | changes)), encoding="utf-8")
    pages = tmp_path / "pages" / "steppe"
    pages.mkdir(parents=True)
    html = "<title>Salt</title><article class=hentry><h1 class=entry-title>Salt</h1><time class=entry-date datetime=2015-10-21>2015</time>"
    html += "<div class=entry-content><p>Salt was dear.</p></div></article>"
    told = {"url": "https://steppe.example/salt/", "title": "Salt", "date": "2015-10-21", "source": None, "body": ["Salt was dear."]}
    if changes.get("pages") == "empty":
        html, told = "<h1>Salt</h1>", told | {"date": "None", "body": []}
    if changes.get("pages") == "other":
        told["title"] = "Sugar"
    if changes.get("pages") != "none":
        (pages / "salt.html").write_text(html, encoding="utf-8")
        (pages / "salt.json").write_text(json.dumps(told), encoding="utf-8")
    found = problems(path, tmp_path / "pages")
    assert found == ([] if problem is None else [problem])
