"""The dates of a post that a reader sees: in elements called date, in its meta line. Stamps are for published.py."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, tzinfo
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import ParsedDate, find_dates, parse_human, parse_machine, parse_partial, zone
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.doubtful_dates import UPDATE_WORD, is_doubtful, is_of_else, is_update, parse_tight, shows_update
from kazcrawl.parse.fields.figures import day_first
from kazcrawl.parse.fields.inner_head import head_lines
from kazcrawl.parse.fields.text_head import is_line
from kazcrawl.parse.fields.url_date import month_of_url, year_of_url
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import HEADINGS, is_beside, parted
from kazcrawl.parse.page.spot import INLINE
from kazcrawl.parse.page.tree import attribute, elements, holds_any, is_called, line_text, stands_alone, tags_below
from kazcrawl.text import one_line

Told = Candidate[ParsedDate]

# What themes call the element of the date, or of the line that holds it.
_DATE_NAME = finds(
    r"(?:^|[-_])(?:time|published|timestamp|posted|submitted|pubdate|day|calendar|byline|meta|info|postdata|details|head|header|footer)(?:$|[-_0-9])"
    r"|(?<!up)date(?!d)|datum|fecha|(?:post|entry)(?:meta|info|time|ed)|metadata|(?:post|entry|article|single)[-_]?(?:head|header|footer)"
)
_FIGURES = re.compile(r"(\d{1,2})\s?[./-]?\s?(\d{1,2})")
# How such a line begins, and how it goes on behind the date where it speaks of no other paper: "Published 5 May 2010 in the Herald".
_LABEL = re.compile(
    r"\s*(?:date published|publication date|published(?: on)?|date posted|posted(?: on)?|veröffentlicht(?: am)?|erschienen am|"
    r"дата (?:публикации|создания|добавления)|опубликован[оа]?|размещен[оа]?|добавлен[оа]?|опубліковано|додано|"
    r"(?:жариялан|қосыл)(?:ды|ған)(?: күні| уақыты)?|publié le|ajouté le|mis en ligne le|pubblicato il|publicado(?: el| em)?|"
    r"(?:eklenme|yayın(?:lanma)?) tarihi|(?:qo['’ʻ]shilgan|joylangan) sana|joylandi|opublikowano|dodano|"
    r"发布(?:时间|日期|于)?|投稿日|公開日)"
    r"\s?:?\s?",
    re.IGNORECASE,
)
# A work is named behind its day: "A. Author (April 2, 2015). On ports."
_CITED = re.compile(r"\d{4}\)[.,:]?\s\w")
_ENDED = re.compile(r"\W*(?:$|\w+:|(?:at|às|um|à|в|saat)?\s?\d{1,2}[:h.]\d\d\b)")
_LINE, _SHORT_LINE = 500, 100
# A line has fewer elements: more is a frame around much else, or made to cost time.
_LINE_TAGS, _MOST_BESIDE, _MOST_LINES = 200, 100, 6
_SHORT = frozenset(("p", "div", "span", "h4", "h5", "h6", "em", "strong", "font", "small", "i", "b"))
# Text before the first prose of the body: what stands there is still the post's head.
_HEAD = 400


def from_time_text(page: Page) -> Iterator[Told]:
    """The day that a reader sees in the post's `time` element, whatever its machine stamp says."""
    for tag in page.around:
        if tag.name == "time" and not is_update(tag):
            yield from human(page, tag, "time")


def from_line(page: Page) -> Iterator[Told]:
    """A date that a reader sees: an element called date, or the line "Posted on D by A" near the title.

    Where the post has no element of its own, what surrounds the body may be anything: the head within the body comes first then. Behind the
    body other posts may stand: a date alone in that head comes before theirs."""
    head = _head_of_body(page)
    if page.container.post is None:
        yield from _in_named(page, _named(head), head)
    before, behind = parted(_named(page.around), page.container.content)
    yield from _in_named(page, before, page.around)
    if behind:
        yield from _alone(page, _named(head))
        yield from _in_named(page, behind, page.around)


def from_inside(page: Page) -> Iterator[Told]:
    """The same within the body's element, for themes that print the meta line there."""
    for tag in page.inside:
        if tag.name == "time" and not is_update(tag):
            yield from machine(page, attribute(tag, "datetime"), "time")
    yield from _in_named(page, _named(page.inside), page.inside)
    short = [tag for tag in page.inside if tag.name in _SHORT and (tag.name not in INLINE or stands_alone(tag) or is_line(tag))]
    for tag in short[:6] + short[-3:]:
        yield from _whole(page, tag, "text")


