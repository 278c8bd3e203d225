"""Passkeys and second steps on the wire."""

from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, validate, validates_schema

from app.accounts.schemas import DEVICE, SessionSchema
from app.core.schemas import Day, Flag, Schema, Text

EXAMPLE_SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def _bytes(most: int, **kwargs: Any) -> Text:
    return Text(most=most, metadata={"description": "base64url"}, **kwargs)


def prf() -> Text:
    """The secret that a passkey derives for this site, beside the credential and never inside it."""
    described = {"format": "password", "description": "32 bytes that only this passkey derives, as base64url."}
    form = validate.Regexp(r"\A[A-Za-z0-9_-]{43}\Z")
    return Text(most=43, load_only=True, validate=form, metadata=described)


class BrowserSchema(Schema):
    """Something that browsers make: what they add to it besides, and above all extension results, is left aside."""

    class Meta:
        """Browsers learn new words; none of them is kept."""

        unknown = EXCLUDE


class MadeResponseSchema(BrowserSchema):
    """What a device says when it makes a passkey."""

    clientDataJSON = _bytes(4096, required=True)  # noqa: N815  # the browsers' own names
    attestationObject = _bytes(65_536, required=True)  # noqa: N815


class TouchedResponseSchema(BrowserSchema):
    """What a device says when a passkey is touched."""

    clientDataJSON = _bytes(4096, required=True)  # noqa: N815
    authenticatorData = _bytes(4096, required=True)  # noqa: N815
    signature = _bytes(4096, required=True)


class CredentialSchema(BrowserSchema):
    """A credential as `toJSON()` gives it, without its extension results."""

    id = _bytes(2048, required=True)
    rawId = _bytes(2048, required=True)  # noqa: N815
    type = fields.String(required=True, validate=validate.OneOf(["public-key"]))


class MadeCredentialSchema(CredentialSchema):
    """A passkey that was just made."""

    response = fields.Nested(MadeResponseSchema, required=True)


class TouchedCredentialSchema(CredentialSchema):
    """A passkey that was just touched."""

    response = fields.Nested(TouchedResponseSchema, required=True)


def touched() -> fields.Nested:
    """The touch of a passkey, where there may be one."""
    return fields.Nested(TouchedCredentialSchema)


class SignInSchema(Schema):
    """A name and a passphrase, with a `code` or `passkey` where a second step is asked for; or a passkey alone."""

    username = Text(most=200, metadata={"example": "robin"})
    passphrase = Text(most=1024, load_only=True, metadata={"format": "password"})
    code = Text(most=16, load_only=True, metadata={"example": "492039"})
    passkey = touched()
    prf = prf()
    device = fields.String(load_default="shared", **DEVICE)  # type: ignore[arg-type]

    @validates_schema
    def _require_a_way(self, data: dict[str, Any], **_rest: Any) -> None:
        needed = set() if data.keys() & {"passkey"} and not data.keys() & WORDS else WORDS
        _require(data, needed)


class ConfirmationSchema(Schema):
    """The passphrase once more, or one of one's passkeys."""

    passphrase = Text(most=1024, load_only=True, metadata={"format": "password"})
    passkey = touched()

    @validates_schema
    def _require_a_way(self, data: dict[str, Any], **_rest: Any) -> None:
        _require(data, {"passphrase"} - ({"passphrase"} if "passkey" in data else set()))


class PurposeSchema(Schema):
    """What a passkey is asked for."""

    purpose = fields.String(
        required=True,
        validate=validate.OneOf(["adding", "signing-in", "confirming"]),
        metadata={"example": "signing-in"},
    )


class AskingSchema(Schema):
    """What the browser needs: for `navigator.credentials.create()` when adding, otherwise for `get()`."""

    options = fields.Dict(required=True)


class NameSchema(Schema):
    """What a passkey is called."""

    name = Text(most=80, least=1, required=True, metadata={"example": "My phone"})


class NewPasskeySchema(NameSchema):
    """A passkey that was just made, and its secret where it derives one: then it opens the journal by itself."""

    credential = fields.Nested(MadeCredentialSchema, required=True)
    prf = prf()


class PasskeySchema(Schema):
    """A passkey, as its person sees it."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, metadata={"example": "My phone"})
    opens = Flag(required=True, metadata={"description": "Whether it opens the journal by itself."})
    created_on = Day(required=True)
    last_used_on = Day(required=True)


class AddedPasskeySchema(Schema):
    """The passkey, and the session under its new secret."""

    passkey = fields.Nested(PasskeySchema, required=True)
    session = fields.Nested(SessionSchema, required=True)


class PasskeysSchema(Schema):
    """Every passkey of a person."""

    items = fields.List(fields.Nested(PasskeySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class SecondStepSchema(Schema):
    """Whether the passphrase asks for a code, and in which ways it has to be followed up."""

    codes = Flag(required=True)
    ways = fields.List(fields.String(validate=validate.OneOf(["totp", "passkey"])), required=True)


class SeedSchema(Schema):
    """What an app for codes needs; kept nowhere until a code shows that it has it."""

    secret = fields.String(required=True, metadata={"example": EXAMPLE_SEED})
    address = fields.String(required=True, metadata={"description": "An otpauth address."})
    picture = fields.String(required=True, metadata={"description": "The address as a QR code, SVG."})


class NewCodesSchema(Schema):
    """What the app was given, and the code that it shows."""

    secret = Text(most=64, required=True, load_only=True, metadata={"format": "password", "example": EXAMPLE_SEED})
    code = Text(most=16, required=True, load_only=True, metadata={"example": "492039"})


WORDS = {"username", "passphrase"}


def _require(data: dict[str, Any], needed: set[str]) -> None:
    missing = {name: ["Missing data for required field."] for name in sorted(needed - data.keys())}
    if missing:
        raise ValidationError(missing)
