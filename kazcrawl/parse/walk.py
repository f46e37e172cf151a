"""The one walk over a post's content that gathers its blocks, its HTML and its media. Iterative: depth costs nothing."""

import re
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import urljoin

from bs4.element import PageElement, Tag

from kazcrawl.items import Link, Media
from kazcrawl.parse.furniture import is_emoji_image, is_furniture
from kazcrawl.parse.media import EMBEDS, embed_of, image_of
from kazcrawl.parse.sanitise import KEPT_TAGS
from kazcrawl.parse.sections import HEADINGS, foreign_section
from kazcrawl.parse.shortcodes import drop_shortcodes
from kazcrawl.parse.tree import INLINE, SILENT, Mass, attribute, classes, elements, is_text, mass_of, weigh
from kazcrawl.text import clean_text, one_line
from kazcrawl.urls import canonical_url

_KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "pre": "pre",
}
_KINDS |= dict.fromkeys(HEADINGS, "heading")
_CAPTION_CLASSES = frozenset({
    "wp-caption-text", "gallery-caption", "wp-element-caption", "blocks-gallery-caption", "image-caption", "photo-caption",
    "img-caption", "media-caption",
})  # fmt: skip
_CAPTION_NAME = re.compile(
    r"(?:image|photo|img|picture|media|figure|gallery|foto|bild)s?[-_]{0,2}(?:caption|credit|copyright|source|legend)|(?:^|[-_])caption[-_]?text"
)
# Elements that hold a picture and its caption together are not themselves captions.
_FRAMES = frozenset(("figure", "ul", "ol", "table", "section", "article"))
_LONGEST_CAPTION = 600
_STRENGTH = {"pre": 5, "caption": 4, "cell": 3, "heading": 2, "quote": 2, "item": 1, "paragraph": 0}
# Rows of cells up to this long are read as one line, longer ones as a layout: each cell its own blocks.
_CELL = 200
# HTML deeper than this is flattened: a reader shows no more, a sanitiser need not recurse into it.
_DEEPEST = 200
_MAY_BE_EMPTY = frozenset(("td", "th", "tr", "hr"))
# A row that holds one of these is a layout, whatever the length of its cells.
_LAYS_OUT = frozenset(("table", "h1", "h2", "h3", "ul", "ol"))
_SPACE = re.compile(r"\s+")
# The captions and images of one figure: more are not looked at.
_FIGURE = 100


@dataclass(slots=True)
class Draft:
    """A block while it is being weighed: its text, its links, how many characters of it are linked, and its pieces of the HTML."""

    text: str
    kind: str
    links: list[Link]
    linked: int
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """All that one walk found; `pieces` joined are the HTML before it is sanitised."""

    drafts: list[Draft] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)


def read_content(content: Tag, base_url: str) -> Reading:
    """Walk `content` once and return what stands in it, furniture left out."""
    walk = _Walk(weigh(content), base_url, content)
    stack: list[tuple[PageElement, bool]] = [(content, False)]
    while stack:
        node, leaving = stack.pop()
        if not isinstance(node, Tag):
            if is_text(node):
                walk.text(str(node))
        elif leaving:
            walk.leave(node)
        elif node is content or not walk.passes_over(node):
            walk.enter(node)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.contents))
    walk.flush()
    return walk.reading


