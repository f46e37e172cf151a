"""Gone, hidden, back; and the audit: what is missing is asked for, what is proven is written, what is explained is no alarm."""

from datetime import UTC, datetime

import pytest

from kazcrawl.discover.audit import Inventory, Named, audit
from kazcrawl.discover.gone import MAX_ASKED, PostAnswer, Verdict, find_back, find_missing, judge_answer, next_state
from kazcrawl.items import KnownPost, PostItem
from kazcrawl.urls import url_key

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOME = "http://c.example/"


def known(name: str, *, wp_id: int | None = None, status: str = "live") -> KnownPost:
    url = f"{HOME}{name}/"
    return KnownPost(name, url, wp_id, frozenset({url_key(url)}), None, None, NOW, status)


A, B = known("a", wp_id=1), known("b")


def test_only_a_complete_inventory_makes_posts_missing() -> None:
    assert find_missing([A, B], {"a"}, complete=True, awaiting={}) == ([B], 0)
    assert find_missing([A, B], {"a"}, complete=False, awaiting={}) == ([], 0)


def test_post_that_awaits_a_second_look_is_asked_for_in_any_run() -> None:
    assert find_missing([A, B], {"a"}, complete=False, awaiting={"b": "http-404"}) == ([B], 0)
    assert find_missing([A, B], {"a", "b"}, complete=False, awaiting={"b": "http-404"}) == ([], 0), "a route names it again"


def test_posts_that_left_before_are_not_asked_for() -> None:
    assert find_missing([known("a", status="gone"), known("b", status="hidden")], set(), complete=True, awaiting={}) == ([], 0)


def test_mass_disappearance_is_asked_for_in_bounds() -> None:
    lost = [known(f"p{n}") for n in range(MAX_ASKED + 5)]
    asked, more = find_missing(lost, set(), complete=True, awaiting={"p204": "http-404"})
    assert (len(asked), more, asked[0].public_id) == (MAX_ASKED, 5, "p204")


ITEM = PostItem(url=A.url, title="A", wp_id=1)
ANSWERS = [
    ("404", A, PostAnswer(404, A.url), Verdict.ABSENT),
    ("410", A, PostAnswer(410, A.url), Verdict.ABSENT),
    ("redirect to the home page", A, PostAnswer(200, HOME + "?x=1#top", reason="front-page"), Verdict.UNCLEAR),
    ("redirect to the home page itself", A, PostAnswer(200, HOME, reason="front-page"), Verdict.ABSENT),
    ("another post by a guessed redirect", A, PostAnswer(200, HOME + "a-2/", PostItem(url=HOME + "a-2/", wp_id=9)), Verdict.ABSENT),
    ("its own page", A, PostAnswer(200, A.url, ITEM), Verdict.PRESENT),
    ("its own page moved", A, PostAnswer(200, HOME + "z/", PostItem(url=HOME + "z/", wp_id=1)), Verdict.PRESENT),
    ("its own page without an id", B, PostAnswer(200, B.url, PostItem(url=B.url)), Verdict.PRESENT),
    ("some page that tells no id", B, PostAnswer(200, HOME + "z/", PostItem(url=HOME + "z/")), Verdict.UNCLEAR),
    ("a password form", A, PostAnswer(200, A.url, reason="password"), Verdict.HIDDEN),
    ("a page that says not found with status 200", A, PostAnswer(200, A.url, reason="not-found"), Verdict.UNCLEAR),
    (
        "the same, and REST knows no such id",
        A,
        PostAnswer(200, A.url, reason="not-found", rest_code="rest_post_invalid_id"),
        Verdict.ABSENT,
    ),
    ("REST knows no such id, but the page answers", A, PostAnswer(200, A.url, ITEM, rest_code="rest_post_invalid_id"), Verdict.PRESENT),
    ("a challenge", A, PostAnswer(200, A.url, reason="challenge"), Verdict.UNCLEAR),
    ("no answer", A, PostAnswer(None, A.url, reason="timeout"), Verdict.UNCLEAR),
    ("a server error", A, PostAnswer(500, A.url), Verdict.UNCLEAR),
    ("a wall", A, PostAnswer(403, A.url), Verdict.UNCLEAR),
    ("a server error while REST knows no such id", A, PostAnswer(500, A.url, rest_code="rest_post_invalid_id"), Verdict.UNCLEAR),
]


