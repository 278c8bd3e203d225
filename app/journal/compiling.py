"""Take down the words of a year's finished months, once somebody has looked for something through many of them."""

from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select

from app.core.database import run, take_pen
from app.core.ids import new_id
from app.journal.concordance import Part, Words, seal
from app.journal.digest import lines_anew, open_part
from app.journal.lines import packed, text_start
from app.journal.models import Concordance, MonthPage
from app.vault.keyring import Keyring

_PARTS, _CONCORDANCES = MonthPage.__table__, Concordance.__table__
_NEWEST = select(func.max(_PARTS.c.month)).where(_PARTS.c.person_id == bindparam("person"))
_OF_MONTHS = (
    select(*_PARTS.c)
    .where(
        _PARTS.c.person_id == bindparam("person"),
        _PARTS.c.month >= bindparam("since"),
        _PARTS.c.month < bindparam("until"),
    )
    .order_by(_PARTS.c.month, _PARTS.c.part)
)
_SIZE = _OF_MONTHS.with_only_columns(func.sum(func.length(_PARTS.c.box))).order_by(None)
_STATES = _OF_MONTHS.with_only_columns(_PARTS.c.id, _PARTS.c.version, _PARTS.c.month)
_TAKE_PLACE = delete(_CONCORDANCES).where(
    _CONCORDANCES.c.person_id == bindparam("person"), _CONCORDANCES.c.since == bindparam("since")
)
_INSERT = insert(_CONCORDANCES)
# Of a year in which more was written, two thousand words a day, the words may need more memory than a worker has.
MOST_BYTES = 4 * 2**20


def compile_year(keyring: Keyring, year: str) -> bool:
    """Make the concordance of a year's months but the newest one there is, which changes daily; whether it was made.

    Reading takes a moment, and nobody is kept from writing meanwhile: what changed by then is left for another time.
    """
    months = {"person": keyring.person_id, "since": f"{year}-01", "until": _end_of(keyring, year)}
    if (run(_SIZE, months).scalar() or 0) > MOST_BYTES:
        return False
    parts = run(_OF_MONTHS, months).all()
    seen = [Part(part.id, part.version, part.month) for part in parts]
    words = Words.of(zip(seen, (_text(keyring, part) for part in parts), strict=True))
    if words is None or not parts:
        return False
    take_pen(keyring.person_id)
    if [tuple(state) for state in run(_STATES, months)] != seen:
        return False
    row = {
        "id": new_id(),
        "person_id": keyring.person_id,
        "since": months["since"],
        "until": months["until"],
        "entry_count": sum(part.entry_count for part in parts),
        "version_sum": sum(part.version for part in parts),
    }
    run(_TAKE_PLACE, months)
    run(_INSERT, {**row, "box": seal(keyring, row, words)})
    return True


def _end_of(keyring: Keyring, year: str) -> str:
    newest: str | None = run(_NEWEST, {"person": keyring.person_id}).scalar()
    return min(newest or year, f"{int(year) + 1:04}-01")


def _text(keyring: Keyring, part: Any) -> bytes:
    opened = open_part(keyring, part)
    if opened is None:
        return packed(lines_anew(keyring, part)).text
    return opened[text_start(opened) :]
