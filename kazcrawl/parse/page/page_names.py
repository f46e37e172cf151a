"""What pages and the parts of a site are called that are no posts, in the languages of the sites that we met: lists of posts, sections,
searches, contacts, calendars. Data; all names are folded (`text.fold`) before they are compared."""

import re

from kazcrawl.text import fold

# The name of a part of a site is no longer.
_LONGEST = 60

# What lists of posts are called, and other parts of a site; in Russian and Kazakh the word for news takes almost any word beside it.
_EN_KIND = r"(?:(?:all|the|our|latest|recent|current|chamber|company|member|business|industry|press|media|\w{2,20} chamber) ){0,3}"
_EN_LISTS = "news|blogs?|posts|articles|stories|releases|announcements|publications|archives?|events|newsroom|updates"
_EN_PARTS = "blog posts?|article|press|press release|media|media cent(?:er|re)|in the (?:press|media|news)|home"
_EN_AND = "(?:and|&) (?:news|events|media|updates|articles|blog|announcements|publications|views)"
_RU_KIND = "(?:(?:все|последние|наши|свежие|главные) )?"
_RU_LISTS = "новости|статьи|публикации|материалы|блог|архив|пресс-релизы|объявления|события|мероприятия|анонсы|(?:лента|архив) новостей"
_RU_BESIDE = "(?: и (?:события|статьи|объявления|анонсы))?(?: (?:палаты|компании|сайта|организации|союза|ассоциации|центра|новостей))?"
_KK_LISTS = "(?:(?:барлық|соңғы) )?(?:жаңалықтар|мақалалар|хабарландырулар|жарияланымдар|мұрағат|блог)"
_LISTS = (
    f"{_RU_KIND}(?:{_RU_LISTS}){_RU_BESIDE}|{_KK_LISTS}|(?:(?:tüm|güncel|son) )?(?:haberler|duyurular|etkinlikler)|yangiliklar|xəbərlər|"
    "aktuelles|neuigkeiten|nachrichten|(?:aktuelle )?meldungen|pressemitteilungen|veranstaltungen|"
    "(?:toutes les )?(?:actualités|nouvelles|communiqués|événements)|noticias|notizie|notícias"
)
_LIST = re.compile(f"{_EN_KIND}(?:{_EN_LISTS})(?: {_EN_AND})?|{_LISTS}")
_SECTION = re.compile(
    f"{_EN_KIND}(?:{_EN_LISTS}|{_EN_PARTS})(?: (?:archives?|articles?|details?|items?|blog|room|{_EN_AND}))?|{_LISTS}|"
    f"{_RU_KIND}новости(?: (?:и )?[а-я-]{{2,20}})?|новость|пресс-центр|главная|"
    r"(?:\w{2,20} )?жаңалықтар(?:ы|ымыз)?|баспасөз (?:орталығы|хабарламалары)|іс-шаралар|басты бет|"
    "haber detayı?|basın(?:da biz)?|actualité"
)
_SUBJECT = re.compile(
    r"(?:displaying items by|posts tagged|posts by|posts in|entries tagged|archives? for|(?:monthly|daily|yearly) archives|"
    r"all posts (?:by|in|tagged)|browsing (?:category|tag)|search results|"
    r"записи (?:с меткой|по метке|автора)|(?:материалы|новости|статьи) по (?:тегу|метке)|"
    r"архивы? (?:за|рубрики|метки|автора|категории)|все записи (?:автора|рубрики|с меткой)|показать содержимое по тегу|"
    r"отображать элементы по тегу|результаты поиска|іздеу нәтижелері)(?:[ :].{0,200})?|"
    r"(?:category|tag|author|archives?|тег|метка|рубрика|категория|автор|белгі|санат|айдар) ?: .{1,200}|"
    r"(?:news |rss |atom )?feed"
)
_SEARCH = re.compile(
    r"search|site search|search (?:the |this )?site|search results?|поиск|поиск по сайту|результаты? поиска(?: по сайту)?|"
    r"іздеу|сайттан іздеу|сайт бойынша іздеу|іздеу нәтижелері|arama|arama sonuçları|suche|suchergebnisse|recherche|"
    r"résultats de (?:la )?recherche"
)
_SEARCHED = re.compile(
    r"(?:search results for|search for|results for|you searched for|search results|you searched|search|"
    r"(?:результаты )?поиска? по запросу|результаты поиска|вы искали|по запросу|іздеу нәтижелері|suchergebnisse für|résultats pour)"
    r" ?:? ?(.{1,200})"
)
_CALENDAR = re.compile(
    r"(?:calendar of events|events? calendar|calendar|community calendar|календарь(?: событий| мероприятий)?|іс-шаралар күнтізбесі|"
    r"күнтізбе|etkinlik takvimi|veranstaltungskalender|terminkalender|calendrier(?: des événements)?)"
)
_CONTACTS = re.compile(
    r"contact|contacts|contact us|contact information|контакты|наши контакты|контактная информация|связаться с нами|байланыс|байланыстар|"
    r"біздің байланыс|байланыс ақпараты|iletişim|kontakt|nous contacter"
)
_ITSELF = re.compile(
    r"about us|about the chamber|who we are|о нас|о палате|о компании|о сайте|біз туралы|палата туралы|сайт туралы|hakkımızda|über uns|"
    r"qui sommes-nous ?\??|impressum|privacy policy|terms of use|terms of service|политика конфиденциальности|"
    r"пользовательское соглашение|құпиялылық саясаты"
)
_TERMS = re.compile(
    r"(?:all |popular )?tags|tag cloud|(?:все )?(?:теги|метки)|облако тегов|(?:барлық )?тегтер|etiketler|schlagwörter|mots[- ]clés"
)
_MEMBERS = re.compile(
    r"(?:our |all |the |list of )?(?:members|partners|member companies)|(?:members?|membership|business) directory|"
    r"(?:наши |все |список )?(?:члены|членов|партнеры|партнёры)(?: (?:палаты|союза|ассоциации|клуба))?|"
    r"(?:біздің |палата )?(?:мүшелер(?:і|іміз)?|серіктестер(?:і|іміз)?)|(?:unsere )?(?:mitglieder|partner)|üyeler(?:imiz)?|nos membres"
)
_PEOPLE = re.compile(
    r"(?:our |the )?(?:team|staff|leadership|management|people)|(?:the )?board(?: members| of directors)?|"
    r"(?:organi[sz]ation(?:al)? )?structure|руководство|правление|президиум|"
    r"(?:организационная )?структура(?: (?:палаты|комитета|организации|компании))?|(?:наша )?команда|"
    r"сотрудники|(?:\w{3,20} )?құрылымы?|басшылық|біздің команда|(?:unser )?team|vorstand|ekibimiz|yönetim kurulu"
)


