"""Walking from a verb or a label to the name beside it, word by word. Linear: it never looks further than a window."""

import re

from kazcrawl.outlets import MEDIA_WORDS, Registry, host_of
from kazcrawl.parse.credit.cases import nominative
from kazcrawl.parse.credit.kinds import ADJECTIVES, QUALIFIERS, is_media_word, kind_ahead, kind_behind
from kazcrawl.parse.credit.names import Name, is_institution, is_person, is_place, known_run, read_name
from kazcrawl.parse.credit.runs import CLOSE, STOP, is_capital, quoted_end, quoted_start, run_end, run_start
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.words import JOURNALISTS, MASTHEADS, NO_NAMES, any_of
from kazcrawl.parse.credit.written import is_masthead, plain

_WINDOW = 140
# A known name stands behind no more words of a run than this.
_DEEPEST = 4
_LOWER_KIND = re.compile(r"-[^\WA-ZА-ЯЁӘҒҚҢӨҰҮІ]")  # Интернет-портал, but Жаңа-Ақпарат
_PREPOSITIONS = frozenset(["в", "на", "для", "из", "от", "у", "in", "for", "of", "at", "from", "on"])
# Articles of German, French and Italian before a name: berichtet die Welt, rapporte l'AFP
_ARTICLE = re.compile(r"\s?(?:(?:das|die|de[rmn]|l[aeo]s?|il|el|o)\s|(?:l|dall|dell)['’])(?=[«“„\"A-ZÀ-Þ])")
_INDEFINITE = re.compile(r"An?\s(?=[A-Z])")  # A Reuters correspondent
_CAPITALS = frozenset(["иа", "миа", "риа", "ия", "тк"])
_CLAUSE_END = re.compile(rf"[.,;:!?—–]|(?<!\w)(?:{any_of('chain')})(?!\w)", re.IGNORECASE)
_CHAIN = re.compile(rf"(?:{any_of('chain')})(?!\w)", re.IGNORECASE)
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|an|ese|ish|akh|bek|gyz|jik|men|ch|ari|ani)|US|UK|U\.S\.")
_WHEN = re.compile(
    r"\s(?:во?\s(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|сегодня|вчера|накануне|из [А-ЯЁ][\w-]{2,20})(?=\s)"
)
# An adjective and its noun; a name in Kazakh and the word for its kind or for its journalist.
_TITLE_OF_TWO = re.compile(r"([А-ЯЁ][а-яё]{2,20}(?:ая|яя|[иы]й|ой|[ое]е|[иы]е)\s[а-яё]{3,20})(?!\w)")
_BEFORE_KIND = re.compile(
    r"([А-ЯӘҒҚҢӨҰҮІ]\w{1,20}(?:\s(?!меншікті|арнайы|бас|өз)\w{2,20}(?<![лдт][ыі]қ)){1,2})\s"
    r"(?:тілшісі|т[иі]лш[иі]с[иі]|порталы|газеті|газети|сайты|агентт[іи]г[іи]|арнасы|телеарнасы|журналы|басылымы)(?!\w)"
)
_KAZAKH_TITLE = re.compile(r"(?!Біздің|Бұл|Осы)[А-ЯӘҒҚҢӨҰҮІ]\w{1,20}\s(?=\w*[әғқңөұүһі]|\w)\w{2,20}(?<![лдт][ыі]қ)(?<![иыо]й)")
_KAZAKH_CHAIN = re.compile(r"\s?с[іи]лтеме")
_WHOSE = re.compile(r"([^'’]{3,60})['’]s? ([^\W\d_].{3,40})")
_POSTED = re.compile(r"(?P<owner>[^'’]{3,60})['’]s?(?:\s(?P<place>[A-Z][\w-]{2,20}))?")
_SERVICE = re.compile(r"['’]s (?:[A-Z]\w{2,15} ){0,2}(?:[Ss]ervice|[Bb]ureau|[Dd]esk)\s*$")


