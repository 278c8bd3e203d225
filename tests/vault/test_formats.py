"""The formats of docs/crypto.md, followed with bare primitives; boxes sealed once open for ever."""

import hashlib
import json
from types import SimpleNamespace
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault import slots
from app.vault.argon2 import Argon2Cost
from app.vault.authenticators import Site
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers
from app.vault.slots import PassphraseGuard

PERSON, ENTRY = UUID(int=7), UUID(int=9)
DATA_KEY, PEPPER = bytes(range(32)), bytes([5]) * 32
TEXT = b"a small warm moment"
CODE, WORDS = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", "lantern otter gravel sunday"
SEALED_RING = b"\x01*" + (1).to_bytes(4, "big") + DATA_KEY

ENTRY_BOX = bytes.fromhex(
    "01000000015b16a4afc7fca4ea1cab1359495926680b924d2b716205c2afc3fa07c36029a170bb0a158cb39954a6716d2e71"
    "f1ac937c58a57d489bc30c089ae2a88f0a444b9b798339d5aeecb5a2e7927419046d862814bfc9d6f323b7c8eb749662ea92"
    "9515dd472f0504a7e8f99e39d2154fad35463d8a99bc460e8031b50291b61754960038e088e21ced57d99374d29f627c94"
)
RECOVERY_BOX = bytes.fromhex(
    "0100000000c318617f0737bcc990e0d0532291ca991f531c29bf558e767e19371484376ba7225fd204b61587c1f6fb312fde"
    "99312abbe37a6b3ea38aeb75bdaade61c33cfeb98490abf7a788bfeeb4088811d3eaa8baf3306c2a3632bd8dcd4595da59ea"
    "f13bd536fc21b43e0a5d311dde64989214ab4d68f7c96138efb06d878afcb4cb65e79066a10de4d4aad3081cb35acd7499"
)
RECOVERY_ID = UUID("f196f967-2bb7-a1fa-b3b2-18b365d24162")
PASSPHRASE_BOX = bytes.fromhex(
    "0100000000ee6e0eb78272fbec79d8a58a264876083b6af1ae331ffda2773564ff22a0936b567f7eddae913410bd6e1c82f2"
    "d732dc4449926b939cb9e826e6458b81510b642960c191dae504f077c034b4cff8c792bca2413cdb6b0329f511199aea2ec0"
    "d328b80a29fc7d030387dfe8df212092af9bda86add33850f5d5687431821ff0debdfe1e55b6d57cdfd99020c90eb2cabe"
)
PASSPHRASE_ID = UUID("4dfcb22c-90f6-47c3-a88f-bab5d9c5cf87")
PASSPHRASE_PARAMS = '{"m":64,"p":1,"pepper":"p1","salt":"6a29b77e80750c83f6a916c4c210b37b","t":1}'

PASSKEY_BOX = bytes.fromhex(
    "010000000045182018d32ff57a7d8124af98049a34ca57aab5b2eb2e4dff5c9dea31e54d25eb8861c2c444cceb7a441e3dc1"
    "2390a81eedcc74cfc291c6ba32b80fa413a1b3e5453a3c82f282995bce6950fc4b6408f237f016a16f913b61fe6432aefcea"
    "b3807ff00a8ff033c759ee6d760b7300c02f8bf55a0987e6e581aed64ae68fdb6b6e8290825692965a862ecc9280823840"
)
PASSKEY_ID, CREDENTIAL, DERIVED = UUID(int=11), b"credential", bytes(range(100, 132))


def slot(kind: str, row_id: UUID, params: str, box: bytes) -> SimpleNamespace:
    return SimpleNamespace(id=row_id, person_id=PERSON, kind=kind, scope="", expires_at=None, params=params, box=box)


def canon(*fields: bytes) -> bytes:
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def hkdf(secret: bytes, info: bytes, *, salt: bytes | None = None, length: int = 32) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def opened_by_the_book(key: bytes, label: str, box: bytes, about: bytes) -> bytes:
    material = hkdf(key, f"braid/v1/{label}".encode(), salt=box[5:37], length=76)
    assert material[44:] == box[37:69]
    associated = canon(b"braid/v1", label.encode(), box[:69], about)
    padded = AESGCM(material[:32]).decrypt(material[32:44], box[69:], associated)
    return padded.rstrip(b"\0")[:-1]