def from_short_text(page: Page) -> Iterator[Told]:
    """A short element around the body that is a date and nothing else, whatever it is called; before one behind the body, where other posts
    may stand, what an element of the body's head that is called a date shows."""
    short = [tag for tag in page.around if tag.name not in HEADINGS]
    for read in (_whole, _tight):
        for tag in short:
            for told in read(page, tag, "text"):
                if parted((tag,), page.container.content)[1]:
                    yield from _alone(page, _named(_head_of_body(page)))
                yield told


def from_heading_before(page: Page) -> Iterator[Told]:
    """A heading before the post that is a date and nothing else: the first themes of WordPress set the day above its posts."""
    post = page.container.post or page.container.content
    before = (tag for tag in islice(post.previous_siblings, _MOST_BESIDE) if isinstance(tag, Tag)) if post is not None else iter(())
    heading = next((tag for tag in before if tag.name in HEADINGS), None)
    if heading is not None:
        yield from _whole(page, heading, "text")
        text = line_text(heading)
        for found in find_dates(text, tz=timezone_of(page), dayfirst=day_first(page, text), short_years=True)[:1]:
            if found.span == (0, len(text)):
                yield Candidate(found.parsed, "text", text)


def from_meta_text(page: Page) -> Iterator[Told]:
    """A short line around the body that has a date, whatever it is called: "A. Author, 8.5.12"."""
    content = page.container.content
    frames = {id(parent) for parent in content.parents} if content is not None else set()
    for tag in page.around:
        is_line = tag is not content and id(tag) not in frames and not _is_no_line(tag)
        if is_line and 6 <= len(text := line_text(tag)) <= _SHORT_LINE and not _CITED.search(text):
            yield from human(page, tag, "text")


def from_labelled_line(page: Page) -> Iterator[Told]:
    """A short line around the body that says "Posted" or the like and then a date, whatever else it tells: "Posted: 8.5.12 / A. Author"."""
    for tag in page.around:
        label = _LABEL.match(text := line_text(tag))
        if label and label.end() < len(text) <= _SHORT_LINE and not _is_no_line(tag):
            yield from human(page, tag, "text")


def _is_no_line(tag: Tag) -> bool:
    """Whether an element is a frame around much else, or a heading stands in it, or it is one: a day in a headline is not the post's."""
    return tag.name in HEADINGS or tags_below(tag) > _LINE_TAGS or holds_any(tag, HEADINGS)


def from_head_lines(page: Page) -> Iterator[Told]:
    """The same between the headline and the text, where both stand in one element."""
    for tag in page.once(head_lines):
        yield from human(page, tag, "text")


def from_label(page: Page) -> Iterator[Told]:
    """A line of the body that says of itself when it was published, and of nothing else: "Published: 16 August 2019"; alone in its element,
    or between breaks."""
    for tag in page.inside:
        for piece in islice((child for child in tag.contents if isinstance(child, str)), _MOST_LINES):
            label = _LABEL.match(piece[:_SHORT_LINE])
            text = "" if label is None else line_text(tag) if piece is tag.contents[0] else one_line(piece[:_LINE])
            for found in find_dates(text, tz=timezone_of(page), dayfirst=day_first(page, text))[:1]:
                if label and found.span[0] <= label.end() + 1 and _ENDED.match(text, found.span[1]):
                    yield Candidate(found.parsed, "text", text[:_SHORT_LINE])


def from_partial(page: Page) -> Iterator[Told]:
    """A day and month without a year ("Oct 21"), completed from the year (and month, if there is one) in the post's address. In figures
    ("21 / 10") the address must tell the month."""
    told = year_of_url(page)
    if told is None:
        return
    year, month, snippet = told
    for tag in (*page.around, *_head_of_body(page)):
        if is_called(tag, _DATE_NAME):
            text = line_text(tag)
            partial = parse_partial(text) or (_in_figures(text, month) if month else None)
            if partial and month in (None, partial[0]):
                try:
                    yield Candidate(ParsedDate(date(year, *partial)), "text", f"{text} + {snippet}")
                except ValueError:
                    continue


def _in_figures(text: str, month: int) -> tuple[int, int] | None:
    match = _FIGURES.fullmatch(text)
    figures = (int(match[1]), int(match[2])) if match else (0, 0)
    return (month, figures[figures[0] == month]) if month in figures else None


