"""Posts that tell the same news: which texts count as one story, and that the archive groups them in whatever order they come."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, permutations
from pathlib import Path

import pytest
from alembic import command

from benchmarks.posts import posts
from kazcrawl.archive import Archive, migrate
from kazcrawl.archive import stories as stored
from kazcrawl.archive.engine import Database
from kazcrawl.archive.models import APPLICATION_ID
from kazcrawl.archive.removing import bury
from kazcrawl.cli import main
from kazcrawl.items import PostItem
from kazcrawl.stories import FURNITURE, SHORTEST, gather, is_same_story, sketch

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STAMP = "2026-03-01T00:00:00Z"
NEWS = [post.body for post in posts(60, seed=5, words=240)]
OTHER = [post.body for post in posts(60, seed=6, words=240)]
FURNITURE_TEXT = (
    "The chamber helps companies of both countries to find partners. It holds seminars, sends out a bulletin, receives delegations "
    "and lends its rooms; members get lists of fairs, letters of introduction and the counsel of people who have traded for decades. "
    "To join, write to the secretary or come by on any working day between nine and five, but for the first week of the year."
)


def parts(text: str, number: int = 6) -> list[str]:
    words = text.split()
    size = len(words) // number
    return [" ".join(words[start : start + size]) for start in range(0, len(words), size)]


def changed(text: str, share: float, chance: random.Random) -> str:
    return " ".join("otherword" if chance.random() < share else word for word in text.split())


CHANCE = random.Random(4)
# what was done to the repost → (the text afterwards, how many of a hundred must be recognised)
EDITS = {
    "nothing": (lambda text, _: text, 100),
    "half of it cut": (lambda text, _: "\n\n".join(parts(text)[:3]), 98),
    "two thirds cut": (lambda text, _: "\n\n".join(parts(text)[:2]), 75),
    "an introduction": (lambda text, other: "\n\n".join([*parts(other)[:1], text]), 98),
    "cut, with an introduction": (lambda text, other: "\n\n".join([*parts(other)[:1], *parts(text)[:3]]), 95),
    "paragraphs in another order": (lambda text, _: "\n\n".join(reversed(parts(text))), 98),
    "every twentieth word changed": (lambda text, _: changed(text, 0.05, CHANCE), 98),
    "every tenth word changed": (lambda text, _: changed(text, 0.1, CHANCE), 90),
    "other case, quotes and stops": (lambda text, _: "«" + text.upper().replace(".", " —"), 100),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edited_repost_is_the_same_story(edit: str) -> None:
    change, least = EDITS[edit]
    same = sum(is_same_story(sketch(text), sketch(change(text, other))) for text, other in zip(NEWS, OTHER, strict=True))
    assert same >= least * len(NEWS) / 100


def test_no_two_different_texts_are_one_story() -> None:
    sketches = [sketch(text) for text in NEWS + OTHER]
    assert not [1 for one, other in combinations(sketches, 2) if is_same_story(one, other)]


def test_digest_of_the_week_is_not_each_of_its_items() -> None:
    digests = ["\n\n".join(NEWS[start : start + 10]) for start in range(0, 60, 10)]
    linked = sum(is_same_story(sketch(digest), sketch(text)) for place, digest in enumerate(digests) for text in NEWS[place * 10 :][:10])
    assert linked <= 6


def test_likeness_has_no_direction_and_furniture_does_not_count() -> None:
    one, other = sketch(NEWS[0]), sketch(NEWS[0] + "\n\n" + OTHER[0])
    assert is_same_story(one, other)
    assert is_same_story(other, one)
    assert not is_same_story(one, other, furniture=set(one))


@pytest.mark.parametrize(
    "text", ["", "Read more on our site.", "word " * 500, " ".join(f"w{n}" for n in range(SHORTEST + 2)), "\ud800 \x00"]
)
def test_text_that_is_short_or_says_one_thing_only_has_no_sketch(text: str) -> None:
    assert sketch(text) == ()


def test_groups_are_what_can_be_reached() -> None:
    ways = {1: [2], 2: [1, 3], 3: [2], 4: [], 5: [6], 6: [5]}
    assert gather([1, 3, 4, 5], ways.__getitem__) == [frozenset({1, 2, 3}), frozenset({4}), frozenset({5, 6})]


# --- in the archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        yield opened


def save(archive: Archive, site: str, slug: str, body: str, day: int | None = 1, **fields: object) -> str:
    item = PostItem(url=f"https://{site}.test/{slug}/", title=slug, body=body, date=date(2020, 1, day) if day else None)
    return archive.save_post(replace(item, **fields), site=site, run=None, now=NOW).public_id


def grouped(archive: Archive) -> set[tuple[str, frozenset[str]]]:
    """(title of the post that gave the story its name, titles of all posts in it) of every story of more than one post."""
    rows = list(archive.iter_articles())
    titles = {row["public_id"]: row["title"] for row in rows}
    members: dict[str, set[str]] = {}
    for row in rows:
        members.setdefault(row["story_id"], set()).add(row["title"])
    return {(titles[story], frozenset(posts_)) for story, posts_ in members.items() if len(posts_) > 1}


ARRIVING = (
    ("a", "first", NEWS[0], 1),
    ("b", "repost", "\n\n".join(parts(NEWS[0])[:4]), 3),
    ("c", "intro", parts(OTHER[0])[0] + "\n\n" + NEWS[0], 2),
    ("a", "undated copy", NEWS[0], None),
    ("a", "another", NEWS[1], 1),
)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::17])
def test_stories_are_the_same_in_whatever_order_posts_come(archive: Archive, order: tuple[int, ...]) -> None:
    for place in order:
        save(archive, *ARRIVING[place])
    assert grouped(archive) == {("first", frozenset({"first", "repost", "intro", "undated copy"}))}


def test_post_alone_is_a_story_of_its_own(archive: Archive) -> None:
    name = save(archive, "a", "alone", NEWS[2])
    assert archive.get_post(name).article["story_id"] == name
    assert archive.get_post(name).story == ()


def test_post_names_the_others_and_who_published_first(archive: Archive) -> None:
    late, first = save(archive, "a", "late", NEWS[0], 5), save(archive, "b", "first", NEWS[0], 2)
    told = archive.get_post(late).story
    assert [(post.public_id, post.site, post.title, post.date) for post in told] == [
        (first, "b", "first", "2020-01-02"),
        (late, "a", "late", "2020-01-05"),
    ]
    assert archive.get_post(first).story == told


def test_translation_is_no_duplicate(archive: Archive) -> None:
    save(archive, "a", "en", "The minister opened the grain fair and spoke of the harvest. " * 12 + NEWS[0])
    save(archive, "a", "ru", "Министр открыл ярмарку зерна и рассказал об урожае. " * 12 + OTHER[1])
    assert grouped(archive) == set()


def test_changed_post_is_grouped_anew(archive: Archive) -> None:
    save(archive, "a", "one", NEWS[0], 2)
    save(archive, "b", "two", NEWS[0], 3)
    save(archive, "b", "two", NEWS[1], 3)
    assert grouped(archive) == set()
    save(archive, "b", "two", NEWS[0], 1)
    assert grouped(archive) == {("two", frozenset({"one", "two"}))}
    save(archive, "b", "two", NEWS[0], 4)
    assert grouped(archive) == {("one", frozenset({"one", "two"}))}


def test_link_that_goes_parts_what_it_held_together(archive: Archive) -> None:
    half, other = "\n\n".join(parts(NEWS[0])[:3]), "\n\n".join(parts(NEWS[0])[3:])
    save(archive, "a", "half", half, 1)
    save(archive, "b", "other half", other, 2)
    assert grouped(archive) == set()
    save(archive, "c", "whole", NEWS[0], 3)
    assert grouped(archive) == {("half", frozenset({"half", "other half", "whole"}))}
    save(archive, "c", "whole", OTHER[0], 3)
    assert grouped(archive) == set()


@pytest.mark.parametrize("reverse", [False, True])
def test_furniture_of_a_site_groups_nothing(archive: Archive, reverse: bool) -> None:
    texts = [(f"only furniture {n}", FURNITURE_TEXT) for n in range(FURNITURE + 2)]
    texts += [(f"news with it {n}", NEWS[n] + "\n\n" + FURNITURE_TEXT) for n in range(4)]
    for slug, body in reversed(texts) if reverse else texts:
        save(archive, "a", slug, body)
    save(archive, "b", "repost", NEWS[1], 9)
    assert grouped(archive) == {("news with it 1", frozenset({"news with it 1", "repost"}))}


def test_furniture_that_went_is_news_again(archive: Archive) -> None:
    for number in range(FURNITURE + 1):
        save(archive, "a", str(number), NEWS[0], number + 1)
    assert grouped(archive) == set()
    save(archive, "a", "0", NEWS[1])
    assert {len(titles) for _, titles in grouped(archive)} == {FURNITURE}


def test_merged_posts_leave_no_trace_in_stories(archive: Archive) -> None:
    save(archive, "a", "one", NEWS[0], 1, wp_id=1)
    save(archive, "a", "two", NEWS[0], 2)
    save(archive, "b", "three", NEWS[0], 3)
    save(archive, "a", "two", NEWS[0], 2, wp_id=1, title="one", date=date(2020, 1, 1))
    assert {len(titles) for _, titles in grouped(archive)} == {2}
    assert archive.check() == []


def test_post_taken_down_leaves_its_story(archive: Archive) -> None:
    first = save(archive, "a", "one", NEWS[0], 1)
    save(archive, "b", "two", NEWS[0], 2)
    save(archive, "b", "three", NEWS[0], 3)
    with archive._database.writing() as connection:
        bury(connection, first, reason="asked", salt="", marks=b"", now=NOW)
    assert grouped(archive) == {("two", frozenset({"two", "three"}))}
    with archive._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sketches WHERE post_id = 1").scalar() == 0


def test_archive_of_an_older_schema_is_given_its_words_and_stories(tmp_path: Path) -> None:
    path = tmp_path / "kazcrawl.db"
    path.touch()
    database = Database(path, read_only=False)
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        command.upgrade(migrate.config_for(connection), "0005")
        for number, body in enumerate((NEWS[0], NEWS[0] + " Қаржы.", NEWS[1]), 1):
            connection.exec_driver_sql(
                "INSERT INTO posts (id, public_id, site, url, first_seen, last_seen, checked_at, date, sort_epoch) VALUES "
                f"({number}, 'blog-{number}', 'blog', 'https://b.test/{number}/', '{STAMP}', '{STAMP}', '{STAMP}', '2020-01-0{4 - number}', {9 - number})"
            )
            connection.exec_driver_sql(
                "INSERT INTO revisions (id, post_id, reason, observed_at, recorded_at, content_hash, authors, origins, facts, body, body_html, title)"
                f" VALUES (?, ?, 'new', '{STAMP}', '{STAMP}', ?, '[]', '{{}}', '{{}}', ?, '', ?)",
                (number, number, str(number), body, str(number)),
            )
            connection.exec_driver_sql(f"UPDATE posts SET current_id = {number} WHERE id = {number}")
    database.close()
    with Archive.open(path) as archive:
        assert grouped(archive) == {("2", frozenset({"1", "2"}))}
        assert [hit.title for hit in archive.search("каржы").hits] == ["2"]
        assert archive.check() == []


def test_command_shows_who_published_first(archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    late = save(archive, "a", "late", NEWS[0], 5)
    first = save(archive, "b", "first", NEWS[0], 2)
    monkeypatch.setenv("KAZCRAWL_DATA", str(archive.path.parent))
    assert main(["show", late]) == 0
    shown = capsys.readouterr().out
    assert f"2020-01-02  b  {first}  first  (first)" in shown
    assert f"2020-01-05  a  {late}  late  (this post)" in shown
    assert main(["show", late, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["story_id"], [post["public_id"] for post in told["story"]]) == (first, [first, late])


def test_grouping_all_anew_gives_what_grew(archive: Archive) -> None:
    chance = random.Random(8)
    for number in range(40):
        text = NEWS[number % 9]
        save(archive, "abc"[number % 3], str(number), changed(text, 0.03, chance) + (FURNITURE_TEXT if number % 2 else ""), number % 27 + 1)
    grown = grouped(archive)
    assert grown
    with archive._database.writing() as connection:
        stored.refill(connection)
    assert grouped(archive) == grown
