"""Dates that only their surroundings tell to be the post's, or not to be."""

import re
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import ParsedDate, find_dates, parse_human, parse_machine
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.tree import attribute, below, classes, elements, holds_more, is_called, line_text, short_text, tags_below
from kazcrawl.text import one_line

# Figures alone, and a short year without an apostrophe: elsewhere a number of something, or 15 comments.
_EIGHT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_TIGHT = re.compile(r"\d{1,2}[\s.-]?[^\W\d_]{3,10}[\s.,-]{1,2}\d\d|[^\W\d_]{3,10}\.?\s\d{1,2},?\s\d\d")
# An item of a list has so few frames around its date, and no more text, of which all but a date is the link.
_NEAR, _MOST_ITEMS, _ITEM, _DATE = 3, 100, 500, 60
_BOXES, _NEXT = frozenset(("div", "article", "section", "tr", "p")), 2
# An entry of a calendar or a history has so many letters beside its day, and none of the words of a post's own head.
_FEW_WORDS = 12
_OWN_WORD = re.compile(
    r"publish|posted|\bby\b|author|written|categor|view|comment|read|updat|modif|опубл|автор|просмотр|комментар|категор|рубрик|обновл|жариял|қарал|"
    r"veröffentlicht|\bvon\b|publié|\bpar\b",
    re.IGNORECASE,
)
_MOST_BESIDE, _LABEL, _LINE = 100, 40, 100
# An element with more others in it is a frame around much else, or made to cost time.
_MOST_TAGS = 200
_STAMPS = ("time", "span", "abbr")
# What themes call a time of a later change, and one of publication.
_UPDATED = frozenset({
    "updated", "modified", "post-modified-info", "entry-updated", "last-updated", "dt-updated", "entry-modified", "updated-date",
    "modified-date", "date-updated", "date-modified", "post-updated", "last-modified",
})  # fmt: skip
PUBLISHED = frozenset(("published", "entry-date", "posted-on", "post-date", "entry-time", "dt-published", "date-published", "pubdate"))
UPDATE_WORD = re.compile(
    r"updat|modif|edited|corrected|revised|обновл|измен|последняя редакция|жаңарт|өзгер[тіу]|jañart|özger|оновлен|змінен|aktualisiert|"
    r"geändert|mise? à jour|actualisé|actualiza[dc]|atualiza[dç]|aggiorna[tm]|güncelle|aktualizac[jy]|zaktualizow|zmienion|"
    r"yangilan|更新|تحديث",
    re.IGNORECASE,
)
# What names the day right behind it as that of something else than the post.
_OTHER_DAY = re.compile(
    r"(?:\b(?:deadline|expir(?:es|ed|y)|valid (?:until|till|to|through)|apply by|rsvp by|when|due|starts?|begins?|ends?|joined|"
    r"member since|(?:event|start|end|closing|due|meeting|expiry|expiration) date|date of (?:the )?(?:event|meeting)|"
    r"next (?:meeting|event)|copyright|archived|(?:fair|event|exhibition|conference|registration) (?:opens|closes)|"
    r"(?:medically |last )?(?:reviewed|fact[ -]?checked|verified)(?: by [^|·•\d]{1,60} on)?)"
    r"|\b(?:termin|veranstaltung|etkinlik tarihi|date de l['’]événement|fecha del evento|"
    r"data (?:dell['’]evento|do evento|wydarzenia)|дата події|开始|開催日?)"
    r"|дата (?:события|проведения|мероприятия|начала|окончания)|срок|дедлайн|начало|окончание|действ(?:ует|ителен) до|приём заявок до"
    r"|өтетін күні|іс-шара күні|басталуы|аяқталуы|мерзімі)[\s|:]*(?:(?:on|at|by|am|до|–|—|-)[\s|:]*)?$",
    re.IGNORECASE,
)
# What themes call the day of the visit, in a bar at the top.
_TODAY = finds(
    r"^(?:(?:top|header|site|page)[-_]?(?:bar[-_]?)?)?(?:todays?|current)[-_]?(?:date|day|time)?$|^(?:top-?bar|header)[-_]?date$|^clock$"
)
# A label before a date that stands in an element of its own: "Last updated on"; "|" where an element ends. A headline may end like it.
_UPDATE_LABEL = re.compile(
    r"(?:^|[|·•,;(/—–-])\s*"
    r"(?:(?:this|the|page|post|article|entry|was|has been|last|date|дата|последн\w+|соңғы рет|zuletzt|dernière)\s+){0,6}"
    rf"(?:{UPDATE_WORD.pattern})\w*[\s|:]*(?:(?:on|at|am|le|el|il|date)[\s|:]*)?$",
    re.IGNORECASE,
)


def parse_tight(text: str) -> ParsedDate | None:
    """Read "20151021" or "21 Oct 15", or None."""
    if match := _EIGHT.fullmatch(text):
        return parse_machine("-".join(match.groups()))
    return parse_human(f"{text[:-2]}20{text[-2:]}") if _TIGHT.fullmatch(text) else None


