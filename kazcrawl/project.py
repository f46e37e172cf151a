"""Where we live: the project's folder, the data folder, and the KAZCRAWL_* variables. The only reader of the environment."""

import os
import sys
from pathlib import Path

from kazcrawl import __version__
from kazcrawl.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent

# Every variable that kazcrawl reads, with its meaning: the documentation and its test are made from this table.
VARIABLES = {
    "KAZCRAWL_DATA": "folder of everything that runs make (default: data/ in a checkout, the user's data folder otherwise)",
    "KAZCRAWL_CONTACT": "e-mail address or web address for the User-Agent; required to crawl any host that is not loopback",
    "KAZCRAWL_ALLOW_PRIVATE": "1 allows private and loopback addresses that you did not write literally",
}


def find_root() -> Path:
    """Return the folder that holds `spiders/` and `pipelines/`: the checkout, or the copy inside an installed package."""
    checkout = PACKAGE.parent
    return checkout if (checkout / "scrapy.cfg").is_file() else PACKAGE / "_project"


def is_checkout() -> bool:
    """Whether the package runs from a checkout rather than from an installed wheel."""
    return find_root() == PACKAGE.parent


def activate() -> Path:
    """Put our own folder first on the import path, so that no stranger's `spiders` or `pipelines` is taken for ours; return it."""
    root = find_root()
    if sys.path[:1] != [str(root)]:
        sys.path.insert(0, str(root))
    return root


def data_dir() -> Path:
    """Return the folder of everything that runs make; it need not exist yet. Raises ConfigError when there is none to be had."""
    folder = _data_dir()
    if any("\ud800" <= char <= "\udfff" for char in str(folder)):  # bytes that are no UTF-8; SQLite takes names in UTF-8 alone
        raise ConfigError(f"the data folder {str(folder)!r} has bytes in its name that are no UTF-8; give another with --data DIR")
    return folder


def _data_dir() -> Path:
    told = os.environ.get("KAZCRAWL_DATA")
    if told:
        return Path(told).expanduser().absolute()
    if is_checkout():
        return find_root() / "data"
    shared = os.environ.get("XDG_DATA_HOME")
    if not shared and not os.environ.get("HOME"):
        raise ConfigError("no home folder is known to keep the archive in; set KAZCRAWL_DATA=DIR")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "kazcrawl"


def use_data_dir(folder: str) -> None:
    """Make `folder` the data folder of this process and of those it starts (`kazcrawl --data`)."""
    os.environ["KAZCRAWL_DATA"] = str(Path(folder).expanduser().absolute())


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, closed to other users whatever the umask. One that stands is left as it is."""
    for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
        missing.mkdir(mode=0o750, exist_ok=True)


def database_path() -> Path:
    """Return the archive's file."""
    return data_dir() / "kazcrawl.db"


def contact() -> str | None:
    """Return KAZCRAWL_CONTACT in one clean line, or None when it is not set."""
    told = "".join(c for c in os.environ.get("KAZCRAWL_CONTACT", "") if c.isprintable()).strip()
    if told and not ("@" in told or told.startswith(("http://", "https://"))):
        raise ConfigError(f"KAZCRAWL_CONTACT={told!r} is no address; set an e-mail address or an http(s) address")
    if not told.isascii() or " " in told:  # the User-Agent is a header of HTTP
        raise ConfigError(f"KAZCRAWL_CONTACT={told!r} cannot be sent; write it in ASCII without blanks (a host of other letters as xn--…)")
    return told or None


def user_agent() -> str:
    """Return the honest User-Agent: our name, our version and who to write to."""
    return f"kazcrawl/{__version__}" + (f" (+{contact()})" if contact() else "")


def allow_private() -> bool:
    """Whether private and loopback addresses may be asked although the operator did not write them literally."""
    return os.environ.get("KAZCRAWL_ALLOW_PRIVATE", "") == "1"


def proxies() -> dict[str, str]:
    """Return the proxy variables in force by name, with any user and password taken out: they silently re-route a crawl."""
    names = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    return {name: os.environ[name].rsplit("@", 1)[-1] for name in names if os.environ.get(name)}
