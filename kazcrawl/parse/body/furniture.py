"""Tells what themes and plugins print around and within a post from the post's own text.

Names that only a plugin or WordPress' core writes are taken at their word. Names that theme authors use for anything ("related", "summary",
"box") only raise a suspicion, which the content must confirm: many links, little prose. The names and words stand in furniture.toml."""

import re
import tomllib
from collections.abc import Callable
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from bs4.element import Tag

from kazcrawl.parse.page.names import OF_ANOTHER, remembered
from kazcrawl.parse.page.places import COMMENTS
from kazcrawl.parse.page.spot import Mass, Spot
from kazcrawl.parse.page.tree import HIDDEN_CLASSES, attribute, below, classes, is_hidden, labels, stands_alone
from kazcrawl.text import fold, one_line

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _phrases(table: str) -> re.Pattern[str]:
    return re.compile("|".join(phrase for language in _TABLES[table].values() for phrase in language))


def _patterns(table: str) -> str:
    return "|".join(_TABLES[table]["patterns"])


def _grouped(patterns: list[str]) -> str:
    """Patterns that begin with a letter, those of one letter together: then the others are not tried where it stands."""
    groups = groupby(sorted(patterns), key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(pattern[1:] for pattern in group)})" for letter, group in groups)


# What a class or an id may say of its element. Long: at once taken at its word, however long the texts of other posts or of an author are.
_HIDDEN, _OF_READERS, _LONG, _RELATED, _PLUGIN, _BUTTON, _NESTED_POST, _META, _TEASER, _BOX, _SUSPECT = (1 << bit for bit in range(11))
_LONG_GROUPS = frozenset(("related", "share", "comments", "authors"))


def _listed() -> dict[str, int]:
    """What the names of plugins say; "*" stands for any ending."""
    said: dict[str, int] = {}
    for group, names in _TABLES["plugins"].items():
        what = _PLUGIN | (_LONG if group in _LONG_GROUPS else 0) | (_RELATED if group == "related" else 0)
        for name in names.split():
            said[name] = said.get(name, 0) | what
    return said


_LISTED = {name: what for name, what in _listed().items() if name[-1] != "*"}
_STARTS = {name[:-1]: what for name, what in _listed().items() if name[-1] == "*"}
_ALL_STARTS = tuple(_STARTS)
_SAYINGS: tuple[tuple[int, Callable[[str], Any]], ...] = (
    (_HIDDEN, HIDDEN_CLASSES.__contains__),
    (_OF_READERS, COMMENTS.match),
    (_BUTTON, re.compile(r"(?:^|[-_])(?:btn|button|cta)(?:$|[-_])|__button").search),
    (_NESTED_POST, re.compile(r"hentry|type-post|post-\d+").fullmatch),
    (_META, re.compile(r"(?:[a-z]{3,8}[-_])?meta(?:data)?(?:[-_](?:info|data|line|top|bottom))?").fullmatch),
)
# What is asked of elements alone that are not of running text.
_HINTS: tuple[tuple[int, Callable[[str], Any]], ...] = (
    (_TEASER, re.compile(_patterns("teasers")).search),
    (_BOX, re.compile(_patterns("boxes")).search),
    (_SUSPECT, re.compile(_grouped(_TABLES["suspects"]["parts"].split()) + "|" + _patterns("suspects")).search),
)
# What has such a name and no prose is a label of buttons or of an advertisement.
_BARE = re.compile(r"share|sharing|social|(?:^|[-_])ads?(?:$|[-_])|advert")
_SECTION = _phrases("sections")
# "Read also X" points; "see X" may be a sentence of the author's, so such a verb alone needs a colon or an arrow after it.
_POINTER = re.compile(
    rf"[(\[>»→–-]{{0,2}}\s?(?:(?:{_phrases('pointers').pattern})\s*[:>\-|»→.]*|(?:{_phrases('verbs').pattern})\s*[:>|»→]+)\s*"
)
_LINE = _phrases("lines")
# What stands around such a line: "- Advertisement -".
_MARKS = " -*=~|[]()<>"
_LABEL = re.compile(rf"(?:{_phrases('labels').pattern})(?:\s*(:)\s*|\s+)")
_LINKED_LABEL = re.compile(rf"(?:{_phrases('linked_labels').pattern})\s*:?\s+")
_APPEAL, _OWN_APPEAL = _phrases("appeals"), _phrases("own_appeals")
_TERMS = re.compile(r"[,;|/•·#]")
# A term has no more words, and terms without links no more characters.
_TERM_WORDS, _TERM_CHARS = 3, 120

