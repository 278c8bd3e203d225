"""Whether this process could take what people bring: its database, the database's shape, and the pepper."""

from functools import cache
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import not_, or_, select
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.vault.models import KeySlot
from app.vault.pepper import Peppers, UnknownPepper, check_peppers
from app.vault.slots import pepper_ids_in_use
from app.workshops.resealing import peppers_in_use

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
SILENT = "The database does not answer."
DATED = "The database does not have the newest shape; bring it up to date with flask db upgrade."
FOREIGN = "The database needs a pepper that this process does not have."
LEAVING = "The server is about to stop."


def what_stands_in_the_way(peppers: Peppers, leaving: Path | None) -> str | None:
    """Why nobody should be sent here just now, in one sentence that gives nothing away; None when all is well.

    A server that is about to stop answers whoever comes all the same; a file says that it is.
    """
    if leaving is not None and leaving.exists():
        return LEAVING
    try:
        if not has_shape():
            return DATED
        check_peppers(peppers, [*(pepper_ids_in_use() if has_strangers(peppers) else ()), *peppers_in_use()])
    except DBAPIError:
        return SILENT
    except UnknownPepper:
        return FOREIGN
    return None


def has_shape() -> bool:
    """Whether the database has seen every migration that we know.

    One that we do not know came with a newer version, which leaves ours its shape (CONTRIBUTING.md).
    """
    present = present_shape()
    return present == newest_shape() or not present <= every_shape()


def present_shape() -> set[str]:
    """The migrations that the database has seen last."""
    return set(MigrationContext.configure(db.session.connection()).get_current_heads())


def has_strangers(peppers: Peppers) -> bool:
    """Whether some passphrase slot names none of these peppers, found without reading them all one by one."""
    names = [KeySlot.params.contains(f'"pepper":"{one}"') for one in peppers.ids]
    found = select(KeySlot.id).where(KeySlot.kind == "password", not_(or_(*names))).limit(1)
    return db.session.scalar(found) is not None


@cache
def newest_shape() -> set[str]:
    """The migrations that nothing comes after."""
    return set(ScriptDirectory(str(MIGRATIONS)).get_heads())


@cache
def every_shape() -> set[str]:
    """All the migrations that we know."""
    return {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
