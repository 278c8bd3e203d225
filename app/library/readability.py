"""Says how hard a text is to read, as a school grade by Flesch and Kincaid, with a syllable counter of its own."""

from __future__ import annotations

import re

from app.library.folding import folded

VOWELS = re.compile(r"[aeiouy]+")
SENTENCE_END = re.compile(r"[.!?…]+(?=[\s”’\"')]|$)|\n{2,}")
LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?")
# An e that is written and not spoken: at the end, before s or d, and before some endings.
SILENT = re.compile(
    r"(?<![^aeiouy]l)e$|(?<![sxzcg])(?<!ch|sh)(?<![^aeiouy]l)es$|(?<![aeiouytd])(?<![^aeiouy]l)ed$"
    r"|[^aeiouyl]e(?=ly$|ful|ness|less|ment|times?$|thing$)"
)
# Two vowels in a row that are spoken apart.
APART = re.compile(
    r"[^c]ia(?!nce)|[^tscglx]io|sci(?=e)|quie|uous|[eoy]ing$|ual|[dr]ea(?=t[eio]|$|s$|lit)|dea|oe[mt]|ism$|useu"
)


def grade(text: str) -> float:
    """The Flesch–Kincaid grade of a text, 0 for an empty one."""
    words = LETTERS.findall(folded(text))
    if not words:
        return 0.0
    sentences = len([part for part in SENTENCE_END.split(text) if re.search(r"\w", part)])
    syllable_count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / max(1, sentences) + 11.8 * syllable_count / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables an English word has; never less than one."""
    spoken = word.replace("'", "")
    groups = len(VOWELS.findall(spoken)) + len(APART.findall(spoken)) - len(SILENT.findall(spoken))
    return max(1, groups)
