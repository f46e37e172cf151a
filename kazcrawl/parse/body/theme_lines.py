"""The words of which themes make the lines around a text, and whether a line says more than those: then it is the author's."""

import re
from collections.abc import Iterable

from kazcrawl.dates import find_dates
from kazcrawl.months import WEEKDAYS

# A theme's line has no more characters.
LONGEST_LINE = 120
WORD = re.compile(r"[^\W\d_]+")
# All that may stand in such a line beside names, days, terms and figures.
WORDS = frozenset(
    word
    for line in (
        "by on in at and to from the a was is this post article entry news story written posted published publication submitted added",
        "created author authors date details category categories filed under tags tag tagged hits views view reads read comment comments",
        "no reply leave share shares min mins minute minutes updated modified edited last print email am pm labels translated year ago",
        "автор авторы статьи опубликовано опубликована опубликовал опубликовала опубликован размещено размещена добавлено добавил дата",
        "публикации в от г года рубрика рубрики категория категории метки теги тег просмотров просмотры просмотра просмотр комментариев",
        "комментарии комментария нет прочитано раз раза мин чтения просмотрено пользователем количество показов",
        "обновлено обновления обновление последнее последняя изменение изменения создано создания",
        "жарияланған жариялаған күні жыл айдар санат тегтер қаралды пікір жоқ оқылды мәтін авторы",
        "соңғы рет жаңартылған жаңартылды өзгертілген",
        "von am veröffentlicht geschrieben autor kommentare kategorie zuletzt aktualisiert",
        "par le publié soumis auteur commentaires modifié dernière fois rédigé traduit ajouté lun jeu ven",
        "por publicado atualizado actualizado texto de fotos às h di del pubblicato aggiornato",
        "muallif tarjimon joylandi yangilangan sana yil qo shilgan e y et und ve va oraz",
        "lecture vues lesezeit uhr kommentar minuten aufrufe lectura minutos visitas lettura minuti okuma dakika dk",
        "gönderen yazan yazar ekleyen tarih tarihi son güncelleme okunma yorum kategori",
    )
    for word in line.split()
)
# What stands in a theme's line apart from its other pieces; whose pictures it shows comes last.
_PARTING = re.compile(r"[|•·/—–,:;()｜／（）：、，]|\s-\s")
_RIGHTS = re.compile(r"©.*")
# How a sentence ends, in a line or at its end: not with the short form of a word.
_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d))[\"'”’»)]?[.!?…]{1,5}[\"'”’»)]?$|(?<=[^\W\d_]{3})[.!?…]{1,5}[\"'”’»)]?\s[^\W\d_]|[。！？]")
# So many words of one piece that no theme prints are prose; in capitals, as names stand there too, so many. What has no blanks between its
# words is prose where it is so long.
_PROSE, _SHOUTED, _UNPARTED = 2, 4, 10


def says_more(line: str, names: Iterable[str] = ()) -> bool:
    """Whether a line says more than a theme would print around a text: it has words of prose beside names, days, figures and the words
    between them, or is a sentence. `names` are those of authors and terms."""
    if len(line) > LONGEST_LINE:
        return True
    rest = _RIGHTS.sub("", line)
    for found in reversed(find_dates(rest, short_years=True)):
        rest = f"{rest[: found.span[0]]} {rest[found.span[1] :]}"
    for name in names:
        rest = rest.replace(name, " ")
    return max(map(_prose_in, _PARTING.split(rest))) >= (1 if _STOP.search(line) else _PROSE)


def _prose_in(piece: str) -> int:
    """How many words of prose a piece of a line has."""
    words = [word for word in WORD.findall(piece) if word.lower() not in WORDS | WEEKDAYS]
    if len(words) >= _SHOUTED and all(map(str.isupper, words)):
        return len(words)
    small = [word for word in words if not word[0].isupper()]
    return len(small) + (_PROSE if any(len(word) >= _UNPARTED and word.lower() == word.upper() for word in small) else 0)
