"""HTML that is safe to show: an allow-list, kept by nh3 (the Rust library ammonia)."""

import nh3

_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
# Stands for an ampersand of a text on the way through the sanitiser, which else copies the whole text for each. It is no character of
# Unicode (23.7).
AMPERSAND = "\ufdd0"
KEPT_TAGS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img", "a", "strong", "b", "em", "i", "u", "s",
    "del", "ins", "sub", "sup", "br", "hr", "q", "cite", "small", "mark", "abbr",
})  # fmt: skip

_CLEANER = nh3.Cleaner(
    tags=set(KEPT_TAGS), attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
)


def sanitise(html: str) -> str:
    """Return `html` with nothing but the structure of a text, links and images; scripts, styles, handlers and foreign schemes are gone.

    Links carry rel="noopener noreferrer nofollow". Total: any text goes in, well-formed HTML comes out."""
    return _CLEANER.clean(html).replace(AMPERSAND, "&amp;")
