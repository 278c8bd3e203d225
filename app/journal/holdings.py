"""Where a journal’s boxes lie."""

from app.journal.models import Entry, MonthPage, Revision
from app.vault.holdings import Holding

HOLDINGS = (
    Holding(Entry.__table__, "box", "person_id", "entry", ("id", "version"), "page"),
    Holding(Revision.__table__, "box", "person_id", "history", ("entry_id", "number"), "revision"),
    Holding(MonthPage.__table__, "box", "person_id", "digest", ("id", "version", "month")),
)
