"""A credential's wrapping of the keyring: make it, open it, tell when it is dated."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from app.core.clock import now
from app.core.database import run
from app.core.ids import new_id
from app.vault import box
from app.vault.argon2 import Argon2Cost, stretch
from app.vault.box import Unreadable, WrongKey
from app.vault.canon import canon
from app.vault.keyring import Keyring
from app.vault.models import KeySlot
from app.vault.pepper import Peppers

_DUMMY_SALT = bytes(16)


@dataclass(frozen=True)
class PassphraseGuard:
    """What stands between a passphrase and a guess: the peppers, and the cost of one try."""

    peppers: Peppers
    cost: Argon2Cost


@dataclass(frozen=True)
class Terms:
    """What a slot is for and until when (Unix seconds); the slot opens only with these unchanged."""

    scope: str = ""
    expires_at: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


class SlotLike(Protocol):
    """A key slot, be it an object or a row."""

    @property
    def id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def expires_at(self) -> int | None: ...
    @property
    def params(self) -> str: ...
    @property
    def box(self) -> bytes: ...


def new_secret() -> str:
    """32 random bytes as 43 characters of base64url: a session's or a token's secret."""
    return secrets.token_urlsafe(32)


def slot_id(kind: str, secret: str) -> UUID:
    """Where a secret's slot is found: derived from the secret, so that the table tells nothing about it."""
    return UUID(bytes=box.derive(_bytes_of(kind, secret), canon("braid/v1/id", kind), length=16))


def wrap(keyring: Keyring, kind: str, secret: str, terms: Terms | None = None) -> KeySlot:
    """A new slot that this secret opens; not yet in the database."""
    terms = terms or Terms()
    slot = _blank(keyring, kind, slot_id(kind, secret), terms.params)
    slot.scope, slot.expires_at = terms.scope, terms.expires_at
    key = box.Key(_key_of(kind, secret, keyring.person_id))
    slot.box = box.seal(key, f"slot/{kind}", keyring.pack(), about=_about(slot))
    return slot


def unwrap(row: SlotLike, kind: str, secret: str) -> Keyring:
    """The keyring inside a slot. Raises WrongKey when the secret, or anything the slot says, does not fit."""
    return _open(row, kind, _key_of(kind, secret, row.person_id))


def wrap_passphrase(keyring: Keyring, passphrase: str, guard: PassphraseGuard) -> KeySlot:
    """A new slot that the passphrase opens, with a fresh salt and the newest pepper. Raises Busy."""
    params = {
        "m": guard.cost.memory,
        "t": guard.cost.passes,
        "p": guard.cost.lanes,
        "salt": os.urandom(16).hex(),
        "pepper": guard.peppers.newest_id,
    }
    slot = _blank(keyring, "password", new_id(), params)
    key = _passphrase_key(passphrase, keyring.person_id, params, guard.peppers)
    slot.box = box.seal(box.Key(key), "slot/password", keyring.pack(), about=_about(slot))
    return slot


def wrap_again(slot: SlotLike, keyring: Keyring, secret: str) -> bytes:
    """The box of a slot that is there, around another keyring; whatever else the slot says stays."""
    key = box.Key(_key_of(slot.kind, secret, slot.person_id))
    return box.seal(key, f"slot/{slot.kind}", keyring.pack(), about=_about(slot))


def wrap_passphrase_again(slot: SlotLike, keyring: Keyring, passphrase: str, guard: PassphraseGuard) -> bytes:
    """The same for a passphrase slot. Raises UnknownPepper or Busy."""
    key = _passphrase_key(passphrase, slot.person_id, json.loads(slot.params), guard.peppers)
    return box.seal(box.Key(key), "slot/password", keyring.pack(), about=_about(slot))


def unwrap_passphrase(row: SlotLike, passphrase: str, guard: PassphraseGuard) -> Keyring:
    """The keyring inside a passphrase slot. Raises WrongKey, UnknownPepper or Busy."""
    try:
        params = json.loads(row.params)
        key = _passphrase_key(passphrase, row.person_id, params, guard.peppers)
    except (ValueError, KeyError, TypeError) as error:
        raise WrongKey("the slot's parameters do not fit") from error
    return _open(row, "password", key)


