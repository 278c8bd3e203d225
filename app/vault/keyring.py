"""One person's unwrapped keys, for the length of one request."""

import os
from collections.abc import Mapping
from typing import Self
from uuid import UUID

from app.vault import box
from app.vault.box import OutOfScope, Unreadable, WrongKey
from app.vault.canon import Field, canon

EVERYTHING = "*"
LABELS = frozenset(
    {"entry", "draft", "checkin", "settings", "history", "digest", "identity", "share", "answer", "keepsake", "totp"}
)
_KEY = 32


class Keyring:
    """Keys by (label, epoch): either the data keys themselves (label `*`), or class keys of a scope."""

    def __init__(self, person_id: UUID, keys: Mapping[tuple[str, int], bytes]) -> None:
        self.person_id = person_id
        self._keys = dict(keys)
        self._class_keys: dict[tuple[str, int], bytes] = {}
        # Whether anything was sealed with these keys, or they themselves, since they were opened.
        self.has_sealed = False

    @classmethod
    def fresh(cls, person_id: UUID) -> Self:
        """A new person's keyring, with a random data key of epoch 1."""
        return cls(person_id, {(EVERYTHING, 1): os.urandom(_KEY)})

    @classmethod
    def unpack(cls, person_id: UUID, payload: bytes) -> Self:
        """Read what `pack` wrote. Raises Unreadable."""
        keys: dict[tuple[str, int], bytes] = {}
        at = 0
        while at < len(payload):
            size = payload[at]
            label_end = at + 1 + size
            end = label_end + 4 + _KEY
            if end > len(payload):
                raise Unreadable("the keyring is cut short")
            label = payload[at + 1 : label_end].decode()
            epoch = int.from_bytes(payload[label_end : label_end + 4], "big")
            keys[label, epoch] = payload[label_end + 4 : end]
            at = end
        return cls(person_id, keys)

    def pack(self) -> bytes:
        """The keys as a slot's payload: label length, label, epoch (u32), 32-byte key; again for each."""
        self.has_sealed = True
        return b"".join(
            bytes([len(label)]) + label.encode() + epoch.to_bytes(4, "big") + key
            for (label, epoch), key in sorted(self._keys.items())
        )

    def scoped(self, *labels: str) -> "Keyring":
        """A keyring that opens the given classes and nothing else."""
        epochs = {epoch for _, epoch in self._keys}
        keys = {(label, epoch): self._class_key(label, epoch) for label in labels for epoch in epochs}
        return Keyring(self.person_id, keys)

    def grown(self) -> "Keyring":
        """The same keys and a fresh data key of the next epoch: what is sealed from now on needs that one."""
        return Keyring(self.person_id, {**self._keys, (EVERYTHING, self.epoch + 1): os.urandom(_KEY)})

    def newest(self) -> "Keyring":
        """The keys of the newest epoch alone."""
        keys = {(label, epoch): key for (label, epoch), key in self._keys.items() if epoch == self.epoch}
        return Keyring(self.person_id, keys)

    @property
    def epoch(self) -> int:
        """The number of the newest data key; new boxes are sealed with it."""
        return max(epoch for _, epoch in self._keys)

    @property
    def is_between(self) -> bool:
        """Whether there are keys of an older epoch beside the newest: not everything has been sealed anew yet."""
        return len({epoch for _, epoch in self._keys}) > 1

    def can_open(self, label: str) -> bool:
        """Whether boxes of this class are within the keyring's scope."""
        return any(held in (EVERYTHING, label) for held, _ in self._keys)

    def seal(self, label: str, data: bytes, *about: Field, fixed: int | None = None) -> bytes:
        """Seal data of a class, bound to the person and to `about`. Raises OutOfScope."""
        self.has_sealed = True
        key = box.Key(self._class_key(label, self.epoch), self.epoch)
        return box.seal(key, label, data, about=canon(self.person_id, *about), fixed=fixed)

    def open(self, label: str, blob: bytes, *about: Field) -> bytes:
        """Open a box of a class. Raises WrongKey, OutOfScope, Unreadable or NewerVersion."""
        key = self._class_key(label, box.epoch_of(blob))
        return box.open_box(key, label, blob, about=canon(self.person_id, *about))

    def seal_anew(self, label: str, blob: bytes, *about: Field) -> bytes:
        """The same data under the newest key, in a box of the same size. Raises whatever `open` does."""
        data = self.open(label, blob, *about)
        return self.seal(label, data, *about, fixed=len(blob) - box.HEADER - box.TAG)

    def _class_key(self, label: str, epoch: int) -> bytes:
        if label not in LABELS:
            raise OutOfScope("there is no such class of boxes")
        held = self._class_keys.get((label, epoch)) or self._keys.get((label, epoch))
        if held is not None:
            return held
        data_key = self._keys.get((EVERYTHING, epoch))
        if data_key is None:
            raise WrongKey("no key of that epoch") if self.can_open(label) else OutOfScope("outside this scope")
        derived = box.derive(data_key, f"braid/v1/class/{label}".encode())
        self._class_keys[label, epoch] = derived
        return derived

    def __repr__(self) -> str:
        return f"<Keyring of {self.person_id}>"

    __str__ = __repr__
