"""Tells what themes and plugins print around and within a post from the post's own text.

Names that only a plugin or WordPress' core writes are taken at their word. Names that theme authors use for anything ("related", "summary",
"box") only raise a suspicion, which the content must confirm: many links, little prose. The names and words stand in furniture.toml."""

import re
import tomllib
from itertools import islice
from pathlib import Path
from typing import Any

from bs4.element import Tag

from kazcrawl.parse.places import COMMENTS
from kazcrawl.parse.tree import Mass, attribute, classes, is_hidden, is_text, labels, remembered
from kazcrawl.text import fold

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _phrases(table: str) -> re.Pattern[str]:
    return re.compile("|".join(phrase for language in _TABLES[table].values() for phrase in language))


_NAMES = [name for group in _TABLES["plugins"].values() for name in group.split()]
_PLUGIN_NAMES = frozenset(name for name in _NAMES if not name.endswith("*"))
_PLUGIN_STARTS = tuple(name[:-1] for name in _NAMES if name.endswith("*"))
# Names that are at once taken at their word, however long the texts of other posts or of an author are.
_LONG_NAMES = frozenset(
    name for group in ("related", "share", "comments", "authors") for name in _TABLES["plugins"][group].split() if not name.endswith("*")
)
_LONG_STARTS = tuple(
    name[:-1] for group in ("related", "share", "comments", "authors") for name in _TABLES["plugins"][group].split() if name.endswith("*")
)
_BOX = re.compile("|".join(_TABLES["boxes"]["patterns"]))
_BUTTON = re.compile(r"(?:^|[-_])(?:btn|button|cta)(?:$|[-_])|__button")
_TEASER = re.compile("|".join(_TABLES["teasers"]["patterns"]))
# What has such a name and no prose is a label of buttons or of an advertisement.
_BARE = re.compile(r"share|sharing|social|(?:^|[-_])ads?(?:$|[-_])|advert")
_NESTED_POST = re.compile(r"hentry|type-post|post-\d+")
_SUSPECT = re.compile("|".join([*map(re.escape, _TABLES["suspects"]["parts"].split()), *_TABLES["suspects"]["patterns"]]))
_SECTION = _phrases("sections")
# "Read also X" points; "see X" may be a sentence of the author's, so such a verb alone needs a colon or an arrow after it.
_POINTER = re.compile(rf"(?:(?:{_phrases('pointers').pattern})\s*[:>\-|»→.]*|(?:{_phrases('verbs').pattern})\s*[:>|»→]+)\s*")
_LINE = _phrases("lines")

_SUSPECT_ELEMENTS = frozenset(("nav", "footer", "header", "aside", "form", "menu", "fieldset", "address"))
# Elements of running text: never convicted by a suspicion, whatever their class.
_TEXT_ELEMENTS = frozenset(
    ("p", "li", "a", "span", "strong", "em", "b", "i", "td", "tr", "table", "tbody", "blockquote", "figure", "img", "pre", "code", "body")
)
# A heading's id is made of its words: it says nothing of what the heading is for.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES = frozenset(("navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "banner", "contentinfo"))
_META_PROPERTIES = frozenset(("author", "publisher", "datePublished", "dateModified", "comment", "keywords"))
# Elements that may be furniture without any name or role.
_NEVER_PLAIN = _SUSPECT_ELEMENTS | {"dialog"}
# Less prose than this (in characters) is little: two or three sentences.
_LITTLE_PROSE = 200
_MOSTLY_LINKS = 0.45
# A pointer or a plugin's line is no longer than this.
LONGEST_LINE = 320
LONGEST_HEADING = 60
_MANY_TAGS = 2_000
# A box in a post holds less prose than this, and no more than this part of the post's.
_BOX_PROSE = 900
_BOX_SHARE = 0.25
_TEASER_CHARS = 600
_BROTHERS, _FEWEST_SLIDES = 200, 3


def is_furniture(tag: Tag, mass: Mass, whole: Mass) -> bool:
    """Whether an element within a post's content is not the author's: hidden, a plugin's block, or a suspect that its content convicts.

    `mass` is the element's text, `whole` that of the content it stands in. What holds most of the prose is never furniture, but for
    readers' comments, which may be longer than the post."""
    if not tag.attrs and tag.name not in _NEVER_PLAIN:
        return False
    names = labels(tag)
    if any(_is_of_readers(name) for name in names):
        return mass.chars < whole.chars
    if mass.prose * 2 > whole.prose > 0:
        return False
    if is_hidden(tag):
        return not _is_slide(tag, mass)
    if any(name in _LONG_NAMES or name.startswith(_LONG_STARTS) for name in names):
        return True
    is_named = any(name in _PLUGIN_NAMES or name.startswith(_PLUGIN_STARTS) for name in names)
    if is_named or tag.name in ("nav", "dialog", "menu") or attribute(tag, "role").lower() in _ROLES:
        return mass.prose < 2 * _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS
    if attribute(tag, "itemprop") in _META_PROPERTIES:
        return mass.prose < _LITTLE_PROSE
    return _is_box(tag, names, mass, whole) or _is_convicted(tag, names, mass)


