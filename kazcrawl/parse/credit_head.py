"""The head of a post: the short lines before the running text, read together as outlet, author, date and place."""

import re
from dataclasses import dataclass, replace
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.months import AROUND, WEEKDAYS
from kazcrawl.parse.credit_names import (
    QUOTES,
    Name,
    clean_person,
    is_branded,
    is_institution,
    is_masthead,
    is_person,
    is_place,
    is_titled,
    read_name,
)
from kazcrawl.parse.credit_scene import Clue, Line, Scene
from kazcrawl.parse.credit_words import BYLINES, ROLES, STAFF, TRANSLATORS

_HEAD = 6
BYLINE = re.compile(rf"[\W_]*(?:{BYLINES})(?:\s?[:–—-]\s?|\s)(?=\S)", re.IGNORECASE)
_PARTS = re.compile(r"(\s*[|/•·]\s*|\s[–—-]{1,2}\s|\s?—\s?|,\s|\.\s|;\s?|\s{2,}|\n|\t)")
_BY_PARTS = re.compile(r"(\s*[|/•·]\s*|\s[–—-]{1,2}\s|\s?—\s?|,\s|;\s?|\n|\s(?:in|for|of|from|at|with|special to|special for|для|из|в)\s)")
_PIPED = re.compile(r"[|/•·]|\s[–—-]{1,2}\s")
_ABOUT = re.compile(
    r"(?:\s(?:provides?|brings?|delivers?|offers?|covers?|publishes)\s.{0,60}?(?:news|information|coverage|analysis)|"
    r"\s(?:is|was)\s(?:an?|the)\s.{0,60}?(?:newspaper|news agency|news site|magazine|news portal|news outlet|newswire))"
)
_SPECIAL = re.compile(r"^(?:special (?:to|for)|for|of)\s(?:the\s)?", re.IGNORECASE)
_EPITHET = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІ]\w+(?:ая|ий|ый|ое|ой|ші) \w+(?: \w+)?")
_ANALYSES = re.compile(
    r"(?:analy[sz]es|argues|writes|explains|examines|reports|explores|looks at|discusses|considers|describes|reflects|reviews|asks|"
    r"анализирует|рассуждает|рассказывает|объясняет|размышляет|разбирается|пишет)\s"
)
_TRANSLATOR = re.compile(rf"\b(?:{TRANSLATORS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece between separators. `kind` is outlet, person, place, role, name (some name), other; `gap` the separator before it."""

    text: str
    kind: str
    gap: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A short line of the head, read. `bylined` tells that it began with By or Автор."""

    parts: tuple[Part, ...]
    day: date | None
    dated: bool
    bylined: bool
    piped: bool


def find_head(scene: Scene) -> Clue | None:
    """Read the head's short lines together: outlet with date, author or place, in one line or one each; an outlet or address alone."""
    read: dict[int, HeadLine] = {}
    for index, line in enumerate(scene.lines[:_HEAD]):
        if line.runs:
            break
        if (head := read_line(line, scene)) is not None:
            read[index] = head
    about = _find_about(scene)
    if not read:
        return about
    day = next((head.day for head in read.values() if head.day), None)
    clue = _decide(scene, read, day)
    if clue is None:
        return replace(about, day=day or about.day) if about else Clue(day=day, line=min(read)) if day else None
    return clue


def find_byline(scene: Scene) -> Clue | None:
    """Return the author that an author's line near either end tells ("By …", "Автор: …", "(Reporting by …)"); no outlet."""
    for index in scene.ends(head=_HEAD, tail=4):
        line = scene.lines[index]
        text = line.text.strip("() ")
        match = BYLINE.match(text)
        if match is None or len(text) > 160 or _TRANSLATOR.search(text):
            continue
        rest = re.split(r";|\bEditing\b|\bediting\b", text[match.end() :], maxsplit=1)[0]
        cut = _undated(rest)
        first = _BY_PARTS.split(cut)[0].strip(" .,")
        if _is_people(first, strict=False) and scene.registry.by_name(first) is None:
            place = next((part.strip(" .,") for part in _BY_PARTS.split(cut)[1:] if is_place(part)), None)
            days = find_dates(text)
            return Clue(author=clean_person(first), place=place, day=days[0].parsed.day if days else None, line=index, alone=(index,))
    return None


def find_lone_person(scene: Scene) -> Clue | None:
    """Return the author whose bare name stands alone: as the last line, or as the subject of a standfirst ("NAME analyses …")."""
    for index in scene.ends(head=0, tail=2):
        text = scene.lines[index].text.strip(" .")
        if is_person(text, strict=_is_latin(text)) and scene.registry.by_name(text) is None and index > 0:
            return Clue(author=clean_person(text), line=index, alone=(index,))
    for index, line in enumerate(scene.lines[:2]):
        if line.kind == "heading":
            continue
        if len(line.text) < 60 and is_person(line.text) and len(scene.lines) > index + 1:
            return Clue(author=clean_person(line.text), line=index, alone=(index,))
        words = line.text.split(" ")
        for size in (2, 3):
            who = " ".join(words[:size])
            if len(line.text) < 220 and is_person(who) and _ANALYSES.match(" ".join(words[size : size + 3]) + " "):
                return Clue(author=clean_person(who), line=index)
    return None


def read_line(line: Line, scene: Scene) -> HeadLine | None:
    """Read one short line into typed parts, or None when it holds nothing that a credit has."""
    text = line.text.strip()
    match = BYLINE.match(text)
    rest = text[match.end() :] if match else text
    days, cut = find_dates(rest), _undated(rest)
    pieces = (_BY_PARTS if match else _PARTS).split(cut)
    parts = [_typed(piece, pieces[i - 1] if i else "", scene) for i, piece in enumerate(pieces) if i % 2 == 0]
    kept = tuple(part for part in parts if part is not None)
    if not kept and not days:
        return None
    return HeadLine(kept, days[0].parsed.day if days else None, cut != rest, match is not None, _PIPED.search(cut) is not None)


def _undated(text: str) -> str:
    """The text with its dates cut out; a separator is left where one stood."""
    spans = [hit.span for hit in find_dates(text)] or [span for _, _, span in find_partials(text)]
    for start, end in reversed(spans):
        text = text[:start] + "\n" + text[end:]
    return text


def _typed(piece: str, gap: str, scene: Scene) -> Part | None:
    text = _SPECIAL.sub("", piece.strip(" \t\n.,:;()|–—"))
    words = text.casefold().split()
    if (
        not text
        or not re.search(r"[^\W\d_]", text)
        or all(w.strip(".,") in WEEKDAYS | AROUND | {"gmt", "utc", "views", "просмотров"} for w in words)
    ):
        return None
    staffless = " ".join(text.split()[:-1]) if words[-1] in STAFF and len(words) > 1 else text
    name = read_name(staffless, scene.registry)
    if name is not None and scene.is_own(name):
        return None
    if name is not None and name.known is not None:
        return Part(text, "outlet", gap, name)
    if is_place(text):
        return Part(text, "place", gap)
    if any(word.strip(".,") in ROLES | STAFF for word in words):
        return Part(text, "role", gap)
    if _is_people(text):
        return Part(text, "person", gap)
    if name is not None and (name.sure or (text[0] in QUOTES and text[-1] in QUOTES)):
        return Part(text, "outlet", gap, name)
    return Part(
        text,
        "name" if name is not None and (is_titled(text) or _EPITHET.fullmatch(text)) and not is_institution(text) else "other",
        gap,
        name,
    )


def _decide(scene: Scene, read: dict[int, HeadLine], day: date | None) -> Clue | None:
    outlet: Name | None = None
    author = place = None
    where, used, unknown = 0, [], []
    dated = any(head.dated for head in read.values())
    for index, head in read.items():
        others = [part for part in head.parts if part.kind == "other"]
        if others and not (
            head.piped and any(part.kind == "outlet" for part in head.parts) and all(len(o.text.split()) <= 3 for o in others)
        ):
            continue
        heading = scene.lines[index].kind == "heading"
        for part in head.parts:
            if part.kind == "outlet" and outlet is None and not (heading and part.name and part.name.known is None):
                outlet, where = part.name, index
            elif part.kind == "person" and author is None:
                author = part.text
            elif part.kind == "place" and place is None:
                place = part.text
            elif part.kind == "name":
                unknown.append((index, part, head))
        if head.parts or head.dated:
            used.append(index)
    roles = any(part.kind == "role" for head in read.values() for part in head.parts)
    outlet, author, where = _weigh(scene, unknown, outlet, author, where, dated=dated, roles=roles)
    if outlet is None and author is None:
        return None
    if outlet is None and not any(head.bylined for head in read.values()):
        return Clue(author=clean_person(author or ""), day=day, line=used[0], alone=tuple(used)) if day else None
    alone = tuple(i for i in used if _belongs(read[i]))
    return Clue(
        outlet=outlet,
        author=clean_person(author) if author else None,
        day=day,
        place=place,
        url=scene.elsewhere(scene.lines[where]),
        line=where,
        alone=alone,
    )


def _weigh(
    scene: Scene,
    unknown: list[tuple[int, Part, HeadLine]],
    outlet: Name | None,
    author: str | None,
    where: int,
    *,
    dated: bool,
    roles: bool,
) -> tuple[Name | None, str | None, int]:
    """Say what the names that no list knows are: beside an outlet a person, beside a person or a date an outlet."""
    for index, part, head in unknown:
        weak_person = _is_people(part.text, strict=False)
        only = len(head.parts) == 1
        if head.bylined and author is None and part is head.parts[0] and weak_person:
            author = part.text
        elif outlet is not None:
            beside = _is_people(part.text) if head.piped else weak_person
            author = part.text if author is None and beside else author
        elif head.bylined:
            if part is not head.parts[0] and not roles and part.gap.strip() not in ("in", "в"):
                outlet, where = part.name, index
        elif author is not None and (dated or is_branded(part.text)) and not roles:
            outlet, where = part.name, index
        elif (
            dated
            and (
                head.piped
                or len(part.text.split()) > 2
                or part.text.startswith("The ")
                or _EPITHET.fullmatch(part.text)
                or is_branded(part.text)
            )
            and not roles
        ):
            if head.dated or len(part.text.split()) > 1:
                outlet, where = part.name, index
        elif dated and weak_person and author is None:
            author = part.text
        elif only and index == 0 and scene.lines[0].kind == "paragraph" and (scene.elsewhere(scene.lines[0]) or _is_camel(part.text)):
            outlet, where = part.name, index
    return outlet, author, where


def _find_about(scene: Scene) -> Clue | None:
    """A line that tells of the medium itself: "The X Times provides news and information from …"."""
    for index, line in enumerate(scene.lines[:3]):
        match = _ABOUT.search(line.text[:200])
        if match is None:
            continue
        name = read_name(line.text[: match.start()], scene.registry)
        if name is not None and name.sure and not scene.is_own(name) and (name.known or is_masthead(name.text)):
            days = [find_dates(other.text) for other in scene.lines[:index] if not other.runs]
            day = next((found[0].parsed.day for found in days if found), None)
            return Clue(outlet=name, day=day, line=index, alone=(index,))
    return None


def _belongs(head: HeadLine) -> bool:
    return bool(head.parts or head.day) and not any(part.kind == "other" for part in head.parts)


def _is_people(text: str, *, strict: bool = True) -> bool:
    people = re.split(r"\s(?:and|&|и|және|und|et)\s|,\s", text.strip())
    return len(people) <= 4 and all(is_person(who, strict=strict) for who in people)


def _is_camel(text: str) -> bool:
    return is_branded(text) and not text.isupper()


def _is_latin(text: str) -> bool:
    return text.isascii()
