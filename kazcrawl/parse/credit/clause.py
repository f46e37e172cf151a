"""The clause in running text that tells who reported it: …, X reports · передаёт X · деп хабарлайды X."""

import re

from kazcrawl.outlets import Registry, host_of
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.clause_abroad import find_abroad
from kazcrawl.parse.credit.clause_english import find_english
from kazcrawl.parse.credit.clause_marked import find_marked
from kazcrawl.parse.credit.clause_sentences import (
    ABOUT,
    ACCORDED,
    CHAINED,
    CLOSED,
    LONG_AGO,
    REPORTED,
    REPORTING,
    RESTED,
    RESTING,
    Sentence,
    iter_sentences,
)
from kazcrawl.parse.credit.clause_work import find_interview, find_worker
from kazcrawl.parse.credit.names import is_place
from kazcrawl.parse.credit.scene import Clue, Line, Scene
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import employee, name_after, name_before, quoted_after
from kazcrawl.parse.credit.words import JOURNALISTS, ROLES, STAFF, any_of

_BEFORE = re.compile(rf"(?<![\w/.-])(?:{any_of('verbs_before')}|{any_of('said_by')})(?![\w/-])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<![\w/.-])(?:{any_of('verbs_after')})(?![\w/-])", re.IGNORECASE)
_ACCORDING = re.compile(rf"[\W_]*(?:{any_of('according')})\s(?:an?\s)?(?=\S)", re.IGNORECASE)
_ACCORDING_AFTER = re.compile(rf"(?:{any_of('according_after')})(?!\w)", re.IGNORECASE)
_REPORTED_AFTER = re.compile(rf"(?:{any_of('reported_after')})(?!\w)", re.IGNORECASE)
_CLOSING = re.compile(
    r",\s(?:according to(?: (?:a|an|the)(?: (?:[\w-]{2,15} )?"
    rf"(?:{any_of('en_report')}) (?:in|by|from|of|published (?:in|by)))?)?|"
    r"as reported by|согласно|как сообщает)\s"
)
# What may stand behind the name: according to a Reuters report, according to Interfax news agency
_KIND_OF_REPORT = re.compile(r"(?:(?:news )?(?:agency|report|article|story|dispatch)|newspaper|daily|website)?[ .]*")
_OF_REPORT = re.compile(r"(?:news )?(?:report|article|story|dispatch),")
# A sentence of its own, behind what is told: That is according to a report by X.
_THAT_IS = re.compile(
    r"(?:That|This|It|All this)(?:\sis|['’]s|\swas)\saccording\sto\s(?:(?:an?|the)\s(?:[\w-]{2,12}\s)?"
    r"(?:report|article|story|piece|study)\s(?:by|from|in|published\s(?:in|by))\s)?"
)
# Of these no figure in a later paragraph is told.
_OF_REPORTS = re.compile(r"as (?:reported|written)|reported by|по сообщени|как |согласно (?:сообщ|публик)", re.IGNORECASE)
_REFERRING = re.compile(r"с[іи]лтеме (?:жасаған|жасай отырып|жасап)\s(?=\S)", re.IGNORECASE)
_REFERS = re.compile(r"(?:[\w«»-]{2,30}\s){1,6}с[іи]лтеме жас")
_LED = re.compile(
    r"(?:^|[,;:)–—»”\"-]|"
    r"(?<!\w)(?:деп|dep|деб|deb|дея|дейди|как|про це|об этом|это|also|as|wie|دەپ|тууралуу|туралы|с[әа]йкес|so|об? котор\w{2,3}|о ч[её]м|"
    r"про що|deya|diye|diyə|як)|"
    r"(?<!\w)it (?:was|is|has been)(?: first)?)\s*"
    r"(?:(?:the|our|die|der|das|an?)\s*)?"
    r"(?:(?!press)(?:[A-Z][\w-]{2,20}\s)?(?:service|bureau|edition|desk|branch)\sof\s*(?:the\s*)?)?$",
    re.IGNORECASE,
)
# … — такие данные приводит X
_ABOUT_CLAUSE = re.compile(rf"[,;:–—-]\s(?:{any_of('about_this')}|{any_of('such')})\s$", re.IGNORECASE)
_THAT = re.compile(r"\s(?:that|on|today|,|что|об?(?=\s)|про(?=\s)|about|how|why)|,\sчто")
# …, со ссылкой на ведомство сообщает X: what is referred to may stand before the verb.
_REFERRED_BEFORE = re.compile(r"(?:со ссылкой|ссылаясь) на [^,;:]{2,60}$", re.IGNORECASE)
# What reports so speaks for itself.
_STATED = re.compile(
    r"(?: on \w{6,9})? in (?:a|an|its|the) (?:[\w-]{2,12} ){0,2}(?:statement|release|filing|announcement|disclosure|letter)(?!\w)"
)
# … reported in March: long ago, where it does not open the text.
_THEN = re.compile(
    rf"\s(?:{LONG_AGO.pattern}|in (?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:19|20)\d\d)(?![\w\s]{0,2}\d))",
    re.IGNORECASE,
)
_WRITES = re.compile(any_of("writes"), re.IGNORECASE)
_SAYS = re.compile(rf"{any_of('says')}|{any_of('said_by')}", re.IGNORECASE)
_SAID_BY = re.compile(any_of("said_by"), re.IGNORECASE)
_TOLD_IN = re.compile(r"\sво?\s")
_QUOTE = '«“„"'
_SAID_IN_KAZAKH = re.compile(r"\s(?:айтты|айтып берд[іи]|т[үу]с[іи]нд[іи]рд[іи])(?!\w)")
_SAID = re.compile(any_of("said"), re.IGNORECASE)


