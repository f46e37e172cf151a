"""Is this page a post? Only what is positively something else is refused; a page that is merely strange is a post."""

import re
from urllib.parse import parse_qs, urlsplit

from bs4.element import NavigableString, Tag

from kazcrawl.parse.fields import shown
from kazcrawl.parse.fields.authors import find_authors
from kazcrawl.parse.fields.candidate import candidates
from kazcrawl.parse.fields.identity import find_wp_id
from kazcrawl.parse.fields.published import find_published
from kazcrawl.parse.kind.catalogue import catalogue_kind
from kazcrawl.parse.kind.directory import directory_kind
from kazcrawl.parse.kind.entries import is_list, linked_headlines
from kazcrawl.parse.kind.named import named_kind, tells_of_site
from kazcrawl.parse.kind.notices import is_surely_missing, notice_kind
from kazcrawl.parse.kind.printed import asks_to_log_in, is_unrendered, printed_kind
from kazcrawl.parse.kind.things import thing_kind
from kazcrawl.parse.page.jsonld import ARTICLE_TYPES, types
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.places import SITE_CLASSES
from kazcrawl.parse.page.site_names import SEPARATOR, without_site
from kazcrawl.parse.page.spot import SILENT
from kazcrawl.parse.page.tree import attribute, classes, is_text, labels
from kazcrawl.text import fold, one_line

# What WordPress' body_class() prints on list pages beside the general word; alone, "archive" or "blog" may be any theme's class.
_LIST_PROOFS = re.compile(
    r"(?:category|tag|author|tax|term|post-type-archive)-[\w-]+|date|search-results|search-no-results|blog|paged|category|author|tag"
)
_LIST_GENERAL = frozenset(("archive", "post-type-archive", "home", "search"))
_PAGE_ID = re.compile(r"page-id-\d+")
_POST_NUMBER = re.compile(r"post-[1-9]\d*")
_SINGLE = re.compile(r"single|single-[\w-]+|postid-\d+")
_OF_ANY_TYPE = ("postid-", "single-format-", "single-author")
# Less text than this is a notice; above it a page that speaks of "404" or "verify" is an article about that.
_NOTICE = 1_200
# A static page with at least this much text may be an article that its author filed as a page.
_ARTICLE = 2_000

# Where WordPress shows lists; so many headlines lead from one to other pages.
_LIST_PATH = re.compile(
    r"/(?:category(?:/[^/]+){1,3}|tag/[^/]+|author/[^/]+)(?:/page/\d{1,4})?/?$|/page/\d{1,4}/?$|^/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$"
)
_LIST_QUERIES = frozenset(("cat", "tag", "paged", "author", "m"))
_HEADLINES = 2
# A page that sends its reader on within so many seconds is no post.
_REFRESH = re.compile(r"\s{0,3}(\d{1,4})(?:\.\d{1,3})?\s{0,3}[;,].*[/?.]", re.DOTALL)
_AT_ONCE = 10
_PICTURES = ("img", "iframe", "video", "audio", "svg")
# So many of a page's headings may name it; so much of its text is looked at.
_FEW, _VISIBLE = 3, 5_000
_LOGIN_TITLE = re.compile(
    r"^(?:log ?in|sign ?(?:in|up)|member login|(?:new |user )?registration|register|create (?:an |new )?account|вход|войти|авторизация|"
    r"регистрация(?: на сайте| (?:нового )?пользователя)?|кіру|(?:жаңа қолданушыны |сайтқа )?тірке(?:лу|у)|kayıt ol|üye ol|registrieren)"
    r"(?:\s[‹<|–—-].{0,200})?$"
)


def kind_of_non_post(page: Page, text: str) -> str | None:
    """Return what a page is that is positively no post (the short code of a ParseError), else None; `text` is the full page's text."""
    return (
        thing_kind(page, is_post=_is_single_post(page) or _is_marked_post(page))
        or _by_body_class(page)
        or _by_post_class(page)
        or _by_password(page)
        or _by_notice(page, text)
        or _by_entries(page)
        or _by_address(page)
        or _by_catalogue(page)
        or _by_name(page)
    )


