"""Where reminders’ boxes lie: one for their person, one for whoever has the calendar’s address."""

from app.reminders.models import ReminderPlan
from app.vault.holdings import AN_ADDRESS, NOTHING, Apart, Holding

_PLANS = ReminderPlan.__table__
HOLDINGS = (
    Holding(_PLANS, "box", "person_id", "settings", ("person_id", "version"), "reminders"),
    Apart(_PLANS, "lookup", NOTHING),
    Apart(_PLANS, "feed_box", AN_ADDRESS),
)
