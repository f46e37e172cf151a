"""Stories: posts with the same news, grouped as they arrive; by what the archive holds, not by the order in which it came.

A story is called by the public id of the post that was published first. Only posts that share their story with another have a row."""

import json
import sqlite3
from collections.abc import Iterable

from sqlalchemy import Connection

from kazcrawl.archive.records import StoryPost
from kazcrawl.stories import EVIDENCE, FURNITURE, Sketch, gather, is_same_story, sketch

# Lists come as one JSON array, `told`; a number in more posts of one site than `often` is furniture.
_ADD = "INSERT INTO sketches (hash, post_id) VALUES (?, ?)"
_DROP = "DELETE FROM sketches WHERE hash = ? AND post_id = ?"
_SKETCH = "SELECT hash FROM sketches WHERE post_id = ? ORDER BY hash"
_TOO_OFTEN = """SELECT s.hash FROM sketches s CROSS JOIN posts p ON p.id = s.post_id
    WHERE s.hash IN (SELECT value FROM json_each(:told)) AND s.hash NOT IN (SELECT hash FROM furniture)
    GROUP BY s.hash, p.site HAVING count(*) > :often"""
_RARE_AGAIN = """SELECT f.hash FROM furniture f WHERE f.hash IN (SELECT value FROM json_each(:told))
    AND NOT EXISTS (SELECT 1 FROM sketches s CROSS JOIN posts p ON p.id = s.post_id WHERE s.hash = f.hash
                    GROUP BY p.site HAVING count(*) > :often)"""
_FURNITURE = "SELECT hash FROM furniture WHERE hash IN (SELECT value FROM json_each(:told))"
_HOLDERS = "SELECT DISTINCT post_id FROM sketches WHERE hash IN (SELECT value FROM json_each(:told))"
_NEAR = """SELECT post_id FROM sketches WHERE hash IN (SELECT value FROM json_each(:told)) AND post_id <> :post
    GROUP BY post_id HAVING count(*) >= :evidence"""
_MATES = "SELECT post_id FROM stories WHERE story IN (SELECT story FROM stories WHERE post_id IN (SELECT value FROM json_each(:told)))"
_PUBLISHED = """SELECT id, public_id FROM posts WHERE id IN (SELECT value FROM json_each(:told))
    ORDER BY date IS NULL, sort_epoch, public_id"""
_ALL_FURNITURE = """INSERT OR IGNORE INTO furniture SELECT s.hash FROM sketches s JOIN posts p ON p.id = s.post_id
    GROUP BY s.hash, p.site HAVING count(*) > :often"""
_FORGET = ("DELETE FROM sketches", "DELETE FROM furniture", "DELETE FROM stories")
_TOLD = """SELECT p.public_id, p.site, p.url, r.title, r.date, p.status FROM stories s JOIN posts p ON p.id = s.post_id
    JOIN revisions r ON r.id = p.current_id WHERE s.story = (SELECT story FROM stories WHERE post_id = ?)
    ORDER BY p.date IS NULL, p.sort_epoch, p.public_id"""


def place(connection: Connection, post: int, body: str | None) -> None:
    """Find the story of a post whose text or date is new, or (body None) which leaves the archive. In the caller's transaction."""
    driver = _driver(connection)
    old, new = set(_sketch(driver, post)), set(sketch(body or ""))
    crossed: set[int] = set()
    if old != new:
        driver.executemany(_DROP, [(number, post) for number in sorted(old - new)])
        driver.executemany(_ADD, [(number, post) for number in sorted(new - old)])
        crossed = _note_furniture(driver, new - old, old - new)
    affected = {post, *_column(driver, _HOLDERS, crossed)}
    mates = _column(driver, _MATES, affected)
    if old != new or mates:
        _group(driver, affected.union(mates))


def refill(connection: Connection) -> None:
    """Group all posts anew. In the caller's transaction; it reads every body."""
    driver = _driver(connection)
    for statement in _FORGET:
        driver.execute(statement)
    bodies = driver.execute("SELECT p.id, r.body FROM posts p JOIN revisions r ON r.id = p.current_id ORDER BY p.id")
    held = []
    for post, body in bodies:
        numbers = sketch(body)
        held += [post] if numbers else []
        driver.executemany(_ADD, [(number, post) for number in numbers])
    driver.execute(_ALL_FURNITURE, {"often": FURNITURE})
    _group(driver, held)


def story_of(connection: Connection, post: int) -> tuple[StoryPost, ...]:
    """Return all posts of the story that a post tells, itself too, as they were published; () when it stands alone."""
    return tuple(StoryPost(*row) for row in _driver(connection).execute(_TOLD, (post,)))


def _note_furniture(driver: sqlite3.Connection, fresh: set[int], gone: set[int]) -> set[int]:
    """Write which numbers have become furniture and which are it no more; return both."""
    added, dropped = _column(driver, _TOO_OFTEN, fresh), _column(driver, _RARE_AGAIN, gone)
    driver.executemany("INSERT OR IGNORE INTO furniture (hash) VALUES (?)", [(number,) for number in added])
    driver.executemany("DELETE FROM furniture WHERE hash = ?", [(number,) for number in dropped])
    return {*added, *dropped}


def _group(driver: sqlite3.Connection, start: Iterable[int]) -> None:
    known: dict[int, Sketch] = {}

    def sketch_of(post: int) -> Sketch:
        if post not in known:
            known[post] = _sketch(driver, post)
        return known[post]

    def neighbours(post: int) -> list[int]:
        mine = sketch_of(post)
        furniture = _furniture(driver, mine)
        told = json.dumps([number for number in mine if number not in furniture])
        near = driver.execute(_NEAR, {"told": told, "post": post, "evidence": EVIDENCE}).fetchall()
        others = [(other, sketch_of(other)) for (other,) in near]
        return [other for other, theirs in others if is_same_story(mine, theirs, furniture | _furniture(driver, theirs))]

    for group in gather(sorted(start), neighbours):
        members = driver.execute(_PUBLISHED, {"told": json.dumps(sorted(group))}).fetchall()
        driver.executemany("DELETE FROM stories WHERE post_id = ?", [(post,) for post in group])
        if len(members) > 1:
            driver.executemany("INSERT INTO stories (post_id, story) VALUES (?, ?)", [(post, members[0][1]) for post, _ in members])


def _sketch(driver: sqlite3.Connection, post: int) -> Sketch:
    return tuple(number for (number,) in driver.execute(_SKETCH, (post,)))


def _furniture(driver: sqlite3.Connection, numbers: Sketch) -> set[int]:
    return set(_column(driver, _FURNITURE, numbers))


def _column(driver: sqlite3.Connection, statement: str, values: Iterable[int]) -> list[int]:
    told = sorted(values)
    rows = driver.execute(statement, {"told": json.dumps(told), "often": FURNITURE}) if told else ()
    return [value for (value,) in rows]


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
