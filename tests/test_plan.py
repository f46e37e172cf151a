"""The plan: what is fetched now, from what is known and what the routes say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kazcrawl.discover.plan import Past, Plan, Wish, confirmed
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


# --- changes that nobody tells, addresses that were no posts, posts that left

NOW = datetime(2020, 6, 1, tzinfo=UTC)


def checked(days_ago: int, age: int, **how: object) -> KnownPost:
    """A known post that was read so many days ago, when it was `age` days old."""
    read = NOW - timedelta(days=days_ago)
    post = KnownPost(
        "c-1", HOME + "/a/", None, frozenset({url_key(HOME + "/a/")}), None, (read - timedelta(days=age)).date(), read, "live", read
    )
    return replace(post, **how)  # type: ignore[arg-type] # fields by name


def silent(**facts: object) -> PostRef:
    return PostRef(HOME + "/a/", "sitemap", Facts(**facts))  # type: ignore[arg-type] # fields by name


SILENT = [
    ("fresh post after a day", checked(1, 2), silent(), "recheck"),
    ("fresh post on the same day", checked(0, 2), silent(), None),
    ("month-old post after three days", checked(3, 32), silent(), None),
    ("month-old post after four days", checked(4, 32), silent(), "recheck"),
    ("old post after a month, not before", checked(29, 4000), silent(), None),
    ("old post after a month", checked(30, 4000), silent(), "recheck"),
    ("first instant told, long before it was read", checked(3, 400), silent(modified_at=NOW - timedelta(days=9)), None),
    ("first instant told, after it was read", checked(3, 400), silent(modified_at=NOW - timedelta(days=1)), "modified"),
    ("day told, before it was read", checked(3, 400), silent(modified_day=(NOW - timedelta(days=9)).date()), None),
    ("day told, after it was read", checked(3, 400), silent(modified_day=NOW.date()), "modified"),
    ("gone post that is named again", checked(0, 400, status="gone"), silent(), "back"),
    ("hidden post that is named as public again", checked(0, 400, status="hidden"), silent(), "back"),
]


@pytest.mark.parametrize(("post", "claim", "why"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_recent_posts_are_read_again_more_often_than_old_ones(post: KnownPost, claim: PostRef, why: str | None) -> None:
    assert Plan([post], past=Past(NOW)).choose(claim) == why


def test_post_that_may_be_gone_and_is_named_again_is_asked_for() -> None:
    assert Plan([checked(0, 9)], past=Past(NOW, awaiting={"c-1"})).choose(silent()) == "back"


def test_second_route_that_tells_of_a_change_is_heard_where_the_first_was_silent() -> None:
    plan = Plan([checked(0, 400)], past=Past(NOW))
    assert [plan.choose(silent()), plan.choose(silent(modified_at=NOW + timedelta(hours=1)))] == [None, "modified"]


def test_post_that_is_named_with_a_password_now_is_hidden_and_not_fetched() -> None:
    plan = Plan([checked(0, 9)], past=Past(NOW))
    assert plan.choose(PostRef(HOME + "/a/", "feed", Facts(protected=True))) is None
    assert plan.hidden == {"c-1": "feed"}
    assert plan.live_seen == set()


KEY = url_key(HOME + "/a/")
OTHERS = [
    ("page", "sitemap", Wish(), None),
    ("page", "sitemap", Wish(full=True), "new"),
    ("http-404", "sitemap", Wish(), None),
    ("http-404 once", "sitemap", Wish(), "new"),
    ("password", "sitemap", Wish(), None),
    ("password", "rest", Wish(), "new"),
]


@pytest.mark.parametrize(("reason", "route", "wish", "why"), OTHERS)
def test_address_that_was_no_post_is_not_asked_for_again(reason: str, route: str, wish: Wish, why: str | None) -> None:
    assert Plan([], wish, Past(NOW, others={KEY: reason})).choose(PostRef(HOME + "/a/", route)) == why


@pytest.mark.parametrize(
    ("before", "heard", "kept"),
    [
        (None, "page", "page"),
        (None, "http-404", "http-404 once"),
        ("http-404 once", "not-found", "not-found"),
        ("page", "http-410", "http-410 once"),
    ],
)
def test_that_a_listed_post_is_not_there_must_be_heard_twice(before: str | None, heard: str, kept: str) -> None:
    assert confirmed(before, heard) == kept
