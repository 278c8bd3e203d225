"""What a passkey's device says, checked by py_webauthn under the one set of rules that we have.

A person is verified on the device each time, and no attestation is asked for: which make a device is, is not our
business, so whatever it says about itself is left aside unread.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    encode_cbor,
    options_to_json_dict,
    parse_cbor,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.vault.canon import canon
from app.vault.pepper import Peppers

BRAND = "Braid"
MOST_MS = 300_000
VERIFIED = UserVerificationRequirement.REQUIRED
# All that the library was seen to raise, or could, when it reads bytes that somebody made up.
_ODD = (
    WebAuthnException, UnsupportedAlgorithm, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RecursionError,
)  # fmt: skip
Found = TypeVar("Found")


class NotGenuine(Exception):
    """This was not said by a device to us, now, about this passkey."""


@dataclass(frozen=True)
class Site:
    """The address that passkeys are made for, and the peppers that know our own challenges again."""

    origin: str
    peppers: Peppers

    @property
    def host(self) -> str:
        """What a passkey is bound to: the host, without scheme and port."""
        return urlsplit(self.origin).hostname or ""

    @property
    def salt(self) -> bytes:
        """What each passkey derives its secret from: the same for ever, so it is made of what cannot be lost."""
        return hashlib.sha256(canon("braid/v1/passkey-salt", self.host)).digest()


class Made(NamedTuple):
    """A new passkey: how it is found, how its word is checked, and its counter."""

    credential_id: bytes
    public_key: bytes
    counter: int


def to_make(site: Site, challenge: bytes, *, whose: tuple[UUID, str], besides: Iterable[bytes]) -> dict[str, Any]:
    """What the browser needs to make a passkey for somebody (id, name) who has others already."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=BRAND,
        user_id=whose[0].bytes,
        user_name=whose[1],
        challenge=challenge,
        timeout=MOST_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in besides],
    )
    return _deriving(site, options_to_json_dict(options))


def to_touch(site: Site, challenge: bytes, *, among: Iterable[bytes] = ()) -> dict[str, Any]:
    """What the browser needs to ask for a passkey: one of these, or whichever the person has."""
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=MOST_MS,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in among],
        user_verification=VERIFIED,
    )
    return _deriving(site, options_to_json_dict(options))


def challenge_in(credential: Mapping[str, Any]) -> bytes:
    """The challenge that a device answered. Raises NotGenuine."""
    raw = _checked(lambda: base64url_to_bytes(credential["response"]["clientDataJSON"]))
    return _checked(lambda: parse_client_data_json(raw)).challenge


def credential_id_in(credential: Mapping[str, Any]) -> bytes:
    """Which passkey this says it is. Raises NotGenuine."""
    return _checked(lambda: base64url_to_bytes(credential["id"]))


def made(site: Site, credential: Mapping[str, Any]) -> Made:
    """A passkey that was made for this site, with its person verified. Raises NotGenuine."""
    found = _checked(
        lambda: verify_registration_response(
            credential=_without_statement(credential),
            expected_challenge=challenge_in(credential),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    )
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def touched(site: Site, credential: Mapping[str, Any], *, public_key: bytes, counter: int) -> int:
    """The passkey's new counter, if it was touched for this site with its person verified. Raises NotGenuine."""
    found = _checked(
        lambda: verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge_in(credential),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=counter,
            require_user_verification=True,
        )
    )
    return found.new_sign_count


def _deriving(site: Site, options: dict[str, Any]) -> dict[str, Any]:
    return {**options, "extensions": {"prf": {"eval": {"first": bytes_to_base64url(site.salt)}}}}


def _without_statement(credential: Mapping[str, Any]) -> dict[str, Any]:
    response = credential["response"]
    said = parse_cbor(base64url_to_bytes(response["attestationObject"]))
    plain = encode_cbor({"fmt": "none", "attStmt": {}, "authData": said["authData"]})
    return {**credential, "response": {**response, "attestationObject": bytes_to_base64url(plain)}}


def _checked(read: Callable[[], Found]) -> Found:
    try:
        return read()
    except _ODD as error:
        raise NotGenuine("a device's answer does not fit") from error