def is_of_else(before: str) -> bool:
    """Whether what stands before a date in its line says that it is of a later change, or of something else than the post."""
    return UPDATE_WORD.search(before) is not None or _OTHER_DAY.search(before[-_LINE:]) is not None


def is_doubtful(tag: Tag) -> bool:
    """Whether what stands around an element says that its date is not the one of the post's publication."""
    within = elements(tag) if tags_below(tag) <= _MOST_TAGS else [tag]
    is_today = any(is_called(near, _TODAY) for near in (*within, *islice(tag.parents, 1)))
    return is_today or is_listed(tag) or _is_labelled(tag, _UPDATE_LABEL) or _is_labelled(tag, _OTHER_DAY)


def is_labelled_update(tag: Tag) -> bool:
    """Whether the words right before an element that is a date say that it is that of a later change."""
    return _is_labelled(tag, _UPDATE_LABEL)


def is_listed(tag: Tag) -> bool:
    """Whether what a date was read of is (in) a list of links with dates each, the newest posts of the site, or of days and what happened,
    or will, on each."""
    around = (tag, *islice(tag.parents, _NEAR))
    item = next((near for near in around if near.name == "li"), None) or next(below(tag, ("li",)), None)
    beside = islice(item.parent.children, _MOST_ITEMS) if item and item.parent else iter(())
    items = [child for child in beside if isinstance(child, Tag) and child.name == "li"]
    dated = [item for item in items if find_dates(short_text(item, _ITEM))] if len(items) > 1 else []
    if len(dated) > 1 and (sum(map(_is_dated_link, dated)) > 1 or any(map(_is_event, dated))):
        return True
    within = islice((child for child in tag.children if isinstance(child, Tag)), 1)
    return any(_is_teaser_of_many(near) for near in (*around, *within) if near.name in _BOXES and "class" in near.attrs)


def _is_teaser_of_many(box: Tag) -> bool:
    """Whether a box is a link with a day beside it, and so is one next to it that looks the same."""
    if not _is_dated_link(box):
        return False
    beside = (*islice(box.previous_siblings, _NEXT), *islice(box.next_siblings, _NEXT))
    alike = (node for node in beside if isinstance(node, Tag) and node.name == box.name and classes(node) == classes(box))
    return any(_is_dated_link(other) and find_dates(short_text(other, _ITEM)) for other in alike)


def is_update(tag: Tag) -> bool:
    """Whether the element is called the time of a later change."""
    return (not _UPDATED.isdisjoint(classes(tag)) and PUBLISHED.isdisjoint(classes(tag))) or is_sure_update(tag)


def is_sure_update(tag: Tag) -> bool:
    """Whether an element that is a time says of itself, or is labelled, that it is that of a later change; "updated" as its class alone
    may be all that an old theme calls a date."""
    if "itemprop" in tag.attrs and "datemodified" in attribute(tag, "itemprop").lower():
        return True
    return tag.name == "time" and (is_labelled_update(tag) or UPDATE_WORD.search(line_text(tag)[:_LABEL]) is not None)


def shows_update(tag: Tag, day: str) -> bool:
    """Whether a day in an element's text is that of a later change, which has an element of its own in there, or is it."""
    inner = below(tag, _STAMPS) if tags_below(tag) <= _MOST_TAGS else ()
    return any(is_sure_update(stamp) and day in line_text(stamp) for stamp in (tag, *inner))


def _is_labelled(tag: Tag, label: re.Pattern[str]) -> bool:
    before = ""
    for node in islice(tag.previous_siblings, _MOST_BESIDE):
        if isinstance(node, Tag):
            is_label = node.name not in HEADINGS and not holds_more(node, _LABEL)
            before = f"|{one_line(node.get_text(' ')) if is_label else '.'}|{before}"
        elif isinstance(node, str):
            before = f"{node[-2 * _LABEL :]}{before}"
        if len(before) >= _LABEL:
            break
    return label.search(before[-2 * _LABEL :]) is not None


def _is_dated_link(item: Tag) -> bool:
    text = short_text(item, _ITEM) if tags_below(item) <= _MOST_TAGS else ""
    link = next((link for link in below(item, ("a",)) if "href" in link.attrs), None) if text else None
    beside = len(text) - len(short_text(link, _ITEM)) if link is not None else 0
    return 0 < beside <= _DATE and beside < len(text)


def _is_event(item: Tag) -> bool:
    """Whether an item with a day tells in words what that is of; "Posted 21 October 2015" is of the post itself."""
    text = short_text(item, _ITEM)
    days = find_dates(text)
    words = f"{text[: days[0].span[0]]} {text[days[0].span[1] :]}" if days else ""
    return len(days) == 1 and sum(map(str.isalpha, words)) >= _FEW_WORDS and not _OWN_WORD.search(words)
