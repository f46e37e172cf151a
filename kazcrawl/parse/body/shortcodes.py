"""WordPress shortcodes that no plugin has turned into text: `[contact-form-7 id=”42″]`. What they enclose is the author's and stays."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import NavigableString

_SHORTCODE = re.compile(r"\[(/?)([A-Za-z][\w-]{0,60})([^\[\]]{0,500})\]")
# A text with more brackets is no text with shortcodes.
_MOST = 10_000
_ATTRIBUTES = re.compile(r"\s+[\w-]+\s*=|\s*/$")
# Shortcodes of WordPress' core and of its most used plugins, which often stand without attributes.
_KNOWN = re.compile(
    r"(?:gallery|caption|playlist|embed|audio|video|wp_caption|contact-form(?:-7)?|contact-form-7|ninja_form|gravityform|wpforms|mc4wp_form|mailpoet_form"
    r"|sociallocker|emaillocker|sharethis|addtoany|ssba|printfriendly|print_link|toc|ez-toc|more|nextpage|raw|divider|clear|spacer|separator|adrotate|ad|adsense"
    r"|(?:vc|et_pb|fusion|su|av|mk|cs|tatsu|fl|rev|wpv|tabs?|columns?|one|two)_\w+|rev_slider|layerslider|smartslider3|google-map\w*|wp_sitemap\w*)"
)


# Those of things embedded, which take a bare address.
_EMBEDDED = re.compile(
    r"(?:embed|youtube|vimeo|soundcloud|dailymotion|slideshare|googlemaps|gist|tweet|twitter|instagram|facebook|audio|video)"
)


# A picture and its caption, as WordPress keeps them until it shows them.
_NEAR = 20
_CAPTION = re.compile(r"(\[/?(?:wp_)?caption\b[^\[\]]{0,500}\])")


def parts_by_captions(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in parts, with whether each is the shortcode that begins or ends a caption."""
    parts = _CAPTION.split(text) if "caption" in text else [text]
    return ((bool(index % 2), part) for index, part in enumerate(parts))


def ends_caption(text: str) -> bool:
    """Whether the shortcode of a caption that begins in a text of the tree ends there or soon after: else it is none, its text stays."""
    behind = islice(text.next_siblings, _NEAR) if isinstance(text, NavigableString) else ()
    return any("caption]" in part for part in (text, *behind) if isinstance(part, str))


def drop_shortcodes(text: str) -> str:
    """Return `text` without unrendered shortcodes; a bracketed word of the author's ("[sic]", "[1]") stays."""
    if "[" not in text or text.count("[") > _MOST:
        return text
    closed = {name for slash, name, _ in _SHORTCODE.findall(text) if slash}
    return _SHORTCODE.sub(lambda found: "" if _is_code(found[1], found[2], found[3], closed) else found[0], text)


def _is_code(slash: str, name: str, rest: str, closed: set[str]) -> bool:
    if _EMBEDDED.fullmatch(name) and re.match(r"[\s=]+[\"'“”]?(?:https?:)?//\S+$", rest):
        return True
    return (
        bool(slash and not rest) or bool(_ATTRIBUTES.match(rest)) or (not rest.strip() and (name in closed or bool(_KNOWN.fullmatch(name))))
    )
