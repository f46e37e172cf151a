"""Posts that no route names any more: which of them to ask for, and what their own answers prove."""

from collections.abc import Iterable, Mapping

from scrapy.http import Response

from kazcrawl.crawl.routes import Fetch
from kazcrawl.discover.audit import Inventory
from kazcrawl.discover.gone import PostAnswer, find_missing
from kazcrawl.discover.plan import Plan, is_due
from kazcrawl.discover.types import error_code
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.items import KnownPost, PostItem
from kazcrawl.urls import url_key


def find_departed(
    plan: Plan, inventories: Iterable[Inventory], *, complete: bool, awaiting: Mapping[str, str]
) -> tuple[list[KnownPost], int]:
    """Return the posts to ask for because no route names them, and how many more there are beyond the bound.

    One that was in no list last time, either, and answered then is asked for as seldom as any post whose changes nobody tells."""
    lost, more = find_missing(plan.known, plan.seen, complete=complete, awaiting=awaiting)
    before = list(inventories)
    keys = {url_key(post.url) for inventory in before for post in inventory.posts}
    ids = {post.wp_id for inventory in before for post in inventory.posts if post.wp_id is not None}
    past = plan.past

    def is_news(post: KnownPost) -> bool:
        listed = not before or post.wp_id in ids or not keys.isdisjoint(post.keys)
        return listed or post.public_id in awaiting or is_due(post, now=past.now, full_every=past.full_every)

    return [post for post in lost if is_news(post)], more


def answer_of(response: Response, item: PostItem | None, error: ParseError | None) -> PostAnswer:
    """Return what came when a departed post was asked for."""
    status = response.status
    return PostAnswer(status, response.url, item, error.reason if error is not None and status == 200 else "")


async def ask_rest(answer: PostAnswer, post: KnownPost, *, endpoint: str | None, fetch: Fetch) -> PostAnswer:
    """Return the answer with REST's word on the post's id, asked for where a page says "not found" without a status that says so."""
    if answer.reason != "not-found" or endpoint is None or post.wp_id is None:
        return answer
    head, mark, query = endpoint.partition("?")
    url = f"{head}{mark}{query}/{post.wp_id}" if mark else f"{endpoint}/{post.wp_id}"
    try:
        response = await fetch(url)
    except RouteError:
        return answer
    return PostAnswer(answer.status, answer.url, answer.item, answer.reason, error_code(response.body))
