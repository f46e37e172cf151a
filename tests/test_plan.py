"""The plan: what is fetched now, from what is known and what the routes say."""

from datetime import UTC, date, datetime

import pytest

from kazcrawl.discover.plan import Plan, Wish
from kazcrawl.items import Facts, KnownPost, PostRef
from kazcrawl.urls import url_key

THEN, LATER = datetime(2016, 1, 1, tzinfo=UTC), datetime(2016, 2, 1, tzinfo=UTC)
HOME = "http://chamber.example"


def ref(
    path: str = "/a/", *, wp_id: int | None = 1, modified: datetime | None = THEN, day: date | None = None, protected: bool = False
) -> PostRef:
    return PostRef(HOME + path, "rest", Facts(wp_id=wp_id, modified_at=modified, day=day, protected=protected))


def known(path: str = "/a/", *, wp_id: int | None = 1, modified: datetime | None = THEN) -> KnownPost:
    return KnownPost("c-1", HOME + path, wp_id, frozenset({url_key(HOME + path)}), modified, None, THEN)


ROWS = [
    ("unknown post is fetched", [], ref(), Wish(), "new"),
    ("known post with the same modification is not", [known()], ref(), Wish(), None),
    ("known post modified since is", [known()], ref(modified=LATER), Wish(), "modified"),
    ("a modification that went backwards is one too", [known(modified=LATER)], ref(), Wish(), "modified"),
    ("known post is fetched on a full run", [known()], ref(), Wish(full=True), "full"),
    ("known id under a new address has moved", [known()], ref("/b/"), Wish(), "moved"),
    ("known address without an id is known", [known(wp_id=None)], ref(wp_id=None, modified=None), Wish(), None),
    ("a route that tells no modification gives no reason", [known()], ref(modified=None), Wish(), None),
    ("first told modification of a known post is a reason", [known(modified=None)], ref(), Wish(), "modified"),
    ("another spelling of a known address is known", [known(wp_id=None)], ref("/A/?utm_source=x", wp_id=None, modified=None), Wish(), None),
    ("password post is never fetched", [], ref(protected=True), Wish(), None),
    ("post before the first day is not wanted", [], ref(day=date(2015, 1, 1)), Wish(since=date(2015, 1, 2)), None),
    ("post after the last day is not wanted", [], ref(day=date(2015, 1, 3)), Wish(until=date(2015, 1, 2)), None),
    ("post on the first and last day is", [], ref(day=date(2015, 1, 2)), Wish(since=date(2015, 1, 2), until=date(2015, 1, 2)), "new"),
    ("post of unknown day may be wanted", [], ref(), Wish(since=date(2015, 1, 2)), "new"),
]


@pytest.mark.parametrize(("posts", "claim", "wish", "why"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_plan_chooses(posts: list[KnownPost], claim: PostRef, wish: Wish, why: str | None) -> None:
    assert Plan(posts, wish).choose(claim) == why


def test_post_named_twice_is_chosen_once() -> None:
    plan = Plan([])
    assert [plan.choose(ref()), plan.choose(ref("/A")), plan.choose(ref("/other/"))] == ["new", None, None]


def test_limit_ends_the_choosing() -> None:
    plan = Plan([], Wish(limit=1))
    assert [plan.choose(ref()), plan.is_full, plan.choose(ref("/b/", wp_id=2))] == ["new", True, None]


def test_known_post_that_a_route_names_is_seen_though_not_fetched() -> None:
    plan = Plan([known()])
    plan.choose(ref())
    assert plan.seen == {"c-1"}


def test_bounded_wish_is_partial() -> None:
    assert not Wish(full=True).partial
    assert all(wish.partial for wish in (Wish(limit=1), Wish(since=date(2015, 1, 1)), Wish(until=date(2015, 1, 1))))