def about_slot(kind: str, row_id: UUID, params: str) -> bytes:
    return canon(b"slot", PERSON.bytes, row_id.bytes, kind.encode(), b"", b"", params.encode())


def test_an_entry_sealed_long_ago_still_opens() -> None:
    keyring = Keyring(PERSON, {("*", 1): DATA_KEY})

    assert keyring.open("entry", ENTRY_BOX, ENTRY, 3, "page") == TEXT


def test_an_entry_opens_by_the_book() -> None:
    class_key = hkdf(DATA_KEY, b"braid/v1/class/entry")
    about = canon(PERSON.bytes, ENTRY.bytes, b"3", b"page")

    assert opened_by_the_book(class_key, "entry", ENTRY_BOX, about) == TEXT


def test_a_recovery_code_of_long_ago_still_opens_its_slot() -> None:
    row = slot("recovery", RECOVERY_ID, "{}", RECOVERY_BOX)

    assert slots.slot_id("recovery", CODE) == RECOVERY_ID
    assert slots.unwrap(row, "recovery", CODE).pack() == SEALED_RING


def test_a_recovery_slot_opens_by_the_book() -> None:
    key = hkdf(CODE.encode(), canon(b"braid/v1/kek", b"recovery", PERSON.bytes))
    row_id = hkdf(CODE.encode(), canon(b"braid/v1/id", b"recovery"), length=16)
    about = about_slot("recovery", RECOVERY_ID, "{}")

    assert row_id == RECOVERY_ID.bytes
    assert opened_by_the_book(key, "slot/recovery", RECOVERY_BOX, about) == SEALED_RING


def test_a_passphrase_of_long_ago_still_opens_its_slot() -> None:
    guard = PassphraseGuard(Peppers({"p1": PEPPER}), Argon2Cost(memory=64, passes=1, lanes=1))
    row = slot("password", PASSPHRASE_ID, PASSPHRASE_PARAMS, PASSPHRASE_BOX)

    assert slots.unwrap_passphrase(row, WORDS, guard).pack() == SEALED_RING


def test_a_passphrase_slot_opens_by_the_book() -> None:
    params = json.loads(PASSPHRASE_PARAMS)
    salt = bytes.fromhex(params["salt"])
    kdf = Argon2id(salt=salt, length=32, iterations=params["t"], lanes=params["p"], memory_cost=params["m"])
    key = hkdf(kdf.derive(WORDS.encode()), canon(b"braid/v1/kek/password", PERSON.bytes), salt=PEPPER)
    about = about_slot("password", PASSPHRASE_ID, PASSPHRASE_PARAMS)

    assert opened_by_the_book(key, "slot/password", PASSPHRASE_BOX, about) == SEALED_RING


def test_a_passkey_of_long_ago_still_opens_its_slot() -> None:
    row = slot("passkey", PASSKEY_ID, "{}", PASSKEY_BOX)

    assert slots.unwrap_passkey(row, CREDENTIAL, "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoM").pack() == SEALED_RING


def test_a_passkeys_slot_opens_by_the_book() -> None:
    key = hkdf(DERIVED, canon(b"braid/v1/kek", b"passkey", PERSON.bytes, CREDENTIAL))

    opened = opened_by_the_book(key, "slot/passkey", PASSKEY_BOX, about_slot("passkey", PASSKEY_ID, "{}"))

    assert opened == SEALED_RING


def test_what_a_passkey_derives_from_stays_the_same_for_ever() -> None:
    salt = Site("https://journal.example:8443", Peppers({})).salt

    assert salt == hashlib.sha256(canon(b"braid/v1/passkey-salt", b"journal.example")).digest()
    assert salt.hex() == "d8e44529c5fc3cc21a000e2b2fece292aba04bc62df825339550522b4fa9058d"
