"""Who said it first: finds the outlet a post is credited to, and what else its credit says.

The rules stand in one table, the surest first; the first that names an outlet decides, the others may add what it does not say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kazcrawl.items import Credit
from kazcrawl.outlets import Registry, registry_in_force
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.byline import find_byline
from kazcrawl.parse.credit.clause import find_clause
from kazcrawl.parse.credit.copyright import find_copyright
from kazcrawl.parse.credit.dateline import find_dateline
from kazcrawl.parse.credit.head import find_head
from kazcrawl.parse.credit.label import find_label
from kazcrawl.parse.credit.person import find_person
from kazcrawl.parse.credit.reporter import find_reporter
from kazcrawl.parse.credit.reprint import find_reprint
from kazcrawl.parse.credit.scene import Clue, Scene, set_scene
from kazcrawl.parse.credit.trailing import find_trailing
from kazcrawl.parse.credit.via import find_via

Told = tuple[str, float, Clue]
"""A rule's name, its confidence, and what it found."""

RULES: tuple[tuple[str, float, Callable[[Scene], Clue | None]], ...] = (
    ("label", 0.97, find_label),  # Source: X · Источник: X · Дереккөз: X
    ("reprint", 0.95, find_reprint),  # Originally published in X · Впервые опубликовано в X · Full text at URL
    ("via", 0.9, find_via),  # Via X, an article on … · Courtesy of X, a look at …
    ("head", 0.93, find_head),  # X | 5 May 2014 · NAME, X, Dec 30, 2011 · the outlet alone on the first line
    ("dateline", 0.93, find_dateline),  # ASTANA (X) – … · МОСКВА, 9 сен - X. …
    ("trailing", 0.9, find_trailing),  # (X) · – «X» · x.kz, behind the last word
    ("copyright", 0.85, find_copyright),  # © X
    ("reporter", 0.88, find_reporter),  # NAME is a staff writer for X
    ("clause", 0.8, find_clause),  # …, X reports. · Об этом пишет X. · деп хабарлайды X
    ("byline", 0.9, find_byline),  # By NAME · Автор: NAME
    ("person", 0.7, find_person),  # NAME, alone
)
"""Name, confidence from 0 to 1, rule; in the order of decision. A rule's name is that of its module, which tells its forms, and of its
function; a module `NAME_…` is a part of it. Forms and order were read off 350 reposted articles in eight languages: what says of itself
that it is a credit stands before what only stands where credits do, and that before a clause of running text."""


def find_credit(
    blocks: Sequence[Block],
    *,
    site_names: Sequence[str] = (),
    site_url: str = "",
    post_day: date | None = None,
    registry: Registry | None = None,
) -> tuple[Credit | None, tuple[int, ...]]:
    """Return a post's credit, and the indices of the blocks that are nothing but it. Total: no body makes it raise.

    `site_names` and `site_url` are the crawled site's: it is never the source of its own posts. A credit may have an author or a dateline
    and no outlet. `date` is told with its year in the credit itself, never inferred. 05/03/2014 is 5 March, unless only the other reading
    is not after `post_day`."""
    scene = set_scene(blocks, registry=registry or registry_in_force(), site_names=site_names, site_url=site_url)
    found = list(_found(scene, whole=False))
    winner = _winner(found)
    if winner is None:
        return None, ()
    name, confidence, clue = winner
    merged = _merged(scene, clue, [other for _, _, other in found if other is not clue])
    place = next((other.place for rule, _, other in found if rule == "dateline"), None)
    merged = replace(merged, place=merged.place or place)  # the text's own, whomever it is credited to
    alone = _blocks_alone(scene, merged.alone)
    credit = _credit(scene, (name, confidence, merged), alone)
    day = _settled(merged.day, post_day, scene) if merged.outlet or merged.author else None
    return replace(credit, date=day), alone


def weigh_credits(blocks: Sequence[Block], *, site_names: Sequence[str] = (), site_url: str = "") -> tuple[Credit, ...]:
    """Return what every rule by itself finds, in the order in which `find_credit` trusts them: why the source is what it is."""
    scene = set_scene(blocks, registry=registry_in_force(), site_names=site_names, site_url=site_url)
    return tuple(_credit(scene, told, ()) for told in _found(scene, whole=True))


def _credit(scene: Scene, told: Told, alone: Sequence[int]) -> Credit:
    name, confidence, clue = told
    line = scene.lines[clue.line]
    span = (line.start + clue.span[0], line.start + clue.span[1]) if clue.span else (line.start, line.start + len(line.text))
    return Credit(
        outlet=clue.outlet.text if clue.outlet else None,
        author=clue.author,
        date=clue.day,
        url=clue.url,
        dateline=clue.place,
        line=line.text,
        rule=name,
        confidence=confidence,
        span=span,
        alone=line.block in alone,
    )


def _found(scene: Scene, *, whole: bool) -> Iterator[Told]:
    """What every rule finds, in their order; who reported it is asked only where nothing surer names the source, unless `whole`."""
    named = False
    for name, confidence, rule in RULES:
        if rule is find_clause and named and not whole:
            continue
        if (clue := rule(scene)) is not None:
            named = named or clue.outlet is not None
            yield name, confidence, clue


def _winner(found: list[Told]) -> Told | None:
    """The first that names an outlet, else the first that names an author, else a place."""
    asked: tuple[Callable[[Clue], object], ...] = (lambda clue: clue.outlet, lambda clue: clue.author, lambda clue: clue.place)
    return next((told for ask in asked for told in found if ask(told[2])), None)


def _settled(day: date | None, post_day: date | None, scene: Scene) -> date | None:
    """Read a date of two readings month first when day first lies after the post: nobody reposts tomorrow's news."""
    if day is None or post_day is None or day <= post_day + timedelta(days=2) or day.day > 12:
        return day
    written = re.compile(rf"(?<!\d)0?{day.day}/0?{day.month}/{day.year}(?!\d)")
    swapped = date(day.year, day.day, day.month)
    slashed = any(written.search(line.text[:200]) for line in scene.lines)
    return swapped if slashed and swapped <= post_day + timedelta(days=2) else day


def _merged(scene: Scene, clue: Clue, others: list[Clue]) -> Clue:
    """Fill what the deciding clue left open from those that speak of the same outlet, or of none."""
    alone = set(clue.alone)
    for other in others:
        if other.outlet is not None and not _same(clue, other):
            continue
        clue = replace(
            clue,
            author=clue.author or other.author,
            day=clue.day or other.day,
            url=clue.url or other.url,
            place=clue.place or other.place,
        )
        if other.outlet is not None or (other.author is not None and other.author == clue.author):
            alone.update(other.alone)
    return replace(clue, alone=tuple(sorted(alone)))


def _same(clue: Clue, other: Clue) -> bool:
    mine, theirs = clue.outlet, other.outlet
    if mine is None or theirs is None:
        return True
    return mine.known is theirs.known if mine.known or theirs.known else mine.text.casefold() == theirs.text.casefold()


def _blocks_alone(scene: Scene, lines: Sequence[int]) -> tuple[int, ...]:
    """The blocks all of whose lines belong to the credit."""
    chosen = {(scene.lines[i].block, scene.lines[i].start) for i in lines}
    blocks = sorted({block for block, _ in chosen})
    return tuple(b for b in blocks if all((line.block, line.start) in chosen for line in scene.lines if line.block == b))
