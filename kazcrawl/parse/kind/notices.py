"""What servers, hosts, firewalls and WordPress say instead of a post: the words of notices, in English, Russian and Kazakh. Data, and
`notice_kind`, which compares lines with it.

All words are folded (`text.fold`) before they are compared. The lines are those that name a page: its title and its first headings."""

import re
from collections.abc import Collection

_CHALLENGE = re.compile(
    r"^(?:just a moment|attention required|checking (?:your browser|the site connection)|"
    r"verifying (?:you are|that you are) human|ddos-guard|access to this page has been denied|"
    r"please wait while|are you (?:a )?(?:human|robot)|human verification|robot challenge|bot verification|"
    r"pardon our interruption|you have been blocked|sorry, you have been blocked|request unsuccessful|403 forbidden|401 unauthorized|"
    r"проверка браузера|проверяем ваш браузер|вы не робот|подтвердите, что (?:запросы отправляли вы|вы не робот)|"
    r"(?:access denied|please wait|security check|one more step|forbidden|один момент|подождите(?: несколько секунд)?|"
    r"доступ (?:к (?:сайту|ресурсу|странице|информационному ресурсу) )?(?:запрещен|ограничен)|бір сәт|күте тұрыңыз|"
    r"қолжетімділік шектел(?:ген|ді))[\s.,:!…]*$)"
)
_CHALLENGE_MARKS = (
    "_cf_chl_opt", "cf-browser-verification", "cf-challenge", "cf_chl_", "ddos-guard", "sucuri_cloudproxy_js", "_incapsula_resource",
    "px-captcha", "sgcaptcha", "/.well-known/captcha", "perimeterx", "datadome", "aws-waf-token", "recaptcha/challengepage", "__qrator/",
    "checkboxcaptcha",
)  # fmt: skip
_NOT_FOUND = re.compile(
    r"^(?:(?:error )?404(?: error)?(?:[\s:,.!–—-]{0,4}(?:page |file )?not found)?|"
    r"(?:(?:oops|whoops|sorry)[\s!,.]{0,3})?(?:that |the |this )?page (?:you (?:requested|are looking for) )?"
    r"(?:can(?:'|no)t be found|could not be found|(?:was |is )?not found|does(?:n't| not) exist)|"
    r"not found|nothing found|nothing (?:was )?found.{0,40}|no posts found|this is somewhat embarrassing, isn't it\?|"
    r"(?:ошибка )?404[\s:,.!–—-]{0,4}(?:(?:страница )?не найден[ао])?|"
    r"(?:(?:ой|упс|извините)[\s!,.]{0,3})?(?:запрашиваемая |запрошенная |эта |такая )?страница не (?:найдена|существует).{0,40}|"
    r"ничего не найдено.{0,40}|не найдено|(?:қате 404|404 қате)(?:сі)?|"
    r"(?:404[\s:,.!–—-]{0,4})?(?:кешіріңіз[\s!,.]{0,3})?(?:бұл |сіз іздеген )?(?:бет|парақ|парақша) (?:табылмады|жоқ).{0,40}|"
    r"ештеңе табылмады.{0,40}|"
    r"(?:элемент|раздел|материал|документ|новость|статья|запись|публикация) не найден[ао]?)[\s.!…]*$"
)
# The same in more languages and words, with or without the number.
_NUMBER = r"(?:http )?(?:(?:error|status|ошибка|fehler|erreur|hata|қате) )?404(?:\.0)?(?: (?:error|hata))?"
_NO_PAGE = re.compile(
    rf"^(?:{_NUMBER}[\s:,.!|()-]{{1,4}})?"
    r"(?:(?:oops|whoops|sorry|we're sorry|ой|упс|извините|к сожалению|қате|кешіріңіз|entschuldigung|désolé)[\s!,.-]{1,3})?(?:"
    r"(?:we )?(?:couldn't|could not|can't|cannot) find (?:that|this|the) (?:page|file)(?: you(?:'re| are| were) looking for)?|"
    r"(?:page|(?:this|the|that) page)(?: you(?:'re| are| were) looking for| you requested)? "
    r"(?:isn't available|is not available|is no longer available|does(?:n't| not) exist|no longer exists|(?:was )?not found|"
    r"cannot be found|can't be found|could not be found)|"
    r"the resource cannot be found|(?:object|file|resource|article|post|story|news|news item|item|record) not found|"
    r"not found|"
    r"(?:такой|этой|данной) страницы (?:больше )?(?:нет|не существует)(?: на сайте)?|страница не найдена|не найдено|"
    r"страница (?:не существует|была удалена|удалена)(?: или (?:не существует|перемещена|удалена|была удалена))?|"
    r"(?:материал|новость|статья|публикация|запись) не найден[ао]? или (?:был[ао]? )?удален[ао]?|"
    r"(?:бұл |сұралған |сіз іздеген )?(?:бет|парақша?|мақала|жаңалық|жазба) (?:табылмады|табылған жоқ|жойылған)|"
    r"сторінку не знайдено|нічого не знайдено|sahifa topilmadi|"
    r"(?:diese |die )?seite (?:wurde )?(?:nicht gefunden|existiert nicht)|(?:cette )?page (?:introuvable|non trouvée|n'existe pas)|"
    rf"(?:aradığınız |bu )?sayfa bulunamadı|{_NUMBER})(?:[\s:,.!|()-]{{1,4}}{_NUMBER})?[\s.!…)]*$"
)
# The sentences that WordPress and its themes print on a page of an address that leads nowhere.
_NOT_FOUND_SENTENCE = re.compile(
    r"it (?:looks like|seems) (?:nothing was found at this location|we can't find what you're looking for)|"
    r"the page you (?:are looking for|requested) (?:might have been removed|could not be found|does(?:n't| not) exist)|"
    r"по этому адресу ничего нет|(?:запрошенная|запрашиваемая)(?: вами)? страница не (?:существует|найдена)|"
    r"страница, которую вы ищете, не (?:существует|найдена)|сіз іздеген (?:бет|парақша?) табылмады|сұралған (?:бет|парақша?) табылмады"
)
# The sentences of other systems, with which what they print in place of a text begins.
_MISSING = re.compile(
    r"(?:(?:внимание! обнаружена ошибка|ошибка|извините|к сожалению|кешіріңіз|sorry|error|oops)[\s!,.:-]{0,4})?(?:"
    r"по данному адресу публикаций на сайте не найдено|"
    r"(?:на ваш|по вашему) (?:поисковый |поисковому )?запросу? ничего не найдено|"
    r"(?:запрашиваемая|запрошенная)(?: вами)? (?:новость|статья|публикация|страница) (?:не найдена|не существует|удалена)|"
    r"такой страницы (?:на (?:нашем )?сайте )?(?:больше )?(?:нет|не существует)|"
    r"в настоящий момент текст на данной странице отсутствует|there is currently no text in this page|"
    r"diese seite enthält (?:momentan|zurzeit) noch keinen text|"
    r"(?:сіз )?іздеген (?:бет|парақша?|жаңалық|мақала) (?:табылмады|жойылған)|"
    r"aradığınız (?:haber|sayfa|içerik|kayıt|yazı) (?:bulunamadı|bulunamamıştır|yayından kaldırıl)|"
    r"the (?:article|news item|story|post|page) (?:that )?you (?:are looking for|requested|have requested) "
    r"(?:was not found|could not be found|cannot be found|does not exist|no longer exists|has been (?:removed|deleted))|"
    r"your search (?:did not match any|returned no|yielded no))"
)
# What a program of a site prints in place of a page, or beside it.
_PROGRAM = re.compile(
    r"(?:(?:fatal|parse) error|warning|notice|deprecated) ?: .{1,300}? in \S{1,200}\.(?:php|inc|phtml) on line \d{1,6}|"
    r"you have an error in your sql syntax; .{1,300}? at line \d{1,6}"
)
_LOADING = re.compile(
    r"(?:loading|please wait|one moment|загрузка|идет загрузка|подождите|жүктелуде|күте тұрыңыз|yükleniyor|wird geladen|"
    r"chargement)?[\s.…!]{0,9}"
)
_CONSENT = re.compile(
    r"(?:we|the .{1,60}) (?:value|values|respect|respects|care about) your privacy|your privacy (?:matters|is important)|"
    r"before you continue|le respect de votre vie privée est (?:notre|une) priorité|cookie (?:consent|settings|preferences)|"
    r"(?:мы )?(?:ценим|уважаем) вашу (?:конфиденциальность|приватность)|wir (?:schätzen|respektieren) ihre privatsphäre|"
    r"gizliliğinize (?:önem|değer) veriyoruz"
)
_LOCKED = re.compile(
    r"(?:please |must |need to |have to )(?:be )?(?:log|sign|logged|signed)[ -]?in|(?:log|sign) in to (?:read|view|see|continue|access)|"
    r"members[ -]only|(?:only for|for|restricted to|available to|reserved for) (?:\w{2,20} )?members|unauthori[sz]ed|not authori[sz]ed|"
    r"(?:войдите|авторизуйтесь|зарегистрируйтесь)|только (?:для )?(?:член|зарегистрированн|авторизованн)|"
    r"необходимо (?:войти|авторизоваться)|(?:сайтқа|жүйеге) кіріңіз|тек мүшелер|тіркелген (?:пайдаланушы|қолданушы)|"
    r"nur für (?:\w{2,20} )?mitglieder|bitte (?:melden|loggen) sie sich|"
    r"réservé(?:e|s|es)? aux (?:membres|adhérents|abonnés)|veuillez vous connecter|giriş yap|sólo para (?:socios|miembros)"
)
_UNAVAILABLE = re.compile(
    r"briefly unavailable for scheduled maintenance|error establishing a database connection|"
    r"there has been a critical error on (?:this|your) website|bandwidth limit exceeded|"
    r"ошибка (?:установки соединения|подключения|соединения) (?:с базой|к базе) данных|на сайте (?:возникла|произошла) критическая ошибка|"
    r"^(?:этот |наш |данный )?сайт (?:временно |находится )?(?:недоступен|заблокирован|приостановлен|закрыт|в разработке|"
    r"на (?:реконструкции|обслуживании|техобслуживании))[^:?]*$|"
    r"(?:работа|действие) (?:сайта|аккаунта) (?:временно )?приостановлен|"
    r"сайт (?:уақытша|жөндеуде|әзірлену)|деректер (?:қорымен|базасымен) байланыс|"
    r"\w\.\w{2,10} is no longer available|the authors have deleted this site|this site is marked private|"
    r"the site you were looking for, .{1,80}, does not exist|"
    r"\b5\d\d: (?:connection timed out|web server is down|origin is unreachable|a timeout occurred)|"
    r"^(?:service unavailable|503 service|502 bad gateway|504 gateway|500 internal|internal server error|account suspended|"
    r"server error in '/[^']{0,100}' application|"
    r"(?:410 )?gone$|(?:301 )?moved permanently$|(?:object|document) moved$|(?:429 )?too many requests$|"
    r"we(?:'ll| will) be (?:right )?back soon|"
    r"(?:scheduled )?maintenance$|(?:fatal|parse) error ?: .{1,300}\.php|"
    r"service temporarily unavailable|wordpress › (?:installation|setup|error|ошибка)|"
    r"whitelabel error page|whoops, looks like something went wrong|application error: a (?:client|server)-side exception|"
    r"419 page expired|http status 5\d\d|"
    r"(?:bad gateway|(?:error|ошибка|fehler|erreur) 50[0-4]|50[0-4] (?:server )?error|runtime error|(?:внутренняя )?ошибка сервера|"
    r"(?:(?:this |the |our )?site (?:is )?)?under (?:maintenance|construction)|maintenance mode|coming soon|technische wartung|"
    r"(?:the |this |our )?(?:web)?site (?:is )?(?:currently )?(?:undergoing|down for) (?:scheduled )?maintenance|"
    r"(?:site|le site est) en (?:cours de )?maintenance|wartungsarbeiten|(?:die (?:web)?seite ist im )?wartungsmodus|"
    r"bakım çalışması|site(?:miz)? bakımda|"
    r"(?:на сайте )?(?:ведутся |проводятся |идут )?(?:технические|профилактические|ремонтные) работы(?: на сайте)?|"
    r"(?:сайтта )?(?:техникалық|жөндеу|профилактикалық) жұмыстар(?:ы)?(?: (?:жүргізілуде|жүріп жатыр|жүргізіліп жатыр))?)[\s.!…]*$)"
)
_PARKED = re.compile(
    r"\bdomain(?: name)?(?: [\w.-]{3,80})? (?:is|may be) (?:for sale|parked|available for (?:purchase|sale))|buy this domain|"
    r"this (?:website|web site) is for sale|(?:this|the) domain(?: name)? (?:has|is) expired|"
    r"domain parking|parked (?:free|domain)|sedoparking|hugedomains|parkingcrew|"
    r"домен (?:[\w.-]{3,80} )?(?:прода[её]тся|припаркован|выставлен|не прилинкован|истек)|купить домен|"
    r"срок (?:регистрации|действия|оплаты) домена (?:[\w.-]{3,80} )?ист[её]к|домен (?:[\w.-]{3,80} )?сатылады|"
    r"future home of something quite cool|web server's default page|iis windows server|"
    r"сайт не настроен|домен не (?:привязан|настроен|делегирован)|"
    r"default web site page|welcome to nginx|apache2 (?:ubuntu|debian) default page|index of /"
)
# Shorter pages than these are searched whole for the words, not their naming lines alone.
_SHORT_PAGE, _HARDLY_MORE, _SENTENCES = 50_000, 400, 1_000