_SUSPECT_ELEMENTS = frozenset(("nav", "footer", "header", "aside", "form", "menu", "fieldset", "address"))
# Elements of running text: never convicted by a suspicion, whatever their class.
_TEXT_ELEMENTS = frozenset(
    ("p", "li", "a", "span", "strong", "em", "b", "i", "td", "tr", "table", "tbody", "blockquote", "figure", "img", "pre", "code", "body")
)
# A heading's id is made of its words: it says nothing of what the heading is for.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES = frozenset(("navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "banner", "contentinfo"))
_META_PROPERTIES = frozenset(("author", "publisher", "datePublished", "dateModified", "comment", "keywords"))
# What may make furniture of an element whose class and id say nothing.
_TELLING_ATTRIBUTES = frozenset(("hidden", "style", "aria-hidden", "role", "itemprop"))
# Elements that may be furniture without any name or role.
_NEVER_PLAIN = _SUSPECT_ELEMENTS | {"dialog"}
# Less prose than this (in characters) is little: two or three sentences.
_LITTLE_PROSE = 200
_MOSTLY_LINKS = 0.45
# A list under a heading is of links alone if so much of it but the heading is.
_BUT_HEADING = 0.9
# A pointer or a plugin's line is no longer than this.
LONGEST_LINE = 320
LONGEST_HEADING = 60
_MANY_TAGS = 2_000
# A line of the post's date, author and terms, with links, is no longer.
_META_LINE = 160
# A box in a post holds less prose than this, and no more than this part of the post's.
_BOX_PROSE = 900
_BOX_SHARE = 0.25
_TEASER_CHARS, _TEASER_HEADINGS = 600, 2
_SHORTEST_CARD, _NEAR, _BOX_NAMES = 8, 2, frozenset(("div", "section", "article", "aside", "li"))
_BROTHERS, _FEWEST_SLIDES = 200, 3


def is_furniture(tag: Tag, mass: Spot, whole: Mass) -> bool:
    """Whether an element within a post's content is not the author's: hidden, a plugin's block, or a suspect that its content convicts.

    `mass` is the element's text, `whole` that of the content it stands in. What holds most of the prose is never furniture, but for
    readers' comments and lists of other posts, which may be longer than the post."""
    if mass.said & OF_ANOTHER:
        return mass.chars < whole.chars
    if not mass.attrs and mass.name not in _NEVER_PLAIN:
        return False
    said = 0
    may_be_suspect = mass.name == "li" or mass.name not in _TEXT_ELEMENTS
    for name in labels(mass):
        said |= _says(name) | (_hints(name) if may_be_suspect else 0)
    if not said and mass.name not in _NEVER_PLAIN and _TELLING_ATTRIBUTES.isdisjoint(mass.attrs):
        return False
    if said & _OF_READERS:
        return mass.chars < whole.chars
    if mass.prose * 2 > whole.prose > 0:
        return bool(said & _RELATED) and whole.prose - mass.prose >= _LITTLE_PROSE
    if is_hidden(mass):
        return not _is_slide(tag, mass)
    if said & _LONG:
        return True
    if said & _PLUGIN or mass.name in ("nav", "dialog", "menu") or attribute(mass, "role").lower() in _ROLES:
        return mass.prose < 2 * _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS
    if attribute(mass, "itemprop") in _META_PROPERTIES:
        return mass.prose < _LITTLE_PROSE
    if said & _META and mass.links and not mass.prose and mass.chars <= _META_LINE:
        return True
    return _is_box(tag, said, mass, whole) or _is_convicted(tag, said, mass)


@remembered
def _says(name: str) -> int:
    """What a class or an id says of its element: the sum of what is true of it."""
    said = _LISTED.get(name, 0)
    if name.startswith(_ALL_STARTS):
        for start, what in _STARTS.items():
            said |= what if name.startswith(start) else 0
    for what, is_said in _SAYINGS:
        said |= what if is_said(name) else 0
    return said


@remembered
def _hints(name: str) -> int:
    """What a class or an id gives to suspect."""
    return sum(what for what, is_said in _HINTS if is_said(name))


def opens_foreign_section(text: str) -> bool:
    """Whether a heading (or a short label of its own) announces other posts, share buttons, a form or tags."""
    is_short = len(text) <= LONGEST_HEADING or len(one_line(text)) <= LONGEST_HEADING
    return is_short and _SECTION.match(fold(text)) is not None


def is_pointer(folded: str, linked: int) -> bool:
    """Whether a block, folded, is nothing but a pointer to another post ("Read also: …"); `linked` counts its characters within links."""
    label = _POINTER.match(folded)
    if label is None:
        return False
    rest = len(folded) - label.end()
    return linked >= 0.8 * rest if rest else linked > 0


def is_furniture_line(folded: str) -> bool:
    """Whether a short line, folded, is one that themes and plugins print ("Print Friendly", "Posted in News", "↑ Top")."""
    return bool(_LINE.fullmatch(folded) or (folded[:1] in _MARKS and _LINE.fullmatch(folded.strip(_MARKS))))


def is_terms_label(folded: str) -> bool:
    """Whether a line, folded, is the label of a post's terms and nothing else."""
    return _LABEL.fullmatch(folded) is not None