def opens_foreign_section(text: str) -> bool:
    """Whether a heading (or a short label of its own) announces other posts, share buttons, a form or tags."""
    return len(text) <= LONGEST_HEADING and bool(_SECTION.match(fold(text)))


def is_pointer(folded: str, linked: int) -> bool:
    """Whether a block, folded, is nothing but a pointer to another post ("Read also: …"); `linked` counts its characters within links."""
    label = _POINTER.match(folded)
    if label is None:
        return False
    rest = len(folded) - label.end()
    return linked >= 0.8 * rest if rest else linked > 0


def is_furniture_line(folded: str) -> bool:
    """Whether a short line, folded, is one that themes and plugins print ("Print Friendly", "Posted in News", "↑ Top")."""
    return bool(_LINE.fullmatch(folded))


def is_emoji_image(tag: Tag) -> bool:
    """Whether an image stands for a character: WordPress' emoji and smilies, whose `alt` is the text."""
    return not {"emoji", "wp-smiley", "wp-emoji"}.isdisjoint(classes(tag))


@remembered
def _is_of_readers(name: str) -> bool:
    return COMMENTS.match(name) is not None


def _is_slide(tag: Tag, mass: Mass) -> bool:
    """Whether a hidden element is one of several alike of which a reader sees the first: a text in slides, turned over by a script."""
    if mass.prose < _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS or tag.parent is None:
        return False
    tokens = set(classes(tag))
    brothers = (child for child in islice(tag.parent.children, _BROTHERS) if isinstance(child, Tag) and child.name == tag.name)
    alike = [child for child in brothers if not tokens.isdisjoint(classes(child))]
    return len(alike) >= _FEWEST_SLIDES and any(not is_hidden(child) for child in alike)


def _is_box(tag: Tag, names: list[str], mass: Mass, whole: Mass) -> bool:
    """Whether the element is a box that sites put into a post: a button, a teaser of another post, an author's biography, an appeal."""
    if tag.name == "a":
        return mass.chars <= LONGEST_HEADING and any(map(_BUTTON.search, names)) and _stands_alone(tag)
    if tag.name in _HEADINGS or (tag.name in _TEXT_ELEMENTS and tag.name != "li"):
        return False
    is_small = mass.prose <= _BOX_SHARE * whole.prose
    if any(map(_NESTED_POST.fullmatch, names)):
        return is_small
    if any(map(_TEASER.search, names)) and _leads_away(tag, mass):
        return is_small
    return is_small and mass.prose < _BOX_PROSE and any(map(_BOX.search, names))


def _stands_alone(tag: Tag) -> bool:
    """Whether no text stands beside the element: a link in the midst of a sentence is a part of it, however it looks."""
    beside = (*islice(tag.previous_siblings, _BROTHERS), *islice(tag.next_siblings, _BROTHERS))
    return not any(is_text(node) and str(node).strip() for node in beside)


def _leads_away(tag: Tag, mass: Mass) -> bool:
    """Whether the heading of a small element is a link: the teaser of another post."""
    if mass.chars > _TEASER_CHARS or not mass.links or mass.tags > _MANY_TAGS:
        return False
    heading = tag.find(["h2", "h3", "h4", "h5", "h6"])
    if not isinstance(heading, Tag):
        return False
    return heading.find("a", href=True) is not None or (heading.parent is not None and heading.parent.name == "a")


def _is_convicted(tag: Tag, names: list[str], mass: Mass) -> bool:
    if tag.name == "form":
        return mass.prose < 2 * _LITTLE_PROSE
    if tag.name in _TEXT_ELEMENTS or not (tag.name in _SUSPECT_ELEMENTS or any(_SUSPECT.search(name) for name in names)):
        return False
    if mass.images and mass.links <= mass.images and mass.chars < LONGEST_HEADING:
        return False
    if mass.prose * 4 <= mass.chars < LONGEST_HEADING and tag.name not in _HEADINGS and any(map(_BARE.search, names)):
        return True
    if mass.links and mass.link_share > _MOSTLY_LINKS:
        return True
    if mass.tags > _MANY_TAGS:
        return False
    opening = fold(next(iter(tag.stripped_strings), "")[:80])
    return bool(_SECTION.match(opening)) and (mass.prose < _LITTLE_PROSE or mass.link_share > _MOSTLY_LINKS / 2)
