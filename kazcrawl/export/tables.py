"""What a dataset's columns are: names, types, meanings. The one source of headers, Parquet types, the manifest and the dictionary."""

from dataclasses import dataclass

from kazcrawl.archive import Field


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is one of archive.KINDS; `few` tells that it has few distinct values; `required` that it is never unknown.

    `holds` has "names" where it tells who wrote something, "body" where it is the text itself, "words" where it may be a paragraph of
    it; `sql` is its value, where that is not the field of the same name."""

    name: str
    kind: str
    description: str
    few: bool = False
    required: bool = False
    holds: tuple[str, ...] = ()
    sql: str = ""

    @property
    def field(self) -> Field:
        """The column as the archive reads it."""
        return self.name, self.kind, self.sql or f"articles.{self.name}"


@dataclass(frozen=True, slots=True)
class Table:
    """A dataset's table: `key` names the columns that tell its rows apart, `title` says what a row is."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns as the archive reads them."""
        return tuple(column.field for column in self.columns)


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns are left out or cut: those that name authors, the texts, or the texts but for their first `excerpt` characters.

    A credit line may be a paragraph of its text: it goes where the texts go or are cut."""

    authors: bool = True
    body: bool = True
    excerpt: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the texts are in it, all of them."""
        return self.body and self.excerpt is None


ALL_COLUMNS = Shape()
"""Nothing left out."""

# What a reader looks for comes first.
COLUMNS = (
    Column("url", "string", "Address of the post.", required=True),
    Column("title", "string", "Title, as the site writes it."),
    Column("date", "date", "Day of publication on the site's own clock."),
    Column("source", "string", "Outlet that the post is credited to, as named there; none for the chamber's own posts.", few=True),
    Column(
        "body",
        "text",
        "Text without markup, a blank line between paragraphs, without the credit's own line.",
        holds=("body",),
    ),
    Column("author", "string", "Who signed the post, as the site shows it.", holds=("names",)),
    Column("published_at", "datetime", "Exact instant of publication (UTC), only where the site told one."),
    Column("public_id", "string", "Identity of the post in this archive; it never changes.", required=True),
    Column("site", "string", "Blog that published the post, by its name in this archive.", few=True, required=True),
    Column(
        "outlet_id",
        "string",
        "The source in the registry of outlets: one id for all its spellings.",
        few=True,
    ),
    Column(
        "story_id",
        "string",
        "Posts with the same news share it: the public id of the post among them that was published first; none as of an earlier day.",
    ),
    Column("language", "string", "Language of the text: en, ru, kk and the like.", few=True),
    Column("categories", "list", "Categories that the site put the post in."),
    Column("tags", "list", "Tags that the site gave the post."),
    Column("authors", "list", "Everyone named as an author of the post.", holds=("names",)),
    Column("credit_author", "string", "Author of the credited text.", holds=("names",)),
    Column("credit_date", "date", "Day of the credited text, where the credit tells it."),
    Column("credit_url", "string", "Address of the credited text."),
    Column("credit_rule", "string", "Rule that found the source.", few=True),
    Column("credit_confidence", "number", "How sure that rule is, from 0 to 1."),
    Column("credit_line", "string", "The credit itself, as written.", holds=("names", "words")),
    Column("dateline", "string", "Place that the text opens with (ASTANA).", few=True),
    Column("date_precision", "string", "How exact the site was about the publication: day, minute or second.", few=True),
    Column("date_origin", "string", "Where the date was read: rest, jsonld, time, meta, text, feed or url.", few=True),
    Column("status", "string", "On the site the post is live, gone, or hidden (behind a password).", few=True, required=True),
    Column("first_seen", "datetime", "When the archive first met the post (UTC).", required=True),
    Column(
        "last_seen",
        "datetime",
        "When the site last named or served the post (as of an earlier day: its last version then).",
        required=True,
    ),
    Column("gone_at", "datetime", "When the post was found gone."),
    Column("modified_at", "datetime", "When the post was last changed, by the site's own word."),
    Column("revisions", "integer", "How many versions of the post the archive holds.", required=True),
    Column("wp_id", "integer", "Number of the post in the site's WordPress."),
    Column("observed_at", "datetime", "When the site served this version (UTC).", required=True),
    Column("recorded_at", "datetime", "When the archive stored this version (UTC).", required=True),
    Column(
        "reason",
        "string",
        "Why this version was stored: new, edited, reparsed (by another parser) or backfilled.",
        few=True,
        required=True,
    ),
    Column("run", "integer", "Run that stored this version."),
    Column("content_hash", "string", "Digest of title, date, source, authors and body: equal contents, equal digests.", required=True),
    Column("parser_version", "string", "Parser that read this version.", few=True),
    Column("body_html", "text", "Text with its markup, sanitised.", holds=("body",)),
)
_VERSION_COLUMNS = (
    Column("revision", "integer", "Number of this version of the post, from 1, in the order in which the site served them.", required=True),
    Column("is_current", "boolean", "Whether this is the version that the archive holds to be the present one.", required=True),
)


def make_table(shape: Shape, *, versions: bool = False) -> Table:
    """Return the table of posts, or with `versions` that of every version of every post."""
    kept = []
    for column in COLUMNS:
        if not shape.authors and "names" in column.holds:
            continue
        if shape.excerpt is not None and column.name == "body":
            kept.append(_excerpt(shape.excerpt))
        elif shape.whole or not {"body", "words"} & {*column.holds}:
            kept.append(column)
    if versions:
        return Table("revisions", "One row per version of a post", (*kept, *_VERSION_COLUMNS), ("public_id", "revision"))
    return Table("articles", "One row per post", tuple(kept), ("public_id",))


def _excerpt(length: int) -> Column:
    return Column(
        "excerpt", "text", f"The first {length} characters of the text.", holds=("body",), sql=f"substr(articles.body, 1, {length})"
    )