def _by_body_class(page: Page) -> str | None:
    """What WordPress itself says in the classes of the body element."""
    names = page.body_classes
    if "error404" in names:
        return "not-found"
    if "attachment" in names and any(name.startswith(("attachmentid-", "attachment-")) for name in names):
        return "attachment"
    body = page.body
    if body is not None and any("wp-embed" in classes(tag) for tag in body.contents if isinstance(tag, Tag)):
        return "embed"  # the thin copy at /embed/: an excerpt for other sites' frames
    if any(_SINGLE.fullmatch(name) for name in names):
        return None
    if "wp-core-ui" in names and "login" in names:
        return "login"
    if "page" in names and any(_PAGE_ID.fullmatch(name) for name in names):
        kind = "front-page" if "home" in names else "page"
        return kind if page.site or not _reads_like_article(page) else None
    proofs = {name for name in names if _LIST_PROOFS.fullmatch(name)}
    if (names & _LIST_GENERAL and proofs - _LIST_GENERAL) or {"blog", "paged"} <= names:
        return "front-page" if "home" in names and "paged" not in names else "list-page"
    return None


def _by_post_class(page: Page) -> str | None:
    """What WordPress says in the classes of the post's own element, or by the address, where the body element has no classes."""
    if any(_SINGLE.fullmatch(name) for name in page.body_classes):
        return None
    address = urlsplit(page.url)
    query = parse_qs(address.query)
    own = set(classes(page.container.post)) if page.container.post is not None else set()
    if "type-attachment" in own or "attachment_id" in query or _is_bare_attachment(page):
        return "attachment"
    if "type-page" in own and (page.site or not _reads_like_article(page)):
        return "page"
    return "list-page" if "s" in query and address.path[-1:] in ("", "/") else None


def _is_bare_attachment(page: Page) -> bool:
    """Whether the page has what core puts before an attachment's text: a paragraph of this one class with the file in it."""
    content = page.container.content
    files = [tag for tag in page.tags.get("p", ()) if classes(tag) == ["attachment"]]
    return any(_prose(page) < _NOTICE or all(above is not content for above in tag.parents) for tag in files)


def _reads_like_article(page: Page) -> bool:
    """Whether a static page of a site that nobody described may be what the caller came for: then it is not positively no post. It has an
    article's length, or shows a day and an author.

    Where the site is known its routes tell posts from pages, and a page is never a post."""
    if "home" in page.body_classes or tells_of_site(page):
        return _prose(page) >= _ARTICLE
    is_signed = find_authors(page) is not None and page.once(find_published) is not None
    is_claimed = "article" in page.meta("og:type") and (not _is_told_page(page) or _shows_day(page))
    return is_signed or is_claimed or _prose(page) >= _ARTICLE


def _shows_day(page: Page) -> bool:
    """Whether a reader sees a day beside the headline: some sites write their posts as pages."""
    return next(candidates(page, (shown.from_time_text, shown.from_line)), None) is not None


def _is_told_page(page: Page) -> bool:
    """Whether JSON-LD tells of the page and of no article: plug-ins that write it call every page an article in the metas."""
    return bool(page.articles) and not any(types(node) & ARTICLE_TYPES for node in page.articles)


def _by_password(page: Page) -> str | None:
    if page.facts.protected:
        return "password"
    for form in page.tags.get("form", ()):
        if "post-password-form" in attribute(form, "class") or "action=postpass" in attribute(form, "action"):
            is_all = page.container.content is None or _prose(page) < _NOTICE
            return "password" if is_all or _is_locked(page) else None
    return "login" if asks_to_log_in(page) else None


def _is_locked(page: Page) -> bool:
    """Whether the password that is asked for is that of the page's own post: what is longer than the form is of other posts. Where no
    number tells which post that is, the form must stand elsewhere than what was taken for the text."""
    number, content = find_wp_id(page), page.container.content
    fields = [tag for tag in page.tags.get("input", ()) if attribute(tag, "id").startswith("pwbox-")]
    if number is not None:
        return any(attribute(tag, "id") == f"pwbox-{number}" for tag in fields)
    return any(all(above is not content for above in tag.parents) for tag in fields)


def _by_entries(page: Page) -> str | None:
    """A list of posts, of a theme that does not say so."""
    if _claims_article(page) or not is_list(page):
        return None
    address = urlsplit(page.url)
    return "front-page" if address.path in ("", "/") and not address.query else "list-page"


def _by_name(page: Page) -> str | None:
    """A page of another kind by what it is called and holds; but for directories where it does not say that it is an article."""
    is_single = any(_SINGLE.fullmatch(name) for name in page.body_classes)
    if not is_single and (kind := directory_kind(page)) is not None:
        return kind
    return None if _claims_article(page) or page.articles or _is_marked_post(page) else named_kind(page)


def _by_catalogue(page: Page) -> str | None:
    """A list of posts that neither classes nor the address call so."""
    if any(_SINGLE.fullmatch(name) for name in page.body_classes):
        return None
    return catalogue_kind(page, is_claimed=_claims_article(page) or bool(page.articles) or _is_marked_post(page))