def name_after(text: str, start: int, registry: Registry) -> Spotted | None:
    """Return the name that begins at `start`, media words and a journalist's word in front of it passed over; None if none does."""
    when = _WHEN.match(text, start)
    start = when.end() if when else start
    article = _ARTICLE.match(text, start)
    start = article.end() if article else start
    window = text[start : start + _WINDOW].partition("\n")[0]
    tokens = list(re.finditer(r"\S+", window))
    first, media, journalist = _skip(tokens)
    if first >= len(tokens):
        return None
    if first and plain(tokens[first][0]) in NO_NAMES:
        first -= 1  # РИА Новости
    opening = tokens[first].start()
    begin, told = kind_ahead(window, opening)
    media = media or told
    first = next(i for i, token in enumerate(tokens) if token.start() >= begin)
    quoted = quoted_end(window, begin)
    hosted = tokens[first].end() if host_of(tokens[first][0]) is not None else None  # корреспондент X.kz Имя Фамилия
    end = quoted or hosted or _stretched(window, begin, run_end(tokens, first), media=media)
    tail = window[end:]
    raw = window[begin:end].removesuffix("'s").removesuffix("’s")
    name = _employer(raw, registry) or _known_part(raw, registry) or read_name(raw, registry)
    if name is None or ((article or begin != opening) and not (name.sure or media or quoted)):
        return None  # in German any noun has a capital; американская X may be a company
    behind = tail if quoted or not STOP.search(raw) else ""
    following = [plain(word) for word in behind.split()[:2]]
    if following and (following[0] in _PREPOSITIONS or is_institution(following[0])):
        following = []  # пишет Имя Фамилия в газете «…»; «X» компаниясының сайты
    media = media or any(word in MEDIA_WORDS - QUALIFIERS for word in following)
    journalist = journalist or any(word in JOURNALISTS for word in following)
    place = (start + begin, start + begin + len(raw.rstrip(".,;:")))
    return Spotted(name, place, media, journalist, tail.strip(), _is_body(behind, quoted=quoted is not None), quoted=quoted is not None)


def _is_body(behind: str, *, quoted: bool) -> bool:
    """Whether the rest of the clause tells that a name is an institution's: сообщает X компаниясының баспасөз қызметі."""
    clause = _CLAUSE_END.split(behind, maxsplit=1)[0]
    if _KAZAKH_CHAIN.match(behind, len(clause)):
        return False  # X министрлікке сілтеме жасап: what stands between is what X refers to
    said = quoted and plain(behind.strip().partition(" ")[0]) in _PREPOSITIONS  # стало известно «X» от источника
    return is_institution(clause) and not said


def employee(raw: str) -> str | None:
    """Return the person in "the Steppe Post's Anna Weber"; None if there is none."""
    employed = _employed(raw)
    return employed[2] if employed else None


def _employer(raw: str, registry: Registry) -> Name | None:
    employed = _employed(raw)
    name = read_name(employed[1], registry) if employed else None
    return name if name is not None and name.sure else None


def _employed(raw: str) -> re.Match[str] | None:
    whose = _WHOSE.fullmatch(raw.rstrip(".,;:"))
    return whose if whose and is_person(whose[2], strict=False) else None


def quoted_after(text: str, start: int) -> Spotted | None:
    """Return what stands in quotes at `start`, whatever its words are, as the name of the medium that a verb of writing tells of."""
    begin = start + 1
    end = quoted_end(text, begin) if begin < len(text) and text[start] == " " else None
    inner = text[begin + 1 : end - 1] if end else ""
    if end is None or not inner[:1].isupper() or len(inner.split()) > 5:
        return None
    return Spotted(Name(inner, sure=True), (begin, end), media=True, journalist=False, rest=text[end:].strip(), body=False)


def name_before(text: str, end: int, registry: Registry) -> Spotted | None:
    """Return the name that ends at `end`, media words and a journalist's word behind it passed over; None if none does."""
    base = max(0, end - _WINDOW)
    window = text[base:end].rpartition("\n")[2]
    base = end - len(window)
    if (service := _SERVICE.search(window)) is not None:  # Radio X's Kazakh Service
        window = window[: service.start()]
    tokens = list(re.finditer(r"\S+", window))
    last, media, journalist = _skip_back(tokens)
    if last < 0:
        return None
    stop = tokens[last].end()
    begin = quoted_start(window, stop) if window[stop - 1] in CLOSE else None
    if begin is None:
        begin = run_start(tokens, last) if host_of(tokens[last][0]) is None else tokens[last].start()
    if begin is None and last and is_capital(tokens[last - 1][0]):  # Алтай айнасының: one capital
        begin = tokens[last - 1].start()
        named = media and _KAZAKH_TITLE.fullmatch(window[begin:stop])
        begin = begin if named or is_masthead(nominative(window[begin:stop]) or window[begin:stop]) else None
    if begin is None:
        return None
    if (article := _INDEFINITE.match(window, begin)) is not None:
        begin = article.end()
    raw = window[begin:stop]
    if journalist and (posted := _POSTED.fullmatch(raw)) and (posted["place"] is None or is_place(posted["place"])):
        raw, stop = posted["owner"], begin + posted.end("owner")  # the Steppe Post's Almaty correspondent
    name = _known_part(raw, registry, from_end=True) or _employer(raw, registry) or read_name(raw, registry)
    if name is None or STOP.search(raw):
        return None
    ahead = kind_behind(window[:begin])
    rest = (window[:begin] if ahead is None else ahead).strip()
    media = media or ahead is not None
    while (word := plain(rest.rpartition(" ")[2])) in MEDIA_WORDS | JOURNALISTS:  # Издание «Курсив» сообщает
        media, journalist = media or word in MEDIA_WORDS, journalist or word in JOURNALISTS
        rest = rest.rpartition(" ")[0].rstrip()
    return Spotted(name, (base + begin, base + stop), media, journalist, rest, is_institution(raw) and not name.sure)


