"""Who signed a text, as its own lines tell it: for a page that names nobody, or only its host."""

import re
from collections.abc import Sequence

from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.fields.author_marks import LONGEST
from kazcrawl.parse.fields.byline import clean_names, is_full_name
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.nameplates import named_by_label

Told = Candidate[tuple[str, ...]]

_TEXT_LABEL = re.compile(
    r"^\W{0,3}(?:(?:мәтін )?автор(?:ы|лары|лар)?|gönderen|yazan|author|written by|text by|by)(?P<colon>\s?:)?\s{1,3}(?P<name>[^\n]{3,80})$",
    re.IGNORECASE,
)

# How a text says that it is a guest's; in the middle of it the words speak of another one.
_GUEST = re.compile(
    r"^\W{0,3}(?i:(?:(?:this|the following)(?: is| article is)? (?:an? )?)?guest (?:post|article|blog|blog post|column|contribution)"
    r"(?: is| was)?(?: written)? by|(?:(?:dies|das) ist ein )?gast(?:beitrag|artikel|kommentar) von)\s?:?\s"
    r"(?P<name>(?!(?:The|A|An|Our)\s)[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ][\w.'’-]{0,30}(?:\s[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ][\w.'’-]{0,30}){0,3})(?![\w'’-])"
)
_FIRST, _LINE = 3, 120
# How writers sign below a text where no label stands: "A. Omarov, S. T. Kim".
_INITIALS = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]{2,30}")
_MOST_SIGNED = 3


def find_signed(blocks: Sequence[Block]) -> Told | None:
    """Return the author that the text itself names in a line of its own: a labelled one ("Автор: X", "By X") at its beginning or end, or a
    last one of names with initials."""
    for block in [*blocks[:3], *blocks[:-4:-1]]:
        for line in block.text.split("\n") if len(block.text) < LONGEST else ():
            match = _TEXT_LABEL.match(line) if len(line) < _LINE else None
            is_labelled = match is not None and (match["colon"] or line[:2].lower() == "by")
            name = match["name"] if match is not None and is_labelled else named_by_label(line)
            if name and (found := clean_names(name)) and all(map(is_full_name, found)):
                return Candidate(tuple(found), "text", block.text)
    last = blocks[-1].text if len(blocks) > 1 and blocks[-1].kind == "paragraph" else ""
    names = [name.strip() for name in last.split(",")] if len(last) <= LONGEST else []
    is_signed = 0 < len(names) <= _MOST_SIGNED and all(map(_INITIALS.fullmatch, names))
    return Candidate(tuple(names), "text", last) if is_signed else None


def find_guest(blocks: Sequence[Block]) -> Told | None:
    """Return whose guest post this is, where the text begins by telling so: the page names the host."""
    for block in blocks[:_FIRST]:
        match = _GUEST.search(block.text) if len(block.text) <= LONGEST else None
        if match and (found := clean_names(match["name"])):
            return Candidate(tuple(found), "text", block.text)
    return None
