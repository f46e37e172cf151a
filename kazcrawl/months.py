"""Names of months and weekdays and the words around a date, in the languages that chambers blog in. Data only, in lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# One line per month; words of all languages, cases and usual abbreviations. A full stop after an abbreviation is the grammar's business.
_ENGLISH = (
    "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
    "november nov|december dec"
)
_RUSSIAN = (
    "январь января январю январем январём январе янв|февраль февраля февралю февралем февралём феврале фев февр|"
    "март марта марту мартом марте мар|апрель апреля апрелю апрелем апреле апр|май мая маю маем мае|июнь июня июню июнем июне июн|"
    "июль июля июлю июлем июле июл|август августа августу августом августе авг|"
    "сентябрь сентября сентябрю сентябрем сентябрём сентябре сен сент|октябрь октября октябрю октябрем октябрём октябре окт|"
    "ноябрь ноября ноябрю ноябрем ноябрём ноябре ноя нояб|декабрь декабря декабрю декабрем декабрём декабре дек"
)
# Kazakh in Cyrillic, in Cyrillic typed without the Kazakh letters, and in Latin (the spellings of 2018 and 2021, and plain letters).
_KAZAKH = (
    "қаңтар кантар қаң qańtar qañtar qantar|ақпан акпан ақп aqpan|наурыз нау naýryz nauryz|сәуір сауир сәу sáýir sáuir säuır sauir|"
    "мамыр мам mamyr|маусым мау maýsym mausym|шілде шилде шіл shilde şilde şılde|тамыз там tamyz|"
    "қыркүйек қыркүйег кыркуйек кыркуйег қыр qyrkúıek qyrkúiek qyrküiek qyrkuiek|қазан казан қаз qazan|қараша караша қар qarasha qaraşa|"
    "желтоқсан желтоксан жел jeltoqsan"
)
_KYRGYZ = "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
_UKRAINIAN = (
    "січень січня січні січ|лютий лютого лютому лют|березень березня березні бер|квітень квітня квітні квіт кві|"
    "травень травня травні трав тра|червень червня червні черв чер|липень липня липні лип|серпень серпня серпні серп сер|"
    "вересень вересня вересні вер|жовтень жовтня жовтні жовт жов|листопад листопада листопаді лист лис|"
    "грудень грудня грудні груд гру"
)
_GERMAN = "januar jänner|februar|märz maerz mär mrz|april|mai|juni|juli|august|september|oktober okt|november|dezember dez"
_FRENCH = (
    "janvier janv|février fevrier févr fév|mars|avril avr|mai|juin|juillet juil|août aout|septembre|octobre|novembre|décembre decembre déc"
)
_ITALIAN = "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto ago|settembre set|ottobre ott|novembre|dicembre dic"
_SPANISH = "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto|septiembre setiembre|octubre|noviembre|diciembre"
_PORTUGUESE = "janeiro|fevereiro fev|março|abril|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro"
_TURKISH = "ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kas|aralık ara"
_UZBEK_AZERI = (
    "yanvar yan январ|fevral феврал|mart|aprel апрел|may|iyun июн|iyul июл|avgust avqust|sentabr sentyabr сентябр|"
    "oktabr oktyabr октябр|noyabr ноябр|dekabr декабр"
)
_DUTCH_POLISH = (
    "januari stycznia|februari lutego|maart marca|kwietnia|mei maja|juni czerwca|juli lipca|augustus sierpnia|września|"
    "oktober października|listopada|grudnia"
)
_ARABIC = "يناير|فبراير|مارس|أبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر"
# Kazakh and Kyrgyz cases hang on the name: 5 наурызда, 2024 жылдың 5 наурызында, 5-мартта.
_ENDINGS = _words(
    "да де та те дан ден тан тен нан нен ға ге қа ке га ка дың дің тың тің ның нің ды ді ты ті ны ні ы і сы сі ында інде "
    "сында сінде ынан інен сынан сінен ына іне сына сіне ын ін сын сін ының інің сының сінің ғы гі дағы дегі тағы тегі ындағы "
    "індегі ди ти дын дин тын тин унда үндө инде у ү и"
)
_TABLES = (_ENGLISH, _RUSSIAN, _UKRAINIAN, _GERMAN, _FRENCH, _ITALIAN, _SPANISH, _PORTUGUESE, _TURKISH, _UZBEK_AZERI)


def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in (*_TABLES, _DUTCH_POLISH, _ARABIC):
        for number, names in enumerate(table.split("|"), 1):
            for name in names.split():
                found.setdefault(name, number)  # where two languages differ (листопада), the earlier table holds
    for table in (_KAZAKH, _KYRGYZ):
        for number, names in enumerate(table.split("|"), 1):
            for name in names.split():
                found.setdefault(name, number)
                if len(name) > 4 or name == "март":
                    found.update({name + ending: number for ending in sorted(_ENDINGS) if name + ending not in found})
    return found


MONTHS: dict[str, int] = _months()
"""Lower-case name, form or abbreviation (without its full stop) → 1..12."""

_DAYS = (
    "monday mon понедельник пн дүйсенбі дүйшөмбү понеділок montag mo lundi lunedì lunes pazartesi dushanba",
    "tuesday tue tues вторник вт сейсенбі шейшемби вівторок dienstag di mardi martedì martes salı seshanba",
    "wednesday wed среда среду ср сәрсенбі шаршемби середа mittwoch mi mercredi mercoledì miércoles çarşamba chorshanba",
    "thursday thu thur thurs четверг чт бейсенбі бейшемби четвер donnerstag do jeudi giovedì jueves perşembe payshanba",
    "friday fri пятница пятницу пт жұма жума пʼятниця freitag fr vendredi venerdì viernes cuma juma",
    "saturday sat суббота субботу сб сенбі ишемби субота samstag sonnabend sa samedi sabato sábado cumartesi shanba",
    "sunday sun воскресенье вс жексенбі жекшемби неділя sonntag so dimanche domenica domingo pazar yakshanba",
)
WEEKDAY_NUMBERS = {word: number for number, words in enumerate(_DAYS) for word in words.split()}
"""The days of the week by name and abbreviation, as `date.weekday` numbers them."""

WEEKDAYS = frozenset(WEEKDAY_NUMBERS)
"""Names and abbreviations of the days of the week."""

UPDATED = _words("updated update modified edited обновлено изменено обновлён обновлен жаңартылды өзгертілген aktualisiert güncelleme last")
"""Words that tell that the date after them is of a later change."""

AROUND = _words(
    "posted published written publication date dated created on at the of by in am pm le de del den il vom um uhr опубликовано "
    "опубликована опубликован размещено добавлено дата публикации создано от в г год года году жарияланды жарияланған күні ж "
    "жыл жылы жылғы жылдың сағат yil кун куну veröffentlicht veröffentlichungsdatum publié mis en ligne yayın tarihi tarih "
    "pubblicato publicado опубліковано року р о"
)
"""Words that stand around a date without changing it: labels, prepositions, year words."""