class _Walk:
    """The state of a walk: the block that is being gathered and the elements around it."""

    def __init__(self, masses: dict[int, Mass], base_url: str, content: Tag) -> None:
        self.reading = Reading()
        self.masses, self.base_url = masses, base_url
        self.whole = masses[id(content)]
        self.kinds = ["paragraph"]
        self.figures: list[tuple[int, int]] = []
        self.run: list[str] = []
        self.links: list[Link] = []
        self.linked = 0
        self.anchor: tuple[str, int] | None = None
        self.row: list[str] | None = None
        self.start = 0
        self.solid = -1
        self.opened: list[int] = []
        self.depth = 0
        self.foreign: set[int] = set()
        self.seen: set[str] = set()

    def passes_over(self, tag: Tag) -> bool:
        """Whether the element is not read; images and embedded things are noted on the way."""
        if tag.name == "img":
            self._image(tag)
            return True
        if tag.name in EMBEDS:
            self._embed(tag)
            return True
        if tag.name == "br":
            self._line_break()
            return True
        if tag.name in SILENT:
            return True
        mass = mass_of(tag, self.masses)
        if id(tag) not in self.foreign:
            self.foreign.update(id(part) for part in foreign_section(tag, self.masses))
        return id(tag) in self.foreign or is_furniture(tag, mass, self.whole)

    def enter(self, tag: Tag) -> None:
        self.depth += 1
        if tag.name not in INLINE or _is_caption(tag):
            self.flush()
            kind = "caption" if _is_caption(tag) or _is_picture(tag, self.masses) else _KINDS.get(tag.name, "paragraph")
            self.kinds.append(max(self.kinds[-1], kind, key=_STRENGTH.__getitem__))
            if tag.name == "tr" and self.row is None and self._is_data_row(tag):
                self.row = []
            if _is_figure(tag):
                self.figures.append((len(self.reading.media), len(self.reading.drafts)))
        elif tag.name == "a":
            href = attribute(tag, "href").strip()
            outward = href and not href.startswith("#")
            self.anchor = ((canonical_url(href, self.base_url) if outward else None) or "", len(self.run))
        self._open(tag)

    def leave(self, tag: Tag) -> None:
        if tag.name == "a":
            self._note_link()
            self.anchor = None
        if tag.name not in INLINE or _is_caption(tag):
            if tag.name in ("td", "th") and self.row is not None:
                self.row.append(one_line("".join(self.run)))
                self.run = []
            elif tag.name == "tr" and self.row is not None:
                self.run, self.row = [" | ".join(self.row)] if any(self.row) else [], None
                self.kinds.append("cell")
                self.flush()
                self.kinds.pop()
            else:
                self.flush()
            self.kinds.pop()
            if _is_figure(tag):
                self._caption_figure()
        self._close(tag)
        self.depth -= 1

    def text(self, raw: str) -> None:
        raw = drop_shortcodes(raw)
        if self.kinds[-1] != "pre":
            raw = _SPACE.sub(" ", raw)
        self.run.append(raw)
        pieces = self.reading.pieces
        if not raw.isspace():
            self.solid = len(pieces)
        elif not pieces or pieces[-1].isspace():
            return
        # A bare ">" is text; written as a reference each would cost the sanitiser a microsecond.
        pieces.append(raw.replace("&", "&amp;").replace("<", "&lt;"))

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self.row is not None:
            self.run.append(" ")
            return
        if not self.run:
            self.start = len(self.reading.pieces)
            return
        if self.anchor is not None:
            self._note_link()
            self.anchor = (self.anchor[0], 0)
        kind = self.kinds[-1]
        text = _block_text("".join(self.run), kind)
        if text:
            self.reading.drafts.append(Draft(text, kind, self.links, self.linked, self.start, len(self.reading.pieces)))
        self.run, self.links, self.linked, self.start = [], [], 0, len(self.reading.pieces)

    def _open(self, tag: Tag) -> None:
        if tag.name not in KEPT_TAGS or self.depth > _DEEPEST:
            return
        kept = ""
        if tag.name == "a" and (href := attribute(tag, "href").strip()):
            kept = f' href="{escape(_absolute(href, self.base_url))}"'
        elif tag.name in ("td", "th"):
            kept = "".join(f' {name}="{escape(attribute(tag, name))}"' for name in ("colspan", "rowspan") if name in tag.attrs)
        self.opened.append(len(self.reading.pieces))
        self.reading.pieces.append(f"<{tag.name}{kept}>")

    def _close(self, tag: Tag) -> None:
        """End an element of the HTML; one that holds nothing is taken back (a table's cell may be empty)."""
        if tag.name not in KEPT_TAGS or self.depth > _DEEPEST:
            return
        pieces, first = self.reading.pieces, self.opened.pop()
        if self.solid < first and tag.name not in _MAY_BE_EMPTY:
            del pieces[first:]
            self.start = min(self.start, first)
        else:
            pieces.append(f"</{tag.name}>")

    def _note_link(self) -> None:
        if self.anchor is None:
            return
        url, start = self.anchor
        text = one_line("".join(self.run[start:]))
        self.linked += len(text)
        if url and text:
            self.links.append(Link(url, text))

    def _line_break(self) -> None:
        self.reading.pieces.append("<br>")
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
        elif image := image_of(tag, self.base_url):
            self.solid = len(self.reading.pieces)
            self.reading.pieces.append(f'<img src="{escape(image.url)}" alt="{escape(image.alt)}">')
            if image.url not in self.seen:
                self.seen.add(image.url)
                self.reading.media.append(image)

    def _embed(self, tag: Tag) -> None:
        if thing := embed_of(tag, self.base_url):
            self.reading.media.append(thing)

    def _caption_figure(self) -> None:
        first_media, first_draft = self.figures.pop()
        last_draft, last_media = first_draft + _FIGURE, first_media + _FIGURE
        caption = " ".join(draft.text for draft in self.reading.drafts[first_draft:last_draft] if draft.kind == "caption")
        if caption:
            media = self.reading.media
            told = [item if item.caption else replace(item, caption=caption) for item in media[first_media:last_media]]
            media[first_media:last_media] = told

    def _is_data_row(self, row: Tag) -> bool:
        cells = [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in ("td", "th")]
        short = all(mass_of(cell, self.masses).chars <= _CELL for cell in cells)
        return len(cells) > 1 and short and not any(tag.name in _LAYS_OUT for tag in elements(row))


def _block_text(raw: str, kind: str) -> str:
    if kind == "pre":
        return clean_text(raw).strip("\n").rstrip()
    return "\n".join(line for part in raw.split("\n") if (line := one_line(part)))


def _is_caption(tag: Tag) -> bool:
    return any(name in _CAPTION_CLASSES or _CAPTION_NAME.search(name) for name in classes(tag)) and tag.name not in _FRAMES


def _is_picture(tag: Tag, masses: dict[int, Mass]) -> bool:
    """Whether the element is a picture with what is said of it, so that all its text is caption."""
    if tag.name == "figure":
        mass = mass_of(tag, masses)
        return bool(mass.images) and mass.chars <= _LONGEST_CAPTION and tag.find(["table", "blockquote", "pre", "li"]) is None
    return "wp-caption" in classes(tag)


def _is_figure(tag: Tag) -> bool:
    return tag.name == "figure" or not {"wp-caption", "gallery-item"}.isdisjoint(classes(tag))


def _absolute(href: str, base_url: str) -> str:
    try:
        return urljoin(base_url, href)
    except ValueError:
        return ""
