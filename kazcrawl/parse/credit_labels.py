"""Credits that say what they are: labels, reprint formulas, "via X", and what stands last: brackets, dashes, addresses, © lines."""

import re
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit_names import (
    QUOTES,
    Name,
    clean_person,
    is_institution,
    is_masthead,
    is_medium_address,
    is_person,
    is_place,
    is_titled,
    read_name,
)
from kazcrawl.parse.credit_scene import Clue, Scene, goes_on
from kazcrawl.parse.credit_walk import name_after, name_before
from kazcrawl.parse.credit_words import BARE_LABELS, LABELS, MASTHEADS, REPRINTS, ROLES, openings, phrases

_COLON = r"\s?(?:[:：]|\s[-–—]\s|[–—]\s?|-\s)\s?"
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[•*–—.]))(?P<label>{LABELS}){_COLON}", re.IGNORECASE)
_GLUED = re.compile(r"(?:дереккөзі?|дерек көзі|derekk[oóö]zi?|источник)(?=[a-z0-9-]{2,30}\.[a-z]{2,4}\b)", re.IGNORECASE)
_GLUING = ("дерек", "derek", "источник")
_LABELLING, _BARE_LABELLING = openings("labels"), openings("bare_labels")
_BARE = re.compile(rf"[\W_]*(?P<label>{BARE_LABELS})\s(?=\S)", re.IGNORECASE)
_TAKEN = re.compile(r"\s(?:алынды|алынған|алынып отыр|алынган|olindi|alındı|götürülüb)[.)]?$")
_ADDRESS = re.compile(r"https?://\S+")
_VIA = re.compile(r"[\W_]*(?:via|courtesy of|by way of|thanks to|h/t|hat tip(?: to)?|from):?\s(?=\S)", re.IGNORECASE)
# Labels under which anything may stand; only a name that looks like a medium counts.
_LOOSE = re.compile(r"read|full|courtesy|credit|подроб|толығырақ|полный|original|оригинал|түпнұсқа", re.IGNORECASE)
_DEPARTMENT = re.compile(r"press|пресс|баспасөз|baspas|officials?|ведомств", re.IGNORECASE)
_SUBJECT = (
    r"[\W_]*(?:(?:this|the|an?|our|данн\w{2}|эт\w{1,2})\s)?(?:(?:original|full|above|following)\s)?"
    r"(?:(?:article|story|post|piece|text|report|interview|version|commentary|op-ed|column|essay|item|news|analysis|статья|материал|текст|"
    r"интервью|мақала)(?: above| below)?\s)?(?:by [^.,]{3,40}\s)?"
    r"(?:(?:was|were|is|has been|had been|ist|ist ein|wurde|a été|est|è stato|был[ао]?)\s)?"
)
_REPRINT = re.compile(rf"{_SUBJECT}(?P<formula>{REPRINTS})\s(?=\S)", re.IGNORECASE)
_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]][.\s»”\"]*$")
_DASHED = re.compile(r"\s?(?:[-–—]{1,2}|//|©)\s?(?=\S)")
_GLUE = re.compile(r"[.!?…][»”\"']?\s+([^.!?…]{2,60}|[«“„\"][^.!?…]{2,40}[»”\"]\.)$")
_RIGHTFUL = ("©", "(c)", "copyrig", "авторское право", "все права защищены")
_RIGHTS = re.compile(
    r"©|\(c\)|copyrigh?t?s?|all rights reserved|riproduzione riservata|alle rechte vorbehalten|tous droits réservés|все права защищены|"
    r"e-?mail:.*|\b(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?\b|\bby\b|(?-i:\bthe(?=\s))",
    re.IGNORECASE,
)
_MARKS = " \t.,:;|–—-»«“”\"'()[]•*>"
_PAIR = '“”«»"'


