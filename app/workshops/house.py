"""What the server brings to a group: the peppers that its boxes need, and the library its prompts are from."""

from dataclasses import dataclass

from app.library.content import Library
from app.vault.pepper import Peppers


@dataclass(frozen=True)
class House:
    """Both, in the language of whoever asks."""

    peppers: Peppers
    library: Library