def notice_kind(told: Collection[str], *, markup: str, visible: str, is_described: bool) -> str | None:
    """Return what a page is that says so in its naming lines (`told`, folded), its markup (in lower case) or its visible text (folded):
    "challenge", "not-found", "unavailable", "parked", or None. `is_described`: JSON-LD tells of an article."""
    if any(_CHALLENGE.match(line) for line in told) or any(mark in markup for mark in _CHALLENGE_MARKS):
        return "challenge"
    if any(map(_is_no_page, told)) or (len(visible) < _SENTENCES and _NOT_FOUND_SENTENCE.search(visible)):
        return "not-found"
    if any(_UNAVAILABLE.search(line) for line in told) or (len(visible) < _HARDLY_MORE and _UNAVAILABLE.search(visible)):
        return "unavailable"
    if any(_PARKED.search(line) for line in told) or (len(markup) < _SHORT_PAGE and not is_described and _PARKED.search(markup)):
        return "parked"
    return None


def is_surely_missing(told: Collection[str]) -> bool:
    """Whether several lines that name the page say each in its own words that nothing is there: then it may be long, with a list of the
    newest posts for consolation."""
    return sum(_NOT_FOUND.match(line) is not None for line in told) > 1


def _is_no_page(line: str) -> bool:
    return _NOT_FOUND.match(line) is not None or _NO_PAGE.match(line) is not None


def says_missing(text: str) -> bool:
    """Whether a text, folded, begins as what a system prints where there is no text."""
    return _MISSING.match(text) is not None


def without_program_errors(text: str) -> str:
    """Return a text, folded, without the errors of the site's program that are printed in it."""
    return _PROGRAM.sub("", text)


def says_loading(text: str) -> bool:
    """Whether a text, folded, says no more than that the page is still to come, or nothing."""
    return _LOADING.fullmatch(text) is not None


def locks_out(text: str) -> bool:
    """Whether a short text, folded, says that only those may read on who log in."""
    return _LOCKED.search(text) is not None


def asks_consent(heading: str) -> bool:
    """Whether a heading, folded, is that of a question for consent to cookies."""
    return _CONSENT.match(heading) is not None
