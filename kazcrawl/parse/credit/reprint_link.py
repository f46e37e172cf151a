"""The address of the whole text at a post's end: Full text at URL (X) · See the original: URL · Толық нұсқасы: URL; or a link there behind
such words alone: Source · Read the full article here."""

import re

from kazcrawl.outlets import MEDIA_WORDS, host_of
from kazcrawl.parse.credit.addresses import is_document_address, is_medium_address, is_video_address
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import Name, is_institution, read_name
from kazcrawl.parse.credit.scene import Clue, Line, Scene
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.words import GENERIC, NO_NAMES, any_of
from kazcrawl.parse.credit.written import plain

_WHOLE = re.compile(
    rf"[\W_]*(?:{any_of('whole_text')}|(?P<more>{any_of('more_text')}))(?:,?\s(?:{any_of('lying_there')}))?"
    r"(?P<named>\s(?:at|on|in|from|на|в|bei|auf|in|sur|su)\s(?!https?:|www\.)[^:()\n]{3,60}?)?(?:\s?[:–—-]\s?|\s(?:at|on|in|from|на|bei|auf|sur|su)?\s?)"
    r"\(?(?P<url>(?:https?://|www\.)[^\s()<>«»]{4,300})\)?(?:\s\((?P<behind>[^()\n]{3,60})\))?[.\s]*$",
    re.IGNORECASE,
)


# Words that are all of a line, or of its last link, and lead there.
_LEADING = re.compile(
    rf"[\W_]*(?:click here to )?(?:{any_of('whole_text')}|{any_of('linked_labels')})(?:\s?:)?"
    rf"(?:,?\s(?:{any_of('lying_there')}|(?:is )?available here|in full))?[\W_]*",
    re.IGNORECASE,
)
_LONGEST = 80
# A title before the word for its kind, of which some are kept by no medium alone.
_KINDED = re.compile(
    r"(?:[Tt]he\s)?(?P<title>[A-Z][\w'’&-]{1,20}(?:\s[A-Z][\w'’&-]{1,20}){1,3})\s(?P<kind>magazine|journal|newspaper|blog|newsletter|podcast)(?!\w)"
)
_PRINTED = frozenset(["magazine", "journal", "newspaper"])


def find_link(scene: Scene) -> Clue | None:
    """Return the outlet of such an address in the last four lines, by the name beside it, else by its host; None for this site's, a
    platform's, a ministry's, a document's."""
    for index in scene.ends(head=0, tail=4):
        line = scene.lines[index]
        clue = _written(scene, index) if "/" in line.text and len(line.text) <= 400 else None
        if (clue := clue or _linked(scene, index)) is not None:
            return clue
    return None


def bodied_title(line: Line, start: int, scene: Scene) -> Spotted | None:
    """Return the title at `start` that has the word for a body in it and is none by its last word: the Chamber Lantern magazine. A blog or
    a newsletter must be linked as another site's: a chamber's own are called so too."""
    match = _KINDED.match(line.text, start)
    title = match["title"] if match else ""
    last = plain(title.rpartition(" ")[2])
    if match is None or not is_institution(title) or is_institution(last) or last in GENERIC | NO_NAMES | MEDIA_WORDS:
        return None
    linked = any(link.text.strip() in title and host_of(link.url) not in (None, scene.host) for link in line.links if link.text.strip())
    if not (linked or match["kind"] in _PRINTED):
        return None
    return Spotted(Name(title, sure=True), match.span("title"), media=True, journalist=False, rest="", body=False)


def _written(scene: Scene, index: int) -> Clue | None:
    match = _WHOLE.match(scene.lines[index].text)
    url = match["url"].rstrip(".,;") if match else ""
    owner = _owner(url, scene)
    if match is None or owner is None:
        return None
    name = _beside(match["behind"] or match["named"], scene) or owner
    if scene.is_own(name) or not (match["more"] is None or owner.known is not None or is_medium_address(url)):
        return None
    return Clue(outlet=name, url=url if "://" in url else None, line=index, alone=(index,))


def _linked(scene: Scene, index: int) -> Clue | None:
    """A link behind words that say nothing else; of a paragraph its last words: … in the spring. (Source)"""
    line = scene.lines[index]
    whole = len(line.text) <= _LONGEST and _LEADING.fullmatch(line.text) is not None
    last = line.links[-1] if line.links else None
    closing = last is not None and len(last.text) <= _LONGEST and _LEADING.fullmatch(last.text) and _ends_with(line.text, last.text)
    url = scene.elsewhere(line) if whole else last.url if last and closing else None
    owner = _owner(url, scene) if url else None
    if url is None or owner is None or not (owner.known is not None or is_medium_address(url)):
        return None
    return Clue(outlet=owner, url=url, line=index, alone=(index,) if whole else ())


def _ends_with(text: str, words: str) -> bool:
    """Whether a text ends with words that stand apart from it: behind a stop or in brackets."""
    head, found, tail = text.rpartition(words)
    return bool(found) and tail.strip(" .)]»→") == "" and head.rstrip()[-1:] in ".!?…»”(["


def _owner(url: str, scene: Scene) -> Name | None:
    """Whose the text at an address may be; None for this site's, a platform's, a document or a film."""
    host = host_of(url)
    owner = read_name(url, scene.registry) if host is not None and host != scene.host else None
    if owner is None or scene.is_own(owner) or is_document_address(url, known=owner.known is not None) or is_video_address(url):
        return None
    return owner


def _beside(said: str | None, scene: Scene) -> Name | None:
    """The outlet that the words beside the address name."""
    text = re.sub(r"^\s?(?:at|on|in|from|на|в|bei|auf|sur|su)\s", "", said or "", flags=re.IGNORECASE).strip()
    name = formed_name(text, scene.registry, foreign=True) if text else None
    return name if name is not None and (name.sure or is_formed(text, name, told=True) or len(text.split()) == 1) else None
