"""The archive's verbs about what is remembered beside the posts: from run to run, from the past, and how posts left and came back."""

from collections.abc import Mapping
from datetime import datetime

from kazcrawl.archive import memory, past, states
from kazcrawl.archive.engine import Database
from kazcrawl.archive.models import whole_second
from kazcrawl.archive.records import StoredState
from kazcrawl.discover.audit import Inventory
from kazcrawl.discover.unchanged import Memory


class Remembering:
    """A part of `Archive`, which opens the file and says what its verbs raise."""

    _database: Database

    # --- what is remembered from run to run

    def memory(self, site: str) -> Memory:
        """Return what is remembered of a site; an empty memory when nothing is."""
        with self._database.reading() as connection:
            return memory.get_memory(connection, site)

    def save_memory(self, site: str, told: Memory) -> None:
        """Keep a site's memory in place of the one before."""
        with self._database.writing() as connection:
            memory.save_memory(connection, site, told)

    def inventories(self, site: str) -> list[Inventory]:
        """Return what every route of a site named when it was last walked in full."""
        with self._database.reading() as connection:
            return memory.get_inventories(connection, site)

    def save_inventories(self, site: str, taken: list[Inventory]) -> None:
        """Keep a site's inventories in place of all those before."""
        with self._database.writing() as connection:
            memory.save_inventories(connection, site, taken)

    def others(self, site: str) -> dict[str, str]:
        """Return `url_key` → reason of the addresses of a site that proved to be no post."""
        with self._database.reading() as connection:
            return memory.get_others(connection, site)

    def save_others(self, site: str, reasons: Mapping[str, str], *, now: datetime) -> None:
        """Keep why these addresses (address → reason) are no posts."""
        with self._database.writing() as connection:
            memory.save_others(connection, site, reasons, now=whole_second(now))

    # --- the years before us

    def done_copies(self, site: str) -> set[tuple[str, str]]:
        """Return (`url_key`, stamp) of the copies in public archives that were dealt with."""
        with self._database.reading() as connection:
            return past.done_copies(connection, site)

    def held_keys(self, site: str) -> frozenset[str]:
        """Return the `url_key` of all addresses of all posts of a site."""
        with self._database.reading() as connection:
            return past.held_keys(connection, site)

    def note_copy(self, site: str, copy: tuple[str, str], outcome: str, *, run: int | None) -> None:
        """Write that a copy (`url_key`, stamp) was dealt with, and how."""
        with self._database.writing() as connection:
            past.note_copy(connection, site, *copy, outcome, run=run)

    def stored_by_year(self, run: int) -> Mapping[str, tuple[int, int]]:
        """Return year → (posts, revisions) that a run stored; "" stands for posts without a date."""
        with self._database.reading() as connection:
            return past.by_year(connection, run)

    # --- leaving and coming back

    def note_state(self, public_id: str, state: str, evidence: str, *, run: int | None, now: datetime) -> None:
        """Write that a post is missing (proven once), gone, hidden or live again; all but the first show in its status.

        Raises PostNotFoundError."""
        with self._database.writing() as connection:
            states.note_state(connection, public_id, state, evidence, run=run, now=whole_second(now))

    def awaiting(self, site: str) -> dict[str, str]:
        """Return public id → evidence of the posts whose absence was proven once and awaits a second look."""
        with self._database.reading() as connection:
            return states.awaiting(connection, site)

    def states(self, public_id: str) -> list[StoredState]:
        """Return how a post left and came back, oldest first."""
        with self._database.reading() as connection:
            return states.states_of(connection, public_id)
