"""A name that stands beside a verb or a formula, and whether it can be a medium's there."""

import re
from dataclasses import dataclass

from kazcrawl.parse.credit.names import Name, is_institution, is_person
from kazcrawl.parse.credit.words import COMPANY_ENDS, COMPANY_TAILS, PRINTED, any_of
from kazcrawl.parse.credit.written import plain

# Verbs that are said of persons and companies as well.
_PAST = re.compile(any_of("said_of_any"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A name beside a verb. `media` and `journalist` tell that such a word stands with it; `span` is its place; `rest` what follows
    (or, looking back, what stands before) up to the clause's end; `body` tells that an institution is meant;
    `writer` is who wrote it there; `quoted` tells that the name stands in quotes, where no person's does."""

    name: Name
    span: tuple[int, int]
    media: bool
    journalist: bool
    rest: str
    body: bool
    writer: str | None = None
    quoted: bool = False

    @property
    def sure(self) -> bool:
        """Whether the name is an outlet's beyond doubt."""
        return self.name.sure or self.media or self.journalist

    def likely(self, *, formula: bool = False) -> bool:
        """Whether it can be an outlet's: sure, or neither a person's nor a company's nor an institution's. A `formula` (via, reprinted
        from) or a reporting verb in the present speaks of outlets, so there only what is surely a person is one."""
        if self.sure:
            return True
        company = is_company(self.name.text) and not formula
        return not (company or self.body or self._is_person(strict=formula) or is_institution(self.name.text))

    def reported(self, verb: str) -> bool:
        """Whether it can be the outlet of this verb: in the present, or of writing, persons are rarely its subject."""
        if not self.sure and self.name.text.isupper() and len(self.name.text) <= 6:
            return False  # initials that nobody knows are a body's more often than a medium's
        if self.sure or _PAST.search(verb):
            return self.likely()
        return self.likely(formula=True) and not is_company(self.name.text)

    def _is_person(self, *, strict: bool) -> bool:
        return not self.quoted and is_person(self.name.text.partition(" of ")[0], strict=strict)  # NAME of Tengiz Works


def is_company(name: str) -> bool:
    """Whether a name ends as companies' names do."""
    last = plain(name.split()[-1]).rpartition("-")[2]
    return last in COMPANY_TAILS or (len(last) > 7 and last.endswith(COMPANY_ENDS))


def is_printed(spotted: Spotted) -> bool:
    """Whether a name ends as titles of the trade press do, and is none of a person or a body."""
    words = spotted.name.text.split()
    return len(words) > 1 and words[-1].casefold() in PRINTED and spotted.likely(formula=True) and not is_institution(spotted.name.text)
