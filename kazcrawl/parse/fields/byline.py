"""A by-line's text to the names in it: without labels, dates, roles and what themes print beside a name. Knows nothing of pages."""

import re
from html import unescape
from itertools import islice

from kazcrawl.dates import find_dates
from kazcrawl.months import MONTHS, WEEKDAYS
from kazcrawl.text import one_line

# Words before a name that are not part of it, as themes, plugins and feeds print them.
_LABEL = re.compile(
    r"^(?:(?:view\s)?(?:all\s)?(?:posts|articles|stories|entries)\s(?:by|from)|(?:this\s)?(?:post|article|entry|story)\sby|post\sauthor|"
    r"(?:posted|written|published|submitted|reported|authored|article|words|story|text|recipe|contributed|created)\sby|by\sline|byline|"
    r"author'?s?\sname|interview\sby|as\stold\sto|(?:text|words|текст|мәтін|texto|texte|testo|tekst|metin)(?=\s?[:：])|guest\s(?:post|article)\sby|avtor(?:y|lar)?|muallif(?:lar)?|przez|作者|投稿者|著者|بواسطة|بقلم|"
    r"(?:veröffentlicht|geschrieben|verfasst)\svon|about\sthe\sauthor|about|authors?|by|von|par|por|di|door|av|af|autor(?:en|es|in|innen)?|auteur|autore|yazar|yazan|gönderen|ekleyen|"
    r"от(?=\s[А-ЯЁA-Z])|автор(?:ы|лар|лары|ы:|\sзаписи|\sстатьи|\sматериала|\sтекста)?|авторлары?|авторы|опубликовал[аио]?|опубликован[ао]?(?:\s(?:автором|пользователем))?|(?:отправлено|добавлено)\sпользователем|автором|написал[аио]?|добавил[аио]?|разместил[аио]?|"
    r"посмотреть\sвсе\sзаписи\sавтора|просмотр\sвсех\sзаписей|все\sзаписи\sавтора|записи\sавтора|жазған|(?:жарияланған|мақала|мәтін)\sавторы|дайындаған|жариялаған)"
    r"(?:\s*[:：|–—-]\s*|\s+(?=\S)|$)",
    re.IGNORECASE,
)
# What follows a name in the same line.
_TAIL = re.compile(
    r"\s?[|•·]|\s[-–—]\s|\son\s(?=\w+\s\d)|\sat\s(?=\d)|\s(?:in|under)\s(?=[A-ZА-Я])|\sunder$|[,(]?\s?\d{1,2}[./:]\d{2}|"
    r"\s(?i:posted|published|post\s(?:date|published|category|comments?)|updated|last\supdated|categori[sz]ed|tagged|filed|category|categories|leave\sa|comments?|shares?|"
    r"sponsored|kommentare?|commentaires?|comentarios?|комментари[йия]|пікір(?:лер)?|рубрик[аи]|метк[аи]|категори[яи]|опубликован[оа]|создан[оа]|обновлено|просмотров|hits|санат|тегтер|жарияланған|veröffentlicht)(?!\w)|\b(?i:автор|жариялаған)(?!\w)"
)
# What remains at the end when a date or a place was cut off.
_DANGLING = frozenset(["on", "at", "in", "am", "um", "den", "der", "le", "el", "il", "les", "по", "в", "от", "as"])
_GAPS = " ,;:|/(–—-"
# What a person is, not what a person is called: "Saule Omarova, Staff Writer".
_ROLE = re.compile(
    r"\b(?:staff|writers?|editors?|reporters?|correspondents?|journalist|columnist|contributors?|analyst|director|president|chairman|manager|"
    r"ph\.?d|expert|specialist|chefredakteur\w*|redakteur\w*|корреспондент\w*|редактор\w*|журналист\w*|обозреватель|директор|президент|председатель|тілші\w*|журналисі)\b",
    re.IGNORECASE,
)
COMPANY = re.compile(r"\b(?:ltd|llc|llp|inc|gmbh|corp|plc|s\.?a|тоо|ооо|оао|пао|жшс|тов)\b", re.IGNORECASE)
# The roles that stand behind a name without a comma: "Saule Omarova Staff Writer".
_DESK = re.compile(
    r"staff|writer|editor|reporter|correspondent|journalist|(?:chef)?redakteur\w*|корреспондент|редактор|журналист|обозреватель|тілші",
    re.IGNORECASE,
)
_ADMIN = re.compile(
    r"^(?:(?:web|site|wp|wordpress|blog|super)?[\s_-]?(?:admin(?:istrator)?s?|master|editor|user|root|manager)\d*|admin\S*|\S*admin|"
    r"(?:the\s)?(?:news\s?room|news\sdesk|newsdesk|web\s?desk|staff|staff\s(?:writer|reporter)s?|editors?|team|guest|"
    r"editorial(?:\s(?:staff|team|board|desk))?|"
    r"guest\s(?:author|post|contributor|writer|blogger)|contributor|press\s?release|press|default|anonymous|unknown|n/?a|none|user|test)|"
    r"админ(?:истратор)?|редактор|редакция|модератор|пресс-служба|әкімші|автор)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\w\.(?:com|net|org|ru|kz)/|@|[<>{}\[\]=\\]|\d{4}|^\W*$|^\d+$|^powered\sby\b|\brss\b|\be-?mail\b|"
    r"^\d+\s(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|минут\w*|час\w*|дн\w*|сағат\w*|күн\w*|minuten?|stunden?|tagen?)\b",
    re.IGNORECASE,
)
# The account of a desk ("Chamber Staff"): a person's name is better.
_TEAM = re.compile(r"(?:\S+\s){0,3}staff", re.IGNORECASE)
# A name that people give to an account: one word with figures.
_HANDLE = re.compile(r"[^\W\d_]+\d{1,4}")
_HOST = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|kz|ru|us|uk|eu|io|co|gov|edu|biz)$", re.IGNORECASE)
_JUNK = frozenset({
    "published", "posted", "written", "updated", "share", "shares", "facebook", "twitter", "website", "author", "comments", "comment",
    "read more", "follow", "email", "print", "posts", "view all posts", "more posts", "archive", "author archive", "all posts", "source",
    "news", "blog", "leave a comment", "home", "reply", "edit", "profile", "subscribe", "log", "sign", "ответить", "изменить",
    "профиль", "подписаться", "category", "categories", "topic", "topics", "date", "month", "year", "price", "location", "industry",
    "trade", "brand", "type", "категории", "темы", "дата",
})  # fmt: skip
# What a link to the author's other posts says.
_ALL_POSTS = re.compile(
    r"(?:view|see|show|read|learn|zeige|alle|mehr|weitere|ver|voir|все|показать|барлық)\s(?:all|more|todos|tous|alle|artikel|beiträge|записи|жазбалар)\b|"
    r"(?:view|see|visit|read)\s.{0,40}\b(?:page|profile|bio|archive)$",
    re.IGNORECASE,
)
_UNFINISHED = (" the", " to", " of", " for")
_EDGE = " \t.,;:|/-–—•·→»›>("
_CALENDAR = WEEKDAYS | frozenset(MONTHS)
_AND = re.compile(r"\s?(?:,|;|&|\+|\s/\s|\sand\s|\sи\s|\sжәне\s|\sund\s|\set\s|\sve\s)\s?(?:and\s|и\s)?", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\W\d_][\w.'’ʼ-]*")
# Words of a name that stand small: within it, and those that may begin or end it.
_WITHIN = frozenset((
    "von", "van", "der", "den", "de", "di", "da", "del", "della", "dello", "dalla", "la", "le", "du", "dos", "das", "do", "bin",
    "ibn", "al", "el", "ten", "ter", "zu", "zur", "af", "av", "y", "e", "op",
))  # fmt: skip
_FIRST = frozenset(("von", "van", "de", "di", "da", "del", "du", "dos", "bin", "ibn", "al", "el", "abu", "ten", "ter", "zu", "af", "av"))
_LAST = frozenset(("оглы", "улы", "угли", "кызы", "қызы", "ұлы", "uly", "oglu", "oğlu", "ogly", "qizi", "qyzy", "kizi"))
_TIED = re.compile(r"(?:[dlo]['’ʼ]|al-|el-)[^\W\d_]", re.IGNORECASE)
# What joins the words of a desk or a house.
_JOINING = frozenset(("of", "for", "and", "und", "für", "et", "des", "y", "e", "и", "по", "при", "және"))
# With such a word begins what is no name: "the end of the day", "our members".
_OPENING = frozenset(
    word
    for line in (
        "the a an this that these those our your its their his her my all each every no some any which what who",
        "der die das dem ein eine einem einer unser unsere le la les un une notre nos los las una il lo gli uno het een",
        "noon midnight midday dawn night morning evening today tomorrow yesterday then now end early late mid spring summer autumn winter",
    )
    for word in line.split()
)
# A sentence ends within: no title and no initial stands before the stop.
_TITLES = r"(?:prof|capt|hon|rev|sen|gen|col|ing|mag|phil|med|jur|проф|акад|канд|докт|инж)"
_STOP = re.compile(rf"(?<![^\W\d_])(?!{_TITLES}\.)[^\W\d_]{{3,}}[.!?…]\s|[!?…]\s", re.IGNORECASE)
# The first themes of WordPress wrote "— Asel @ 14:32" below a post.
_SIGNED_AT = re.compile(r"(?:^|\s)[—–-]\s(?P<name>[^\W\d_][^—–@]{1,60}?)\s@\s\d{1,2}:\d\d(?!\d)")
# Drupal writes "Tue, 10/14/2008 - 14:32 — Asel Kim".
_BEHIND_TIME = re.compile(r"\d{1,2}:\d\d\s—\s(?P<name>[^\W\d_][\w.'’-]{1,30}(?:\s[^\W\d_][\w.'’-]{1,30}){1,3})$")
_WEEKDAY = re.compile(r"(?:\s(?:on|am|в|во))?\s([^\W\d_]{2,12})[.,]?\s*$")
_MOST_BYS, _NEAR = 5, 25
_BY = re.compile(
    r"(?:^|[\s|,•·–—/-])(?:by|von:?|authors?\s?:|автор(?:ы|ом)?:?|(?:текст|мәтін|words|(?:добавил|разместил|отправил|прислал)а?)\s?:|пользователем|gönderen:?|yazan:?|жазған:?|жариялаған:?|опубликовал[а]?:?|par|por|door)\s+(?P<name>[^\W\d_](?:[^|•·\d]|(?<=\w)\d){1,80})",
    re.IGNORECASE,
)


# Words before a name that tell of another work than the text: "Photo by", "Reviewed by".
OTHER_WORK = re.compile(
    r"review|edited|editor\b|fact[- ]?check|verified|translat|photo|illustrat|expert\b|shared|liked|geprüft|übersetz|lektor|foto|bild\b|"
    r"перевод|перевел|редактор|фото|аударған|суретті",
    re.IGNORECASE,
)
# What is said of others behind the author's name: ", reviewed by B. Pak", ", Photos: B. Pak"; and in brackets behind each name.
_OTHERS = re.compile(
    r"\s?[.,;|/(]\s?(?:(?:medically|fact)[\s-])?(?:reviewed|checked|edited|verified|translated|photo\w*|pictures?|images?|illustrat\w+|foto\w*|"
    r"fotografía|zdjęcia|фото|сурет\w*|світлини|перевод\w*|редактор)(?:\s(?:by|von)\s|\s?:).*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:^|,|&|\band\b|\bи\b|\bund\b)[^,&()]{1,60}\((?:photos?|photography|pictures|images|video|фото|видео|fotos?)\)", re.IGNORECASE
)
_AS_WRITER = re.compile(r"\s\((?:text|words|story|текст|мәтін)\)", re.IGNORECASE)
# A line of a theme's author that names the source instead.
_SOURCED = re.compile(r"[\W_]*(?:source|(?:перво)?источник|дереккөзі?|quelle|fuente|fonte|kaynak|джерело)\s?[:：]", re.IGNORECASE)
# Words before "by" in a line that is no sentence.
_WRITTEN = re.compile(
    r"(?:posted|written|published|submitted|created|added|verfasst|geschrieben|veröffentlicht|gepostet|écrit|publié|posté|soumis|proposé|"
    r"rédigé|ajouté|escrito|publicado|scritto|pubblicato|inserito|geplaatst|geschreven)$",
    re.IGNORECASE,
)
# Words before "by" that tell who made the site: "Website by", "Powered by".
_MADE = re.compile(r"image|website|\bsite|theme|design|powered|developed|hosted|sponsored|brought to you|разработ|дизайн", re.IGNORECASE)


def clean_names(raw: str) -> list[str]:
    """Return the names in a by-line's text, without labels, dates and job titles: "Posted by A. Smith and B. Jones on May 3" gives two."""
    told = without_others(unescape(one_line(raw[:300])))
    if _SOURCED.match(told):
        return []
    text = _without_dates(told)
    dated = any(char.isdigit() for char in told)
    for _ in range(3):
        text = _LABEL.sub("", text).strip(_EDGE)
    cut = _TAIL.search(text, 1)
    text = _without_dangling(text[: cut.start()] if cut else text, dated=dated and not cut)
    parts = [part for raw_part in _AND.split(text) if (part := raw_part.strip(_EDGE)) and not _ROLE.search(part)]
    if len(parts) > 1 and is_full_name(parts[0]):
        parts = [part for part in parts if not COMPANY.search(part)]  # "A. Kim, Steppe Mills Ltd"
    if len(parts) == 1 and not is_full_name(parts[0]) and "," not in text:
        parts = [text]  # "Staff and news service reports" is one name
    if len(parts) > 2 and parts[-1].isupper() and not is_full_name(parts[-1]) and all(is_full_name(part) for part in parts[:-1]):
        parts = parts[:-1]  # "A. Kim, B. Pak and C. Lee, CNN"
    if len(parts) > 1 and not all(is_full_name(part) for part in parts):
        parts = parts[:1] if is_full_name(parts[0]) and _ROLE.search(text) and "," in text else [text]
    return [part for part in parts or [text] if _is_name(part)]


def without_others(line: str) -> str:
    """Return a by-line without those who did something else: "Text: A. Kim, Photos: B. Pak" becomes "Text: A. Kim"."""
    return _AS_WRITER.sub("", _OTHER.sub("", _OTHERS.sub("", line)))


def named_after_by(line: str) -> str | None:
    """Return the text after "by" (or its like elsewhere) in a meta line, up to the next date or separator; None if there is none."""
    text = line
    for found in reversed(find_dates(line)):
        day = _WEEKDAY.search(before := text[: found.span[0]])  # "on Wed, 10/21/2015"
        before = before[: day.start()] if day and day[1].lower() in WEEKDAYS else before
        text = f"{before} | {text[found.span[1] :]}"
    for match in islice(_BY.finditer(text), _MOST_BYS):
        before = text[max(0, match.start() - _NEAR) : match.start() + 1]
        if OTHER_WORK.search(before) or _MADE.search(before) or _is_running(before, match["name"]) or _holds_label(match["name"]):
            continue
        if ":" in text[match.start() : match.start("name")] or all(map(may_be_called, clean_names(match["name"]))):
            return match["name"]
    signed = _SIGNED_AT.search(line) or _BEHIND_TIME.search(line)
    return signed["name"] if signed else None


def _is_running(before: str, name: str) -> bool:
    """Whether "by" stands in the middle of a sentence: "save it by signing in first", "delivered to your door every week", "by sea"."""
    last, first, rest = before.split(" ")[-2:-1], name[0], name.partition(" ")[2].strip(_EDGE)
    within = bool(last and last[0][:1].islower()) and not _WRITTEN.match(last[0])
    return within and first.islower() and (not rest or rest[0].islower())


def _holds_label(name: str) -> bool:
    """Whether the line goes on with a label that is not known to follow a name: where the name ends is not to be told."""
    head, colon, _ = name.partition(":")
    return bool(colon) and not _TAIL.search(head)


def is_account(name: str) -> bool:
    """Whether the name is that of an account or a host rather than of a person or a desk: "admin", "wordpressadmin", "chamber.example"."""
    return bool(_ADMIN.match(name) or _HOST.match(name) or _TEAM.fullmatch(name))


def is_full_name(text: str) -> bool:
    """Two to four words that begin with a capital, but for particles within: what a person is called."""
    words = text.split()
    if not (
        2 <= len(words) <= 4 and all(_NAME_PART.fullmatch(word) for word in words) and words[0][0].isupper() and words[-1][0].isupper()
    ):
        return False
    return words[0].lower() not in _OPENING and all(word in _WITHIN or not word[0].islower() or _TIED.match(word) for word in words[1:-1])


def may_be_called(name: str) -> bool:
    """Whether words behind "by" may be what a person, a desk or an account is called: "the end of the day" and "Kim. The hall" are not."""
    if is_account(name):
        return True
    words, first = name.split(), name.split()[0].lower().strip(".")
    if _STOP.search(name) or first in _OPENING or (len(words) == 1 and first in _CALENDAR):
        return False
    ends = (words[0], _FIRST), (words[-1], _LAST)
    within = ((word, _WITHIN | _JOINING) for word in words[1:-1])
    return len(words) == 1 or all(word in small or not word[0].islower() or _TIED.match(word) for word, small in (*ends, *within))


def _without_dates(text: str) -> str:
    for found in find_dates(text)[:3]:
        return text[: found.span[0]] if found.span[0] > 3 else text[found.span[1] :]
    return text


def _without_dangling(text: str, *, dated: bool) -> str:
    """Cut what a date left behind ("on Wed") and a role at the end; where no date was, May and Maio are family names."""
    text = text.strip(_EDGE)
    for _ in range(3):
        text = _cut_short(text).strip(_EDGE)
        head, _, last = text.rpartition(" ")
        is_role = _DESK.fullmatch(last) and is_full_name(head) and not head.lower().endswith(_UNFINISHED)
        if head and (is_role or (dated and last.lower().strip(".") in _CALENDAR)):
            text = head
    return text


def _cut_short(text: str) -> str:
    while (gap := max(map(text.rfind, _GAPS))) >= 0 and text[gap + 1 :].lower() in _DANGLING:
        text = text[:gap].rstrip(_GAPS)
    return text


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 80 or len(text.split()) > 8:
        return False
    return bool(_HANDLE.fullmatch(text)) or not (_NO_NAME.search(text) or _ALL_POSTS.match(text) or text.lower() in _JUNK)
