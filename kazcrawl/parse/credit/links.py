"""The address of the whole text at a post's end: Full text at URL (X) · See the original: URL · Толық нұсқасы: URL."""

import re

from kazcrawl.outlets import host_of
from kazcrawl.parse.credit.addresses import is_document_address, is_medium_address, is_video_address
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import Name, read_name
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import LYING_THERE, MORE_TEXT, WHOLE_TEXT

_WHOLE = re.compile(
    rf"[\W_]*(?:{WHOLE_TEXT}|(?P<more>{MORE_TEXT}))(?:,?\s(?:{LYING_THERE}))?"
    r"(?P<named>\s(?:at|on|in|from|на|в|bei|auf|in|sur|su)\s(?!https?:|www\.)[^:()\n]{3,60}?)?(?:\s?[:–—-]\s?|\s(?:at|on|in|from|на|bei|auf|sur|su)?\s?)"
    r"\(?(?P<url>(?:https?://|www\.)[^\s()<>«»]{4,300})\)?(?:\s\((?P<behind>[^()\n]{3,60})\))?[.\s]*$",
    re.IGNORECASE,
)


def find_link(scene: Scene) -> Clue | None:
    """The outlet by the name beside the address, else by its host: not this site's, no platform, no ministry, no document."""
    for index in scene.ends(head=0, tail=4):
        line = scene.lines[index]
        match = _WHOLE.match(line.text) if "/" in line.text and len(line.text) <= 400 else None
        if match is None:
            continue
        url = match["url"].rstrip(".,;")
        host = host_of(url)
        name = _beside(match["behind"] or match["named"], scene) or read_name(url, scene.registry)
        if host is None or host == scene.host or name is None or scene.is_own(name):
            continue
        owner = read_name(url, scene.registry)
        if owner is None or is_document_address(url, known=owner.known is not None) or is_video_address(url):
            continue
        if match["more"] is None or owner.known is not None or is_medium_address(url):
            return Clue(outlet=name, url=url if "://" in url else None, line=index, alone=(index,))
    return None


def _beside(said: str | None, scene: Scene) -> Name | None:
    """The outlet that the words beside the address name."""
    text = re.sub(r"^\s?(?:at|on|in|from|на|в|bei|auf|sur|su)\s", "", said or "", flags=re.IGNORECASE).strip()
    name = formed_name(text, scene.registry, foreign=True) if text else None
    return name if name is not None and (name.sure or is_formed(text, name, told=True) or len(text.split()) == 1) else None
