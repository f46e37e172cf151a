"""Brings a database to this release's schema with Alembic, in the caller's transaction. Imported only when there is something to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

SCRIPTS = Path(__file__).with_name("migrations")


def config_for(connection: Connection, scripts: Path = SCRIPTS) -> Config:
    """Return an Alembic configuration without any ini file: `scripts` holds env.py and versions/."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Run every migration that the database lacks; an empty database gets all of them. The caller commits."""
    command.upgrade(config_for(connection, scripts), "head")
