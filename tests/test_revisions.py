"""What counts as an edit, and which stored post an item is: pure decisions, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.archive.identity import Known, addresses_of, find_match, public_id, slug
from kazcrawl.archive.revisions import REVISION_LIMIT, Content, Current, content_hash, content_of, decide, sort_epoch
from kazcrawl.items import Facts, Link, Outcome, PostItem, Term
from kazcrawl.urls import url_key

DAY = date(2015, 10, 21)
NOW = datetime(2015, 10, 22, 8, 0, tzinfo=UTC)
ITEM = PostItem(
    url="https://blog.test/2015/10/grain/",
    title="Grain fair opens",
    date=DAY,
    source="Steppe Post",
    authors=("A. Writer",),
    body="One.\n\nTwo.",
)
STORED = Current(content_of(ITEM), parser_version="1", modified_at=NOW)
SAME_PARSER = replace(ITEM, parser_version="1")

CHANGES = {
    "title": {"title": "Grain fair closes"},
    "date": {"date": DAY + timedelta(days=1)},
    "source": {"source": None},
    "authors": {"authors": ("B. Other",)},
    "body": {"body": "One.\n\nTwo.\n\nThree."},
}
NO_CHANGES = {
    "markup": {"body_html": "<p>One.</p>"},
    "terms": {"terms": (Term("tag", "wheat"),)},
    "links": {"links": (Link("https://other.test/"),)},
    "an instant learned later": {"published_at": datetime(2015, 10, 21, 9, 30, tzinfo=UTC), "date_precision": "second"},
    "language": {"language": "en"},
    "a later modified date alone": {"modified_at": NOW + timedelta(days=1)},
    "the line of authors": {"author": "A. Writer"},
}


def test_first_sight_is_new() -> None:
    assert decide(None, ITEM).outcome is Outcome.NEW
    assert decide(None, ITEM).reason == "new"


@pytest.mark.parametrize("field", CHANGES)
def test_change_of_content_is_an_edit_and_names_its_field(field: str) -> None:
    decision = decide(STORED, replace(SAME_PARSER, **CHANGES[field]))
    assert (decision.outcome, decision.changed, decision.reason) == (Outcome.CHANGED, (field,), "edited")


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_is_no_content_is_no_edit(change: str) -> None:
    assert decide(STORED, replace(SAME_PARSER, **NO_CHANGES[change])).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("parser", "told", "reason"),
    [
        ("2", None, "reparsed"),
        ("2", NOW, "reparsed"),
        ("2", NOW + timedelta(hours=1), "edited"),
        ("1", NOW, "edited"),
        ("1", None, "edited"),
    ],
)
def test_another_parser_without_word_from_the_site_is_reparsed(parser: str, told: datetime | None, reason: str) -> None:
    item = replace(ITEM, title="Other", parser_version=parser, facts=Facts(modified_at=told))
    assert decide(STORED, item).reason == reason


def test_post_that_changes_at_every_visit_is_capped() -> None:
    worn = replace(STORED, revisions=REVISION_LIMIT)
    decision = decide(worn, replace(SAME_PARSER, body="again"))
    assert decision.outcome is Outcome.UNCHANGED
    assert decision.capped
    assert decide(worn, replace(ITEM, body="again", parser_version="2")).reason == "reparsed"


def test_hash_says_its_version_and_skips_what_is_not_told() -> None:
    assert content_hash(Content(title="A", source=None)) == content_hash(Content(title="A", authors=(), body=""))
    assert content_hash(Content())[0] == "1"
    assert len(content_hash(Content())) == 65


@given(st.builds(Content, title=st.none() | st.text(), source=st.none() | st.text(), body=st.text(), authors=st.tuples(st.text())))
def test_hash_is_equal_only_for_equal_content(content: Content) -> None:
    other = replace(content, body=content.body + "x")
    assert content_hash(content) == content_hash(replace(content))
    assert content_hash(content) != content_hash(other)


@pytest.mark.parametrize(
    ("day", "instant", "epoch"),
    [
        (None, None, 0),
        (date(1970, 1, 2), None, 86_400),
        (date(1969, 12, 31), None, -86_400),
        (date(1970, 1, 2), datetime(1970, 1, 1, 23, 0, 5, tzinfo=UTC), 82_805),
        (date(1, 1, 1), None, -62_135_596_800),
        (date(9999, 12, 31), None, 253_402_214_400),
    ],
)
def test_sort_epoch(day: date | None, instant: datetime | None, epoch: int) -> None:
    assert sort_epoch(day, instant) == epoch


# --- identity

GRAIN = Known(1, ITEM.url, 7, ITEM.title, DAY)
WOOL = Known(2, "https://blog.test/2015/11/wool/", None, "Wool prices", DAY + timedelta(days=30))


def match(item: PostItem, *posts: Known, claimed: dict[str, int] | None = None) -> tuple[int | None, int | None, str | None]:
    """Find the item among posts that own their address, and what else is `claimed` (address → row)."""
    owned = {url_key(post.url): post.id for post in posts} | {url_key(url): row for url, row in (claimed or {}).items()}
    keys = list(addresses_of(item))
    found = find_match(item, keys[0], posts, {key: owned[key] for key in keys if key in owned})
    return found.post, found.absorbed, found.finding.kind if found.finding else None


MATCHES = {
    "nothing known": (ITEM, (), {}, (None, None, None)),
    "same address": (replace(ITEM, wp_id=None), (GRAIN,), {}, (1, None, None)),
    "same address in another spelling": (replace(ITEM, url="http://www.blog.test/2015/10/grain"), (GRAIN,), {}, (1, None, None)),
    "same id, moved and renamed on the same day": (
        replace(ITEM, wp_id=7, url="https://blog.test/a/corn/", title="Corn fair"),
        (GRAIN,),
        {},
        (1, None, None),
    ),
    "same id, another day, same title": (
        replace(ITEM, wp_id=7, url="https://blog.test/a/corn/", date=DAY + timedelta(days=9)),
        (GRAIN,),
        {},
        (1, None, None),
    ),
    "same id but another title, day and slug": (
        replace(ITEM, wp_id=7, url="https://blog.test/a/corn/", title="Corn fair", date=DAY + timedelta(days=9)),
        (GRAIN,),
        {},
        (None, None, "id-reused"),
    ),
    "same id, day unknown": (
        replace(ITEM, wp_id=7, url="https://blog.test/a/corn/", title="Corn fair", date=None),
        (GRAIN,),
        {},
        (1, None, None),
    ),
    "an id learned later merges two rows": (
        replace(ITEM, wp_id=7, url=WOOL.url, title=ITEM.title),
        (GRAIN, WOOL),
        {},
        (1, 2, None),
    ),
    "an id learned later for a known address": (replace(ITEM, wp_id=9, url=WOOL.url), (WOOL,), {}, (2, None, None)),
    "another id at the same address, same text: the site was imported anew": (replace(ITEM, wp_id=900), (GRAIN,), {}, (1, None, None)),
    "another id at the same address, another text": (
        replace(ITEM, wp_id=900, title="Corn fair", date=DAY + timedelta(days=9)),
        (GRAIN,),
        {},
        (None, None, "address-reused"),
    ),
    "redirected from a known address": (
        replace(ITEM, url="https://blog.test/b/", requested_url=GRAIN.url, title="Renamed"),
        (GRAIN,),
        {},
        (1, None, None),
    ),
    "redirected from a known address to a stranger": (
        replace(ITEM, url="https://blog.test/b/", requested_url=GRAIN.url, title="Corn", date=DAY + timedelta(days=9)),
        (GRAIN,),
        {},
        (None, None, None),
    ),
    "claims a known address, same title": (
        replace(ITEM, url="https://blog.test/b/", addresses=("https://blog.test/?p=70",)),
        (GRAIN,),
        {"https://blog.test/?p=70": 1},
        (1, None, None),
    ),
    "claims a known address, other title and slug: a wrong canonical link": (
        replace(ITEM, url="https://blog.test/b/", addresses=(GRAIN.url,), title="Corn"),
        (GRAIN,),
        {},
        (None, None, None),
    ),
    "claims a known address but has another id": (
        replace(ITEM, url="https://blog.test/b/", addresses=(GRAIN.url,), wp_id=8),
        (GRAIN,),
        {},
        (None, None, None),
    ),
}


@pytest.mark.parametrize("case", MATCHES)
def test_which_post_an_item_is(case: str) -> None:
    item, posts, claimed, expected = MATCHES[case]
    assert match(item, *posts, claimed=claimed) == expected


def test_of_two_posts_that_had_an_id_the_one_at_the_address_is_meant_else_the_later() -> None:
    reused = Known(5, "https://blog.test/corn/", 7, "Corn fair", DAY)
    assert match(replace(ITEM, wp_id=7), GRAIN, reused)[0] == 1
    assert match(replace(ITEM, wp_id=7, url="https://blog.test/third/", title=None), GRAIN, reused)[0] == 5


def test_front_page_is_never_an_address_of_a_post() -> None:
    item = replace(ITEM, addresses=("https://blog.test/", "https://blog.test/?p=7"), requested_url="http://blog.test/old/")
    assert list(addresses_of(item)) == ["blog.test/2015/10/grain", "blog.test/old", "blog.test?p=7"]


def test_public_id_is_the_site_and_twelve_hex_digits_of_the_canonical_address() -> None:
    assert public_id("blog", "HTTPS://Blog.Test:443/a/?utm_source=x") == public_id("blog", "https://blog.test/a/")
    assert public_id("blog", "https://blog.test/a/") == "blog-" + sha256(b"https://blog.test/a/").hexdigest()[:12]
    assert public_id("blog", "https://blog.test/a/", salt="#2") != public_id("blog", "https://blog.test/a/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://b.test/2015/10/Grain-Fair/", "grain-fair"),
        ("https://b.test/2015/10/%D1%8D/", "э"),
        ("https://b.test/?p=12", "p=12"),
        ("https://b.test/", ""),
        ("nonsense", ""),
    ],
)
def test_slug(url: str, expected: str) -> None:
    assert slug(url) == expected
