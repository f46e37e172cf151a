"""The head of a post: the short lines before the running text, read together as outlet, author, date and place."""

import re
from dataclasses import dataclass, replace
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.months import AROUND, UPDATED, WEEKDAYS
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit_names import (
    QUOTES,
    Name,
    clean_person,
    clean_place,
    is_branded,
    is_institution,
    is_masthead,
    is_medium_address,
    is_person,
    is_place,
    is_titled,
    read_name,
)
from kazcrawl.parse.credit_scene import Clue, Line, Scene
from kazcrawl.parse.credit_words import BYLINES, ROLES, STAFF, TRANSLATORS

_HEAD = 6
BYLINE = re.compile(rf"[\W_]*(?:{BYLINES})(?:\s?[:–—-]\s?|\s)(?=\S)", re.IGNORECASE)
_PARTS = re.compile(r"(\s*[|/•·]\s*|\s[Bb]y\s|\s[–—-]{1,2}\s|\s?—\s?|,\s|\.\s|;\s?|\s{2,}|\n|\t)")
_BY_PARTS = re.compile(
    r"(,\s(?:специально для|special (?:to|for))\s|\s*[|/•·]\s*|\s[–—-]{1,2}\s|\s?—\s?|,\s|;\s?|\n|\s\(|"
    r"\s(?:in|for|of|from|at|with|special to|special for|специально для|для|из|в)\s)"
)
_PIPED = re.compile(r"[|/•·(]|\s[–—-]{1,2}\s")
_ABOUT = re.compile(
    r"(?:\s(?:provides?|brings?|delivers?|offers?|covers?|publishes)\s.{0,60}?(?:news|information|coverage|analysis)|"
    r"\s(?:is|was)\s(?:an?|the)\s.{0,60}?(?:newspaper|news agency|news site|magazine|news portal|news outlet|newswire))"
)
_SPECIAL = re.compile(
    r"^(?:(?:interview|article|story|report|excerpt) (?:from|in|of|by)|special (?:to|for)|for|of|by|специально для|для|из)\s"
    r"(?:(?-i:the)\s)?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s\((?:[A-Z]{2,3}|U\.[KS]\.|[A-Z][a-z]{3,15})\)\s*$")
_IN_PLACE = re.compile(r"\sin\s[A-Z]\w+(?:\s[A-Z]\w+)?$")
_NUMBERED = re.compile(r"(?:volume|vol|issue|no|number|page|pages|pp?|№|том|выпуск|стр)\.?\s?[\dIVX][\dIVX–-]{0,8}", re.IGNORECASE)
_EPITHET = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІ]\w+(?:ая|ий|ый|ое|ой|ші) \w+(?: \w+)?")
_CYRILLIC = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_AROUND = WEEKDAYS | AROUND | UPDATED | {"gmt", "utc", "views", "просмотров"}
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
        who, _, place = text.partition(", ")
        text = who if is_place(place) else text
        if (
            scene.lines[index].kind != "item"
            and is_person(text, strict=_CYRILLIC.match(text) is None)
            and scene.registry.by_name(text) is None
            and index > 0
        ):
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
    text = _SPECIAL.sub("", _COUNTRY.sub("", piece).strip(" \t\n.,:;()|–—"))
    words = text.casefold().split()
    if _says_nothing(text):
        return None
    if piece.rstrip().endswith(":") and not ((opened := read_name(text, scene.registry)) and opened.sure):
        return Part(text, "other", gap)
    while len(words) > 1 and words[-1] in STAFF:
        words, text = words[:-1], text.rpartition(" ")[0]
    name = read_name(text, scene.registry)
    if name is not None and scene.is_own(name):
        return None
    who = _IN_PLACE.sub("", text)
    if gap.strip().casefold() == "by" or piece.strip().casefold().startswith("by ") or (who != text and is_person(who)):
        return Part(who, "person" if is_person(who, strict=False) else "other", gap)
    if host_of(text) and "/" in text.strip("/") and not (name and name.known) and not is_medium_address(text):
        return Part(text, "other", gap)
    if name is not None and name.known is not None and not is_place(text):
        return Part(text, "outlet", gap, name)
    if is_place(text):
        return Part(text, "place", gap)
    if any(word.strip(".,") in ROLES | STAFF for word in words):
        return Part(text, "role", gap)
    if _is_people(text):
        return Part(text, "person", gap)
    if name is not None and (name.sure or _is_quoted_title(text)):
        return Part(text, "outlet", gap, name)
    return Part(
        text,
        "name" if name is not None and (is_titled(text) or _EPITHET.fullmatch(text)) and not is_institution(text) else "other",
        gap,
        name,
    )


