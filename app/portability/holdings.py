"""Where keepsakes’ boxes lie."""

from app.portability.models import Keepsake
from app.vault.holdings import Holding

HOLDINGS = (Holding(Keepsake.__table__, "box", "person_id", "keepsake", ("id",)),)
