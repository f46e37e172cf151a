"""Is this page a post? Only what is positively something else is refused; a page that is merely strange is a post."""

import re

from bs4.element import Tag

from kazcrawl.errors import ParseError
from kazcrawl.parse.page import Page, without_site
from kazcrawl.parse.tree import attribute, classes
from kazcrawl.text import fold, one_line

# What WordPress' body_class() prints on list pages beside the general word; alone, "archive" or "blog" may be any theme's class.
_LIST_PROOFS = re.compile(
    r"(?:category|tag|author|tax|term|post-type-archive)-[\w-]+|date|search-results|search-no-results|blog|paged|category|author|tag"
)
_LIST_GENERAL = frozenset(("archive", "home", "search"))
_PAGE_ID = re.compile(r"page-id-\d+")
_SINGLE = re.compile(r"single|single-[\w-]+|postid-\d+")
# Less text than this is a notice; above it a page that speaks of "404" or "verify" is an article about that.
_NOTICE = 1_200
# A static page with at least this much text may be an article that its author filed as a page.
_ARTICLE = 2_000

_CHALLENGE_TITLES = re.compile(
    r"^(?:just a moment|attention required|checking your browser|verifying (?:you are|that you are) human|ddos-guard|access denied|"
    r"please wait|security check|one more step|are you (?:a )?(?:human|robot)|human verification|robot challenge|bot verification|"
    r"pardon our interruption|you have been blocked|sorry, you have been blocked|request unsuccessful|403 forbidden|forbidden|"
    r"один момент|подождите|проверка браузера|доступ (?:запрещ|огранич))"
)
_CHALLENGE_MARKS = (
    "_cf_chl_opt", "cf-browser-verification", "cf-challenge", "cf_chl_", "ddos-guard", "sucuri_cloudproxy_js", "_incapsula_resource",
    "px-captcha", "sgcaptcha", "/.well-known/captcha", "perimeterx", "datadome", "aws-waf-token", "recaptcha/challengepage",
)  # fmt: skip
_UNAVAILABLE = re.compile(
    r"briefly unavailable for scheduled maintenance|error establishing a database connection|"
    r"there has been a critical error on (?:this|your) website|"
    r"^(?:service unavailable|503 service|502 bad gateway|504 gateway|500 internal|internal server error|account suspended|"
    r"site (?:is )?under (?:maintenance|construction)|under construction|maintenance mode|coming soon|"
    r"сайт на (?:реконструкции|обслуживании|техобслуживании)|технические работы)"
)
_PARKED = re.compile(
    r"\bdomain(?: name)?(?: [\w.-]{3,80})? (?:is|may be) (?:for sale|parked|available for (?:purchase|sale))|buy this domain|"
    r"domain parking|parked (?:free|domain)|sedoparking|hugedomains|parkingcrew|"
    r"домен (?:[\w.-]{3,80} )?(?:прода[её]тся|припаркован|выставлен)|купить домен|"
    r"default web site page|welcome to nginx|apache2 (?:ubuntu|debian) default page|index of /"
)
_NOT_FOUND = re.compile(
    r"^(?:(?:error )?404(?: error)?(?:[\s:,.!–—-]{0,4}(?:page |file )?not found)?|"
    r"(?:oops!? ?)?(?:that |the |this )?page (?:you (?:requested|are looking for) )?"
    r"(?:can(?:'|no)t be found|could not be found|(?:was |is )?not found|does(?:n't| not) exist)|"
    r"not found|nothing found|nothing (?:was )?found.{0,40}|no posts found|"
    r"(?:ошибка )?404[\s:,.!–—-]{0,4}(?:(?:страница )?не найден[ао])?|"
    r"(?:запрашиваемая |эта )?страница не (?:найдена|существует).{0,40}|ничего не найдено.{0,40}|не найдено|"
    r"(?:бет|парақ|парақша) табылмады.{0,40}|ештеңе табылмады.{0,40}|seite nicht gefunden|page non trouvée|sayfa bulunamadı)[\s.!…]*$"
)
_LOGIN_TITLE = re.compile(r"^(?:log ?in|sign ?in|member login|вход|войти|авторизация|кіру)(?:\s[‹<|–—-].{0,200})?$")


