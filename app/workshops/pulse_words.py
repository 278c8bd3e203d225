"""What a group can be asked all together: how it arrives, on the river, or one question with choices in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from app.errors import Invalid
from app.library.content import Library
from app.vault.box import Unreadable, WrongKey
from app.vault.circle import open_for_circle, seal_for_circle
from app.workshops.house import House
from app.workshops.pulse import MOST_CHOICES
from app.workshops.questions import require_plain

FROM_BANK_TO_BANK = ("still-bank", "near-still", "midstream", "near-wild", "wild-bank")


@dataclass(frozen=True, repr=False)
class Words:
    """A question and its choices, in order; without any, it is the river's."""

    text: str = ""
    choices: tuple[str, ...] = ()

    def shown(self, library: Library) -> dict[str, Any]:
        """The words on the wire; the river's are the vocabulary's own."""
        if self.choices:
            return {"river": False, "text": self.text, "choices": self.choices}
        river: Any = library.vocabulary.check_in["river"]
        return {"river": True, "text": river["title"], "choices": [place["label"] for place in places(river)]}

    def count(self, library: Library) -> int:
        """How many choices there are."""
        return len(self.shown(library)["choices"])


UNREADABLE = Words(choices=("", ""))


def words_in(data: Mapping[str, Any], library: Library) -> Words:
    """The words out of what was sent: none for the river, else one question and two to five choices. Raises Invalid."""
    text, choices = data["text"], data["choices"]
    if not text and not choices:
        return Words()
    wrong: dict[str, list[str]] = {}
    if text.count("?") != 1:
        wrong["text"] = ["Ask exactly one question."]
    if not 2 <= len(set(choices)) == len(choices) <= MOST_CHOICES:
        wrong["choices"] = [f"Offer from 2 to {MOST_CHOICES} different choices, in order from one end to the other."]
    if wrong:
        raise Invalid(wrong)
    require_plain({"text": text, "choices": "\n".join(choices)}, library)
    return Words(text, tuple(choices))


def places(river: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The places of the river that lie in order, from bank to bank; what lies beside them has no place between two."""
    return [place for place in river["place"] if place["key"] in FROM_BANK_TO_BANK]


def seal_words(words: Words, question_id: Any, house: House) -> bytes:
    """The box of a question."""
    return seal_for_circle(house.peppers, "pulse", orjson.dumps(asdict(words)), question_id)


def open_words(row: Any, house: House) -> Words:
    """The words of a question's row; UNREADABLE where the box is damaged."""
    try:
        told = orjson.loads(open_for_circle(house.peppers, "pulse", row.box, row.id))
    except (Unreadable, WrongKey):
        return UNREADABLE
    return Words(told["text"], tuple(told["choices"]))
