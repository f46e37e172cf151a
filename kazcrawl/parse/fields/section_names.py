"""Names that sites give to their parts, such as their news: above a post they stand as headings, and are no post's title."""

import re

from kazcrawl.text import fold

_LONGEST = 60
_SECTION = re.compile(
    r"(?:(?:all|the|our|latest|recent|current|chamber|company|member|business|industry|press|media|\w{2,20}\schamber)\s){0,3}"
    r"(?:news|blog|blog posts?|posts|articles?|events|press|media|press releases?|newsroom|media cent(?:er|re)|announcements|publications|"
    r"in the (?:press|media|news)|"
    r"archives?|home|updates|stories)"
    r"(?:\s(?:archives?|articles?|details?|items?|blog|room|(?:and|&)\s(?:events|media|updates|articles|blog|announcements|views)))?"
    r"|(?:(?:все|последние|наши|свежие|главные)\s)?новости(?:\s(?:и\s)?[а-я-]{2,20})?|(?:лента|архив)\sновостей|(?:новость|пресс-центр|блог|главная|архив)"
    r"|(?:пресс-релизы|публикации|статьи|события|мероприятия|анонсы|объявления)(?:\s(?:палаты|компании|союза|ассоциации))?"
    r"|(?:\w{2,20}\s)?жаңалықтар(?:ы|ымыз)?|баспасөз\s(?:орталығы|хабарламалары)|хабарландырулар|іс-шаралар|мақалалар|басты бет"
    r"|(?:(?:tüm|güncel|son)\s)?haberler|haber detayı?|duyurular|etkinlikler|basın(?:da biz)?|yangiliklar|xəbərlər"
    r"|aktuelles|neuigkeiten|nachrichten|meldungen|pressemitteilungen|veranstaltungen"
    r"|actualités?|nouvelles|communiqués|événements|noticias|notizie|notícias"
)


def names_section(text: str) -> bool:
    """Whether a text names a part of a site and nothing else: "Our news", "Новости палаты", "Haberler"."""
    return len(text) <= _LONGEST and _SECTION.fullmatch(fold(text)) is not None
