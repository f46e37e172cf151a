"""The tables beside the posts: what is remembered from run to run, how posts left and came back, what was back-filled, words."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from kazcrawl.archive.models import Instant, metadata

# What is remembered of a site from run to run (discover.unchanged.Memory), and what each route named when it was last walked in full.
memories = Table("memories", metadata, Column("site", Text, primary_key=True), Column("told", JSON, nullable=False))
inventories = Table(
    "inventories",
    metadata,
    Column("site", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("taken_at", Instant, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("total", Integer),
    Column("posts", JSON, nullable=False),
)

# How a post left and came back, each time with the evidence; `state` is missing (proven once), gone, hidden or live.
states = Table(
    "states",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    Column("run", Integer, ForeignKey("runs.id")),
    Column("at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    # the latest state of a post
    Index("states_by_post", "post_id", "id"),
)

# Addresses that a route named and that proved to be no post; `key` is urls.url_key, `reason` a ParseError's or "http-404".
others = Table(
    "others",
    metadata,
    Column("site", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("met_at", Instant, nullable=False),
)

# Copies in public archives that were dealt with; `key` is urls.url_key of the original address, `stamp` the archive's 14 digits.
copies = Table(
    "copies",
    metadata,
    Column("site", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("stamp", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.id")),
    sqlite_with_rowid=False,
)

# The words that the search index has, with their spelling for comparing (kazcrawl.words): by it a query finds what people type otherwise.
words = Table(
    "words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    # all words that are compared as one
    Index("words_by_folded", "folded"),
    sqlite_with_rowid=False,
)

# Stories (kazcrawl.stories): the sketch of each post's text, the numbers that are some site's furniture, and the posts that share their
# story with another, called by the public id of the post that was published first.
sketches = Table(
    "sketches",
    metadata,
    Column("hash", Integer, primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    # the sketch of a post
    Index("sketches_by_post", "post_id"),
    sqlite_with_rowid=False,
)
furniture = Table("furniture", metadata, Column("hash", Integer, primary_key=True))
stories = Table(
    "stories",
    metadata,
    Column("post_id", Integer, ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Text, nullable=False),
    # all posts of a story
    Index("stories_by_story", "story"),
)
