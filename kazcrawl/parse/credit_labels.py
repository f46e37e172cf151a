"""Credits that say what they are: labels, reprint formulas, "via X"."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit_addresses import is_medium_address
from kazcrawl.parse.credit_names import QUOTES, Name, clean_person, is_institution, is_person, is_short_name, is_titled, read_name
from kazcrawl.parse.credit_parts import undated
from kazcrawl.parse.credit_scene import Clue, Scene, goes_on
from kazcrawl.parse.credit_walk import name_after, name_before
from kazcrawl.parse.credit_words import BARE_LABELS, LABELS, REPRINTS, openings, phrases

_COLON = r"\s?(?:[:：]|\s[-–—]\s|[–—]\s?|-\s)\s?"
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[•*–—.]))(?P<label>{LABELS}){_COLON}", re.IGNORECASE)
_GLUED = re.compile(r"(?:дереккөзі?|дерек көзі|derekk[oóö]zi?|источник)(?=[a-z0-9-]{2,30}\.[a-z]{2,4}\b)", re.IGNORECASE)
_GLUING = ("дерек", "derek", "источник")
_LABELLING, _BARE_LABELLING = openings("labels"), openings("bare_labels")
_BARE = re.compile(rf"[\W_]*(?P<label>{BARE_LABELS})\s(?=\S)", re.IGNORECASE)
_TAKEN = re.compile(r"\s(?:алынды|алынған|алынып отыр|алынган|olindi|alındı|götürülüb)[.)]?$")
_ADDRESS = re.compile(r"https?://\S+")
_VIA = re.compile(
    r"[\W_]*(?:via|courtesy of|by way of|(?:with )?thanks to|h/t|hat tip(?: to)?|from):?\s"
    r"(?:(?:our|the) (?:friends|colleagues|partners|folks) (?:at|of|from) )?(?=\S)",
    re.IGNORECASE,
)
# Labels under which anything may stand; only a name that looks like a medium counts.
_LOOSE = re.compile(
    r"read|see|more|link|full|ссылка|опубл|courtesy|credit|подроб|толы[ғг]ыра[қк]|полный|original(?! source)|оригинал|түпнұсқа",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(r"press|пресс|баспасөз|baspas|officials?|ведомств", re.IGNORECASE)
_SUBJECT = (
    r"[\W_]*(?:(?:this|the|an?|our|данн\w{2}|эт\w{1,2})\s)?(?:(?:original|full|above|following)\s)?"
    r"(?:(?:article|story|post|piece|text|report|interview|version|commentary|op-ed|column|essay|item|news|analysis|статья|материал|текст|"
    r"интервью|мақала)(?: above| below)?\s)?(?:by [^.,]{3,40}\s)?"
    r"(?:(?:was|were|is|has been|had been|ist|ist ein|wurde|a été|est|è stato|был[ао]?)\s)?"
)
_REPRINT = re.compile(rf"{_SUBJECT}(?P<formula>{REPRINTS})\s(?=\S)", re.IGNORECASE)
# What WordPress writes under each post of a feed.
_FEED = re.compile(r"The post .{1,200}? (?:appeared first|first appeared) on (?=\S)")
# По данным X, килограмм стоит …: a sentence.
_PROSE = re.compile(r",\s(?!со ссылкой|citing|via)[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ]{1,20}\s")
_LANGUAGES = frozenset(["English", "Russian", "Kazakh", "Chinese", "German", "French", "Turkish", "PDF"])
_YEAR = re.compile(r"\d{4}")
_MARKS = " \t.,:;|–—-»«“”\"'()[]•*>"


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
        strong = {"from", "from:", "thanks"}.isdisjoint(match[0].casefold().split())
        if spotted.name.sure or (strong and closed and spotted.likely(formula=True)):
            alone = (index,) if len(line.text) - spotted.span[1] < 4 else ()
            return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, span=(0, spotted.span[1]), alone=alone)
    return None


def find_reprint(scene: Scene) -> Clue | None:
    """Originally published in X on DATE · Reprinted from X · Read the full article on X · Впервые опубликовано в X · Extrait de X."""
    for index in scene.ends(head=3, tail=6):
        line = scene.lines[index]
        match = (_FEED.match(line.text) or _REPRINT.match(_blanked(line.text))) if len(line.text) <= 300 else None
        spotted = name_after(line.text, match.end(), scene.registry) if match else None
        if spotted is None or scene.is_own(spotted.name) or not spotted.likely(formula=True) or spotted.name.text in _LANGUAGES:
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


def _blanked(text: str) -> str:
    """The text with its dates as blanks, every other letter in its place: published on … in X."""
    for hit in find_dates(text) if _YEAR.search(text) else ():
        start, end = hit.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _label_in(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    text = line.text
    base = max(0, len(text) - 160) if len(text) > 200 else 0
    match = None if _LABELLING.isdisjoint(line.words) else next(phrases(_LABEL, _LABELLING & line.words, text, base), None)
    folded = text.casefold() if match is None else ""
    if match is None and any(stem in folded for stem in _GLUING):
        match = _GLUED.search(text, base)
    if match is not None and not _is_caption(scene, index, match.start()):
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


def _is_caption(scene: Scene, index: int, begin: int) -> bool:
    """Whether a label closes what stands above the running text and says something: the caption of a picture."""
    line = scene.lines[index]
    said = undated(line.text[:begin]).rstrip()
    above = index < 2 and not line.runs and any(other.runs for other in scene.lines[index + 1 :])
    return above and said.endswith(".") and " " in said


def _labelled(scene: Scene, index: int, start: int, *, loose: bool, begin: int) -> Clue | None:
    line = scene.lines[index]
    rest = re.split(r"[)\]\n]", line.text[start:], maxsplit=1)[0].strip()
    alone = (index,) if begin <= 3 else ()
    if not rest or rest.strip(_MARKS) == "":
        return _next_line(scene, index) if alone else None
    closing = bool(alone) and any(above.runs for above in scene.lines[:index])
    name = _label_name(rest, scene, loose=loose, alone=bool(alone), closing=closing)
    address = next(filter(host_of, rest.split()), None)
    other = loose and name is not None and name.known is None and host_of(name.text) and not is_medium_address(address or name.text)
    if name is None or scene.is_own(name) or other:
        return None
    days = find_dates(rest)
    author = _author_beside(rest, name)
    host = host_of(rest.split()[0])
    url = scene.elsewhere(line) or (rest.split()[0] if host and "://" in rest else None)
    return Clue(
        outlet=name, author=author, day=days[0].parsed.day if days else None, url=url, line=index, span=(begin, len(line.text)), alone=alone
    )


def _label_name(rest: str, scene: Scene, *, loose: bool, alone: bool, closing: bool) -> Name | None:
    """The outlet in what follows a label: the whole, else its first piece that can be one; prose, persons and press offices are none."""
    spotted = name_after(rest, 0, scene.registry)
    whole = read_name(rest.strip(_MARKS.replace('"', "").replace("«", "").replace("»", "")), scene.registry) if len(rest) <= 60 else None
    if whole is not None and whole.known is not None:
        return whole
    behind = _ADDRESS.sub("", rest[spotted.span[1] :]) if spotted else ""
    if spotted is not None and spotted.sure and (not loose or (len(behind) < 30 and not _PROSE.match(behind))):
        return spotted.name
    pieces = [piece.strip(_MARKS.replace("«", "").replace("»", "")) for piece in re.split(r",\s|;\s?|\s[-–—|]\s|\s?\|\s?|/|\s\(", rest)[:4]]
    if _DEPARTMENT.search(rest):
        return None
    if loose:
        quoted = spotted is not None and rest[:1] in "«„“" and alone and not is_institution(rest)
        return spotted.name if spotted is not None and quoted and len(rest) - spotted.span[1] < 4 else None
    for piece in pieces:
        name = read_name(piece, scene.registry)
        if name is not None and (name.sure or (is_short_name(piece) and not is_person(piece))):
            return name
    first = pieces[0] if pieces else ""
    # Whom a label under the text names is the source, even a body that reports on itself.
    return Name(first) if closing and is_institution(first) and is_titled(first) and len(rest) < 80 else None


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
