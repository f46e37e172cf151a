"""Reads a post's body out of its element."""

from bs4.element import Tag

from kazcrawl.parse.blocks import Block, Body
from kazcrawl.text import one_line

__all__ = ["Block", "Body", "read_body"]


def read_body(content: Tag, *, base_url: str, title: str | None = None) -> Body:
    """Return the body that stands in `content`, without what themes and plugins print around it; `content` is left as it is."""
    texts = (one_line(p.get_text()) for p in content.find_all("p"))
    return Body(tuple(Block(text, "paragraph") for text in texts if text))