def find_label(scene: Scene) -> Clue | None:
    """Source: X · Источник: X · Дереккөз: X, as a line or at a line's end; "After X.", "По материалам сайта X" as a whole line."""
    listed = sum(line.kind == "item" for line in scene.lines) > 1
    for index in scene.ends(head=4, tail=6):
        if listed and scene.lines[index].kind == "item":
            continue  # each item of a list may tell where it is from; none speaks for the post
        if (clue := _label_in(scene, index)) is not None:
            return clue
    return None


def find_via(scene: Scene) -> Clue | None:
    """Via X, an article on … · Courtesy of X, a look at … · From X: …, in one of the first two lines."""
    for index, line in enumerate(scene.lines[:2]):
        match = _VIA.match(line.text)
        spotted = name_after(line.text, match.end(), scene.registry) if match else None
        if match is None or spotted is None or scene.is_own(spotted.name):
            continue
        closed = line.text[spotted.span[1] :].lstrip(QUOTES)[:1] in (",", ":", "", ".", "–", "—", "-")
        strong = "from" not in match[0].casefold() and "thanks" not in match[0].casefold()
        if spotted.name.sure or (strong and closed and spotted.likely(formula=True)):
            alone = (index,) if len(line.text) - spotted.span[1] < 4 else ()
            return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, span=(0, spotted.span[1]), alone=alone)
    return None


def find_reprint(scene: Scene) -> Clue | None:
    """Originally published in X on DATE · Reprinted from X · Read the full article on X · Впервые опубликовано в X · Extrait de X."""
    for index in scene.ends(head=3, tail=6):
        line = scene.lines[index]
        match = _REPRINT.match(line.text) if len(line.text) <= 300 else None
        spotted = name_after(line.text, match.end(), scene.registry) if match else None
        if spotted is None or scene.is_own(spotted.name) or not spotted.likely(formula=True):
            continue
        is_sentence = goes_on(line.text[spotted.span[1] :])
        if is_sentence and not spotted.sure:
            continue
        days = find_dates(_ADDRESS.sub("", line.text))
        day = days[0].parsed.day if days else None
        return Clue(
            outlet=spotted.name,
            day=day,
            url=scene.elsewhere(line),
            line=index,
            span=(0, spotted.span[1]),
            alone=() if is_sentence else (index,),
        )
    return None


def find_trailing(scene: Scene) -> Clue | None:
    """What stands last: (Outlet), - Outlet, Outlet glued behind the last stop, host », an address, the outlet's bare name."""
    for index in scene.ends(head=0, tail=4):
        for look in (_bracketed, _set_apart, _glued) if index else (_bracketed, _glued):
            if (clue := look(scene, index)) is not None and not scene.is_own(clue.outlet):
                return clue
    return None


def find_copyright(scene: Scene) -> Clue | None:
    """© X, first or among the last two lines; the site's own mark is none."""
    for index in scene.ends(head=2, tail=3):
        line = scene.lines[index]
        if len(line.text) > 160 or not _tells_rights(line.text):
            continue
        rest = _RIGHTS.sub(" ", line.text).strip(_MARKS)
        first = re.split(r"\s[-–—|]\s|,\s|\.\s|\s{2,}", rest.strip())[0].strip(_MARKS)
        name = read_name(first, scene.registry)
        if name is not None and not scene.is_own(name) and (name.sure or is_titled(name.text)) and not is_person(first):
            return Clue(outlet=name, line=index, alone=(index,))
    return None


def _tells_rights(text: str) -> bool:
    folded = text.casefold()
    return any(mark in folded for mark in _RIGHTFUL)


def _label_in(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    text = line.text
    base = max(0, len(text) - 160) if len(text) > 200 else 0
    match = None if _LABELLING.isdisjoint(line.words) else next(phrases(_LABEL, _LABELLING & line.words, text, base), None)
    folded = text.casefold() if match is None else ""
    if match is None and any(stem in folded for stem in _GLUING):
        match = _GLUED.search(text, base)
    if match is not None:
        return _labelled(scene, index, match.end(), loose=bool(_LOOSE.match(match[0].lstrip())), begin=match.start())
    if len(text) >= 120:
        return None
    if not _BARE_LABELLING.isdisjoint(line.words) and (bare := _BARE.match(text)):
        return _labelled(scene, index, bare.end(), loose=True, begin=0)
    if (taken := _TAKEN.search(text)) is not None:
        spotted = name_before(text, taken.start(), scene.registry)
        if spotted is not None and spotted.sure and not scene.is_own(spotted.name):
            return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, alone=(index,))
    return None


