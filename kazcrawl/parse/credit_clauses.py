"""Credits inside running text: the dateline it opens with, and the clause that tells who reported it."""

import re
from collections.abc import Iterator
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import Registry
from kazcrawl.parse.credit_names import Name, is_branded, is_institution, is_person, is_place, is_titled, known_run, read_name
from kazcrawl.parse.credit_scene import Clue, Scene
from kazcrawl.parse.credit_walk import Spotted, name_after, name_before
from kazcrawl.parse.credit_words import ABOUT_THIS, ACCORDING, CHAIN, CITIES, JOURNALISTS, VERBS_AFTER, VERBS_BEFORE

# How many of the first lines a dateline, and a clause, may stand in; how many sentences of a line are read.
_DATELINES, _CLAUSES, _SENTENCES = 5, 5, 4
_ITEM = re.compile(r"([^\W\d_][^,()/–—\n]{0,39}?)\s?(\.\s|,\s?|\s-{1,2}\s|\s?[–—]\s?|(?=\s?[(/]))")
_SEPARATOR = re.compile(r"\s?[.,]?\s?(?:-{1,2}\s|[–—]\s?)?")
_ENCLOSED = re.compile(r"\s?[(/]\s?([^()/\n]{2,50}?)\s?[)/]\s?[.:,]?\s?(--?\s|[–—]\s?|)")
_AFTER_AGENCY = re.compile(r"\.?\s?(?:--?\s|[–—:]\s?)|\.\s|\s(?=[«“\"A-ZА-ЯЁӘҒҚҢӨҰҮІ])|/")
_SHOUTED = re.compile(r"(\S(?:\S|\s(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ])){2,30}?)(?:\s?[–—]\s?|\s--?\s)")
_SENTENCE = re.compile(r"(?<=[^\s.А-ЯЁA-Z])[.!?…]+[»”\"]?\s+")
_BEFORE = re.compile(rf"(?<!\w)(?:{VERBS_BEFORE})(?!\w)", re.IGNORECASE)
_AFTER = re.compile(rf"(?<!\w)(?:{VERBS_AFTER})(?!\w)", re.IGNORECASE)
_ACCORDING = re.compile(rf"[\W_]*(?:{ACCORDING})\s(?=\S)", re.IGNORECASE)
_ACCORDING_AFTER = re.compile(
    r"(?:хабарлауынша|жазуынша|мәлімдеуінше|habarla[ýu]ynsha|жазғандай|хабарлағандай|haberine göre|verdiyi məlumata görə|xabariga ko.ra|"
    r"маалыматы боюнча|кабарлоосуна караганда)(?!\w)",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"(?<!\w)(?:{ABOUT_THIS})(?!\w)", re.IGNORECASE)
_CHAIN = re.compile(rf"(?<!\w)(?:{CHAIN})(?!\w)", re.IGNORECASE)
_LED = re.compile(
    r"(?:^|[,;:)–—»”\"-]|(?<!\w)(?:деп|dep|деб|дея|дейди|как|про це|об этом|это|also|as|دەپ|тууралуу|туралы|сәйкес))\s*(?:(?:the|our)\s*)?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:[.:!…»”\"]|$|,?\s?(?:citing|quoting|with reference|referring|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|"
    r"со ссылкой|ссылаясь|деп|–|—|-\s))",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s(?:that|on|today|,|что|about|how|why)")
_QUOTE = '«“„"'
_SAID = re.compile(r"says|said|announced|noted|notes|quotes|informs|informed", re.IGNORECASE)
_JOURNALIST = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(JOURNALISTS, key=lambda w: (-len(w), w)))})(?!\w)", re.IGNORECASE)


def find_dateline(scene: Scene) -> Clue | None:
    """ASTANA (Reuters) – · МОСКВА, 9 сен - ПРАЙМ. · АЛМАТЫ. /ТАСС/. · JUNE 9 2021 (The Bulletin) —; without an agency the place only."""
    place: Clue | None = None
    for index, line in enumerate(scene.lines[:_DATELINES]):
        if len(line.text) < 12:
            continue
        clue = read_dateline(line.text, scene.registry, index)
        if clue is not None and clue.outlet is not None and not scene.is_own(clue.outlet):
            return clue
        place = place or (clue if clue is not None and clue.outlet is None else None)
    return place


