"""What a body is made of once it is read: blocks of text with their links."""

from dataclasses import dataclass

from kazcrawl.items import Link, Media


@dataclass(frozen=True, slots=True)
class Block:
    """One block of running text. `text` is cleaned, line breaks of the page inside it stay as newlines.

    `kind` is paragraph, heading, item, quote, cell, caption or pre."""

    text: str
    kind: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A post's body: its blocks in order, the sanitised HTML, what it shows and where it links. Captions are blocks of kind "caption"
    and stand in `Media.caption`; they are not part of the plain text."""

    blocks: tuple[Block, ...] = ()
    html: str = ""
    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def text(self) -> str:
        """The plain body: the blocks without captions, separated by a blank line."""
        return "\n\n".join(block.text for block in self.blocks if block.kind != "caption")
