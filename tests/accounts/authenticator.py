"""A passkey's device in a few lines: it makes credentials, signs challenges, and derives secrets if it can."""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from tests.people import Actor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one passkey on it."""

    origin: str = "http://localhost:8000"
    flags: int = PRESENT | VERIFIED
    derives: bool = True
    counter: int = 0
    counts: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    seed: bytes = field(default_factory=lambda: os.urandom(32))

    def make(self, options: dict[str, Any], **claims: Any) -> dict[str, Any]:
        """A new credential for these options, as a browser hands it over."""
        numbers = self.key.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        size = len(self.credential_id).to_bytes(2, "big")
        attested = bytes(16) + size + self.credential_id + cbor2.dumps(key)
        data = self._data(options["rp"]["id"], self.flags | ATTESTED) + attested
        said = self._said("webauthn.create", options, claims)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(clientDataJSON=said, attestationObject=attestation)

    def touch(self, options: dict[str, Any], **claims: Any) -> dict[str, Any]:
        """A signature for these options."""
        self.counter += self.counts
        data = self._data(options["rpId"], self.flags)
        said = self._said("webauthn.get", options, claims)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._credential(clientDataJSON=said, authenticatorData=data, signature=signature)

    def secret(self, options: dict[str, Any]) -> dict[str, str]:
        """What only this passkey derives from what the site asks with."""
        salt = base64url_to_bytes(options["extensions"]["prf"]["eval"]["first"])
        derived = hmac.digest(self.seed, b"WebAuthn PRF\x00" + salt, "sha256")
        return {"prf": bytes_to_base64url(derived)} if self.derives else {}

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _said(self, kind: str, options: dict[str, Any], claims: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps({**said, **claims}).encode()

    def _credential(self, **response: bytes) -> dict[str, Any]:
        identity = bytes_to_base64url(self.credential_id)
        shown = {name: bytes_to_base64url(value) for name, value in response.items()}
        return {"id": identity, "rawId": identity, "type": "public-key", "response": shown}


def ask(actor: Actor, purpose: str) -> dict[str, Any]:
    """What the site asks a passkey for."""
    response = actor.post("/passkey-challenges", {"purpose": purpose})
    assert response.status_code == 200, response.json
    return dict(response.json["options"])


def add(actor: Actor, device: Authenticator | None = None, name: str = "My phone") -> Authenticator:
    """Make a passkey on a device and keep it."""
    device = device or Authenticator()
    options = ask(actor, "adding")
    sent = {"credential": device.make(options), "name": name, **device.secret(options)}
    response = actor.post("/passkeys", sent)
    assert response.status_code == 201, response.json
    return device


def touch(actor: Actor, device: Authenticator, purpose: str = "signing-in") -> dict[str, Any]:
    """A touch of the device, as it is sent to sign in."""
    options = ask(actor, purpose)
    return {"passkey": device.touch(options), **device.secret(options)}