def _labelled(scene: Scene, index: int, start: int, *, loose: bool, begin: int) -> Clue | None:
    line = scene.lines[index]
    rest = re.split(r"[)\]\n]", line.text[start:], maxsplit=1)[0].strip()
    alone = (index,) if begin <= 3 else ()
    if not rest or rest.strip(_MARKS) == "":
        return _next_line(scene, index) if alone else None
    name = _label_name(rest, scene, loose=loose, alone=bool(alone))
    if name is None or scene.is_own(name):
        return None
    days = find_dates(rest)
    author = _author_beside(rest, name)
    host = host_of(rest.split()[0])
    url = scene.elsewhere(line) or (rest.split()[0] if host and "://" in rest else None)
    return Clue(
        outlet=name, author=author, day=days[0].parsed.day if days else None, url=url, line=index, span=(begin, len(line.text)), alone=alone
    )


def _label_name(rest: str, scene: Scene, *, loose: bool, alone: bool) -> Name | None:
    """The outlet in what follows a label: the whole, else its first piece that can be one; prose, persons and press offices are none."""
    spotted = name_after(rest, 0, scene.registry)
    whole = read_name(rest.strip(_MARKS.replace('"', "").replace("«", "").replace("»", "")), scene.registry) if len(rest) <= 60 else None
    if whole is not None and whole.known is not None:
        return whole
    if spotted is not None and spotted.sure and (not loose or len(_ADDRESS.sub("", rest[spotted.span[1] :])) < 30):
        return spotted.name
    pieces = [piece.strip(_MARKS.replace("«", "").replace("»", "")) for piece in re.split(r",\s|;\s?|\s[-–—|]\s|\s?\|\s?|/|\s\(", rest)[:4]]
    if _DEPARTMENT.search(rest):
        return None
    if loose:
        quoted = spotted is not None and rest[:1] in "«„“" and alone and not is_institution(rest)
        return spotted.name if spotted is not None and quoted and len(rest) - spotted.span[1] < 4 else None
    for piece in pieces:
        name = read_name(piece, scene.registry)
        if name is not None and (name.sure or (_is_short_name(piece) and not is_person(piece))):
            return name
    first = pieces[0] if pieces else ""
    if alone and is_institution(first) and is_titled(first) and len(rest) < 80:
        return Name(first)  # whom an explicit label names is the source, even a body that reports on itself
    return None


def _is_short_name(piece: str) -> bool:
    """Titled, or with the one capital of a Russian or Kazakh title: Степной курьер."""
    return is_titled(piece) or (not piece.isascii() and len(piece.split()) <= 3)


def _next_line(scene: Scene, index: int) -> Clue | None:
    """A label on a line of its own, its outlet in the link or on the next line."""
    url = scene.elsewhere(scene.lines[index])
    if url:
        return Clue(outlet=read_name(url, scene.registry), url=url, line=index, alone=(index,))
    if index + 1 < len(scene.lines) and not scene.lines[index + 1].runs:
        name = read_name(scene.lines[index + 1].text, scene.registry)
        if name is not None and name.sure:
            following = scene.lines[index + 1]
            return Clue(outlet=name, url=scene.elsewhere(following), line=index + 1, alone=(index, index + 1))
    return None


def _author_beside(rest: str, name: Name) -> str | None:
    pieces = re.split(r",\s|\s[-–—|]\s", rest)[:3]
    return next((clean_person(piece) for piece in pieces if piece != name.text and is_person(piece)), None)


