"""Where groups’ boxes lie: under the pepper, under a public key, or under their person’s own keys."""

from app.vault.holdings import A_PEPPER, A_PUBLIC_KEY, Apart, Holding
from app.workshops.models import Invitation, PulseAnswer, Share
from app.workshops.resealing import SPOTS

_SHARES = Share.__table__
HOLDINGS: tuple[Holding | Apart, ...] = (
    Holding(_SHARES, "own_box", "author_id", "share", ("id",)),
    Holding(_SHARES, "kept_answer_box", "recipient_id", "answer", ("id",)),
    Holding(Invitation.__table__, "box", "made_by", "settings", ("invite_id", "workshop_id"), "invitation"),
    Holding(PulseAnswer.__table__, "box", "person_id", "answer", ("question_id",)),
    Apart(_SHARES, "box", A_PUBLIC_KEY),
    Apart(_SHARES, "answer_box", A_PUBLIC_KEY),
    *(Apart(spot.table, spot.column, A_PEPPER) for spot in SPOTS),
)
