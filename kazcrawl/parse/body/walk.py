"""The one walk over a post's content that gathers its blocks, its HTML and its media. Iterative: depth costs nothing."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from bs4.element import PageElement, Tag

from kazcrawl.items import Link
from kazcrawl.parse.body.block_kinds import is_data_row, kind_of, stronger
from kazcrawl.parse.body.captions import CAPTION, FIGURE, is_caption, roles
from kazcrawl.parse.body.draft import Draft, Reading, block_text, spaced
from kazcrawl.parse.body.furniture import is_card, is_emoji_image, is_furniture
from kazcrawl.parse.body.media import EMBEDS, embed_of, image_of
from kazcrawl.parse.body.sanitise import AMPERSAND, KEPT_TAGS
from kazcrawl.parse.body.sections import foreign_section, is_question
from kazcrawl.parse.body.shortcodes import drop_shortcodes, ends_caption, parts_by_captions
from kazcrawl.parse.page.spot import INLINE, SILENT, Spot
from kazcrawl.parse.page.tree import Text, attribute, is_text, mass_of
from kazcrawl.text import one_line
from kazcrawl.urls import absolute_url, canonical_url, is_file, origin

# HTML deeper than this is flattened: a reader shows no more, a sanitiser need not recurse into it.
_DEEPEST = 200
_MAY_BE_EMPTY = frozenset(("td", "th", "tr", "hr"))
# What is read in a way of its own, or not at all.
_APART = SILENT | EMBEDS | {"img", "br"}
# Elements that are written with attributes.
_TOLD_MORE_OF = frozenset(("a", "td", "th"))
# The captions and images of one figure: more are not looked at.
_MOST_SHOWN = 100
# A post has fewer links, images and embedded things; of a longer list those behind are not looked at.
_MOST_ADDRESSES = 3_000


def read_content(content: Tag, base_url: str) -> Reading:
    """Walk `content` once and return what stands in it, furniture left out."""
    walk = _Walk(base_url, content)
    walk.enter(content, walk.whole)
    above: list[Iterator[PageElement]] = []
    nodes = iter(content.contents)
    while True:
        for node in nodes:
            if type(node) is Text:
                walk.text(node)
            elif not isinstance(node, Tag):
                if is_text(node):
                    walk.text(node)
            elif (mass := mass_of(node)).name in _APART and not is_question(node):
                walk.note(node)
            elif not walk.is_foreign(node, mass):
                walk.enter(node, mass)
                above.append(nodes)
                nodes = iter(node.contents)
                break
        else:
            walk.leave()
            if not above:
                break
            nodes = above.pop()
    walk.flush()
    return walk.reading


class _Walk:
    """The state of a walk: the block that is being gathered and the elements around it."""

    def __init__(self, base_url: str, content: Tag) -> None:
        self.reading = Reading()
        self.pieces = self.reading.pieces
        self.base_url = base_url
        self.whole = mass_of(content)
        # The elements around: name, whether a block, whether a figure, where it begins among the pieces (-1: it is not written).
        self.open: list[tuple[str, bool, bool, int]] = []
        self.kinds = ["paragraph"]
        self.figures: list[tuple[int, int]] = []
        self.is_in_caption = False
        self.run: list[str] = []
        self.links: list[Link] = []
        self.linked = self.addresses = 0
        self.anchor: tuple[str, int] | None = None
        self.row: list[str] | None = None
        self.start, self.solid = 0, -1
        self.foreign: set[int] = set()
        self.seen: set[str] = set()

    def note(self, tag: Tag) -> None:
        """Take down what is not read as text: an image, an embedded thing, the end of a line; no reader sees the others."""
        if tag.name == "img":
            self._image(tag)
        elif tag.name == "br":
            self._line_break()
        elif tag.name in EMBEDS:
            self._embed(tag)

    def is_foreign(self, tag: Tag, mass: Spot) -> bool:
        """Whether the element and all that stands in it is not the author's."""
        if self.foreign and id(tag) in self.foreign:
            return True
        if mass.name in INLINE:
            return bool(mass.attrs) and (is_furniture(tag, mass, self.whole) or (is_card(tag, mass, self.whole) and self._leads_home(tag)))
        if section := foreign_section(tag, mass):
            self.foreign.update(map(id, section))
            return True
        return is_furniture(tag, mass, self.whole)

    def enter(self, tag: Tag, mass: Spot) -> None:
        name = mass.name
        role = roles(mass) if mass.attrs or name == "figure" else 0
        is_block = name not in INLINE or bool(role & CAPTION)
        is_figure = is_block and bool(role & FIGURE)
        if is_block:
            if self.is_in_caption:
                self._end_caption()
            self.flush()
            kind = "caption" if role and is_caption(tag, role, mass) else kind_of(tag, mass, is_frame=not self.open)
            self.kinds.append(stronger(kind, self.kinds[-1]))
            if is_figure:
                self.figures.append((len(self.reading.media), len(self.reading.drafts)))
            elif name == "tr" and self.row is None and is_data_row(tag):
                self.row = []
        start = self._start_of(tag) if name in _TOLD_MORE_OF else f"<{name}>"
        first = -1
        if name in KEPT_TAGS and len(self.open) < _DEEPEST:
            first = len(self.pieces)
            self.pieces.append(start)
        self.open.append((name, is_block, is_figure, first))

    def leave(self) -> None:
        name, is_block, is_figure, first = self.open.pop()
        if name == "a":
            self._note_link()
            self.anchor = None
        if is_block:
            if self.is_in_caption:
                self._end_caption()
            if self.row is None or name not in ("td", "th", "tr"):
                self.flush()
            elif name == "tr":
                self.run, self.row = [" | ".join(self.row)] if any(self.row) else [], None
                self.kinds.append("cell")
                self.flush()
                self.kinds.pop()
            else:
                self.row.append(one_line("".join(self.run)))
                self.run = []
            self.kinds.pop()
            if is_figure:
                self._caption_figure()
        if first < 0:
            return
        # An element that holds nothing is taken back; a table's cell may be empty.
        if self.solid < first and name not in _MAY_BE_EMPTY:
            del self.pieces[first:]
            self.start = min(self.start, first)
        else:
            self.pieces.append(f"</{name}>")

    def text(self, raw: str) -> None:
        if "[" not in raw:
            self._running_text(raw)
            return
        for is_mark, part in parts_by_captions(raw):
            if not is_mark:
                self._running_text(drop_shortcodes(part))
            elif part[1] == "/":
                if self.is_in_caption:
                    self._end_caption()
            elif not self.is_in_caption and "=" in part and ends_caption(raw):
                self.flush()
                self.kinds.append("caption")
                self.figures.append((len(self.reading.media), len(self.reading.drafts)))
                self.is_in_caption = True

    def _end_caption(self) -> None:
        """End a caption that a shortcode began: no block stands within one."""
        self.is_in_caption = False
        self.flush()
        self.kinds.pop()
        self._caption_figure()

    def _running_text(self, raw: str) -> None:
        if not raw:
            return
        pieces = self.pieces
        is_blank = raw.isspace()
        if self.kinds[-1] == "pre":
            self.run.append(raw)
        elif is_blank:
            raw = " "
            if self.run:
                self.run.append(raw)
        else:
            if "  " in raw or not raw.isprintable():
                raw = spaced(raw)
            self.run.append(raw)
        if not is_blank:
            self.solid = len(pieces)
        elif not pieces or pieces[-1].isspace():
            return
        # A bare ">" is text; written as a reference each would cost the sanitiser a microsecond.
        pieces.append(raw.replace("&", AMPERSAND).replace("<", "&lt;"))

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self.row is not None:
            self.run.append(" ")
            return
        if self.run:
            if self.anchor is not None:
                self._note_link()
                self.anchor = (self.anchor[0], 0)
            kind = self.kinds[-1]
            text = block_text("".join(self.run), kind)
            if text:
                self.reading.drafts.append(Draft(text, kind, self.links, self.linked, self.start, len(self.pieces)))
            self.run, self.links, self.linked = [], [], 0
        self.start = len(self.pieces)

    def _start_of(self, tag: Tag) -> str:
        """The start tag of a link or a cell as it is written; where a link leads is noted."""
        if tag.name == "a":
            href = attribute(tag, "href").strip() if self._may_address() else ""
            address = absolute_url(href, self.base_url) if href else ""
            self.anchor = ("" if href.startswith("#") else canonical_url(address) or "", len(self.run))
            return f'<a href="{escape(address)}">' if href else "<a>"
        spans = [f' {key}="{escape(attribute(tag, key))}"' for key in ("colspan", "rowspan") if key in tag.attrs]
        return f"<{tag.name}{''.join(spans)}>"

    def _leads_home(self, tag: Tag) -> bool:
        """Whether a link leads to another page of the site, not to a file of it."""
        address = canonical_url(attribute(tag, "href"), self.base_url) if self._may_address() else None
        return address is not None and origin(address) == origin(self.base_url) and not is_file(address)

    def _may_address(self) -> bool:
        """Whether one address more is read: each costs some 50 µs, those that are made to cost time four times as much."""
        self.addresses += 1
        return self.addresses <= _MOST_ADDRESSES

    def _note_link(self) -> None:
        if self.anchor is None:
            return
        url, start = self.anchor
        text = one_line("".join(self.run[start:]))
        self.linked += len(text)
        if url and text:
            self.links.append(Link(url, text))

    def _line_break(self) -> None:
        self.pieces.append("<br>")
        for piece in reversed(self.run):
            if piece == "\n":
                self.flush()
                return
            if piece.strip():
                break
        self.run.append("\n")

    def _image(self, tag: Tag) -> None:
        if is_emoji_image(tag):
            self.text(attribute(tag, "alt"))
        elif self._may_address() and (image := image_of(tag, self.base_url)):
            self.solid = len(self.pieces)
            self.pieces.append(f'<img src="{escape(image.url)}" alt="{escape(image.alt)}">')
            if image.url not in self.seen:
                self.seen.add(image.url)
                self.reading.media.append(image)

    def _embed(self, tag: Tag) -> None:
        if self._may_address() and (thing := embed_of(tag, self.base_url)):
            self.reading.media.append(thing)

    def _caption_figure(self) -> None:
        first_media, first_draft = self.figures.pop()
        last_draft, last_media = first_draft + _MOST_SHOWN, first_media + _MOST_SHOWN
        caption = " ".join(draft.text for draft in self.reading.drafts[first_draft:last_draft] if draft.kind == "caption")
        if caption:
            media = self.reading.media
            told = [item if item.caption else replace(item, caption=caption) for item in media[first_media:last_media]]
            media[first_media:last_media] = told
