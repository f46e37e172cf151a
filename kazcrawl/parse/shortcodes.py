"""WordPress shortcodes that no plugin has turned into text: `[contact-form-7 id=”42″]`. What they enclose is the author's and stays."""

import re

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