def machine(page: Page, text: str, origin: str) -> Iterator[Told]:
    """Read a machine's stamp; some themes put the date there as a person would write it."""
    text = one_line(text[:100])
    parsed = (parse_machine(text, tz=timezone_of(page)) or _parse_human(page, text)) if text else None
    if parsed:
        yield Candidate(parsed, origin, text)


def human(page: Page, tag: Tag, origin: str, text: str | None = None) -> Iterator[Told]:
    """Read the date in a short element's text; of "Published D, updated E" the first one that is no update."""
    text, last = _own_text(tag) if text is None else text, 0
    short_years = len(text) <= _SHORT_LINE
    for found in find_dates(text, tz=timezone_of(page), dayfirst=day_first(page, text), short_years=short_years):
        is_own = not is_of_else(text[last : found.span[0]]) and not is_doubtful(tag)
        if is_own and not shows_update(tag, text[found.span[0] : found.span[1]]):
            yield Candidate(found.parsed, origin, text)
            return
        last = found.span[1]


def updates(page: Page) -> Iterator[ParsedDate]:
    """The times of a later change that a reader sees: in an element called so, or after the word "Updated" in a short line."""
    for tag in page.around:
        if (is_told := is_update(tag)) or is_called(tag, _DATE_NAME):
            text, last = line_text(tag), 0
            if not is_told and not UPDATE_WORD.search(text):
                continue
            for found in find_dates(text, tz=timezone_of(page), dayfirst=day_first(page, text)):
                if is_told or UPDATE_WORD.search(text[last : found.span[0]]):
                    yield found.parsed
                last = found.span[1]


def timezone_of(page: Page) -> tzinfo | None:
    """The zone of the site's own clock, where it is known."""
    return zone(page.site.timezone) if page.site and page.site.timezone else None


def _head_of_body(page: Page) -> list[Tag]:
    """The elements of the body that begin before its prose does."""
    content = page.container.content
    if content is None:
        return []
    head: list[Tag] = []
    chars = 0
    for node in content.descendants:
        if isinstance(node, Tag):
            head.append(node)
        elif isinstance(node, str):
            chars += len(node.strip())
            if chars > _HEAD:
                break
    return head


def _in_named(page: Page, named: Sequence[Tag], beside: Sequence[Tag]) -> Iterator[Told]:
    """What elements named for a date or a meta line show: those that are a date alone first, then those that contain one, without what
    elements `beside` them tell of a later change."""
    yield from _alone(page, named)
    lines = [tag for tag in named if not _is_no_line(tag)]
    if later := {id(tag) for tag in beside if is_update(tag)}:
        for tag in lines:
            yield from human(page, tag, "text", _own_text(tag, without=later))
    for tag in lines:
        yield from human(page, tag, "text")


def _named(tags: Sequence[Tag]) -> list[Tag]:
    return [tag for tag in tags if is_called(tag, _DATE_NAME) and not is_update(tag)]


def _alone(page: Page, tags: Sequence[Tag]) -> Iterator[Told]:
    for tag in tags:
        yield from _whole(page, tag, "text")


def _whole(page: Page, tag: Tag, origin: str) -> Iterator[Told]:
    """Read the text of an element that is a date and nothing else."""
    text = line_text(tag)
    parsed = _parse_human(page, text) if 6 <= len(text) <= 80 and not UPDATE_WORD.search(text[:20]) else None
    if parsed and not (is_doubtful(tag) or shows_update(tag, text)):
        yield Candidate(parsed, origin, text)


def _tight(page: Page, tag: Tag, origin: str) -> Iterator[Told]:
    """Read a day without signs where it stands alone in one piece, and the element is called a date or the address tells its month."""
    text = line_text(tag)
    parsed = parse_tight(text) if len(list(islice(tag.stripped_strings, 2))) == 1 else None
    if parsed and ((parsed.day.year, parsed.day.month) == month_of_url(page) or is_called(tag, _DATE_NAME)):
        yield Candidate(parsed, "text", text)


def _parse_human(page: Page, text: str) -> ParsedDate | None:
    return parse_human(text, tz=timezone_of(page), dayfirst=day_first(page, text))


def _own_text(tag: Tag, *, without: Collection[int] = ()) -> str:
    """The same without what stands beside the post: a list of others may be all that an element around the body holds."""
    is_line = 0 < tags_below(tag) <= _LINE_TAGS
    beside = {id(inner) for inner in elements(tag)[1:] if is_beside(inner)} if is_line else set()
    return line_text(tag, without=beside.union(without))