def _is_quoted_title(text: str) -> bool:
    """Whether a piece is a name in quotes, as «Степной курьер» is; a sentence in quotes is what somebody said."""
    if text[0] not in QUOTES or text[-1] not in QUOTES or re.search(r"[.!?]", text):
        return False
    inner = text.strip(QUOTES + " ")
    return is_titled(inner) or (not inner.isascii() and len(inner.split()) <= 5)


def _says_nothing(text: str) -> bool:
    """Whether a piece is punctuation, a weekday, a number of an issue: it stands in credits and names nobody."""
    words = text.casefold().split()
    return not re.search(r"[^\W\d_]", text) or _NUMBERED.fullmatch(text) is not None or all(w.strip(".,") in _AROUND for w in words)


def _decide(scene: Scene, read: dict[int, HeadLine], day: date | None) -> Clue | None:
    """Put the head's parts together; None when they name neither an outlet nor an author beside something that tells so."""
    kept = {index: head for index, head in read.items() if _is_clean(head)}
    parts = [(index, part) for index, head in kept.items() for part in head.parts]
    outlet, where = next(((part.name, i) for i, part in parts if part.kind == "outlet" and _may_stand(scene.lines[i], part)), (None, 0))
    writers = [(i, part.text) for i, part in parts if part.kind == "person"]
    author = ", ".join(text for i, text in writers if i == writers[0][0]) if writers and kept[writers[0][0]].bylined else None
    author = author or (writers[0][1] if writers else None)
    place = next((clean_place(part.text) for _, part in parts if part.kind == "place"), None)
    roles = any(part.kind == "role" for _, part in parts)
    dated = any(head.dated for head in kept.values())
    for index, part in parts:
        if part.kind != "name":
            continue
        guess = _guess(part, kept[index], outlet=outlet is not None, author=author is not None, dated=dated, roles=roles)
        if guess == "author":
            author = part.text
        elif guess == "outlet" or (outlet is None and len(kept[index].parts) == 1 and _is_linked(scene, index, part)):
            outlet, where = part.name, index
    if outlet is None and (author is None or not (day or place or any(head.bylined for head in kept.values()))):
        return None
    lines = tuple(index for index, head in kept.items() if head.parts or head.day)
    return Clue(
        outlet=outlet,
        author=clean_person(author) if author else None,
        day=day,
        place=place,
        url=scene.elsewhere(scene.lines[where]) if outlet else None,
        line=where if outlet else lines[0],
        alone=lines,
    )


def _guess(part: Part, head: HeadLine, *, outlet: bool, author: bool, dated: bool, roles: bool) -> str | None:
    """Say what a name that no list knows is: beside an outlet a person, beside a person or in one line with a date an outlet."""
    person = _is_people(part.text, strict=False)
    if head.bylined and part is head.parts[0]:
        return "author" if person and not author else None
    if outlet:
        return "author" if not author and (_is_people(part.text) if head.piped and not head.dated else person) else None
    if roles:
        return None
    if head.bylined:
        return None if part.gap.strip() in ("in", "в") else "outlet"
    if author:
        return "outlet" if dated or is_branded(part.text) else None
    titled = len(part.text.split()) > 2 or part.text.startswith("The ") or _EPITHET.fullmatch(part.text) is not None
    if (dated and is_branded(part.text)) or (head.dated and (head.piped or titled)):
        return "outlet"
    return "author" if head.dated and person else None


def _is_clean(head: HeadLine) -> bool:
    """Whether a line is credit throughout; beside an outlet and a pipe a section's name may stand."""
    others = [part for part in head.parts if part.kind == "other"]
    return not others or (
        head.piped and any(part.kind == "outlet" for part in head.parts) and all(len(o.text.split()) <= 3 for o in others)
    )


def _may_stand(line: Line, part: Part) -> bool:
    """Whether a part may be the outlet: in a heading, only one that the registry knows."""
    return line.kind != "heading" or (part.name is not None and part.name.known is not None)


def _is_linked(scene: Scene, index: int, part: Part) -> bool:
    """Whether a lone first line is an outlet by its link to another host or by a brand's spelling."""
    line = scene.lines[index]
    return (
        index == 0
        and line.kind == "paragraph"
        and (scene.elsewhere(line) is not None or (is_branded(part.text) and not part.text.isupper()))
    )


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


def _is_people(text: str, *, strict: bool = True) -> bool:
    people = re.split(r"\s(?:and|&|и|және|und|et)\s|,\s", text.strip())
    return len(people) <= 4 and all(is_person(who, strict=strict) for who in people)