def wrap_passkey(keyring: Keyring, passkey_id: UUID, credential_id: bytes, prf: str) -> KeySlot:
    """A new slot that opens with what this passkey alone derives; it lies under the passkey's own id."""
    slot = _blank(keyring, "passkey", passkey_id, {})
    key = _passkey_key(prf, keyring.person_id, credential_id)
    slot.box = box.seal(box.Key(key), "slot/passkey", keyring.pack(), about=_about(slot))
    return slot


def unwrap_passkey(row: SlotLike, credential_id: bytes, prf: str) -> Keyring:
    """The keyring inside a passkey's slot. Raises WrongKey."""
    return _open(row, "passkey", _passkey_key(prf, row.person_id, credential_id))


def is_dated(row: SlotLike, guard: PassphraseGuard) -> bool:
    """Whether a passphrase slot was wrapped with an older pepper or another cost than today's."""
    params = json.loads(row.params)
    held = Argon2Cost(memory=params["m"], passes=params["t"], lanes=params["p"])
    return held != guard.cost or params["pepper"] != guard.peppers.newest_id


def pepper_ids_in_use() -> list[str]:
    """The pepper id of every passphrase slot that can be read; a damaged one stands in nobody else's way."""
    rows = run(select(KeySlot.params).where(KeySlot.kind == "password")).scalars()
    return [pepper_id for params in rows if (pepper_id := pepper_of(params))]


def pepper_of(params: str) -> str | None:
    """The id of the pepper that a passphrase slot says it needs; None where it is damaged."""
    try:
        return str(json.loads(params)["pepper"])
    except (ValueError, KeyError, TypeError):
        return None


def spend_as_much(passphrase: str, guard: PassphraseGuard) -> None:
    """Take as long as a real passphrase would, so that an unknown name is not told by the clock."""
    stretch(passphrase, _DUMMY_SALT, guard.cost)


def _blank(keyring: Keyring, kind: str, row_id: UUID, params: Mapping[str, Any]) -> KeySlot:
    today = now().date()
    return KeySlot(
        id=row_id,
        person_id=keyring.person_id,
        kind=kind,
        scope="",
        expires_at=None,
        params=_canonical_json(params),
        created_on=today,
        last_used_on=today,
    )


def _open(row: SlotLike, kind: str, key: bytes) -> Keyring:
    try:
        if row.kind != kind:
            raise WrongKey("another kind of slot")
        return Keyring.unpack(row.person_id, box.open_box(key, f"slot/{kind}", row.box, about=_about(row)))
    except Unreadable as error:
        raise WrongKey("the slot does not open") from error


def _about(row: SlotLike) -> bytes:
    return canon("slot", row.person_id, row.id, row.kind, row.scope, row.expires_at, row.params)


def _key_of(kind: str, secret: str, person_id: UUID) -> bytes:
    return box.derive(_bytes_of(kind, secret), canon("braid/v1/kek", kind, person_id))


def _bytes_of(kind: str, secret: str) -> bytes:
    if kind in ("recovery", "group"):
        return secret.encode("ascii")
    try:
        raw = base64.urlsafe_b64decode(secret + "=")
    except ValueError as error:
        raise WrongKey("not a secret") from error
    if len(secret) != 43 or len(raw) != 32:
        raise WrongKey("not a secret")
    return raw


def _passphrase_key(passphrase: str, person_id: UUID, params: Mapping[str, Any], peppers: Peppers) -> bytes:
    cost = Argon2Cost(memory=params["m"], passes=params["t"], lanes=params["p"])
    stretched = stretch(passphrase, bytes.fromhex(params["salt"]), cost)
    info = canon("braid/v1/kek/password", person_id)
    return box.derive(stretched, info, salt=peppers.secret(params["pepper"]))


def _passkey_key(prf: str, person_id: UUID, credential_id: bytes) -> bytes:
    return box.derive(_bytes_of("passkey", prf), canon("braid/v1/kek", "passkey", person_id, credential_id))


def _canonical_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
