"""What can be marked in a check-in: the vocabulary's words, some of one's own, and never a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import fields, validate

from app.core.schemas import Schema, Text
from app.errors import Invalid
from app.library.frame import Vocabulary

MOST_FEELINGS, MOST_WORDS, MOST_WORD, MOST_NOTE = 3, 6, 40, 280
NOT_TODAY = "skip"
Mark = dict[str, Any]


def some_words(most: int) -> fields.List[Any]:
    """A few short words."""
    return fields.List(Text(least=1, most=MOST_WORD), load_default=list, validate=validate.Length(max=most))


class BodyMarkSchema(Schema):
    """Where in the body, and what it is like there."""

    where = some_words(MOST_WORDS)
    like = some_words(MOST_WORDS)


class ConnectionMarkSchema(Schema):
    """How near people, places or other beings feel, and which of them."""

    place = Text(most=MOST_WORD, load_default=None, allow_none=True, metadata={"example": "nearby"})
    to = some_words(MOST_WORDS)


class MarkSchema(Schema):
    """A check-in: everything in it may be left out."""

    river = Text(most=MOST_WORD, load_default=None, allow_none=True, metadata={"example": "midstream"})
    feelings = fields.List(
        Text(least=1, most=MOST_WORD),
        load_default=list,
        validate=validate.Length(max=MOST_FEELINGS),
        metadata={"example": ["calm"], "description": "Words of the vocabulary or of one's own."},
    )
    body = fields.Nested(BodyMarkSchema, load_default=None, allow_none=True)
    connection = fields.Nested(ConnectionMarkSchema, load_default=None, allow_none=True)
    note = Text(most=MOST_NOTE, nul=True, load_default="", metadata={"example": "The kettle, the radio, the rain."})


def mark_of(sent: Mapping[str, Any], vocabulary: Vocabulary) -> Mark | None:
    """What was marked, tidied; None where nothing was. Raises Invalid for a word that has no place there."""
    check_in: Mapping[str, Any] = vocabulary.check_in
    river, body, connection = sent["river"], sent["body"], sent["connection"]
    require("river", river, keys(check_in["river"]))
    mark: Mark = {
        "river": river,
        "feelings": tidied(sent["feelings"]),
        "body": body_of(body, check_in["body"]) if body else None,
        "connection": connection_of(connection, check_in["connection"]) if connection else None,
        "note": sent["note"].strip(),
    }
    return mark if any(mark.values()) else None


def body_of(sent: Mapping[str, Any], offered: Mapping[str, Any]) -> Mark | None:
    """Words for the body; None where there are none. Raises Invalid."""
    for part in ("where", "like"):
        for word in sent[part]:
            require("body", word, offered[part])
    mark = {part: tidied(sent[part]) for part in ("where", "like")}
    return mark if any(mark.values()) else None


def connection_of(sent: Mapping[str, Any], offered: Mapping[str, Any]) -> Mark | None:
    """How near, and to what; None where neither was said. Raises Invalid."""
    require("connection", sent["place"], keys(offered))
    for word in sent["to"]:
        require("connection", word, offered["to"])
    mark = {"place": sent["place"], "to": tidied(sent["to"])}
    return mark if any(mark.values()) else None


def keys(offered: Mapping[str, Any]) -> frozenset[str]:
    """The places that can be marked; “not today” leaves no mark."""
    return frozenset(place["key"] for place in offered["place"]) - {NOT_TODAY}


def require(field: str, word: str | None, offered: Iterable[str]) -> None:
    """Raise Invalid unless a word is offered, or none was said."""
    if word is not None and word not in offered:
        raise Invalid({field: ["The vocabulary has no such word here. GET /vocabulary lists them."]})


def tidied(words: Iterable[str]) -> list[str]:
    """Words without blanks around them, composed, each once."""
    plain = (" ".join(unicodedata.normalize("NFC", word).split()) for word in words)
    return list(dict.fromkeys(word for word in plain if word))