def find_clause(scene: Scene) -> Clue | None:
    """Return whom the first sentences, or a last one that opens with "this", name as having reported it; with writer and link, or None.

    What says so outright is looked for in all sentences first, then what only marks a medium, then turns, a journalist at work, an
    interview: …, X reports. · передаёт корреспондент X · Об этом пишет X. · деп хабарлайды X тілшісі"""
    sentences = list(iter_sentences(scene))
    for order in (_reported, find_marked, find_english, find_abroad, find_worker, find_interview):
        for sentence in sentences:
            spotted = order(sentence, scene.registry)
            if spotted is not None and not scene.is_own(spotted.name):
                span = (sentence.start + spotted.span[0], sentence.start + spotted.span[1])
                url = _linked(scene.lines[sentence.line], spotted)
                employed = employee(sentence.text[slice(*spotted.span)])
                writer = spotted.writer or (employed if employed and employed not in spotted.name.text else None)
                return Clue(outlet=spotted.name, author=writer, url=url, line=sentence.line, span=span)
    return None


def _reported(sentence: Sentence, registry: Registry) -> Spotted | None:
    return (
        _verb_first(sentence, registry)
        or _told(sentence.text, registry)
        or _name_first(sentence, registry)
        or _according(sentence, registry)
    )


def _verb_first(told: Sentence, registry: Registry) -> Spotted | None:
    """, сообщает X · , reports X · деп хабарлайды X: the name after the verb."""
    for verb in told.said(_BEFORE, REPORTING):
        before = told.text[: verb.start()]
        if before and verb[0].istitle():
            continue  # …, Report News Agency informs
        if _SAID_BY.fullmatch(verb[0]) and not before.endswith("as "):
            continue
        about = ABOUT.search(before[:60]) or _ABOUT_CLAUSE.search(before[-60:])
        if _LED.search(before[-40:]) or about or _REFERRED_BEFORE.search(before[-80:]):
            spotted = _behind_verb(told.text, verb, registry)
            if spotted is not None:
                return spotted
    return None


def _behind_verb(sentence: str, verb: re.Match[str], registry: Registry) -> Spotted | None:
    """The medium that the name behind such a verb is, as surely as the verb asks."""
    spotted = name_after(sentence, verb.end(), registry)
    if spotted is None and _WRITES.fullmatch(verb[0]):
        return quoted_after(sentence, verb.end())  # пишет «Полиция и общество»: no police writes
    if spotted is not None and _is_only_linked(verb[0], spotted):
        return None
    if spotted is not None and sentence[spotted.span[0]] in _QUOTE and _TOLD_IN.match(sentence, spotted.span[1]):
        return spotted  # сообщили «Степному вестнику» в министерстве
    said = _SAYS.fullmatch(verb[0]) is not None
    within = verb[0].endswith(" in")
    if spotted is not None and (said or within) and not (spotted.sure or (within and _is_articled(spotted))):
        return None
    if spotted is not None and said and _is_titled_person(spotted):
        return None  # says Bloomberg analyst NAME
    if spotted is None or not spotted.reported(verb[0]):
        referring = _REFERRING.search(sentence, verb.end())
        spotted = name_after(sentence, referring.end(), registry) if referring else None
        return spotted if spotted is not None and spotted.sure else None  # деп хабарлайды министрлікке сілтеме жасаған X порталы
    closed = sentence[spotted.span[1] : spotted.span[1] + 1] in (",", ".", ":", "")
    refers = CHAINED.match(spotted.rest) or _REFERS.match(spotted.rest)
    return spotted if spotted.sure or closed or refers or sentence[spotted.span[0]] in _QUOTE else None


def _is_only_linked(verb: str, spotted: Spotted) -> bool:
    """Whether more is to be read at an address that is no medium's by its looks: Подробнее на сайте expo-astana.com"""
    name = spotted.name
    more = verb.casefold().startswith("подробн") and host_of(name.text) is not None
    return more and name.known is None and not is_medium_address(name.text)


