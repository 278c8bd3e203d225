"""Shares and consents of an earlier account: they bind nobody any more, but they are somebody's record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import insert, select

from app.core.database import run
from app.core.ids import new_id
from app.portability.models import Keepsake
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

_TABLE = Keepsake.__table__
# Each kind of record with the field that tells one from another.
KINDS = {"shares_given": "id", "shares_received": "id", "consent_log": "share"}
Records = dict[str, list[dict[str, Any]]]


def brought_along(keyring: Keyring) -> Records:
    """All records of earlier accounts; what cannot be opened is left out."""
    found: Records = {kind: [] for kind in KINDS}
    for row in run(select(*_TABLE.c).where(_TABLE.c.person_id == keyring.person_id)):
        for kind, records in _opened(keyring, row).items():
            found[kind] += records
    return found


def keep(keyring: Keyring, records: Mapping[str, Any], living: Records) -> int:
    """Keep those records that are not there yet; returns how many those were. The caller holds the pen."""
    there, fresh = brought_along(keyring), {}
    for kind, name in KINDS.items():
        known = {one[name] for one in (*there[kind], *living[kind])}
        fresh[kind] = [one for one in records.get(kind, ()) if one[name] not in known]
    count = sum(map(len, fresh.values()))
    if count:
        keepsake_id = new_id()
        box = keyring.seal("keepsake", orjson.dumps(fresh), keepsake_id)
        run(insert(_TABLE).values(id=keepsake_id, person_id=keyring.person_id, box=box))
    return count


def _opened(keyring: Keyring, row: Any) -> Records:
    try:
        return dict(orjson.loads(keyring.open("keepsake", row.box, row.id)))
    except (Unreadable, WrongKey):
        return {}
