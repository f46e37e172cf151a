"""The demo's posts: small HTML files with a few lines of facts on top. Every chamber, person and event in them is invented.

posts/24-partner-of-the-year.html   WordPress id and slug
    title: …                        date: 2015-10-21 14:32, on the chamber's own clock
    categories: News, Industry      tags, modified, author, slug, kind (page), comment: Name | text
    sticky | password | draft: yes
                                    a blank line, then the body; [image NAME | caption] is a picture with an attachment page"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent / "posts"
NAME = "Caspian–Potomac Chamber of Commerce"
TAGLINE = "Trade between two rivers"
TIMEZONE = "America/New_York"
ZONE = ZoneInfo(TIMEZONE)
AUTHOR = "Chamber"
IMAGE_MARK = re.compile(r"^\[image (?P<name>[\w-]+) \| (?P<caption>[^\]\n]*)\]$", re.MULTILINE)
_NEXT_PAGE = "<!--nextpage-->"


@dataclass(frozen=True, slots=True)
class Post:
    """One thing that the site holds. `date` and `modified` are aware, on the chamber's clock; `body` is HTML as its editor wrote it;
    `kind` is "post" or "page"; `old_slugs` redirect to the present one; a `password` post is listed, but its text is not shown."""

    id: int
    slug: str
    title: str
    date: datetime
    modified: datetime
    body: str
    author: str = AUTHOR
    categories: tuple[str, ...] = ("News",)
    tags: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    kind: str = "post"
    password: bool = False
    sticky: bool = False
    draft: bool = False
    old_slugs: tuple[str, ...] = ()

    @property
    def pages(self) -> list[str]:
        """The body cut at its page breaks."""
        return [part.strip() for part in self.body.split(_NEXT_PAGE)]

    @property
    def path(self) -> str:
        """The pretty permalink: /2015/10/slug/ for a post, /slug/ for a page."""
        return (f"/{self.date:%Y/%m}" if self.kind == "post" else "") + f"/{escape_slug(self.slug)}/"

    @property
    def images(self) -> list[tuple[str, str]]:
        """Name and caption of the pictures in the body."""
        return [(found["name"], found["caption"]) for found in IMAGE_MARK.finditer(self.body)]


def read_posts(folder: Path = FOLDER) -> list[Post]:
    """Return the posts of a folder, oldest first."""
    return sorted((read_post(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.html")), key=lambda post: post.date)


def read_post(name: str, text: str) -> Post:
    """Return the post that a file of that name (`24-partner-of-the-year`) tells of. Raises ValueError or KeyError for a wrong one."""
    head, _, body = text.partition("\n\n")
    told: dict[str, str] = {}
    comments = []
    for line in head.splitlines():
        key, value = (part.strip() for part in line.split(":", 1))
        if key == "comment":
            who, said = value.split(" | ", 1)
            comments.append((who, said))
        else:
            told[key] = value
    number, _, slug = name.partition("-")
    return Post(
        id=int(number),
        slug=told.get("slug", slug),
        title=told["title"],
        date=_instant(told["date"]),
        modified=_instant(told.get("modified", told["date"])),
        body=body.strip(),
        author=told.get("author", AUTHOR),
        categories=_names(told.get("categories", "News")),
        tags=_names(told.get("tags", "")),
        comments=tuple(comments),
        kind=told.get("kind", "post"),
        password=told.get("password") == "yes",
        sticky=told.get("sticky") == "yes",
        draft=told.get("draft") == "yes",
    )


def public(posts: Iterable[Post]) -> list[Post]:
    """Return the published posts (no pages, no drafts), newest first, as every list of the site has them."""
    return sorted((post for post in posts if post.kind == "post" and not post.draft), key=lambda post: (post.date, post.id), reverse=True)


def utc(moment: datetime) -> datetime:
    """Return the instant in UTC."""
    return moment.astimezone(UTC)


def escape_slug(slug: str) -> str:
    """Return a slug as it stands in an address: WordPress writes percent escapes in lower case."""
    return re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), quote(slug, safe=""))


def term_slug(name: str) -> str:
    """Return the slug of a category or tag."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)