def read_dateline(text: str, registry: Registry, index: int = 0) -> Clue | None:
    """Read the dateline that a paragraph opens with, as a clue with outlet, place and day; None if it opens with none."""
    items: list[str] = []
    day, dated, dashed, position = None, False, False, 0
    for _ in range(5):
        hit = _date_at(text, position)
        if hit is not None:
            day, dated = hit[0] or day, True
            position = hit[1]
            dashed = text[hit[2] : position].strip(" .,") != ""
            continue
        agency = _agency_at(text, position, registry, opened=bool(items) or dated)
        if agency is not None:
            name, end, sure = agency
            if sure or _is_dateline_place(items, dated=dated):
                return Clue(outlet=name, place=_place(items), day=day, line=index, span=(0, end))
            return None
        match = _ITEM.match(text, position)
        if match is None or len(items) > 2 or not _can_be_place(match[1]):
            break
        items.append(match[1].strip())
        dashed = match[2].strip() not in ("", ".", ",")
        position = match.end()
    if items and (dashed or dated) and _is_dateline_place(items, dated=False):
        return Clue(place=_place(items), line=index, span=(0, position))
    return None


def find_clause(scene: Scene) -> Clue | None:
    """…, X reports. · передаёт корреспондент X · Об этом пишет X. · деп хабарлайды X тілшісі, in the first sentences or a last one."""
    for order in (_reported, _worked):
        for index in scene.ends(head=_CLAUSES, tail=1):
            line = scene.lines[index]
            if line.kind == "heading" and not line.runs:
                continue
            last = index >= _CLAUSES
            for number, (start, sentence) in enumerate(_sentences(line.text)):
                if last and not _ABOUT.match(sentence):
                    continue
                opening = number == 0 and not any(other.runs for other in scene.lines[:index])
                spotted = order(sentence, scene.registry, opening=opening)
                if spotted is not None and not scene.is_own(spotted.name):
                    span = (start + spotted.span[0], start + spotted.span[1])
                    url = _linked(scene, index, spotted)
                    return Clue(outlet=spotted.name, url=url, line=index, span=span, alone=())
    return None


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for count, match in enumerate(_SENTENCE.finditer(text)):
        if count >= _SENTENCES:
            return
        yield start, text[start : match.end()].rstrip()
        start = match.end()
    yield start, text[start:]


def _reported(sentence: str, registry: Registry, *, opening: bool) -> Spotted | None:
    return (
        _verb_first(sentence, registry)
        or _name_first(sentence, registry, opening=opening)
        or _according(sentence, registry, opening=opening)
    )


def _verb_first(sentence: str, registry: Registry) -> Spotted | None:
    """, сообщает X · , reports X · деп хабарлайды X: the name after the verb."""
    for match in _BEFORE.finditer(sentence):
        before = sentence[: match.start()]
        if not (_LED.search(before[-40:]) or _ABOUT.search(before[:60])):
            continue
        spotted = name_after(sentence, match.end(), registry)
        if spotted is None or not spotted.likely():
            continue
        if (
            spotted.sure
            or _CLOSED.match(spotted.rest)
            or _CHAIN.match(spotted.rest)
            or sentence[spotted.span[1] : spotted.span[1] + 1] in (",", ".", ":")
        ):
            return spotted
    return None


def _name_first(sentence: str, registry: Registry, *, opening: bool) -> Spotted | None:
    """, X reports. · Бұл туралы X хабарлады. · X агенттиги билдирди: the name before the verb, the verb closing the sentence."""
    for match in _AFTER.finditer(sentence):
        spotted = name_before(sentence, match.start(), registry)
        if spotted is None or not spotted.likely():
            continue
        led = _LED.search(spotted.rest[-40:]) is not None or _ABOUT.search(spotted.rest[:60]) is not None
        rest = sentence[match.end() :]
        closed = _CLOSED.match(rest) is not None or (rest.startswith(",") and spotted.rest.casefold() in ("as", "как"))
        reports = not _SAID.fullmatch(match[0])
        apart = reports and spotted.name.sure and spotted.rest.endswith((",", "—", "–"))
        if led and (closed or apart) and (spotted.sure or (spotted.rest and reports)):
            return spotted
        if opening and reports and not spotted.rest and spotted.name.sure and _THAT.match(sentence, match.end()):
            return spotted
    return None