def _bracketed(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    closed = line.text.rstrip('. \t»”"').endswith((")", "]"))
    match = _END_BRACKET.search(line.text[-80:]) if closed else None
    if match is None:
        return None
    for piece in re.split(r"\s?/\s?|,\s|;\s?", match[1].strip()):
        bare = re.sub(r"^(?:via|source|from)\s", "", piece.strip(), flags=re.IGNORECASE)
        name = read_name(bare, scene.registry)
        if name is not None and name.sure and not is_person(bare):
            whole = match[0].strip() == line.text.strip()
            start = len(line.text) - len(match[0])
            return Clue(outlet=name, url=scene.elsewhere(line), line=index, span=(start, len(line.text)), alone=(index,) if whole else ())
    return None


def _set_apart(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    text = line.text.strip()
    if line.kind == "item" or len(text) > 200 or (line.runs and not host_of(text.rpartition(" ")[2])) or _tells_rights(text):
        return None
    dash = _DASHED.match(text)
    bare = (text[dash.end() :] if dash else text).rstrip("»>→").strip()
    if host_of(bare):
        return _addressed(scene, index, bare, marked=dash is not None or bare != text)
    days = find_dates(bare)
    if days:
        bare = (bare[: days[0].span[0]] + bare[days[0].span[1] :]).strip(" ,.-–—|()")
    pieces = re.split(r",\s|\s[-–—|]\s|\s\|\s?", bare)
    who = next((i for i, piece in enumerate(pieces) if is_person(piece)), None) if len(pieces) == 2 else None
    author = clean_person(pieces[who]) if who is not None else None
    name = read_name(pieces[1 - who] if who is not None else bare, scene.registry)
    below = _dated_below(scene, index)
    if name is None or is_person(bare) or is_place(name.text) or _is_role(name.text):
        return None
    told = author or (dash and (days or below))
    quoted = text[:1] in _PAIR and text[-1:] in _PAIR
    beside = dash or days or quoted or scene.elsewhere(line)
    if not (name.known or (name.sure and (beside or _is_paper(name.text))) or (_is_short_name(name.text) and told)):
        return None
    day = days[0].parsed.day if days else below
    return Clue(outlet=name, author=author, day=day, url=scene.elsewhere(line), line=index, alone=(index, index + 1) if below else (index,))


def _addressed(scene: Scene, index: int, address: str, *, marked: bool) -> Clue | None:
    others = sum(host_of(line.text) is not None for line in scene.lines[-6:])
    name = read_name(address, scene.registry) if others < 2 else None  # several addresses are a list of references
    if name is None or not (marked or name.known or is_medium_address(address)):
        return None
    url = address if "://" in address else scene.elsewhere(scene.lines[index])
    return Clue(outlet=name, url=url, line=index, alone=(index,))


def _dated_below(scene: Scene, index: int) -> date | None:
    if index + 1 >= len(scene.lines) or len(scene.lines[index + 1].text) > 40:
        return None
    days = find_dates(scene.lines[index + 1].text)
    return days[0].parsed.day if days else None


def _is_paper(text: str) -> bool:
    """Whether a name is a newspaper's by a word that nothing else has: Herald, Вестник."""
    return is_titled(text) and not MASTHEADS.isdisjoint(text.casefold().split())


def _is_role(text: str) -> bool:
    return any(word.strip(".,").casefold() in ROLES for word in text.split())


def _glued(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    stopped = line.text.endswith((".", "!", "?", "…")) and not line.text.endswith(("».", "”.", '".'))
    match = _GLUE.search(line.text[-160:]) if not stopped else None
    if match is None:
        return None
    piece = match[1].strip(" -–—.")
    partial = find_partials(piece)
    name = read_name(piece, scene.registry) if not partial else None
    if name is None or not is_titled(name.text) or not (name.known or host_of(piece) or is_masthead(piece)) or is_person(piece):
        return None
    return Clue(outlet=name, url=scene.elsewhere(line), line=index, span=(len(line.text) - len(match[1]), len(line.text)))
