"""The shape that a version after ours would give the database: it adds, and takes nothing away."""

import shutil
from pathlib import Path

from app.web.readiness import MIGRATIONS, newest_shape

LATER = '''"""A column that only a newer version knows."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "later", "{before}"


def upgrade() -> None:
    op.add_column("entries", sa.Column("later", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("entries", "later")
'''


def newer(folder: Path) -> Path:
    """Our migrations and one more; returns their folder."""
    there = folder / "migrations"
    shutil.copytree(MIGRATIONS, there)
    (before,) = newest_shape()
    (there / "versions" / "2030_01_01_later.py").write_text(LATER.format(before=before))
    return there
