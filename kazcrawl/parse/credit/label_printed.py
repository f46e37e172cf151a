"""What Kazakh and its kin put behind the name of the paper that a text is from: «X» газетінде жарияланған, «X» газетінен алынды."""

import re

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after, name_before
from kazcrawl.parse.credit.words import any_of

_SHORTENED = rf"(?:\s(?:{any_of('abridged')}))"
# In which issue: 2010 жылғы 3-санында, 3 мамырдағы № 12 санында
_WHEN = r"(?:\s\d{4}\sжыл[ғг]?ы)?(?:\s\d{1,2}\s[^\W\d_]{4,9}да[ғг]ы|\s[^\W\d_]{4,9}\sайында[ғг]ы)?"
_NUMBER = r"(?:\s№?\s?\d{1,5}(?:\s\(\d{1,6}\))?)?[\s-](?:ш[іи]\s)?"
_FROM_ISSUE = rf"{_WHEN}{_NUMBER}(?:санынан|нөмірінен|номеринен)"
_PRINTED = re.compile(rf"{_WHEN}(?:{_NUMBER}(?:санында|нөмірінде))?\s(?:{any_of('printed_in')})[.)]?$")
_TAKEN = re.compile(
    rf"(?:(?:{_FROM_ISSUE})?(?:{_SHORTENED}?\s(?:{any_of('taken')})|{_SHORTENED}\s(?:{any_of('put_here')}))|"
    rf"{_FROM_ISSUE})[.)]?$"
)
_SUBJECT = re.compile(
    rf"(?:(?:бұл|бул|bu)\s)?(?:(?:{any_of('taken_text')})(?:ы|і|дар|дер|лар|лер)?\s)?(?:(?:{any_of('first_told')})\s)?", re.IGNORECASE
)
# Мақаланың толық нұсқасы «X» газетінде
_WHOLE = re.compile(rf"(?:{any_of('taken_text')})(?:ның|нің|тің|тың|дың|дің)\sтолық\s(?:нұсқасын?|мәтінін?)\s", re.IGNORECASE)
_THERE = re.compile(r"[»”\"]?(?:\s[^\W\d_]{4,15}(?:[тд][ае]н?|н[ае]н))?(?:\s(?:оқыңыз|оқи аласыз(?:дар)?|жарияланған|берілген))?[.)]?")
_WHENCE = re.compile(r"(?<=[нтд][ае]н)\.?$")  # Ақпарат «X» газетінен.
_PICTURES = re.compile(rf"[\W_]*(?:{any_of('picture')})(?:тер|лер|лар)?(?!\w)", re.IGNORECASE)
_OPEN = "«“"
# How the last word of such a line ends, if not with the case that tells whence: a look at it is all that most lines cost.
_ENDINGS = (
    "ды",
    "ді",
    "ди",
    "ты",
    "ті",
    "ти",
    "ған",
    "ген",
    "ган",
    "қан",
    "кен",
    "отыр",
    "ынша",
    "інде",
    "инде",
    "ан",
    "ен",
    "dı",
    "di",
    "üb",
    "ib",
    "ub",
    "dü",
    "miş",
    "mış",
    "tır",
)


def printed_in(text: str, registry: Registry) -> Spotted | None:
    """Return the paper where a short line tells that the text was printed, or whence it was taken; None for a picture's."""
    told = text.endswith(_ENDINGS, 0, len(text.rstrip(".)")))
    if (whole := _WHOLE.match(text)) is not None:
        spotted = name_after(text, whole.end(), registry)
        there = spotted is not None and (spotted.sure or text[whole.end()] in _OPEN) and _THERE.fullmatch(text, spotted.span[1])
        return spotted if there else None
    if not told:
        return None
    start = subject.end() if (subject := _SUBJECT.match(text)) else 0
    if (printed := _PRINTED.search(text)) is not None:
        spotted = name_before(text, printed.start(), registry)
        if spotted is not None and spotted.span[0] == start and (spotted.name.sure or text[start] in f'{_OPEN}"'):
            return spotted
    if (taken := _TAKEN.search(text)) is not None and not _PICTURES.match(text):
        spotted = name_before(text[start : taken.start()], taken.start() - start, registry)
        return spotted if spotted is not None and spotted.sure else None
    if start and (whence := _WHENCE.search(text)) is not None:
        spotted = name_before(text, whence.start(), registry)
        return spotted if spotted is not None and spotted.media and spotted.span[0] == start else None
    return None
