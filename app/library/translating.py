"""Puts translated words in the place of the original ones, file by file, as far as somebody has translated them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import TypeVar

from app.core.language import ORIGINAL
from app.library.content import TRANSLATED, Library, Prompt, Translation
from app.library.frame import ConsentText, NoticeText, NoticeTexts
from app.library.frame_rules import NoticesShape
from app.library.linking import Break, repeated_names
from app.library.loading import load_library, read_one, refuse, sources_in
from app.library.rules import TranslatedSetShape
from app.library.sources import into_shape

HOME = "i18n"
COUNTED = ("steps", "follow_ups", "care_note", "closing", "solo_variant")
Versioned = TypeVar("Versioned", NoticeText, ConsentText)


def load_libraries(folder: FilePath) -> dict[str, Library]:
    """The library in every language there is something in, the original first; raises ContentError."""
    original = load_library(folder)
    homes = sorted(path.name for path in (folder / HOME).glob("*") if path.is_dir())
    return {ORIGINAL: original} | {language: translated(original, folder, language) for language in homes}


def translated(original: Library, folder: FilePath, language: str) -> Library:
    """The library with everything in its place that is written in a language; raises ContentError."""
    translations = list(read_translations(folder, language))
    names = [(translation.id, translation.file) for translation in translations]
    refuse(folder, [*repeated_names(names), *misfits(translations, original)])
    spoken = {one.id: in_other_words(original.prompts[one.id], one, language) for one in translations}
    return replace(
        original,
        notices=translated_notices(original.notices, folder, language),
        prompts=MappingProxyType({**original.prompts, **spoken}),
    )


def read_translations(folder: FilePath, language: str) -> Iterator[Translation]:
    for source in sources_in(folder, f"{HOME}/{language}/sets"):
        for translation in into_shape(source, TranslatedSetShape)["prompt"]:
            yield replace(translation, file=source.name)


def misfits(translations: Iterable[Translation], original: Library) -> Iterator[Break]:
    """Yield translations of nothing, and those with more or fewer steps, questions or notes than the original."""
    for one in translations:
        prompt = original.prompts.get(one.id)
        if prompt is None:
            yield Break("T1", one.file, one.id, "there is no such prompt to translate")
            continue
        for name in COUNTED:
            if how_many(getattr(one, name)) != how_many(getattr(prompt, name)):
                yield Break("T1", one.file, one.id, f"{name} are not as many as in the original")


def how_many(words: str | tuple[str, ...] | None) -> int:
    return len(words) if isinstance(words, tuple) else int(words is not None)


def in_other_words(prompt: Prompt, translation: Translation, language: str) -> Prompt:
    """A prompt that says the same in another language; all but its words stays."""
    words = {name: getattr(translation, name) for name in TRANSLATED}
    return replace(prompt, **words, lang=language, translated_from=translation.original, file=translation.file)


def mark_of(prompt: Prompt) -> str:
    """Eight letters that change when the words of a prompt do, so that a translation knows what it was made from."""
    words = [getattr(prompt, name) for name in TRANSLATED]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:8]


def translated_notices(original: NoticeTexts, folder: FilePath, language: str) -> NoticeTexts:
    """The notices of a language; one that was made from an earlier version is left in the original's words."""
    name = f"{HOME}/{language}/notices.toml"
    if not (folder / name).is_file():
        return original
    texts = read_one(folder, name, NoticesShape)
    return NoticeTexts(
        micro=newest(original.micro, texts.micro, language),
        short=newest(original.short, texts.short, language),
        long=newest(original.long, texts.long, language),
        sharing=newest(original.sharing, texts.sharing, language),
        consent=newest(original.consent, texts.consent, language),
    )


def newest(original: Versioned, translation: Versioned, language: str) -> Versioned:
    return replace(translation, lang=language) if translation.version == original.version else original


def still_to_translate(original: Library, translated: Library) -> tuple[Prompt, ...]:
    """Prompts on offer that nobody has put into a language, or whose original has changed since."""
    found = (
        prompt
        for prompt in original.prompts.values()
        if prompt.retired is None and translated.prompts[prompt.id].translated_from != mark_of(prompt)
    )
    return tuple(sorted(found, key=lambda prompt: (prompt.file, prompt.id)))


def as_toml(prompt: Prompt) -> str:
    """A prompt as the place to write its translation: the original's words, to be written over."""
    words: Mapping[str, str | tuple[str, ...] | None] = {name: getattr(prompt, name) for name in TRANSLATED}
    lines = [f"{name} = {quoted(value)}" for name, value in words.items() if value]
    return "\n".join(["[[prompt]]", f'id = "{prompt.id}"', f'original = "{mark_of(prompt)}"', *lines]) + "\n"


def quoted(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + "".join(f"  {json.dumps(text, ensure_ascii=False)},\n" for text in value) + "]"
