"""One post as HTML, in the markup of two WordPress themes: "classic" as in 2015, "block" as since 2022. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kazcrawl.demo.posts import IMAGE_MARK, NAME, TAGLINE, Post, escape_slug, term_slug

_MORE = "<!--more-->"
PROTECTED = (
    '<form action="/wp-login.php?action=postpass" class="post-password-form" method="post">'
    "<p>This content is password protected. To view it please enter your password below:</p>"
    '<p><label>Password: <input name="post_password" type="password" /></label> <input type="submit" value="Enter" /></p></form>'
)


@dataclass(frozen=True, slots=True)
class Links:
    """How the site writes its addresses: `base` with a closing slash, `pretty` permalinks or `?p=ID`."""

    base: str
    pretty: bool = True

    def post(self, post: Post, page: int = 1) -> str:
        """Return the address of a post, or of its further pages."""
        if self.pretty:
            return self.base.rstrip("/") + post.path + (f"{page}/" if page > 1 else "")
        return self.short(post) + (f"&page={page}" if page > 1 else "")

    def short(self, post: Post) -> str:
        """Return the shortlink, which names the WordPress id."""
        return f"{self.base}?{'page_id' if post.kind == 'page' else 'p'}={post.id}"

    def image(self, post: Post, name: str) -> str:
        """Return the address of a picture's attachment page."""
        return f"{self.post(post)}{name}/" if self.pretty else f"{self.base}?attachment_id={image_id(post)}"

    def term(self, kind: str, name: str) -> str:
        """Return the address of the list of a category or tag."""
        slug = escape_slug(term_slug(name))
        if self.pretty:
            return f"{self.base}{kind}/{slug}/"
        return f"{self.base}?{'cat' if kind == 'category' else 'tag'}={slug}"


def image_id(post: Post) -> int:
    """Return the WordPress id of the picture of a post: pictures are things with an id of their own."""
    return 100 + post.id


def shown_title(post: Post) -> str:
    """Return the title as WordPress shows it, escaped."""
    return escape(("Protected: " if post.password else "") + post.title, quote=False)


def content(post: Post, links: Links, *, page: int | None = None) -> str:
    """Return the text of a post as REST and feeds give it: one page of it, or all with the page breaks. Empty when it is protected."""
    if post.password:
        return ""
    body = post.body if page is None else post.pages[page - 1]
    return IMAGE_MARK.sub(lambda found: _figure(post, links, found["name"], found["caption"]), body).replace(
        _MORE, f'<span id="more-{post.id}"></span>'
    )


def entry(post: Post, links: Links, *, theme: str, page: int = 1, listed: bool = False) -> str:
    """Return the post's own element. `listed` as lists show it: the title is a link and the text ends at the "more" mark."""
    text = PROTECTED if post.password else content(post, links, page=page)
    if listed and _MORE in post.body:
        text = (
            content(post, links, page=1).partition("<span id=")[0]
            + f'<a href="{links.post(post)}#more-{post.id}" class="more-link">Continue reading &rarr;</a>'
        )
    if theme == "block":
        return _block_entry(post, links, text + _page_links(post, links, page), listed=listed)
    return _classic_entry(post, links, text, page=page, listed=listed)


def single(post: Post, links: Links, *, theme: str, page: int = 1, neighbours: Sequence[Post | None] = (None, None)) -> str:
    """Return the page of a post or page. `neighbours` are the older and the newer post."""
    is_post = post.kind == "post"
    classes = f"single single-post postid-{post.id} single-format-standard" if is_post else f"page page-id-{post.id}"
    head = f'<link rel="canonical" href="{links.post(post, page)}" />\n<link rel="shortlink" href="{links.short(post)}" />'
    older, newer = neighbours
    navigation = "".join(
        f'<span class="{name}"><a href="{links.post(near)}" rel="{rel}">{shown_title(near)}</a></span>'
        for name, rel, near in (("nav-previous", "prev", older), ("nav-next", "next", newer))
        if near is not None
    )
    main = entry(post, links, theme=theme, page=page) + f'\n<nav id="nav-single">{navigation}</nav>' + (_comments(post) if is_post else "")
    return document(shown_title(post), main, links, classes=classes, head=head)


def attachment(post: Post, links: Links, *, name: str, caption: str) -> str:
    """Return the attachment page of a picture."""
    main = (
        f'<div id="post-{image_id(post)}" class="post-{image_id(post)} attachment type-attachment hentry">'
        f'<h1 class="entry-title">{name}</h1>'
        f'<div class="entry-content"><p class="attachment"><img src="{_file(post, links, name)}" alt="" /></p>'
        f"<p>{escape(caption)}</p></div></div>"
    )
    head = f'<link rel="canonical" href="{links.image(post, name)}" />'
    return document(name, main, links, classes=f"attachment single single-attachment postid-{image_id(post)}", head=head)


def not_found(links: Links) -> str:
    """Return the page for what is not there: a whole page, as WordPress gives it."""
    said = "Apologies, but the page you requested could not be found."
    main = f'<div class="post error404 not-found"><h1 class="entry-title">Not Found</h1><p>{said}</p></div>'
    return document("Page not found", main, links, classes="error404")


