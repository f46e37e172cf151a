"""What the address of a post tells of its day."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from kazcrawl.dates import ParsedDate
from kazcrawl.months import MONTHS
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.page.opened import Page

_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_MONTH = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2}))?(?:/|$)")
# "/March-2015/", "/2015/march/".
_NAMED = re.compile(r"/(?P<m>[^\W\d_]{3,12})[-_/](?P<y>(?:19|20)\d\d)/|/(?P<y2>(?:19|20)\d\d)[-_/](?P<m2>[^\W\d_]{3,12})/")


def from_url(page: Page) -> Iterator[Candidate[ParsedDate]]:
    """The day in the post's address."""
    match = _DAY.search(urlsplit(page.url).path)
    if match:
        try:
            yield Candidate(ParsedDate(date(int(match[1]), int(match[2]), int(match[3]))), "url", match[0])
        except ValueError:
            return


def year_of_url(page: Page) -> tuple[int, int | None, str] | None:
    """The year in the post's address, the month (None where there is only a year), and how both stand there."""
    path = unquote(urlsplit(page.url).path)
    named = _NAMED.search(path)
    if named is not None and (month := MONTHS.get((named["m"] or named["m2"]).lower())) is not None:
        return int(named["y"] or named["y2"]), month, named[0]
    match = _MONTH.search(path)
    return (int(match[1]), int(match[2]) if match[2] else None, match[0]) if match is not None else None


def month_of_url(page: Page) -> tuple[int, int] | None:
    """The year and the month in the post's address, where it has both."""
    told = year_of_url(page)
    return (told[0], told[1]) if told is not None and told[1] is not None else None
