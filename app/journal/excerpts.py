"""The few words around what was found."""

from app.journal.lines import fold

BEFORE, AFTER = 60, 140


def excerpt(text: str, words: list[str]) -> dict[str, str] | None:
    """The first place where one of the folded words stands, as `before`, `match` and `after`; None where none does."""
    folded, origins = _folded_with_origins(text)
    places = [(at, word) for word in words if (at := folded.find(word)) >= 0]
    if not places:
        return None
    at, word = min(places)
    start, end = origins[at], origins[at + len(word) - 1] + 1
    return {
        "before": _trimmed_start(text, start),
        "match": text[start:end],
        "after": _trimmed_end(text, end),
    }


def opening(text: str) -> dict[str, str] | None:
    """How a text begins, where nothing in it was looked for; None for an empty one."""
    return {"before": "", "match": "", "after": _trimmed_end(text, 0)} if text else None


def _folded_with_origins(text: str) -> tuple[str, list[int] | range]:
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text))
    # Folding may make one character into several (ß → ss); each remembers where it came from.
    pieces = [(fold(character), index) for index, character in enumerate(text)]
    return "".join(piece for piece, _ in pieces), [index for piece, index in pieces for _ in piece]


def _trimmed_start(text: str, start: int) -> str:
    begin = max(0, start - BEFORE)
    piece = text[begin:start]
    return piece if begin == 0 else "…" + piece.partition(" ")[2]


def _trimmed_end(text: str, end: int) -> str:
    piece = text[end : end + AFTER]
    return piece if end + AFTER >= len(text) else piece.rpartition(" ")[0] + "…"
