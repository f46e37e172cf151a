"""The head of a post: the short lines before the running text, read together as outlet, author, date and place."""

import re
from dataclasses import replace
from datetime import date

from kazcrawl.parse.credit.formed import formed_name, is_formed, is_other
from kazcrawl.parse.credit.names import Name, read_name
from kazcrawl.parse.credit.parts import EPITHET, HeadLine, Part, is_people, read_line
from kazcrawl.parse.credit.scene import Clue, Line, Scene
from kazcrawl.parse.credit.words import JOURNALISTS, LEADERS, STAFF
from kazcrawl.parse.credit.written import clean_person, clean_place, is_branded

_HEAD = 6
_ABOUT = re.compile(
    r"(?:\scovers\s[a-z][a-z -]{2,30}, (?:[a-z][a-z -]{2,30}, ){0,4}[a-z][a-z -]{2,30} and [a-z]|"  # travel, food and culture
    r"\s(?:provides?|brings?|delivers?|offers?|covers?|publishes)\s.{0,60}?(?:news|information|coverage|analysis)|"
    r"\s(?:is|was)\s(?:an?|the)\s.{0,60}?(?:newspaper|news agency|news site|magazine|news portal|news outlet|newswire))"
)
_RANK = re.compile(r"(?:глав|ведущ|старш|млад|генеральн|перв|нов|исполн|почёт|почет|бас|аға)\w*\s", re.IGNORECASE)
_MEDIUM = frozenset(["news", "information", "coverage", "analysis", "newspaper", "magazine", "newswire", "covers"])


def find_head(scene: Scene) -> Clue | None:
    """Return what the short lines before the running text, six at most, tell together, or None.

    Outlet with date, author or place, in one line or one each; an outlet or address alone; a line that tells of the medium itself. A name
    that nobody knows is an outlet only by a second sign: a date, a pipe, an author, an issue, a link to another host, a brand's
    spelling."""
    read: dict[int, HeadLine] = {}
    for index, line in enumerate(scene.lines[:_HEAD]):
        if line.runs:
            break
        if (head := read_line(line, scene)) is not None:
            read[index] = head
    about = _find_about(scene)
    day = next((head.day for head in read.values() if head.day), None)
    if clue := _decide(scene, read, day):
        return clue
    return replace(about, day=day) if about else Clue(day=day, line=min(read)) if day else None


def _decide(scene: Scene, read: dict[int, HeadLine], day: date | None) -> Clue | None:
    """Put the head's parts together; None when they name neither an outlet nor an author beside something that tells so."""
    kept = {index: head for index, head in read.items() if _is_clean(head)}
    parts = [(index, part) for index, head in kept.items() for part in head.parts]
    led = any(part.kind == "role" and _is_leader(part.text) for _, part in parts)
    outlets = ((part.name, i) for i, part in parts if part.kind == "outlet" and _may_stand(scene.lines[i], part, led=led))
    outlet, where = next(outlets, (None, 0))
    writers = [(i, part.text) for i, part in parts if part.kind == "person"]
    author = ", ".join(text for i, text in writers if i == writers[0][0]) or None
    place = next((clean_place(part.text) for _, part in parts if part.kind == "place"), None)
    roles = any(part.kind == "role" and not _is_reporter(part.text) for _, part in parts)
    dated = any(head.dated for head in kept.values())
    if outlet is None and (titled := _titled_role(kept, scene)) is not None:
        outlet, where, roles = *titled, False
    bylined = any(head.bylined for head in kept.values())
    for index, part in parts:
        if part.kind != "name":
            continue
        guess = _guess(part, kept[index], outlet=outlet is not None, author=author is not None, dated=dated or bylined, roles=roles)
        if guess == "author":
            author = part.text
        elif guess == "outlet" or (outlet is None and len(kept[index].parts) == 1 and _is_linked(scene, index, part)):
            outlet, where = part.name, index
    if outlet is None and (author is None or not (day or place or bylined)):
        return None
    return Clue(
        outlet=outlet,
        author=clean_person(author) if author else None,
        day=day,
        place=place,
        url=scene.elsewhere(scene.lines[where]) if outlet else None,
        line=where if outlet else min(kept),
        alone=tuple(kept),
    )


