"""Where check-ins’ boxes lie."""

from app.checkins.models import CheckIn
from app.vault.holdings import Holding

HOLDINGS = (Holding(CheckIn.__table__, "box", "person_id", "checkin", ("id", "version"), "mark"),)