def _skip(tokens: list[re.Match[str]]) -> tuple[int, bool, bool]:
    """Pass over lower-case words as long as a media or journalist's word is among the next three: the first token behind them, and which
    words there were."""
    index, media, journalist = 0, False, False
    while index < len(tokens):
        word = tokens[index][0]
        words = [plain(token[0]) for token in tokens[index : index + 4]]
        is_kind, is_worker = is_media_word(words[0]), words[0] in JOURNALISTS
        if (is_kind or is_worker) and (word.islower() or words[0] in _CAPITALS or (is_kind and _LOWER_KIND.search(word))):
            media, journalist = media or is_kind, journalist or is_worker
        elif not (word == "the" or (journalist and words[0] == "of") or _leads_on(word, words)):
            break
        if STOP.search(word):
            return len(tokens), media, journalist
        index += 1
    return index, media, journalist


def _leads_on(word: str, words: list[str]) -> bool:
    """Whether a small word stands before the word for a kind or a journalist: деловой портал. `words` are it and the next three, folded."""
    if not word.islower() or host_of(words[0]) is not None or is_institution(words[0]):
        return False
    return any(following in MEDIA_WORDS | JOURNALISTS for following in words[1:])


def _skip_back(tokens: list[re.Match[str]]) -> tuple[int, bool, bool]:
    """Pass back over media words and a journalist's word behind a name: the name's last token, and which words there were."""
    last, media, journalist = len(tokens) - 1, False, False
    while (
        last >= 0
        and (word := tokens[last][0]).islower()
        and not STOP.search(word)
        and plain(word) in MEDIA_WORDS | JOURNALISTS | (ADJECTIVES if media else {"news"})
    ):
        media, journalist = media or plain(word) in MEDIA_WORDS, journalist or plain(word) in JOURNALISTS
        last -= 1
    return last, media, journalist


def _stretched(window: str, begin: int, end: int, *, media: bool) -> int:
    """Mend a run's end: the lower-case words of a masthead belong to it (Степной курьер, портал Сельская новь, Жаңа ғасыр тілшісі), what
    a Kazakh chain refers to does not."""
    if _CHAIN.match(window[end:].lstrip()) and (hung := re.search(r"\s\S+(?:ке|ге|қа|ға|на|не)$", window[begin:end])):
        return begin + hung.start()
    lower = re.match(r"\s[^\W\d_]+", window[end:]) if not STOP.search(window[begin:end]) else None
    if lower is not None and lower[0].strip() not in MEDIA_WORDS | JOURNALISTS:
        longer = window[begin : end + lower.end()]
        if is_masthead(nominative(longer) or longer):
            return end + lower.end()
        if named := (_TITLE_OF_TWO if media else _BEFORE_KIND).match(window, begin):
            return named.end(1)
    return end


def _known_part(raw: str, registry: Registry, *, from_end: bool = False) -> Name | None:
    """The registry's longest name at the near end of a run, or behind a demonym or a kind: Russian Sputnik, the News Agency Xinhua."""
    words = raw.strip().split()
    for skipped in range(1 if from_end else _DEEPEST):
        hit = known_run(words[skipped:], registry, from_end=from_end)
        if hit is None:
            continue
        beside = " ".join(words[: -hit[1]] if from_end else words[skipped + hit[1] :])
        fits = not beside or (not skipped and _stands_beside(beside, registry))
        if skipped:  # Russian Sputnik, but Central Asian Economist
            peoples = _DEMONYM.fullmatch(words[skipped - 1]) is not None and plain(hit[0]) not in MASTHEADS
            fits = fits and (peoples or plain(words[skipped - 1]) in MEDIA_WORDS)
        if fits:
            return read_name(hit[0], registry)
    return None


def _stands_beside(text: str, registry: Registry) -> bool:
    """Whether a known name is whole though this stands beside it: another name, a person's, the word for a kind."""
    return registry.by_name(text) is not None or plain(text) in MEDIA_WORDS | JOURNALISTS or is_person(text)
