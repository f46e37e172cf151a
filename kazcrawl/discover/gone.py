"""Gone, hidden, back: which known posts to ask for because no route names them, and what their answers prove. Pure.

Absence from a list is never proof, nor is trouble on the way: only the post's own answer is, and only when a second run hears it again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from kazcrawl.items import KnownPost, PostItem
from kazcrawl.urls import url_key

# No site takes down more than this between two runs; more missing than that is a list that broke, and the rest waits for the next run.
MAX_ASKED = 200


class Verdict(Enum):
    """What a post's own answer says of it."""

    PRESENT = "present"
    ABSENT = "absent"
    HIDDEN = "hidden"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """What came when a known post was asked for. `status` None: no answer; `url` is where the redirects ended; `item` the post that was
    read there, or `reason` why there was none (a ParseError's); `rest_code` the error code of REST's answer for its id, "" if not asked."""

    status: int | None = None
    url: str = ""
    item: PostItem | None = None
    reason: str = ""
    rest_code: str = ""


def find_missing(
    known: Iterable[KnownPost], seen: Collection[str], *, complete: bool, awaiting: Mapping[str, str]
) -> tuple[list[KnownPost], int]:
    """Return the live posts to ask for, and how many more there are beyond the bound.

    Those that a *complete* inventory does not name, and those that await a second look and are still not named. `seen` are public ids;
    `awaiting` maps public ids to the evidence of the first look."""
    lost = [post for post in known if post.status == "live" and post.public_id not in seen and (complete or post.public_id in awaiting)]
    lost.sort(key=lambda post: (post.public_id not in awaiting, post.last_seen, post.public_id))
    return lost[:MAX_ASKED], max(len(lost) - MAX_ASKED, 0)


def judge_answer(post: KnownPost, answer: PostAnswer, *, home: str) -> tuple[Verdict, str]:
    """Return what the answer proves, and the evidence in a few words."""
    if answer.rest_code == "rest_post_invalid_id" and (answer.status in (404, 410) or answer.reason == "not-found"):
        return Verdict.ABSENT, f"{answer.rest_code}, {answer.reason or f'http-{answer.status}'}"
    if answer.status in (404, 410):
        return Verdict.ABSENT, f"http-{answer.status}"
    if answer.status != 200:
        return Verdict.UNCLEAR, f"http-{answer.status}" if answer.status else answer.reason or "no answer"
    if url_key(answer.url) == url_key(home) and url_key(post.url) != url_key(home):
        return Verdict.ABSENT, "redirected to the home page"
    if answer.reason == "password":
        return Verdict.HIDDEN, "asks for a password"
    if answer.item is None:
        return Verdict.UNCLEAR, f"answers with {answer.reason or 'something else'}"
    return _compare(post, answer.item)


def next_state(verdict: Verdict, *, awaited: bool) -> str | None:
    """Return the state to write: "missing" (first proof), "gone" (second), "hidden", or None when nothing is proven."""
    if verdict is Verdict.ABSENT:
        return "gone" if awaited else "missing"
    return "hidden" if verdict is Verdict.HIDDEN else None


def find_back(known: Iterable[KnownPost], present: Collection[str], *, awaiting: Collection[str]) -> list[KnownPost]:
    """Return the posts that had left, or were about to, and are here again. `present` are public ids whose pages were read."""
    return [post for post in known if post.public_id in present and (post.status != "live" or post.public_id in awaiting)]


def _compare(post: KnownPost, item: PostItem) -> tuple[Verdict, str]:
    """WordPress redirects a lost address to the post with the nearest slug: that is another post, and the one asked for is not there."""
    if post.wp_id is not None and item.wp_id is not None:
        if post.wp_id == item.wp_id:
            return Verdict.PRESENT, "its page answers"
        return Verdict.ABSENT, f"another post answers: {item.url}"
    if url_key(item.url) in post.keys:
        return Verdict.PRESENT, "its page answers"
    return Verdict.UNCLEAR, f"answers with {item.url}"
