"""Which outlet a name or a host belongs to. The facts stand in `outlets.toml`; all look-ups are pure and take constant time.

It is no list of all outlets there are: a name that nobody listed is none the less an outlet when a credit's form says so."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kazcrawl.errors import ConfigError
from kazcrawl.text import fold, plain_kazakh


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHIPPED = Path(__file__).with_name("outlets.toml")
_LANGUAGES = ("en", "ru", "kk", "other")
_LONGEST = 120
_QUOTES = "\"'«»“”„‟‘’`(). "

_MEDIA = (
    "newspaper newspapers newswire newsagency newsroom magazine agency website portal site weekly daily broadcaster channel outlet "
    "television "
    "газета газеты газете газету газетой газетам журнал журнала журналу журнале журналом агентство агентства агентству агентством "
    "агентстве агентств информагентство информагентства информагентству информагентством инфоагентство информационное информационного "
    "информационному новостное новостного новостной ия иа миа риа издание издания изданию изданием издании изданий портал портала порталу "
    "порталом портале сайт сайта сайту сайтом сайте телеканал телеканала телеканалу телеканалом телеканале канал канала каналу "
    "телерадиокомпания телерадиокомпании радиостанция радиостанции радио еженедельник еженедельника еженедельнику медиа сми пресса "
    "интернет интернет-портал интернет-портала интернет-порталу интернет-издание интернет-издания интернет-газета интернет-газеты "
    "интернет-журнал интернет-журнала медиапортал медиапортала телеграм-канал телеграм-канала telegram-канал telegram-канала паблик бақ "
    "газеті газетінің газетіне газетінде газеттері агенттігі агенттігінің агенттігіне агенттік порталы порталының порталына порталында "
    "сайты сайтының сайтына сайтында арнасы арнасының арнасына телеарнасы телеарнасының телеарнасына радиосы радиосының радиосына "
    "журналы журналының журналына басылымы басылымының басылымына ақпарат ақпараттық ақпараттық-танымдық интернет-порталы хабар-ошар "
    "ұлттық халықаралық республикалық aqparat aqparattyq agenttigi agenttiginiń portaly saıty sayty gazeti gazetinde "
    "گازەتى اگەنتتىگى پورتالى سايتى ارناسى رادىوسى جۋرنالى ۇلتتىق "
    "апталығы апталығының апталығына апталығында альманағы альманағының альманағында "
    "газетінен сайтынан порталынан агенттігінен арнасынан басылымынан журналынан журналында басылымында порталында "
    "агенттиги агенттигинин агенттигине гезити гезитинин гезитине маалымат маалыматтык сайтынын агентство-сы "
    "агенція агенції агенція видання видань видання каналу інформагентство інформагентства порталу "
    "gazetesinde dergisinde sitesinde qəzetində jurnalında saytında gazetasida jurnalida saytida "
    "gazetesi gazetesinin ajansı ajansının haber kanalı dergisi sitesi agentligi saytı saytının agentliyi agentliyinin qəzeti "
    "nachrichtenagentur agentur magazin zeitschrift tageszeitung wochenzeitung nachrichtenportal "
    "agence magazine quotidien hebdomadaire agenzia quotidiano settimanale agencia diario revista periódico"
)
MEDIA_WORDS = _words(f"{_MEDIA} {plain_kazakh(_MEDIA)}")
"""Lower-case words that say "a medium stands here" and are no part of its name, in the cases that stand beside a name."""

_ARTICLES = _words("the le les el il das die der")
# What Russian and Kazakh hang on a name. Longest first; a stem keeps at least three letters.
_CASES = sorted(
    _words(
        "ия ие ию ии ием ией иям иях ое ее ого его ому ему ыми ими ами ями ой ей ою ею ом ем ым им ая яя ую юю ые ых их ий ый "
        "ов ев ах ях ам ям а я у ю ы и е о ь й ъ "
        "ның нің дың дің тың тің ға ге қа ке на не да де та те дан ден тан тен нан нен ны ні ды ді ты ті мен бен пен сы сі"
    ),
    key=lambda ending: (-len(ending), ending),
)
_CASE_SET = frozenset(_CASES)
_CASE_SIZES = range(max(map(len, _CASES)), 0, -1)
_HUNG = _words("ның нің дың дің тың тің ға ге қа ке на не да де та те дан ден тан тен нан нен ны ні ды ді ты ті мен бен пен а у ом е")
_CASE = re.compile(rf"(?<=\w\w\w)-?(?:{'|'.join(_CASES)})$")
_APART = re.compile(r"[^\w.&+]+")
_STRAY_DOT = re.compile(r"\.(?=\s|$)|(?<=\s)\.")
# Last labels that are a file's ending and no country's: Moldova has .md, Paraguay .py.
_FILES = _words("xml html htm php pdf jpg jpeg png gif svg webp doc docx xls xlsx ppt pptx zip rar txt js css json csv mp3 mp4 avi mov exe")
_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24})(?:[:/?#]\S{0,2000})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium: `name` as it writes itself, `aliases` in any language, `domains` without www."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name for machines, as the column `outlet_id` has it: `Vestnik Kavkaza` → `vestnik-kavkaza`."""
        return _key(self.name).replace(" ", "-")


