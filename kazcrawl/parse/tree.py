"""A page's tree as we look at it: class tokens, how much text stands where, what a reader cannot see. Nothing here changes the tree."""

import re
from dataclasses import dataclass

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

# Elements that stand within a line of text; every other element begins and ends a block (HTML standard §15.3, as browsers show them).
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
# Elements that hold no text for a reader.
SILENT = frozenset({
    "script", "style", "template", "svg", "math", "head", "title", "link", "meta", "noscript", "input", "select", "button",
    "textarea", "option", "datalist",
})  # fmt: skip

_HIDDEN_CLASS = frozenset(["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden", "assistive-text", "hidden-print-only"])
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Panels that a click opens carry hidden text that belongs to the post.
_PANEL = re.compile(r"accordion|toggle|collaps|panel|tab[-_]|tabs|spoiler|faq|expand", re.IGNORECASE)
_LONG_RUN = 60
_MOST_TOKENS = 100
_BROTHERS = frozenset(("p", "li", "dd", "td", "pre"))


@dataclass(slots=True)
class Mass:
    """How much text an element holds, in characters: all of it, what stands within links, and what stands in long unlinked runs (prose);
    and how many links, images and elements."""

    chars: int = 0
    linked: int = 0
    prose: int = 0
    run: int = 0
    links: int = 0
    images: int = 0
    tags: int = 0

    @property
    def link_share(self) -> float:
        """The part of the text that is links, 0..1; 1 when there is no text at all."""
        return self.linked / self.chars if self.chars else 1.0


NOTHING = Mass()


def weigh(root: Tag) -> dict[int, Mass]:
    """Return the mass of `root` and of every element below it, by `id(element)`. One pass down, one pass up; no recursion."""
    masses = {id(root): Mass()}
    order = [root]
    silent: set[int] = set()
    for node in root.descendants:
        parent = node.parent
        if isinstance(node, Tag):
            order.append(node)
            masses[id(node)] = Mass()
            if node.name in SILENT or id(parent) in silent:
                silent.add(id(node))
        elif parent is not None and id(parent) not in silent and is_text(node):
            size = len(str(node).strip())
            mass = masses[id(parent)]
            mass.chars += size
            mass.run += size
    for tag in reversed(order[1:]):
        _carry(tag, masses[id(tag)], masses[id(tag.parent)])
    whole = masses[id(root)]
    whole.prose += whole.run if whole.run >= _LONG_RUN else 0
    return masses


def is_text(node: PageElement) -> bool:
    """Whether the node is text that a reader sees, and not a comment, a declaration or a script."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def classes(tag: Tag) -> list[str]:
    """The class tokens in lower case, a hundred at most; [] when there are none."""
    value = tag.attrs.get("class")
    if not value:
        return []
    tokens = value.split(maxsplit=_MOST_TOKENS) if isinstance(value, str) else value
    return [str(token).lower() for token in tokens[:_MOST_TOKENS]]


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one string; "" when it is missing."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(str(part) for part in value)


def labels(tag: Tag) -> list[str]:
    """The class tokens and the id, in lower case: what a theme calls the element."""
    ident = attribute(tag, "id").lower()
    return [*classes(tag), ident] if ident else classes(tag)


def is_hidden(tag: Tag) -> bool:
    """Whether a reader does not see the element: `hidden`, `aria-hidden`, inline style or a class for screen readers only.

    A closed panel of an accordion or a tab is a part of the text, so it counts as seen."""
    attrs = tag.attrs
    if not attrs:
        return False
    if not _HIDDEN_CLASS.isdisjoint(classes(tag)):
        return True
    concealed = "hidden" in attrs or attribute(tag, "aria-hidden").lower() == "true" or _HIDDEN_STYLE.search(attribute(tag, "style")[:500])
    return bool(concealed) and not (attribute(tag, "role") == "tabpanel" or _PANEL.search(" ".join(labels(tag))))


def ancestors(tag: Tag, root: Tag | None = None) -> list[Tag]:
    """The elements around `tag`, the nearest first, up to and without `root` (the document itself is left out)."""
    found: list[Tag] = []
    for parent in tag.parents:
        if parent is root or parent.parent is None:
            break
        found.append(parent)
    return found


def _carry(tag: Tag, mass: Mass, above: Mass) -> None:
    if tag.name == "a":
        mass.linked = mass.chars
        mass.links += 1
        mass.run = 0
    elif tag.name == "img":
        mass.images += 1
    if tag.name in INLINE:
        above.run += mass.run
    elif mass.run >= _LONG_RUN:
        mass.prose += mass.run
    elif tag.name in _BROTHERS and mass.run:
        mass.prose += mass.run // 4
    above.chars += mass.chars
    above.linked += mass.linked
    above.prose += mass.prose
    above.links += mass.links
    above.images += mass.images
    above.tags += mass.tags + 1