def _guess(part: Part, head: HeadLine, *, outlet: bool, author: bool, dated: bool, roles: bool) -> str | None:
    """Say what a name that no list knows is: beside an outlet a person, beside a person or in one line with a date an outlet."""
    person = is_people(part.text, strict=False)
    if head.bylined and part is head.parts[0]:
        return "author" if person and not author else None
    if outlet:
        return "author" if person and not author else None
    if head.told and is_formed(part.text, part.name, told=True):
        return "outlet"
    if roles or is_other(part.text):
        return None
    if head.bylined:
        return None if part.gap.strip() in ("in", "в") else "outlet"
    if author:
        return "outlet" if dated or is_branded(part.text) else None
    titled = len(part.text.split()) > 2 or EPITHET.fullmatch(part.text) is not None
    if head.dated and (head.piped or titled):
        return "outlet"
    # In Cyrillic a person's name is told by its words.
    return "author" if head.dated and person and part.text.isascii() else None


def _titled_role(kept: dict[int, HeadLine], scene: Scene) -> tuple[Name, int] | None:
    """A name of two words that ends as a calling does, alone with a pipe and a day, in its line: Рыбный эксперт | 3 мая 2014."""
    for index, head in kept.items():
        role = head.parts[0].text if [part.kind for part in head.parts] == ["role"] else ""
        if head.piped and head.dated and EPITHET.fullmatch(role) and not _RANK.match(role):
            name = formed_name(role, scene.registry)
            return (name, index) if name else None
    return None


def _is_reporter(text: str) -> bool:
    """Whether a role is a journalist's: what stands beside it is whom they write for."""
    return all(word.strip(".,").casefold() in JOURNALISTS | STAFF | {"writer", "chief"} for word in text.split())


def _is_leader(text: str) -> bool:
    """Whether a role is one at the head of a company: a Mercury Advisors is no paper, though its founder writes."""
    return not LEADERS.isdisjoint(word.strip(".,").casefold() for word in text.split())


def _is_clean(head: HeadLine) -> bool:
    """Whether a line is credit throughout; beside an outlet and a pipe a section's name may stand."""
    others = [part.text for part in head.parts if part.kind == "other"]
    return not others or (
        head.piped and any(part.kind == "outlet" for part in head.parts) and all(len(o.split()) <= 3 and not _is_prose(o) for o in others)
    )


def _is_prose(text: str) -> bool:
    """Whether a piece is no section's name: a label and what it says, or words without a capital (an address has none either)."""
    return re.search(r":(?!//)", text) is not None or (text.islower() and "." not in text)


def _may_stand(line: Line, part: Part, *, led: bool) -> bool:
    """Whether a part may be the outlet: in a heading, or beside who leads or founded it, only one that the registry knows."""
    known = part.name is not None and part.name.known is not None
    return known or (line.kind != "heading" and not led)


def _is_linked(scene: Scene, index: int, part: Part) -> bool:
    """Whether a lone first line is an outlet by its link to another host or by a brand's spelling."""
    line = scene.lines[index]
    branded = is_branded(part.text) and not part.text.isupper()
    return index == 0 and line.kind == "paragraph" and (branded or scene.elsewhere(line) is not None)


def _find_about(scene: Scene) -> Clue | None:
    """A line that tells of the medium itself: "The X Times provides news and information from …"."""
    for index, line in enumerate(scene.lines[:3]):
        match = _ABOUT.search(line.text[:200]) if not _MEDIUM.isdisjoint(line.words) else None
        if match is None:
            continue
        name = read_name(line.text[: match.start()], scene.registry)
        if name is not None and name.sure and not scene.is_own(name):
            return Clue(outlet=name, line=index, alone=(index,))
    return None
