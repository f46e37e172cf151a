"""What lists of posts are called, in the languages of the sites that we met: English, Russian, Kazakh, Turkish, German, French. Data; all
names are folded (`text.fold`) before they are compared."""

import re

_NAME = re.compile(
    r"(?:(?:our|the|all|latest|recent|press|company|chamber|business|member) ){0,3}"
    r"(?:news|blog|blogs|posts|articles|stories|releases|announcements|publications|archives?|events|newsroom|updates)"
    r"(?: (?:and|&) (?:news|events|updates|announcements|articles|publications))?|"
    r"(?:(?:все|последние|наши|свежие) )?(?:новости|статьи|публикации|материалы|блог|архив|пресс-релизы|объявления|события|лента новостей)"
    r"(?: и (?:события|статьи|объявления|анонсы))?(?: (?:палаты|компании|сайта|организации|союза|ассоциации|центра|новостей))?|"
    r"(?:(?:барлық|соңғы) )?(?:жаңалықтар|мақалалар|хабарландырулар|жарияланымдар|мұрағат|блог)|"
    r"(?:tüm )?(?:haberler|duyurular|etkinlikler)|(?:aktuelles|neuigkeiten|nachrichten|aktuelle meldungen|pressemitteilungen)|"
    r"(?:toutes les )?(?:actualites|actualités|nouvelles|communiqués)"
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


def names_list(name: str) -> bool:
    """Whether a name, folded, is that of a list of posts and no more: "latest news"."""
    return _NAME.fullmatch(name) is not None


def names_lists_subject(name: str) -> bool:
    """Whether a name, folded, is that of a list of posts by something: "posts tagged port"."""
    return _SUBJECT.fullmatch(name) is not None
