"""People, sessions and credentials on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from app.core.clock import is_zone
from app.core.policy import SCOPES
from app.core.schemas import Day, Flag, Instant, NoticeSchema, Schema, Text

TOPICS = ("childhood", "family", "loss", "memory", "body", "conflict", "illness", "faith", "work", "money")
DEVICE = {"validate": validate.OneOf(("own", "shared")), "metadata": {"example": "own"}}
MOST_PATHS, MOST_SITTINGS, MOST_DAYS = 20, 99, 365
EXAMPLE_CODE = "7K3M-9QXT-2VBN-8RWA-5HJC-4DPE-6FGY-1SZ0"


def _secret(**kwargs: Any) -> Text:
    return Text(most=1024, required=True, load_only=True, metadata={"format": "password"}, **kwargs)


def _require_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError("This is not a time zone that is known here.")


def _require_each_once(paths: list[dict[str, Any]]) -> None:
    if len({path["path"] for path in paths}) != len(paths):
        raise ValidationError("A path stands here twice.")


def _tick() -> Flag:
    return Flag(required=True, metadata={"example": True, "enum": [True]})


class ConsentSchema(Schema):
    """The four statements, each ticked by itself, for one version of the text."""

    version = Text(most=16, required=True, metadata={"example": "1"})
    adult = _tick()
    not_therapy = _tick()
    unwatched = _tick()
    keeping = _tick()


class OwnPathSchema(Schema):
    """A path that somebody has begun: at which sitting they are, and whether it is set aside. No day is kept."""

    path = Text(most=80, required=True, metadata={"example": "first-steps"})
    sitting = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, MOST_SITTINGS))
    set_aside = Flag(load_default=False)


class PreferencesSchema(Schema):
    """What a person may choose; all of it optional."""

    muted_topics = fields.List(
        fields.String(validate=validate.OneOf(TOPICS)), validate=validate.Length(max=len(TOPICS))
    )
    deeper_prompts = Flag()
    region = fields.String(allow_none=True, validate=validate.Regexp(r"\A[A-Z]{2}\Z"), metadata={"example": "GB"})
    time_zone = fields.String(validate=_require_zone, metadata={"example": "Europe/London"})
    recovery_reminded = Flag()
    check_in = Flag(metadata={"description": "Whether check-ins are offered."})
    paths = fields.List(fields.Nested(OwnPathSchema), validate=(validate.Length(max=MOST_PATHS), _require_each_once))
    body_words = Flag(metadata={"description": "Whether a check-in also offers words for the body."})


class NewPersonSchema(PreferencesSchema):
    """What somebody sends to join."""

    username = Text(most=40, required=True, metadata={"example": "robin"})
    passphrase = _secret()
    consent = fields.Nested(ConsentSchema, required=True)
    invite = Text(most=43, load_default=None, allow_none=True, load_only=True)
    device = fields.String(load_default="shared", **DEVICE)  # type: ignore[arg-type]


class ConsentStateSchema(Schema):
    """Which version was accepted, and which one is current."""

    accepted = fields.String(required=True, allow_none=True)
    current = fields.String(required=True)
    is_current = fields.Boolean(required=True)


class PersonSchema(PreferencesSchema):
    """A person, as they see themselves."""

    id = fields.UUID(required=True)
    username = fields.String(required=True)
    version = fields.Integer(required=True)
    created_on = Day(required=True)
    is_admin = Flag(required=True, metadata={"description": "Whether they look after the server at the desk."})
    signed_out_on = Day(required=True, allow_none=True, metadata={"description": "When the operator last did that."})
    consent = fields.Nested(ConsentStateSchema, required=True)
    river_flip = Flag(required=True, metadata={"description": "Which bank lies on which side, dealt once."})


class PersonWithCodeSchema(Schema):
    """A person and the recovery code that is shown this once."""

    person = fields.Nested(PersonSchema, required=True)
    recovery_code = fields.String(required=True, metadata={"example": EXAMPLE_CODE})
    notice = fields.Nested(NoticeSchema, required=True)


class SessionSchema(Schema):
    """One way in that is open now."""

    id = fields.UUID(required=True)
    device = fields.String(required=True)
    label = fields.String(required=True, metadata={"example": "Firefox on Android"})
    created_on = Day(required=True)
    last_used_on = Day(required=True)
    expires_at = Instant(required=True)
    confirmed_until = Instant(required=True)
    is_current = fields.Boolean(required=True)


class SignedInSchema(Schema):
    """The session and whose it is."""

    session = fields.Nested(SessionSchema, required=True)
    person = fields.Nested(PersonSchema, required=True)
    notice = fields.Nested(NoticeSchema, required=True)


class SessionsSchema(Schema):
    """Every session of a person."""

    items = fields.List(fields.Nested(SessionSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class EndingQuery(Schema):
    """Whether tokens end as well."""

    tokens = fields.String(validate=validate.OneOf(["end"]))


class ConfirmedSchema(Schema):
    """The session under its new secret."""

    session = fields.Nested(SessionSchema, required=True)


class NewPassphraseSchema(Schema):
    """The passphrase there is and the one there shall be; tokens end with the old one unless they are to be kept."""

    current = _secret()
    new = _secret()
    keep_tokens = Flag(load_default=False)


class RecoverySchema(Schema):
    """A recovery code and a new passphrase; whether a device with a passkey may be in other hands."""

    recovery_code = Text(most=100, required=True, load_only=True, metadata={"example": EXAMPLE_CODE})
    passphrase = _secret()
    stolen = Flag(load_default=False)
    device = fields.String(load_default="shared", **DEVICE)  # type: ignore[arg-type]


class RecoveryCodeSchema(Schema):
    """A recovery code, shown this once."""

    recovery_code = fields.String(required=True, metadata={"example": EXAMPLE_CODE})


class PassphraseSchema(Schema):
    """The passphrase, once more."""

    passphrase = _secret()


class RotationSchema(RecoveryCodeSchema):
    """The next recovery code, and how many things were sealed anew; what was damaged before stays as it is."""

    sealed = fields.Integer(required=True)
    unreadable = fields.Integer(required=True)


class SuggestionSchema(Schema):
    """A generated passphrase that was kept nowhere."""

    passphrase = fields.String(required=True, metadata={"example": "lantern otter gravel sunday quilt"})


class NewTokenSchema(Schema):
    """What a token shall be for, what it is called, and for how many days it is good."""

    label = Text(least=1, most=80, required=True, metadata={"example": "Nightly copy"})
    scopes = fields.List(
        fields.String(validate=validate.OneOf(SCOPES)),
        required=True,
        validate=validate.Length(min=1, max=len(SCOPES)),
        metadata={"example": ["entries:read"]},
    )
    days = fields.Integer(strict=True, required=True, validate=validate.Range(1, MOST_DAYS), metadata={"example": 90})


class TokenSchema(Schema):
    """A token as its person sees it; never its secret."""

    id = fields.UUID(required=True)
    label = fields.String(required=True, metadata={"example": "Nightly copy"})
    scopes = fields.List(fields.String(), required=True)
    created_on = Day(required=True)
    last_used_on = Day(required=True)
    expires_at = Instant(required=True)


class TokensSchema(Schema):
    """Every token of a person that is still good."""

    items = fields.List(fields.Nested(TokenSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class TokenMadeSchema(Schema):
    """A new token with its secret, shown this once."""

    token = fields.Nested(TokenSchema, required=True)
    secret = fields.String(required=True, metadata={"example": "braid_" + "x" * 43})


class LeavingQuery(Schema):
    """Whether the browser's storage outlives the session: when pages of somebody else wait there, sealed."""

    storage = fields.String(validate=validate.OneOf(["keep"]))
