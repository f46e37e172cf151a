"""Sections within a post's content that are not the author's: a heading such as "Related posts" with the list that follows it.

What comes after such a list, a credit above all, is the author's again."""

import re
from itertools import islice

from bs4.element import PageElement, Tag

from kazcrawl.parse.body.furniture import LONGEST_HEADING, opens_foreign_section
from kazcrawl.parse.page.spot import Mass
from kazcrawl.parse.page.tree import PLAIN_TEXT, Text, elements, labels, mass_of
from kazcrawl.text import fold

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A heading has no more elements of its own, and a section no more parts, than are looked at.
_HEADING_TAGS = 12
_PARTS = 80
# A section is the author's if it holds this much prose (in characters) and fewer links than this part of its text.
_PROSE = 160
_MOSTLY_LINKS = 0.5
_SOME_LINKS = 0.2
# What the heading above a form asks for.
_ASKS = re.compile(
    r"subscri|newsletter|sign up|\bjoin\b|mailing|stay (?:in|up)|leave a|write a|подпис|рассылк|оставить|жазыл", re.IGNORECASE
)
# What stands above the form for readers' comments: behind it in its element are those, whatever they are called.
_FOR_COMMENTS = re.compile(
    r"(?:leave|post|write|add) a (?:comment|reply)|(?:оставить|добавить|написать|оставьте) (?:свой )?(?:комментарий|отзыв)|"
    r"пікір (?:қалдыру|жазу|қалдырыңыз)|yorum (?:yap|yaz)|(?:laisser|écrire) un commentaire|(?:schreibe|hinterlasse) einen kommentar"
)
# What stands above readers' comments, whatever those are called.
_COMMENTS_TO = re.compile(
    r"\d{1,4} (?:comments?|responses?|thoughts?|комментари\w{1,2}|ответ\w{0,2}|пікір) (?:\([^()]{1,30}\) )?(?:to|on|к|на|for) [\"“”«']"
)
# Of whom a last section tells, and how much it tells.
_BIO = re.compile(r"about the (?:author|writer|contributor)s?\b|(?:об|про) автор|автор туралы|über (?:den autor|die autorin)")
_LONGEST_BIO = 600
# A form stands below a few lines that ask for it.
_ABOVE_FORM = 4
# What plug-ins call the row of buttons that they print behind a text, and nowhere else.
_BEHIND = frozenset(("addtoany_content_bottom", "jp-post-flair"))
# How a line begins that names the source or the author: it belongs to the text, not to a list of links above it.
_CREDIT = re.compile(
    r"[\W_]*(?:sources?|credits?|authors?|источник\w*|автор\w*|дереккөз\w*|дерек көз\w*|quellen?|fuentes?|fontes?|kaynak)\s?[:：–—-]",
    re.IGNORECASE,
)
_CREDIT_CHARS = 200
# A credit stands right behind a list of other posts: so many of the parts are looked at.
_NEAR = 20
# A button stands no deeper in its heading.
_AROUND = 4


def foreign_section(tag: Tag, mass: Mass) -> list[Tag]:
    """Return `tag` and what follows it up to the next heading of its level, if it announces other posts, buttons or a form and what follows
    is mostly links or a few lines above a form; or if it is the row of buttons that a plug-in prints behind a text: then what follows was
    put there by others. Else []. `mass` is its own."""
    if tag.attrs and not _BEHIND.isdisjoint(labels(tag)):
        siblings = (part for part in islice(tag.next_siblings, _PARTS) if isinstance(part, Tag))
        return [tag, *(part for part in siblings if not _is_credit(part))]
    if not 0 < mass.chars <= LONGEST_HEADING or mass.tags > _HEADING_TAGS or not opens_foreign_section(text := _text_of(tag)):
        return []
    if _COMMENTS_TO.match(fold(text)):
        return [tag, *(part for part in islice(tag.next_siblings, _PARTS) if isinstance(part, Tag))]
    if _FOR_COMMENTS.match(fold(_text_of(tag))) and (comments := _behind_form(tag)) is not None:
        return [tag, *comments]
    whole = _section_of(tag)
    if _ASKS.search(text) and (asked := _up_to_form(whole)) is not None:
        return [tag, *asked]
    if _BIO.match(fold(text)) and sum(mass_of(part).prose for part in whole) < _LONGEST_BIO and _ends(whole):
        return [tag, *whole]
    section = _without_end(whole)
    inside = [mass_of(part) for part in section]
    chars, linked, prose = (sum(getattr(part, name) for part in inside) for name in ("chars", "linked", "prose"))
    is_list = chars > 0 and (linked >= _MOSTLY_LINKS * chars or (prose < _PROSE and linked >= _SOME_LINKS * chars))
    return [tag, *section] if is_list else []


def _is_credit(part: Tag) -> bool:
    return 0 < mass_of(part).chars <= _CREDIT_CHARS and _CREDIT.match(part.get_text(" ").strip()) is not None


def _ends(section: list[Tag]) -> bool:
    """Whether nothing with prose follows a section in its element."""
    return bool(section) and not any(isinstance(node, Tag) and mass_of(node).prose for node in islice(section[-1].next_siblings, _PARTS))


def _behind_form(tag: Tag) -> list[Tag] | None:
    """The parts behind an element that heads or holds a form, with the form; None where no form is near."""
    behind = [part for part in islice(tag.next_siblings, _PARTS) if isinstance(part, Tag)]
    near = (tag, *behind[:_ABOVE_FORM])
    if not any(part.name == "form" or (mass_of(part).prose < _PROSE and part.find("form") is not None) for part in near):
        return None
    return [part for part in behind if not _is_credit(part)]


def _up_to_form(section: list[Tag]) -> list[Tag] | None:
    """The first parts of a section with the form that they ask the reader to fill in, or None."""
    for place, part in enumerate(section[:_ABOVE_FORM]):
        if part.name == "form" or (mass_of(part).prose < _PROSE and part.find("form") is not None):
            return section[: place + 1] if sum(mass_of(inner).prose for inner in section[: place + 1]) < 2 * _PROSE else None
    return None


def is_question(tag: Tag) -> bool:
    """Whether the element is a button that is all of a heading, and opens what stands below it: its text is the heading's."""
    around = islice(tag.parents, _AROUND) if tag.name == "button" else ()
    return any(above.name in HEADINGS and not mass_of(above).chars for above in around)


def _text_of(tag: Tag) -> str:
    only: PageElement = tag
    while isinstance(only, Tag) and len(only.contents) == 1:
        only = only.contents[0]
    if isinstance(only, Text):
        return only
    return " ".join([str(node) for node in tag.descendants if type(node) in PLAIN_TEXT])


def _section_of(tag: Tag) -> list[Tag]:
    level = tag.name if tag.name in HEADINGS else next((inner.name for inner in elements(tag) if inner.name in HEADINGS), "h6")
    section: list[Tag] = []
    for sibling in islice(tag.next_siblings, _PARTS):
        if isinstance(sibling, Tag):
            if sibling.name in HEADINGS and sibling.name <= level and mass_of(sibling).chars:
                break
            section.append(sibling)
    return section


def _without_end(section: list[Tag]) -> list[Tag]:
    """The section up to the first credit in it, and without the text that follows its last link."""
    inside = [mass_of(part) for part in section]
    linked = [place for place, mass in enumerate(inside) if mass.linked]
    if not linked:
        return section
    for place in range(min(len(section), _NEAR)):
        if _is_credit(section[place]):
            return section[:place]
    return section[: linked[-1] + 1]