def _by_address(page: Page) -> str | None:
    """A list at an address where WordPress shows nothing else (a category's, an author's, a month's, the home page's), in a theme whose
    body element has no classes: its headlines lead to other pages."""
    if _claims_article(page):
        return None
    address = urlsplit(page.url)
    is_home = address.path in ("", "/") and not address.query
    if is_home and page.site is None:
        return None  # a home page of a site that nobody described may be asked for its newest post
    asked = set(parse_qs(address.query))
    is_asked = asked & _LIST_QUERIES if address.path in ("", "/") else asked and address.path.endswith("/") and asked <= _LIST_QUERIES
    is_list_address = _LIST_PATH.search(address.path) or is_asked
    if not (is_home or is_list_address) or linked_headlines(page) < _HEADLINES:
        return None
    return "front-page" if is_home else "list-page"


def _by_notice(page: Page, text: str) -> str | None:
    """A page that is nothing but a notice: a challenge, an error, a parked domain, a log-in form."""
    if is_unrendered(page):
        return "empty"
    if _claims_article(page) or _is_marked_post(page):
        return None
    told = _naming_lines(page)
    if is_surely_missing(told):
        return "not-found"
    if _prose(page) >= _NOTICE:
        return None
    visible = fold(page.body.get_text(" ")[:_VISIBLE]) if page.body else ""
    reason = notice_kind(told, markup=text[:300_000].lower(), visible=visible, is_described=bool(page.articles))
    if reason is None and not page.articles:
        reason = printed_kind(page, told)
    if reason is None and _is_login(page, told):
        reason = "login"
    elif reason is None and not told and not _shows_anything(page.body):
        return "challenge" if page.tags.get("script") else "empty"
    if reason is None and (delay := _REFRESH.match(_refresh(page))) is not None and int(delay[1]) <= _AT_ONCE:
        reason = "redirect"
    return reason


def _naming_lines(page: Page) -> set[str]:
    """What names the page, folded: its title, also without what stands behind a bar or dash, if that is no part of a headline, and its
    first headings but the site's name."""
    title = page.head_title
    tags = [tag for name in ("h1", "h2") for tag in page.tags.get(name, ())[:_FEW] if SITE_CLASSES.isdisjoint(classes(tag))]
    headings = {fold(tag.get_text(" ")[:300]) for tag in tags[:_FEW]}
    lines = {fold(title), fold(without_site(title, page.site_names))} | headings
    first = fold(SEPARATOR.split(title)[0])
    if not any(heading.startswith(first) for heading in headings - {first}):
        lines.add(first)
    return lines - {""}


def _refresh(page: Page) -> str:
    """What the page tells a browser of going elsewhere, not what it tells one without scripts."""
    metas = (tag for tag in page.tags.get("meta", ()) if attribute(tag, "http-equiv").lower() == "refresh")
    return next((attribute(tag, "content") for tag in metas if all(above.name != "noscript" for above in tag.parents)), "")


def _is_single_post(page: Page) -> bool:
    """Whether WordPress says that the page is a post, of no type of its own."""
    single = [name for name in page.body_classes if _SINGLE.fullmatch(name)]
    return "single-post" in single or (bool(single) and all(name.startswith(_OF_ANY_TYPE) for name in single if name != "single"))


def _claims_article(page: Page) -> bool:
    """Whether the page says of itself that it is an article: then a short text is a short post."""
    return any(_SINGLE.fullmatch(name) for name in page.body_classes) or "article" in page.meta("og:type")


def _is_marked_post(page: Page) -> bool:
    """Whether what was found is marked as a post in the database: a theme's page of an error wears "post" or "post-0" at most."""
    names = labels(page.container.post) if page.container.post is not None else []
    return "not-found" not in names and any(name in ("hentry", "type-post") or _POST_NUMBER.fullmatch(name) for name in names)


def _is_login(page: Page, told: set[str]) -> bool:
    if not any(attribute(tag, "type") == "password" for tag in page.tags.get("input", ())):
        return False
    forms = page.tags.get("form", ())
    return any(attribute(form, "id") == "loginform" for form in forms) or any(_LOGIN_TITLE.match(line) for line in told)


def _prose(page: Page) -> int:
    """How much running text the page has: the characters of its paragraphs, or of the whole body when there are none."""
    body = page.container.content or page.body
    return len(one_line(body.get_text(" "))) if body else 0


def _shows_anything(body: Tag | None) -> bool:
    """Whether a reader with a browser sees anything: a text that scripts do not replace, or a picture."""
    if body is None:
        return False
    texts = (node for node in body.descendants if isinstance(node, NavigableString) and is_text(node) and node.strip())
    return any(SILENT.isdisjoint(above.name for above in text.parents) for text in texts) or body.find(_PICTURES) is not None
