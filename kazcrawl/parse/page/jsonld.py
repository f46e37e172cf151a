"""What a page tells in JSON-LD (schema.org): the nodes flat, and the one that is the post. Total: broken JSON is passed over."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kazcrawl.text import load_json
from kazcrawl.urls import url_key

Node = dict[str, Any]

ARTICLE_TYPES = frozenset({
    "Article", "NewsArticle", "BlogPosting", "Report", "OpinionNewsArticle", "AnalysisNewsArticle", "ReportageNewsArticle",
    "TechArticle", "ScholarlyArticle", "LiveBlogPosting", "SocialMediaPosting", "AdvertiserContentArticle", "ReviewNewsArticle",
})  # fmt: skip
# Works of other kinds that a post may hold, or be.
WORK_TYPES = frozenset(("Recipe", "HowTo", "CreativeWork", "PodcastEpisode", "RadioEpisode", "Episode"))
PAGE_TYPES = frozenset(("WebPage", "ItemPage"))
_MAX_NODES, _NAME = 500, 300
_WRAPPERS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$")
_TRAILING_COMMA = re.compile(r",\s{0,20}([\]}])")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")


def read_nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Return every typed node of the scripts, `@graph` and main entities opened, in document order."""
    found: list[Node] = []
    for script in scripts:
        queue: list[Any] = [_load(script)]
        while queue and len(found) < _MAX_NODES:
            value = queue.pop(0)
            if isinstance(value, list):
                queue[:0] = value[:_MAX_NODES]
            elif isinstance(value, dict):
                if "@type" in value:
                    found.append(value)
                queue[:0] = [value[key] for key in _INSIDE if isinstance(value.get(key), (dict, list))]
    return tuple(found)


def article_nodes(nodes: Iterable[Node], url: str) -> list[Node]:
    """Return the nodes that describe the post at `url`: articles that name it, else the first article that stands in no list of others,
    then the page's own node."""
    nodes = list(nodes)
    articles = [node for node in nodes if types(node) & ARTICLE_TYPES]
    own = [node for node in articles if any(url_key(address) == url_key(url) for address in _addresses(node))]
    pages = [node for node in nodes if types(node) & PAGE_TYPES]
    return (own or _unlisted(articles, nodes)[:1]) + pages[:1]


def work_node(nodes: Sequence[Node]) -> Node | None:
    """Return the work of another kind than an article that the page tells of alone: a recipe's day and author are those of its post, where
    nothing else tells them."""
    works = _unlisted([node for node in nodes if types(node) & WORK_TYPES], nodes)
    return works[0] if len({str(node.get("name"))[:_NAME] for node in works}) == 1 else None


def _unlisted(chosen: Iterable[Node], nodes: Iterable[Node]) -> list[Node]:
    """Those of the chosen nodes that stand in no list."""
    lists = (node.get("itemListElement") for node in nodes)
    listed = {id(item) for items in lists if isinstance(items, list) for item in items}
    return [node for node in chosen if id(node) not in listed]


def types(node: Node) -> set[str]:
    """Return the node's types without the vocabulary's prefix."""
    return {text.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for text in texts(node.get("@type"))}


def texts(value: object) -> list[str]:
    """Return the strings of a value that may be one string, a list of them, or an object with a value; anything else gives []."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for part in value[:50] if not isinstance(part, list) for text in texts(part)]
    if isinstance(value, dict):
        return texts(value.get("@value")) if not isinstance(value.get("@value"), dict) else []
    return []


def names(value: object, nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the names of the things (persons, organisations) a property points at: by name, by object, or by `@id`."""
    for part in value[:20] if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            named = part if part.get("name") else next((n for n in nodes if part.get("@id") and n.get("@id") == part["@id"]), part)
            yield from texts(named.get("name"))[:1]


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        yield from texts(value.get("@id") or value.get("url") if isinstance(value, dict) else value)


def _load(script: str) -> object:
    for mend in (str, _unwrapped, lambda told: _TRAILING_COMMA.sub(r"\1", _unwrapped(told))):
        try:
            return load_json(mend(script))
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    return _WRAPPERS.sub("", _WRAPPERS.sub("", script))
