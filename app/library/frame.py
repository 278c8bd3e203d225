"""What stands around the content: Support, the notices, the check-in's words, and what the lint compares against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SupportEntry:
    """A directory or a line where somebody can be reached; directories belong to no region."""

    id: str
    title: str
    note: str
    checked_on: date
    status: str
    region: str | None = None
    kind: str | None = None
    number: str | None = None
    url: str | None = None
    hours: str | None = None
    cost: str | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Crisis help: one line about emergencies, directories, then entries by region."""

    emergency: str
    directories: tuple[SupportEntry, ...]
    entries: tuple[SupportEntry, ...]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """One version of one notice."""

    version: str
    text: str
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a person says yes to before writing."""

    version: str
    statements: Mapping[str, str]
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class NoticeTexts:
    """The non-clinical frame and what people say yes to, written once."""

    micro: NoticeText
    short: NoticeText
    long: NoticeText
    sharing: NoticeText
    consent: ConsentText


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """The manifest's memory of a notice's wording, so that words never change under a version."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which edition of the content this is."""

    content_version: str
    updated_on: date
    seed_sha256: str
    notices: tuple[NoticeRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SeedPrint:
    """The slide deck's fingerprint: enough to catch copying, not enough to read."""

    sha256: str
    line_count: int
    runs_of_twelve: frozenset[str]
    runs_of_eight: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exemption:
    """A listed word that may stand in one field of one item, with the reason."""

    field: str
    id: str
    word: str
    reason: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words the house does not use, and words its rules look for."""

    banned: tuple[str, ...]
    soft: tuple[str, ...]
    way_out: tuple[str, ...]
    dissent: tuple[str, ...]
    picture: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    exceptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the check-in; feelings by region of the field."""

    feelings: Mapping[str, tuple[str, ...]]
    check_in: Mapping[str, object]
