"""The pure steps between parsing and the archive: normalize, problems, same_post. The pipelines and re-parsing are shells over them."""

from collections.abc import Iterable
from dataclasses import replace

from kazcrawl.items import Link, Media, PostItem, Term
from kazcrawl.text import clean_text, one_line, paragraphs
from kazcrawl.urls import canonical_url, url_key

# Longer than any headline or name that was ever meant; a page that says more is broken or hostile.
TITLE_LIMIT = 500
NAME_LIMIT = 200
# A body beyond this is no news post; it is cut and the cut is a finding, so that nothing is lost unsaid.
BODY_LIMIT = 2_000_000


def normalize(item: PostItem) -> PostItem:
    """Return the item with every text cleaned, every address in canonical spelling and every list free of repeats. Twice is once."""
    body = "\n\n".join(paragraphs(item.body))
    findings = item.findings
    if len(body) > BODY_LIMIT:
        body, findings = body[:BODY_LIMIT], (*findings, "body-cut")
    authors = _unique(one_line(name, limit=NAME_LIMIT) for name in item.authors)
    url = canonical_url(item.url) or item.url
    return replace(
        item,
        url=url,
        title=one_line(item.title, limit=TITLE_LIMIT) or None,
        source=one_line(item.source, limit=NAME_LIMIT) or None,
        authors=authors,
        author="; ".join(authors) or None,
        body=body,
        body_html=clean_text(item.body_html)[: 2 * BODY_LIMIT],
        terms=tuple(dict.fromkeys(Term(t.kind, one_line(t.name, limit=NAME_LIMIT)) for t in item.terms if one_line(t.name))),
        media=tuple(dict.fromkeys(_media(m) for m in item.media if canonical_url(m.url))),
        links=tuple(dict.fromkeys(_link(k) for k in item.links if canonical_url(k.url))),
        addresses=tuple(dict.fromkeys(a for a in map(canonical_url, (url, *item.addresses)) if a)),
        findings=tuple(dict.fromkeys(findings)),
    )


def problems(item: PostItem) -> list[str]:
    """Return why the item cannot be a post at all, as short codes; an empty list lets it pass.

    Required are an address and one of title, body, images and WordPress id: a missing title, date or author is a finding, no rejection."""
    if canonical_url(item.url) is None:
        return ["no-address"]
    if not (item.title or item.body or item.media or item.wp_id):
        return ["nothing-in-it"]
    return []


def identities(item: PostItem) -> frozenset[str]:
    """Return the keys by which the item is the same post as another of its site: the WordPress id, and its own address.

    Copies of one post from two moments are two: each may be a revision."""
    keys = {url_key(item.url)}
    if item.wp_id is not None:
        keys.add(f"wp:{item.wp_id}")
    moment = f" at {item.copy.at.isoformat()}" if item.copy is not None else ""
    return frozenset(key + moment for key in keys)


def same_post(one: PostItem, other: PostItem) -> bool:
    """Whether two items of one site are the same post: by identity alone, never because their content is alike."""
    return bool(identities(one) & identities(other))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _media(media: Media) -> Media:
    return replace(
        media, url=canonical_url(media.url) or "", alt=one_line(media.alt, limit=1000), caption=one_line(media.caption, limit=2000)
    )


def _link(link: Link) -> Link:
    return Link(canonical_url(link.url) or "", one_line(link.text, limit=500))