def _according(sentence: str, registry: Registry, *, opening: bool) -> Spotted | None:
    """According to X, … · По информации X, … opening the text; X хабарлауынша."""
    match = _ACCORDING.match(sentence) if opening else None
    if match is not None:
        spotted = name_after(sentence, match.end(), registry)
        if (
            spotted is not None
            and spotted.sure
            and sentence[spotted.span[1] : spotted.span[1] + 2].strip(' »”"')[:1] in (",", "", ".", ":")
        ):
            return spotted
    hit = _ACCORDING_AFTER.search(sentence) if opening else None
    if hit is not None:
        spotted = name_before(sentence, hit.start(), registry)
        if spotted is not None and spotted.sure:
            return spotted
    closing = re.search(r",\s(?:according to|as reported by|согласно|как сообщает)\s", sentence)
    if closing is not None and opening:
        spotted = name_after(sentence, closing.end(), registry)
        if spotted is not None and spotted.name.known is not None and spotted.rest.strip(" .") == "":
            return spotted
    return None


def _worked(sentence: str, registry: Registry, *, opening: bool) -> Spotted | None:
    """Weaker: a journalist of X at work, or "со ссылкой на X" with no other name."""
    for match in _JOURNALIST.finditer(sentence):
        for spotted in (name_after(sentence, match.end(), registry), name_before(sentence, match.end(), registry)):
            quoted = spotted is not None and sentence[spotted.span[0]] in _QUOTE
            if spotted is not None and (spotted.name.sure or spotted.media or quoted) and not is_institution(spotted.name.text):
                return spotted
    for match in _CHAIN.finditer(sentence):
        spotted = name_after(re.sub(r"^(\s)(?:на|to|auf|на сайт|на издание)(?=\s)", r"\1  ", sentence[match.end() :]), 0, registry)
        if spotted is not None and spotted.name.sure:
            width = match.end()
            return Spotted(spotted.name, (width, width + spotted.span[1]), spotted.media, spotted.journalist, spotted.rest, spotted.body)
    return None


def _linked(scene: Scene, index: int, spotted: Spotted) -> str | None:
    """The address that the name itself links to."""
    line = scene.lines[index]
    name = spotted.name.text.casefold()
    return next((link.url for link in line.links if link.text and (name in link.text.casefold() or link.text.casefold() in name)), None)


def _date_at(text: str, position: int) -> tuple[date | None, int, int] | None:
    """A date at this place: (day if it has a year, end with separators, end without)."""
    window = text[position : position + 40]
    full = next((hit for hit in find_dates(window) if hit.span[0] == 0), None)
    partial = next((hit for hit in find_partials(window) if hit[2][0] == 0), None)
    if full is None and partial is None:
        return None
    end = position + (full.span[1] if full else partial[2][1] if partial else 0)
    tail = _SEPARATOR.match(text, end)
    return (full.parsed.day if full else None), (tail.end() if tail else end), end


def _agency_at(text: str, position: int, registry: Registry, *, opened: bool) -> tuple[Name, int, bool] | None:
    """An agency at this place: in brackets or slashes, or bare with a dash or stop after it. The flag tells that it is known."""
    enclosed = _ENCLOSED.match(text, position)
    if enclosed is not None:
        name = read_name(enclosed[1], registry)
        if name is None or is_place(enclosed[1]) or not (name.sure or (is_titled(enclosed[1]) and (enclosed[2] or "/" in enclosed[0]))):
            return None
        return name, enclosed.end(), name.sure
    words = text[position : position + 80].split(" ")
    hit = known_run(words, registry, longest=6)
    if hit is not None:
        raw = " ".join(words[: hit[1]])
        end = position + len(raw.rstrip(".,:-–—"))
        follows = _AFTER_AGENCY.match(text, end)
        capital = raw.isupper() or not raw.isascii() or opened
        bare_start = not opened and (follows is None or not follows[0].strip(" ."))
        if follows is None or not capital or bare_start or is_place(raw):
            return None
        name = read_name(hit[0], registry)
        return (name, follows.end(), True) if name else None
    match = _SHOUTED.match(text, position) if opened else None
    if match is None or is_place(match[1]) or is_institution(match[1]) or not (match[1].isupper() or is_branded(match[1])):
        return None
    name = read_name(match[1], registry)
    return (name, match.end(), False) if name else None


def _can_be_place(item: str) -> bool:
    words = item.split()
    return (
        0 < len(words) <= 4
        and all(word[0].isupper() or (not word[0].islower() and word[0].isalpha()) for word in words)
        and not is_person(item)
    )


def _is_dateline_place(items: list[str], *, dated: bool) -> bool:
    first = items[0] if items else ""
    capitals = len(first) > 2 and (first.isupper() or not (first[0].isupper() or first[0].islower()))
    return dated or capitals or first.strip(" .").casefold() in CITIES


def _place(items: list[str]) -> str | None:
    if not items:
        return None
    first = items[0].strip(" .-")
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), first) if first.isupper() else first
