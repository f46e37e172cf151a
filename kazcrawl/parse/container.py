"""Where on a page the post stands: its own element, and the element of its body."""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.items import Selectors


@dataclass(frozen=True, slots=True)
class Container:
    """`post` is the element of the whole post (title, meta line, content), `content` the element of its body; `way` says how found."""

    post: Tag | None
    content: Tag | None
    way: str


def find_container(soup: BeautifulSoup, *, selectors: Selectors = Selectors()) -> Container:
    """Return where the post stands on the page; both elements are None when the page has no text at all."""
    for name in ("entry-content", "post-content"):
        content = soup.find(class_=name)
        if content is not None:
            return Container(content.find_parent("article"), content, "hentry")
    article = soup.find("article")
    return Container(article, article or soup.body, "article")
