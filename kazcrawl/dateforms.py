"""The grammar of dates as people write them: forms of a day, of a day without its year, of the time beside it. Data only.

Every form names what it finds: y, m (a month's name) or n (its number), d; h, i, s, ap; zone. All are linear in the text's length."""

import re

from kazcrawl.months import WEEKDAYS

# A day in quotes («21» октября) is how papers write it; its endings: 21st, 21-го, 21-ші, «қазанның 21-і».
_DAY = r"[«“„\"]?(?P<d>\d{1,2})[»”“\"]?(?:st|nd|rd|th|er|º|-?(?:го|ого|ое|е|ші|шы|чи|чы|ында|інде|[сs]?[іыi]))?"
_MONTH = r"(?P<m>[^\W\d_]{3,16})"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_SHORT_YEAR = r"(?:,?\s?['’‘]|[-/])(?P<y>\d{2})(?![\w:/-])"
# «21 октября, среда, 2015»: between commas or in brackets only.
_WEEKDAY = rf"(?:\s?[,(]\s?(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?!\w)\)?)?"
_OF = r"(?:(?:of|de|del|di)\s)?"
_ERA = (
    r"(?:\s?-?(?:г\.|года?(?!\w)|году(?!\w)|г(?!\w)|ж\.|ж(?!\w)|(?:жыл|jyl)\w{0,6}|yil\w{0,4}|il(?!\w)|рок\w(?!\w)|р\.|c[iıuü] il(?!\w)))?"
)
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\w.])(?P<y>\d{4})(?P<sep>[-/.])(?P<n>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<![\w.])(?P<d>\d{1,2})(?P<sep>[./-])(?P<n>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/-])" + _ERA,
        rf"(?<![\w.]){_DAY}\.?[\s/-]{{0,2}}{_OF}{_MONTH}\.?{_WEEKDAY},?[\s/,–—-]{{0,3}}{_OF}{_YEAR}{_ERA}",
        rf"(?<!\w){_MONTH}\.?,?[\s-]{{0,2}}{_DAY}{_WEEKDAY}[\s,./–—-]{{1,3}}{_YEAR}{_ERA}",
        rf"(?<![\w.])(?P<y>\d{{4}}){_ERA}[\s,/-]{{0,3}}{_DAY}[\s/-]{{0,2}}{_MONTH}(?!\w)",
        rf"(?<![\w.])(?P<y>\d{{4}}){_ERA}[\s,/-]{{1,3}}{_MONTH}\.?[\s/-]{{1,2}}{_DAY}(?!\w)",
        r"(?P<y>\d{4})\s?年\s?(?P<n>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        # Two digits are a year beside a month's name only where an apostrophe or a dash says so: "10 May 15" may be 15 comments.
        rf"(?<![\w.]){_DAY}[\s/.-]?{_MONTH}\.?{_SHORT_YEAR}",
        rf"(?<!\w){_MONTH}\.?\s{{0,2}}{_DAY}{_SHORT_YEAR}",
        r"(?<![\w.])(?P<d>\d{1,2})(?P<sep>[.\s/-])(?P<m>(?-i:[IVX]{1,4}))(?P=sep)(?P<y>\d{4})(?!\d)",
    )
)
# What the parts of a date block give when they are put in a row; nothing else may stand in the text.
BLOCKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<d>\d{1,2})\s?(?P<sep>[\s./·|–—-])\s?(?P<n>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})",
        r"(?P<y>\d{4})\s?(?P<sep>[\s./·|–—-])\s?(?P<n>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})",
        rf"{_MONTH}\.?,?\s{_YEAR},?\s(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?",
    )
)
PARTIAL = (
    re.compile(rf"(?<![\w.]){_DAY}\.?[\s/-]{{0,2}}{_OF}{_MONTH}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}\.?\s{{0,2}}{_DAY}(?!\w)", re.IGNORECASE),
)
_NAMED_ZONE = r"(?:GMT|UTC|МСК|MSK)\s?[+−-]\s?\d{1,2}(?::?\d{2})?|Z|GMT|UTC|МСК|MSK|BST|[EMP][SD]T|CDT|CES?T|EES?T"
_HALF = r"[ap]\.?m\b\.?|[дп]п\b"  # WordPress in Russian writes дп and пп
_SPOKEN = r"(?:(?<=[вtmт]\s\d\d)|(?<=[вtmт]\s\d))\.(?=[0-5]\d(?![\d.]))"  # "в 14.32", "um 9.30": a full stop, after a word only
_CLOCK = (
    rf"(?P<h>\d{{1,2}})(?:(?:[:h]|{_SPOKEN})(?P<i>\d{{2}})(?::(?P<s>\d{{2}})(?:[.,]\d{{1,9}})?)?(?:\s?(?P<ap>{_HALF}))?|(?:\.(?P<i2>\d{{2}}))?\s?(?P<ap2>{_HALF}))(?!\d)"
    rf"(?:\s{{0,2}}(?P<bare>[+-]\d{{2}}:?\d{{2}})(?!\d)|\s{{0,2}}\(?(?P<zone>{_NAMED_ZONE})(?!\w)\)?)?"
)
AFTER = re.compile(rf"\s{{0,3}}[,|/•·–—(@-]?\s{{0,2}}(?:T|at|в|о|um|à|saat|сағат|саат)?\s{{0,3}}{_CLOCK}", re.IGNORECASE)
BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK}\s{{0,2}}(?:[,|/•·–—-]|on)?\s{{0,2}}\Z", re.IGNORECASE)
ZONE_AFTER = re.compile(rf"\s{{0,3}}[|,(]?\s{{0,2}}(?P<zone>{_NAMED_ZONE})(?!\w)\)?")