def is_terms_line(folded: str, linked: int) -> bool:
    """Whether a block, folded, tells the post's categories or tags: a label, then links (`linked` counts their characters), or short terms
    behind a colon or behind a label of several words. "Tag teams met at the border." is a sentence."""
    label = _LABEL.match(folded) or (_LINKED_LABEL.match(folded) if linked else None)
    if label is None:
        return False
    rest = folded[label.end() :]
    if linked:
        return linked >= 0.5 * len(rest)
    if not label[1] and " " not in label[0].strip():
        return False
    short = all(len(term.split()) <= _TERM_WORDS for term in _TERMS.split(rest))
    return short and len(rest) <= _TERM_CHARS and rest[-1:] not in ".!?"


def is_appeal(folded: str, linked: int, *, at_home: bool) -> bool:
    """Whether a block, folded, is nothing but a link within the site (`at_home`) that asks the reader to subscribe or to follow, or asks so
    for what is "ours", wherever that link leads."""
    if linked and _OWN_APPEAL.fullmatch(folded):
        return True
    return at_home and linked >= 0.8 * len(folded) and bool(_APPEAL.fullmatch(folded))


def is_emoji_image(tag: Tag) -> bool:
    """Whether an image stands for a character: WordPress' emoji and smilies, whose `alt` is the text."""
    return not {"emoji", "wp-smiley", "wp-emoji"}.isdisjoint(classes(tag))


def _is_slide(tag: Tag, mass: Mass) -> bool:
    """Whether a hidden element is one of several alike of which a reader sees the first: a text in slides, turned over by a script."""
    if mass.prose < _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS or tag.parent is None:
        return False
    tokens = set(classes(tag))
    brothers = (child for child in islice(tag.parent.children, _BROTHERS) if isinstance(child, Tag) and child.name == tag.name)
    alike = [child for child in brothers if not tokens.isdisjoint(classes(child))]
    return len(alike) >= _FEWEST_SLIDES and any(not is_hidden(child) for child in alike)


def _is_box(tag: Tag, said: int, mass: Mass, whole: Mass) -> bool:
    """Whether the element is a box that sites put into a post: a button, a teaser of another post, an author's biography, an appeal."""
    if tag.name == "a":
        return mass.chars <= LONGEST_HEADING and bool(said & _BUTTON) and stands_alone(tag)
    if tag.name in _HEADINGS or (tag.name in _TEXT_ELEMENTS and tag.name != "li"):
        return False
    is_small = mass.prose <= _BOX_SHARE * whole.prose
    if said & _NESTED_POST:
        return is_small
    if said & _TEASER and _leads_away(tag, mass):
        return is_small
    return is_small and mass.prose < _BOX_PROSE and bool(said & _BOX)


def is_card(tag: Tag, mass: Mass, whole: Mass) -> bool:
    """Whether a link holds boxes with a text, as the card of another page does, and is all that its own box holds, among paragraphs; not a
    picture with its caption, nor what holds much of the text. Cards side by side may be the author's list."""
    if tag.name != "a" or not mass.tags or mass.chars < _SHORTEST_CARD or mass.chars > min(_TEASER_CHARS, _BOX_SHARE * whole.chars):
        return False
    is_boxed = any(True for _ in below(tag, ("div", "section", "article"))) and not any(True for _ in below(tag, ("figure", "figcaption")))
    if not is_boxed or tag.parent is None or tag.parent.name not in _BOX_NAMES or not stands_alone(tag):
        return False
    beside = (*islice(tag.parent.previous_siblings, _NEAR), *islice(tag.parent.next_siblings, _NEAR))
    return any(isinstance(node, Tag) and node.name == "p" for node in beside)


def _leads_away(tag: Tag, mass: Mass) -> bool:
    """Whether a heading of a small element is a link: the teaser of another post. Above its headline may stand another heading."""
    if mass.chars > _TEASER_CHARS or not mass.links or mass.tags > _MANY_TAGS:
        return False
    headings = islice(below(tag, _HEADINGS - {"h1"}), _TEASER_HEADINGS)
    return any(
        (heading.parent is not None and heading.parent.name == "a") or any("href" in link.attrs for link in below(heading, ("a",)))
        for heading in headings
    )


def _is_convicted(tag: Tag, said: int, mass: Mass) -> bool:
    if tag.name == "form":
        return mass.prose < 2 * _LITTLE_PROSE
    if tag.name in _TEXT_ELEMENTS or not (tag.name in _SUSPECT_ELEMENTS or said & _SUSPECT):
        return False
    if mass.images and mass.links <= mass.images and mass.chars < LONGEST_HEADING and mass.linked < max(1, mass.chars):
        return False
    if mass.prose * 4 <= mass.chars < LONGEST_HEADING and tag.name not in _HEADINGS and any(map(_BARE.search, labels(tag))):
        return True
    if mass.links and mass.link_share > _MOSTLY_LINKS:
        return True
    if mass.tags > _MANY_TAGS:
        return False
    heading = next(below(tag, _HEADINGS), None) if mass.links and mass.prose < _LITTLE_PROSE else None
    if heading is not None and mass.linked > _BUT_HEADING * (mass.chars - len(heading.get_text(strip=True))):
        return True
    opening = fold(next(iter(tag.stripped_strings), "")[:80])
    return bool(_SECTION.match(opening)) and (mass.prose < _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS / 2)
