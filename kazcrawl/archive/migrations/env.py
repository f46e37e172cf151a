"""Runs migrations on the connection that the caller opened: its transaction, so all of them happen or none."""

from alembic import context

from kazcrawl.archive.models import BY_HAND, metadata


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table found in the database is one that the models describe (not the index's own, not the view)."""
    return kind != "table" or name is None or not name.startswith(BY_HAND)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_modelled,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