def names_list(name: str) -> bool:
    """Whether a name, folded, is that of a list of posts and no more: "latest news"."""
    return _LIST.fullmatch(name) is not None


def names_section(text: str) -> bool:
    """Whether a text, as it stands, names a part of a site and nothing else: "Our news", "Новости палаты", "Haberler". Above a post such
    names stand as headings, and are no post's title."""
    return len(text) <= _LONGEST and _SECTION.fullmatch(fold(text)) is not None


def names_lists_subject(name: str) -> bool:
    """Whether a name, folded, is that of a list of posts by something: "posts tagged port"."""
    return _SUBJECT.fullmatch(name) is not None


def names_search(name: str) -> bool:
    """Whether a name, folded, is that of a search: "search results"."""
    return _SEARCH.fullmatch(name) is not None


def searched_for(name: str) -> str | None:
    """Return what a name, folded, tells of what was searched for: "port" of "search results for port"; None for what is no such name."""
    found = _SEARCHED.fullmatch(name)
    return found[1].strip(" \"'.") if found is not None else None


def names_calendar(name: str) -> bool:
    """Whether a name, folded, is that of a calendar of events."""
    return _CALENDAR.fullmatch(name) is not None


def names_contacts(name: str) -> bool:
    """Whether a name, folded, is that of the page that tells how to reach the site's people."""
    return _CONTACTS.fullmatch(name) is not None


def names_itself(name: str) -> bool:
    """Whether a name, folded, is that of the page that tells who they are, or of the site's rules."""
    return _ITSELF.fullmatch(name) is not None


def names_terms(name: str) -> bool:
    """Whether a name, folded, is that of a page of all tags."""
    return _TERMS.fullmatch(name) is not None


def names_members(name: str) -> bool:
    """Whether a name, folded, is that of a directory of a chamber's members or partners."""
    return _MEMBERS.fullmatch(name) is not None


def names_people(name: str) -> bool:
    """Whether a name, folded, is that of a page of those who run a site's house."""
    return _PEOPLE.fullmatch(name) is not None
