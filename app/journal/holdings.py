"""Where a journal’s boxes lie."""

from app.journal.concordance import ABOUT
from app.journal.models import Concordance, Entry, InboxItem, MonthPage, Revision
from app.vault.holdings import A_PUBLIC_KEY, Apart, Holding

HOLDINGS = (
    Holding(Entry.__table__, "box", "person_id", "entry", ("id", "version"), "page"),
    Holding(Revision.__table__, "box", "person_id", "history", ("entry_id", "number"), "revision"),
    Holding(MonthPage.__table__, "box", "person_id", "digest", ("id", "version", "month")),
    Holding(Concordance.__table__, "box", "person_id", "digest", ABOUT, "concordance"),
    Apart(InboxItem.__table__, "box", A_PUBLIC_KEY),
)