class Registry:
    """Outlets by name and by host. A later outlet of the same name replaces an earlier one; of two that claim one alias the first holds."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple({outlet.name: outlet for outlet in outlets}.values())
        self._names: dict[str, tuple[Outlet, str]] = {}
        self._stems: dict[str, tuple[Outlet, str] | None] = {}
        self._domains: dict[str, Outlet] = {}
        # The rules of credits ask for the same words of a page again and again.
        self._kept = lru_cache(maxsize=512)(self._look_up)
        for outlet in self.outlets:
            for domain in outlet.domains:
                self._domains.setdefault(domain.casefold(), outlet)
            for name in (outlet.name, *outlet.aliases):
                self._names.setdefault(_key(name), (outlet, name))
        for key, entry in self._names.items():
            stem = _stem(key)
            told = self._stems.get(stem, entry)
            self._stems[stem] = told if told is not None and told[0] is entry[0] else None
        # No case ending is cut off within the first three letters.
        self._beginnings = {key[:3].partition(" ")[0] for key in self._names}

    def can_begin(self, words: Iterable[str]) -> bool:
        """Whether a name that we know, or the words around one, can begin like this; False is certain, and costs no look-up."""
        for word in words:
            key = _key(word)
            if not key or "." in key or key in self._names:
                return True
            if key not in MEDIA_WORDS and key not in _ARTICLES:
                return any(key[:size].partition(" ")[0] in self._beginnings for size in (3, 2, 1))
        return True

    def by_name(self, text: str) -> Outlet | None:
        """Return the outlet of this name, in any case of it (газете «Курсив», Казинформның), or of this address; None if unknown."""
        host = host_of(text) if len(text) <= _LONGEST else None
        if host and (owner := self.by_domain(host)):
            return owner
        found = self._entry(text)
        return found[0] if found else None

    def spelling(self, text: str) -> str | None:
        """Return a known name as it is shown: as written when that is a nominative, else the listed spelling; wrappers and quotes go."""
        found = self._entry(text)
        if found is None:
            return None
        for shown in (text.strip(_QUOTES), bare_name(text).strip(_QUOTES)):
            if shown.casefold().startswith("the ") and not found[0].name.startswith("The "):
                shown = shown[4:]  # noqa: PLW2901 - the article is the sentence's, not the name's
            if _key(shown) in self._names and not any(_opening(word) in MEDIA_WORDS for word in (shown.split()[0], shown.split()[-1])):
                return shown
        return found[1]

    def _entry(self, text: str) -> tuple[Outlet, str] | None:
        return self._kept(text) if len(text) <= _LONGEST else None

    def _look_up(self, text: str) -> tuple[Outlet, str] | None:
        key = _key(text)
        for name in dict.fromkeys((key, bare_name(key, behind=False), bare_name(key))):
            if name and (known := self._names.get(name) or self._inflected(name)):
                return known
        return None

    def _inflected(self, name: str) -> tuple[Outlet, str] | None:
        if name.isascii():
            return self._stems.get(_unhung(name))
        endings = (name[-size:] for size in _CASE_SIZES if name[-size:] in _CASE_SET)
        nominatives = (self._names.get(name[: -len(ending)].rstrip()) for ending in endings)
        return next(filter(None, nominatives), None) or self._stems.get(_stem(name))

    def by_domain(self, host: str) -> Outlet | None:
        """Return the outlet that owns this host or a parent domain of it; None if unknown."""
        labels = host.casefold().rstrip(".").removeprefix("www.").split(".")[-8:]
        tails = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._domains[tail] for tail in tails if tail in self._domains), None)


def load(extra: Path | None = None) -> Registry:
    """Return the shipped registry, with the outlets of `extra` (a TOML file of the same form: [[outlet]] name, en, ru, kk, other, domains)
    before it. Raises ConfigError when that file cannot be read or says something else."""
    shipped = list(_read(SHIPPED))
    own = list(_read(extra)) if extra is not None else []
    names = {outlet.name for outlet in own}
    return Registry([*own, *(outlet for outlet in shipped if outlet.name not in names)])


@lru_cache(maxsize=1)
def default_registry() -> Registry:
    """Return the shipped registry, read once."""
    return load()


class _InForce:
    """The registry that credits are read with: one per process, as its data folder is."""

    registry: Registry | None = None


def use_registry(registry: Registry | None) -> None:
    """Read credits with this registry from now on (the archive's, which knows the user's own outlets); None means the shipped one."""
    _InForce.registry = registry


def registry_in_force() -> Registry:
    """Return the registry that credits are read with."""
    return _InForce.registry or default_registry()


def host_of(text: str) -> str | None:
    """Return the host, without www, of a text that is an address or a bare domain (`www.kt.kz`, `https://kt.kz/a`), else None."""
    bare = text.strip().rstrip(".,;")
    match = _HOST.fullmatch(bare) if "." in bare else None
    return match[1].casefold() if match and match[1].rpartition(".")[2].casefold() not in _FILES else None


def bare_name(text: str, *, behind: bool = True) -> str:
    """Return a name without the words and quotes before it and, if asked, `behind` it: `газета «Курсив»` → `Курсив`; unchanged if nothing
    else would stay."""
    words = text.split()
    first, last = 0, len(words)
    while last - first > 1 and _plain(words[first]) in MEDIA_WORDS | _ARTICLES:
        first += 1
    while behind and last - first > 1 and _plain(words[last - 1]) in MEDIA_WORDS:
        last -= 1
    return " ".join(words[first:last])


def _opening(word: str) -> str:
    """A word as it stands within a sentence: Агентство is no name; Agency may be part of one."""
    return word.casefold() if word.istitle() and not word.isascii() else word


def _plain(word: str) -> str:
    return word.strip("\"'«»“”„‟‘’`().,:;").casefold()


def _key(text: str) -> str:
    """One spelling for comparing: folded, no quotes, dashes as blanks, no article, dots only inside a word."""
    plain = _STRAY_DOT.sub(" ", _APART.sub(" ", fold(text).replace("'", ""))).split()
    return " ".join(plain[1:] if len(plain) > 1 and plain[0] in _ARTICLES else plain)


def _stem(key: str) -> str:
    """The key without case endings; only what is written in Cyrillic, or hangs behind a Latin name, is inflected."""
    return " ".join(_CASE.sub("", word) if not word.isascii() else word for word in _unhung(key).split())


def _unhung(key: str) -> str:
    # Tengrinews-тің and Kursiv-ке fold to two words: the second is a bare ending.
    words = key.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in _HUNG else key


def _read(path: Path) -> Iterator[Outlet]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: the list of outlets cannot be read ({error})") from error
    rows = told.get("outlet")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: a list of outlets is a series of [[outlet]] tables")
    for row in rows:
        yield _outlet(row, path)


def _outlet(row: dict[str, Any], path: Path) -> Outlet:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip() or set(row) - {"name", "domains", *_LANGUAGES}:
        raise ConfigError(f"{path}: an outlet has a name and may have {', '.join(_LANGUAGES)} and domains; this is {row}")
    lists = [row.get(key, []) for key in (*_LANGUAGES, "domains")]
    if not all(isinstance(values, list) and all(isinstance(value, str) for value in values) for values in lists):
        raise ConfigError(f"{path}: the names and domains of {name} must be lists of strings")
    stray = next((domain for domain in lists[-1] if host_of(domain) != domain.casefold()), None)
    if stray is not None:
        raise ConfigError(f"{path}: {stray!r} of {name} is no domain; write it without http:// and www., like news.example.org")
    return Outlet(name.strip(), tuple(alias for values in lists[:-1] for alias in values), tuple(lists[-1]))