def document(title: str, main: str, links: Links, *, classes: str, head: str = "") -> str:
    """Return a whole page around its main part."""
    feed, api, about = ("feed/", "wp-json/", "about/") if links.pretty else ("?feed=rss2", "?rest_route=/", "?page_id=90")
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8" />
<title>{title} | {NAME}</title>
<link rel="alternate" type="application/rss+xml" title="{NAME} &raquo; Feed" href="{links.base}{feed}" />
<link rel="https://api.w.org/" href="{links.base}{api}" />
{head}
</head>
<body class="{classes}">
<div id="wrapper" class="hfeed">
<div id="header"><div id="site-title"><a href="{links.base}" rel="home">{NAME}</a></div>
<div id="site-description">{TAGLINE}</div>
<ul class="menu"><li><a href="{links.base}">Home</a></li><li><a href="{links.base}{about}">About</a></li></ul></div>
<div id="main"><div id="content" role="main">
{main}
</div></div>
<div id="footer"><a href="#header" class="top">&uarr; Top</a> <span>Proudly served to newcomers.</span></div>
</div>
</body>
</html>
"""


def _classic_entry(post: Post, links: Links, text: str, *, page: int, listed: bool) -> str:
    heading = "h2" if listed else "h1"
    title = f'<a href="{links.post(post)}" rel="bookmark">{shown_title(post)}</a>' if listed else shown_title(post)
    image = f'<img src="{links.base}button-print.png" alt="Print Friendly" />'
    button = f'<div class="printfriendly pf-alignleft"><a href="#" rel="nofollow">{image}</a></div>'
    posted = (
        f'<div class="entry-meta"><span class="meta-prep">Posted on</span> <a href="{links.post(post)}" rel="bookmark">'
        f'<span class="entry-date">{_day(post)}</span></a> <span class="meta-sep">by</span> '
        f'<span class="author vcard"><a class="url fn n" href="{links.base}author/{term_slug(post.author)}/">{post.author}</a></span></div>'
    )
    filed = ", ".join(f'<a href="{links.term("category", name)}" rel="category tag">{name}</a>' for name in post.categories)
    filed += "".join(f', <a href="{links.term("tag", name)}" rel="tag">{name}</a>' for name in post.tags)
    classes = f"post-{post.id} {post.kind} type-{post.kind} status-publish hentry" + (" sticky" if post.sticky and listed else "")
    extras = "" if listed or post.kind == "page" else _SHARING
    return f"""<div id="post-{post.id}" class="{classes}">
<{heading} class="entry-title">{title}</{heading}>
{posted if post.kind == "post" else ""}
<div class="entry-content"><div class="pf-content">{text}
{button}</div>{_page_links(post, links, page)}{extras}</div>
{f'<div class="entry-utility">Posted in {filed}</div>' if post.kind == "post" else ""}
</div>"""


_SHARING = """
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3>
<ul><li><a href="?share=facebook">Facebook</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3></div>"""


def _block_entry(post: Post, links: Links, text: str, *, listed: bool) -> str:
    title = f'<a href="{links.post(post)}">{shown_title(post)}</a>' if listed else shown_title(post)
    heading = "h2" if listed else "h1"
    moment = f'<div class="wp-block-post-date"><time datetime="{post.date.isoformat()}">{_day(post)}</time></div>'
    terms = ", ".join(f'<a href="{links.term("category", name)}" rel="tag">{name}</a>' for name in post.categories)
    wrapper = ("li", f"wp-block-post post-{post.id} post type-post hentry") if listed else ("main", "wp-block-group")
    return f"""<{wrapper[0]} class="{wrapper[1]}">
<{heading} class="wp-block-post-title">{title}</{heading}>
{moment}<div class="taxonomy-category wp-block-post-terms">{terms}</div><p class="wp-block-post-author__name">{post.author}</p>
<div class="entry-content wp-block-post-content">{text}</div>
</{wrapper[0]}>"""


def _page_links(post: Post, links: Links, page: int) -> str:
    count = len(post.pages)
    if count < 2 or post.password:
        return ""
    numbers = (
        f'<span class="post-page-numbers current">{n}</span>'
        if n == page
        else f'<a href="{links.post(post, n)}" class="post-page-numbers">{n}</a>'
        for n in range(1, count + 1)
    )
    return f'<div class="page-link">Pages: {" ".join(numbers)}</div>'


def _comments(post: Post) -> str:
    said = "".join(
        f'<li class="comment"><div class="comment-author vcard"><cite class="fn">{escape(who)}</cite> says:</div>'
        f'<div class="comment-meta"><a href="?#comment">March 1, 2016 at 9:00 am</a></div>'
        f'<div class="comment-body"><p>{escape(text)}</p></div></li>'
        for who, text in post.comments
    )
    listed = f'<ol class="commentlist">{said}</ol>' if said else ""
    form = '<div id="respond"><h3 id="reply-title">Leave a Reply</h3><form action="/wp-comments-post.php" method="post"></form></div>'
    return f'\n<div id="comments">{listed}{form}</div>'


def _figure(post: Post, links: Links, name: str, caption: str) -> str:
    image = (
        f'<img class="size-medium wp-image-{image_id(post)}" src="{_file(post, links, name)}" alt="{name.replace("-", " ")}" width="300" />'
    )
    return (
        f'<div id="attachment_{image_id(post)}" class="wp-caption alignnone" style="width: 310px">'
        f'<a href="{links.image(post, name)}">{image}</a><p class="wp-caption-text">{escape(caption)}</p></div>'
    )


def _file(post: Post, links: Links, name: str) -> str:
    return f"{links.base}wp-content/uploads/{post.date:%Y/%m}/{name}.jpg"


def _day(post: Post) -> str:
    return f"{post.date:%B} {post.date.day}, {post.date.year}"
