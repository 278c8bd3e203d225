"""A journal's large tables spread over several PostgreSQL servers, by the hash of whose they are, with postgres_fdw."""

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import ForeignKeyConstraint, create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from app.journal.models import Entry, MonthPage, Revision
from tests import postgres

LARGE: tuple[Any, ...] = (Entry.__table__, Revision.__table__, MonthPage.__table__)
PART = "part"
# What a foreign key does where people and pages lie on one server.
LEAVING = """
    CREATE FUNCTION take_journal_along() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM month_pages WHERE person_id = OLD.id;
        DELETE FROM entries WHERE person_id = OLD.id;
        RETURN OLD;
    END $$;
    CREATE TRIGGER take_journal_along BEFORE DELETE ON people FOR EACH ROW EXECUTE FUNCTION take_journal_along();
"""


def spread(front: str, database: str, parts: Sequence[str]) -> None:
    """Let the large tables of an empty database lie on the parts; servers are told by the folders of their sockets."""
    for part in parts:
        make_part(part)
    with postgres.desk(front, database) as desk:
        desk.execute("CREATE EXTENSION postgres_fdw")
        for number, part in enumerate(parts):
            link(desk, number, part)
        for table in reversed(LARGE):
            desk.execute(f"CREATE TABLE spread (LIKE {table.name}) PARTITION BY HASH (person_id)")
            desk.execute(f"DROP TABLE {table.name}")
            desk.execute(f"ALTER TABLE spread RENAME TO {table.name}")
            desk.execute(f"ALTER TABLE {table.name} OWNER TO {postgres.ROLE}")
            for number in range(len(parts)):
                lay_out(desk, table.name, number, len(parts))
        desk.execute(LEAVING)


def make_part(place: str) -> None:
    """The large tables as they are, but for the keys that lead to what lies elsewhere."""
    engine = create_engine(postgres.fresh_database(place, PART).replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        for table in LARGE:
            connection.execute(CreateTable(table, include_foreign_key_constraints=keys_within(table)))
            for index in table.indexes:
                connection.execute(CreateIndex(index))
    engine.dispose()


def keys_within(table: Any) -> list[ForeignKeyConstraint]:
    keys = [one for one in table.constraints if isinstance(one, ForeignKeyConstraint)]
    return [key for key in keys if key.referred_table in LARGE]


def link(desk: psycopg.Connection, number: int, place: str) -> None:
    """Tell the front server of a part, and let Braid's role in there."""
    told = f"host '{place}', dbname '{PART}', fetch_size '1000', batch_size '100'"
    desk.execute(f"CREATE SERVER part_{number} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({told})")
    desk.execute(f"GRANT USAGE ON FOREIGN SERVER part_{number} TO {postgres.ROLE}")
    for role in (postgres.ROLE, postgres.OPERATOR):
        known = f"user '{postgres.ROLE}', password_required 'false'"
        desk.execute(f"CREATE USER MAPPING FOR {role} SERVER part_{number} OPTIONS ({known})")


def lay_out(desk: psycopg.Connection, table: str, number: int, many: int) -> None:
    desk.execute(
        f"CREATE FOREIGN TABLE {table}_{number} PARTITION OF {table} "
        f"FOR VALUES WITH (MODULUS {many}, REMAINDER {number}) SERVER part_{number} OPTIONS (table_name '{table}')"
    )
    desk.execute(f"ALTER FOREIGN TABLE {table}_{number} OWNER TO {postgres.ROLE}")
