"""The steps between parser and archive: normalize, problems, same_post."""

from dataclasses import replace

import pytest

from kazcrawl.items import Link, Media, PostItem, Term
from kazcrawl.steps import BODY_LIMIT, identities, normalize, problems, same_post

ITEM = PostItem(
    url="HTTP://Chamber.example/a/?utm_source=x", title=" Two \u00a0 words ", body="one\r\n\r\n\r\n two ", authors=("A B", "A B", "")
)


def test_normalizing_cleans_every_field() -> None:
    item = normalize(
        replace(
            ITEM,
            source=" The\tTimes ",
            terms=(Term("tag", " oil "), Term("tag", "oil"), Term("tag", " ")),
            media=(Media("javascript:x"), Media("http://chamber.example/i.jpg", " alt\n")),
            links=(Link("http://other.example/#x", "there"), Link("mailto:x@y", "no")),
        )
    )
    assert (item.url, item.title, item.body, item.author, item.source) == (
        "http://chamber.example/a/",
        "Two words",
        "one\n\ntwo",
        "A B",
        "The Times",
    )
    assert item.terms == (Term("tag", "oil"),)
    assert item.media == (Media("http://chamber.example/i.jpg", "alt"),)
    assert item.links == (Link("http://other.example/", "there"),)
    assert item.addresses == ("http://chamber.example/a/",)


def test_normalizing_twice_is_normalizing_once() -> None:
    assert normalize(normalize(ITEM)) == normalize(ITEM)


def test_body_beyond_all_measure_is_cut_and_says_so() -> None:
    item = normalize(replace(ITEM, body="x" * (BODY_LIMIT + 1)))
    assert (len(item.body), item.findings) == (BODY_LIMIT, ("body-cut",))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (ITEM, []),
        (PostItem(url="nowhere", title="x"), ["no-address"]),
        (PostItem(url="http://chamber.example/a/"), ["nothing-in-it"]),
        (PostItem(url="http://chamber.example/a/", body="x"), []),
        (PostItem(url="http://chamber.example/a/", wp_id=3), []),
        (PostItem(url="http://chamber.example/a/", media=(Media("http://chamber.example/i.jpg"),)), []),
    ],
)
def test_only_what_cannot_be_a_post_is_a_problem(item: PostItem, expected: list[str]) -> None:
    assert problems(item) == expected


def test_same_identity_is_the_same_post_and_same_content_is_not() -> None:
    one = PostItem(url="http://chamber.example/a/", title="T", body="B", wp_id=1)
    assert same_post(one, replace(one, url="http://chamber.example/moved/"))
    assert same_post(one, PostItem(url="https://www.chamber.example/A"))
    assert not same_post(one, replace(one, url="http://chamber.example/b/", wp_id=2))
    assert "wp:1" in identities(one)
