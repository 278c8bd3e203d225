"""What a group may be asked: a prompt of the library, or words of whoever leads, held to the same few rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import Invalid
from app.library.content import Library
from app.library.lint.prose import stems_in

WAY_OUT = "You can leave this one, or write about something else."
NOT_DEEP = "Deeper prompts are not given to a group: everybody chooses those for themselves."


@dataclass(frozen=True, repr=False)
class Own:
    """A question in the words of whoever leads."""

    title: str
    text: str
    opt_out: str = WAY_OUT


@dataclass(frozen=True, repr=False)
class Question:
    """What is asked: a prompt's id, or own words; and a note beside it."""

    prompt: str | None
    own: Own | None = None
    note: str = ""

    def shown(self, library: Library) -> dict[str, Any]:
        """The words of the question on the wire, in the reader's language where there are any."""
        prompt = library.prompts.get(self.prompt or "")
        words = prompt or self.own or Own("", "")
        told = {"prompt": self.prompt, "title": words.title, "text": words.text, "opt_out": words.opt_out}
        return {**told, "lang": prompt.lang if prompt else None}

    def steps(self, library: Library) -> tuple[str, ...]:
        """The steps it goes in; own words have none."""
        prompt = library.prompts.get(self.prompt or "")
        return prompt.steps if prompt else ()


def question_of(data: Mapping[str, Any], library: Library, before: Question | None = None) -> Question:
    """A question out of what was sent; what is left out stays as it was. Raises Invalid."""
    note = data.get("note", before.note if before else "")
    require_plain({"note": note}, library)
    if data.get("prompt") is not None and data.get("own") is not None:
        raise Invalid({"own": ["Send either a prompt or words of your own."]})
    if data.get("prompt") is not None:
        require_for_groups(data["prompt"], library)
        return Question(data["prompt"], None, note)
    if data.get("own") is not None:
        own = Own(**{"title": "", **data["own"]})
        require_good(own, library)
        return Question(None, own, note)
    if before is None or (before.prompt is None and before.own is None):
        raise Invalid({"prompt": ["Send a prompt of the library, or words of your own."]})
    return Question(before.prompt, before.own, note)


def require_for_groups(prompt_id: str, library: Library) -> None:
    """Raise Invalid for what the library does not have, or does not offer to groups."""
    prompt = library.prompts.get(prompt_id)
    if prompt is None or prompt.retired is not None:
        raise Invalid({"prompt": ["The library has no such prompt."]})
    if prompt.depth == "deep":
        raise Invalid({"prompt": [NOT_DEEP]})


def require_good(own: Own, library: Library) -> None:
    """Raise Invalid unless own words ask one question, say how to leave it, and use no word we do not use."""
    wrong: dict[str, list[str]] = {}
    if own.text.count("?") != 1:
        wrong["own.text"] = ["Ask exactly one question."]
    if not stems_in(own.opt_out, library.lexicon.way_out):
        wrong["own.opt_out"] = ["Say that it may be left: with “leave”, “skip” or “instead”, for instance."]
    if wrong:
        raise Invalid(wrong)
    require_plain({"own.title": own.title, "own.text": own.text, "own.opt_out": own.opt_out}, library)


def require_plain(texts: Mapping[str, str], library: Library) -> None:
    """Raise Invalid for words of the clinic, of promise or of blame (content.md 6.3)."""
    found = {field: stems_in(text, library.lexicon.banned) for field, text in texts.items()}
    wrong = {
        field: [f"“{stem.removesuffix('*')}” is a word that Braid does not use." for stem in stems]
        for field, stems in found.items()
        if stems
    }
    if wrong:
        raise Invalid(wrong)
