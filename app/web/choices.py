"""What people choose from or are told in lists: regions for Support, topics to leave out, grades in words."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from flask import current_app

from app.config import Settings
from app.core.language import spoken
from app.core.policy import Scope
from app.library.content import TOPICS, Library
from app.library.current import current_library
from app.library.telling import GRADE_WORDS, Told, told_support

# Languages by their own names; one without a name here is called by its code.
LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}

# What we call the places that Support knows; a place without a name here is called by its code.
REGION_NAMES = {
    "AU": "Australia",
    "CA": "Canada",
    "EU": "European Union",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "IN": "India",
    "NZ": "New Zealand",
    "US": "United States",
    "ZA": "South Africa",
}

GRADE_MEANINGS = {
    "well-supported": "Many studies by different people point the same way, and few experts dispute it.",
    "simplification": "There is something to it, but the short version leaves out so much that it can mislead.",
    "debated": "Studies disagree, or experts do. The page tells you about what.",
    "metaphor": "A way of seeing that some people find helpful. It is not something one could measure.",
}


# What a journal can be taken along as: the name of the format, what we call it, and who can open it.
FORMS = (
    (
        "json",
        "Everything",
        "A complete copy that comes back here to the letter: earlier texts, check-ins, choices. JSON.",
    ),
    ("markdown", "Markdown", "A file a page, for Obsidian and any editor."),
    ("pdf", "A book", "A chapter a month, for paper or a shelf. It can be read back in. PDF."),
    ("html", "One page", "Opens in any browser, without a line."),
    ("csv", "Tables", "For LibreOffice, Numbers or Excel."),
    ("day-one", "Day One", "Imported there as a journal."),
    ("joplin", "Joplin", "Unpack it; Joplin imports the folder as Markdown with front matter."),
    ("jrnl", "jrnl", "For the command line."),
)

# What a program may be let in for.
SCOPE_WORDS: tuple[tuple[Scope, str, str], ...] = (
    ("capture", "Put pages in", "It can read nothing at all. What it puts in becomes a page when you next come."),
    ("entries:read", "Read pages", "And search them."),
    ("entries:write", "Write pages", "And change them, or put them into the trash."),
    ("checkins:read", "Read check-ins", "Where in the river you were."),
    ("checkins:write", "Write check-ins", "And take them back."),
    ("export", "Take the journal along", "All of it, as a file; for a copy every night."),
)


def forms() -> tuple[tuple[str, str, str], ...]:
    """The forms in which a journal can be taken along."""
    return FORMS


def support() -> Told:
    """Where people can be reached, in every region."""
    return told_support(library())


def regions() -> list[tuple[str, str]]:
    """Codes and names of the places that Support knows, by name."""
    codes = cast(list[str], support()["regions"])
    return sorted(((code, REGION_NAMES.get(code, code)) for code in codes), key=lambda named: named[1])


def languages() -> list[tuple[str, str]]:
    """Codes and names of the languages there is something in, the original first."""
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in spoken()]


def topics() -> tuple[str, ...]:
    """What a person may wish not to be asked about."""
    return TOPICS


def scopes() -> tuple[tuple[Scope, str, str], ...]:
    """What a program may be let in for: the scope, a few words, and what they come to."""
    return SCOPE_WORDS


def support_checked_on() -> date:
    """The day on which the entry that was looked over longest ago was looked over."""
    shelves = library().support
    return min(entry.checked_on for entry in (*shelves.entries, *shelves.directories))


def grades() -> tuple[tuple[str, str, str], ...]:
    """The four grades: the mark, the words beside ideas, and what they mean."""
    return tuple((grade, GRADE_WORDS[grade], meaning) for grade, meaning in GRADE_MEANINGS.items())


def registration() -> str:
    """Whether anyone can join (open), only those with an invitation (invite), or nobody (closed)."""
    return cast(Settings, current_app.extensions["settings"]).registration


def for_those_who_lead() -> dict[str, Any]:
    """Whether whoever leads a group needs a passkey or a second step."""
    settings = cast(Settings, current_app.extensions["settings"])
    return {"more_asked_of_those_who_lead": settings.second_step == "leading"}


def library() -> Library:
    """The library of the running app."""
    return current_library()
