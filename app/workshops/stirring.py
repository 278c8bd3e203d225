"""Let everybody who follows a live session look again."""

from uuid import UUID

from sqlalchemy import update

from app.core.database import run
from app.workshops.models import Moment

_TABLE = Moment.__table__


def stir(workshop_id: UUID) -> None:
    """Count the moment on, because what it shows has changed; whoever calls this holds the pen."""
    run(update(_TABLE).where(_TABLE.c.workshop_id == workshop_id).values(version=_TABLE.c.version + 1))