@pytest.mark.parametrize(("post", "answer", "verdict"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_answer_of_a_missing_post_proves(post: KnownPost, answer: PostAnswer, verdict: Verdict) -> None:
    found, evidence = judge_answer(post, answer, home=HOME)
    assert found is verdict
    assert evidence


@pytest.mark.parametrize(
    ("verdict", "awaited", "state"),
    [
        (Verdict.ABSENT, False, "missing"),
        (Verdict.ABSENT, True, "gone"),
        (Verdict.HIDDEN, False, "hidden"),
        (Verdict.UNCLEAR, True, None),
        (Verdict.PRESENT, True, None),
    ],
)
def test_gone_needs_two_proofs(verdict: Verdict, awaited: bool, state: str | None) -> None:
    """Row 30."""
    assert next_state(verdict, awaited=awaited) == state


def test_return_of_what_had_left() -> None:
    posts = [known("a", status="gone"), known("b"), known("c"), known("d", status="hidden")]
    assert [post.public_id for post in find_back(posts, {"a", "b", "c"}, awaiting={"c"})] == ["a", "c"]


# --- the audit


def inventory(route: str, *names: str, complete: bool = True, total: int | None = None, protected: str = "") -> Inventory:
    return Inventory(route, NOW, complete, tuple(Named(f"{HOME}{name}/", None, name == protected) for name in names), total)


def test_audit_names_what_is_missing_and_by_which_route() -> None:
    found = audit("c", [inventory("rest", "a", "b", "x"), inventory("sitemap", "a", "b", "x", "y")], [A, B], {})
    assert (found.published, found.held) == (4, 2)
    assert found.missing == ((f"{HOME}x/", ("rest", "sitemap")), (f"{HOME}y/", ("sitemap",)))
    assert "publishes 4 posts, we hold 2; missing 2" in found.line
    assert any("sitemap names 1 that rest does not" in line for line in found.differences)


def test_password_posts_and_pages_are_explained() -> None:
    listed = [inventory("rest", "a", "b", "secret", total=3, protected="secret"), inventory("sitemap", "a", "b", "secret", "about")]
    found = audit("c", listed, [A, B], {url_key(HOME + "about/"): "page"})
    assert (found.missing, found.published, found.held) == ((), 2, 2)
    assert dict(found.explained) == {f"{HOME}secret/": "protected by a password", f"{HOME}about/": "a page, no post"}
    assert found.differences == ()


def test_post_under_another_address_is_held() -> None:
    moved = KnownPost("m", HOME + "new/", 5, frozenset({url_key(HOME + "new/"), url_key(HOME + "old/")}), None, None, NOW)
    found = audit("c", [inventory("rest", "new"), inventory("sitemap", "old")], [moved], {})
    assert (found.published, found.held, found.missing, found.unlisted) == (1, 1, (), ())


def test_count_that_differs_from_the_list_is_told() -> None:
    found = audit("c", [inventory("rest", "a", total=2)], [A], {})
    assert found.differences == ("rest: the site counts 2 and lists 1",)


def test_post_that_no_whole_route_names_is_unlisted() -> None:
    assert audit("c", [inventory("rest", "a")], [A, B], {}).unlisted == (B.url,)
    assert audit("c", [inventory("feed", "a", complete=False)], [A, B], {}).unlisted == ()


def test_gone_posts_still_listed_count_as_held() -> None:
    assert audit("c", [inventory("sitemap", "a")], [known("a", status="gone")], {}).missing == ()


def test_audit_of_nothing_says_what_to_run() -> None:
    assert "--full" in audit("c", [], [], {}).line
