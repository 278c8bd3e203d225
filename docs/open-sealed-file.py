"""Open a file that Braid sealed with a passphrase: python3 open-sealed-file.py SEALED OPENED

Needs Python 3.9 or newer and its package `cryptography`, 44 or newer. The form of the file is told in crypto.md.
"""

import getpass
import hmac
import json
import sys
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def canon(*fields):
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def derive(secret, info, salt=None, length=32):
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def open_box(key, box, about):
    material = derive(key, b"braid/v1/export", salt=box[5:37], length=76)
    if not hmac.compare_digest(material[44:], box[37:69]):
        sys.exit("This is not its passphrase.")
    padded = AESGCM(material[:32]).decrypt(material[32:44], box[69:], canon(b"braid/v1", b"export", box[:69], about))
    return padded.rstrip(b"\0")[:-1]


with open(sys.argv[1], "rb") as sealed, open(sys.argv[2], "wb") as opened:
    line = sealed.readline()
    cost = json.loads(line)["kdf"]
    passphrase = unicodedata.normalize("NFKC", getpass.getpass("Passphrase: ")).encode()
    kdf = Argon2id(
        salt=bytes.fromhex(cost["salt"]), length=32, iterations=cost["t"], lanes=cost["p"], memory_cost=cost["m"]
    )  # fmt: skip
    key = derive(kdf.derive(passphrase), b"braid/v1/kek/export")
    frame, place = sealed.read(4), 0
    while frame:
        box = sealed.read(int.from_bytes(frame, "big"))
        frame = sealed.read(4)
        about = canon(line, str(place).encode(), b"more" if frame else b"last")
        opened.write(open_box(key, box, about))
        place += 1