def refuse_non_post(page: Page, text: str) -> None:
    """Raise ParseError with the page's kind if it is positively no post; `text` is the full page's text."""
    reason = _by_body_class(page) or _by_password(page) or _by_notice(page, text)
    if reason:
        raise ParseError(page.url, reason)


def _by_body_class(page: Page) -> str | None:
    """What WordPress itself says in the classes of the body element."""
    names = page.body_classes
    if "error404" in names:
        return "not-found"
    if "attachment" in names and any(name.startswith(("attachmentid-", "attachment-")) for name in names):
        return "attachment"
    body = page.soup.body
    if any("wp-embed" in classes(tag) for tag in page.tags.get("div", ()) if tag.parent is body):
        return "embed"  # the thin copy at /embed/: an excerpt for other sites' frames
    if any(_SINGLE.fullmatch(name) for name in names):
        return None
    if "wp-core-ui" in names and "login" in names:
        return "login"
    if "page" in names and any(_PAGE_ID.fullmatch(name) for name in names):
        kind = "front-page" if "home" in names else "page"
        return kind if page.site or not _reads_like_article(page) else None
    proofs = {name for name in names if _LIST_PROOFS.fullmatch(name)}
    if names & _LIST_GENERAL and proofs - _LIST_GENERAL:
        return "front-page" if "home" in names and "paged" not in names else "list-page"
    return None


def _reads_like_article(page: Page) -> bool:
    """Whether a static page of a site that nobody described may be what the caller came for: then it is not positively no post.

    Where the site is known its routes tell posts from pages, and a page is never a post."""
    return "article" in page.meta("og:type") or _prose(page) >= _ARTICLE


def _by_password(page: Page) -> str | None:
    if page.facts.protected:
        return "password"
    for form in page.tags.get("form", ()):
        if "post-password-form" in attribute(form, "class") or "action=postpass" in attribute(form, "action"):
            return "password" if page.container.content is None or _prose(page) < _NOTICE else None
    return None


def _by_notice(page: Page, text: str) -> str | None:
    """A page that is nothing but a notice: a challenge, an error, a parked domain, a log-in form."""
    if _claims_article(page):
        return None
    heading = next(iter(page.main_headings), None)
    told = {fold(without_site(page.head_title, page.site_names)), fold(heading.get_text(" ")[:300]) if heading else ""} - {""}
    lower = text[:300_000].lower()
    reason = None
    if any(_CHALLENGE_TITLES.match(line) for line in told) or any(mark in lower for mark in _CHALLENGE_MARKS):
        reason = "challenge"
    elif any(_NOT_FOUND.match(line) for line in told):
        reason = "not-found"
    elif any(_UNAVAILABLE.search(line) for line in told) or (len(text) < 5_000 and _UNAVAILABLE.search(fold(text))):
        reason = "unavailable"
    elif any(_PARKED.search(line) for line in told) or (len(text) < 50_000 and _PARKED.search(lower) and not page.articles):
        reason = "parked"
    elif _is_login(page, told):
        reason = "login"
    elif not told and not _visible(page.soup.body):
        reason = "empty"
    return reason if reason and (reason == "empty" or _prose(page) < _NOTICE) else None


def _claims_article(page: Page) -> bool:
    """Whether the page says of itself that it is an article: then a short text is a short post."""
    return any(_SINGLE.fullmatch(name) for name in page.body_classes) or "article" in page.meta("og:type")


def _is_login(page: Page, told: set[str]) -> bool:
    if not any(attribute(tag, "type") == "password" for tag in page.tags.get("input", ())):
        return False
    forms = page.tags.get("form", ())
    return any(attribute(form, "id") == "loginform" for form in forms) or any(_LOGIN_TITLE.match(line) for line in told)


def _prose(page: Page) -> int:
    """How much running text the page has: the characters of its paragraphs, or of the whole body when there are none."""
    body = page.container.content or page.soup.body
    return len(one_line(body.get_text(" "))) if body else 0


def _visible(body: Tag | None) -> bool:
    return body is not None and bool(body.get_text(strip=True) or body.find(["img", "iframe", "video", "audio", "svg"]))