def _is_titled_person(spotted: Spotted) -> bool:
    """Whether a word for somebody's work that is no journalist's follows the name: its analyst speaks, not the medium."""
    return spotted.rest.partition(" ")[0] in ROLES - STAFF - JOURNALISTS


def _told(sentence: str, registry: Registry) -> Spotted | None:
    """Об этом X рассказал директор · Бұл туралы X-ке инспекция хабарлады: the medium that was told, between the opening and the verb."""
    about = ABOUT.match(sentence)
    spotted = name_after(sentence, about.end(), registry) if about else None
    if spotted is None or not spotted.name.sure:
        return None
    return spotted if _BEFORE.search(spotted.rest) or _SAID_IN_KAZAKH.search(spotted.rest) else None


def _name_first(told: Sentence, registry: Registry) -> Spotted | None:
    """, X reports. · Бұл туралы X хабарлады. · X агенттиги билдирди: the name before the verb, the verb closing the sentence."""
    sentence, opening = told.text, told.opening
    for match in told.said(_AFTER, REPORTED):
        spotted = name_before(sentence, match.start(), registry)
        if spotted is None or not spotted.reported(match[0]):
            continue
        led = _LED.search(spotted.rest[-40:]) is not None or ABOUT.search(spotted.rest[:60]) is not None
        rest = sentence[match.end() :]
        if _STATED.match(rest) or (not told.leading and _THEN.match(rest)):
            continue
        alike = opening and spotted.rest.casefold() in ("as", "as the", "как") and not LONG_AGO.search(rest[:20])
        closed = alike or match[0].endswith("told") or CLOSED.match(rest) is not None
        reports = not _SAID.fullmatch(match[0])
        apart = opening and reports and spotted.name.sure and spotted.rest.endswith((",", "—", "–"))
        if led and (closed or apart) and (spotted.sure or (spotted.rest and reports)):
            return spotted
        medium = spotted.name.sure or (sentence[spotted.span[0]] in _QUOTE and _WRITES.fullmatch(match[0]))
        if opening and reports and not spotted.rest and medium and _THAT.match(sentence, match.end()):
            return spotted
    return None


def _according(told: Sentence, registry: Registry) -> Spotted | None:
    """X хабарлауынша, … · According to X, … · That is according to X. · …, according to X."""
    if RESTING.isdisjoint(told.words):
        return None
    return _rested(told, registry) or _resting(told, registry) or _closing(told, registry)


def _rested(told: Sentence, registry: Registry) -> Spotted | None:
    """X хабарлауынша: what tells that the text rests on it stands behind the name."""
    hit = next(told.said(_ACCORDING_AFTER, ACCORDED), None) if told.opening else None
    hit = hit or (next(told.said(_REPORTED_AFTER, RESTED), None) if told.leading else None)
    spotted = name_before(told.text, hit.start(), registry) if hit else None
    if hit is None or spotted is None:
        return None
    written = hit[0].casefold().startswith("жаз")  # no company writes
    return spotted if spotted.sure or (written and told.text[spotted.span[0]] in _QUOTE) else None


def _resting(told: Sentence, registry: Registry) -> Spotted | None:
    """According to X, … · По информации X, … opening the text."""
    match = _ACCORDING.match(told.text) if told.first else None
    if match is None or not (told.opening or _OF_REPORTS.match(match[0])):
        return None
    spotted = name_after(told.text, match.end(), registry)
    if spotted is None or not (spotted.sure or (told.text[spotted.span[0]] in _QUOTE and "данным" not in match[0])):
        return None
    behind = told.text[spotted.span[1] : spotted.span[1] + 2].strip(' »”"')[:1]
    return spotted if spotted.media or behind in (",", "", ".", ":") or _OF_REPORT.match(spotted.rest) else None


def _closing(told: Sentence, registry: Registry) -> Spotted | None:
    """That is according to X. · …, according to X. of the first sentence"""
    match = (_THAT_IS.match(told.text) if told.leading else None) or (_CLOSING.search(told.text) if told.opening else None)
    spotted = name_after(told.text, match.end(), registry) if match else None
    if match is None or spotted is None or not _KIND_OF_REPORT.fullmatch(spotted.rest):
        return None
    return spotted if spotted.sure or (match[0].endswith(" in ") and _is_articled(spotted)) else None


def _is_articled(spotted: Spotted) -> bool:
    """Whether a name that something stood in has the article of a title: in The Wool Grazier, but in The Hague."""
    name = spotted.name.text
    return name.startswith("The ") and name.count(" ") > 1 and spotted.likely(formula=True) and not is_place(name[4:])


def _linked(line: Line, spotted: Spotted) -> str | None:
    """The address that the name itself links to."""
    name = spotted.name.text.casefold()
    return next((link.url for link in line.links if name in link.text.casefold()), None)
