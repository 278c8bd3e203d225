"""What the library holds, as plain unchanging records: ideas, explainers, prompts, paths and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.library.frame import Lexicon, Manifest, NoticeTexts, SeedPrint, Support, Vocabulary

THEMES = ("integration", "regulation", "relationships", "foundations")
ROLES = ("prompted", "background")
GRADES = ("well-supported", "simplification", "debated", "metaphor")
STANCES = ("carry", "carry-with-note", "teach-as-history", "do-not-carry")
EDGE_TYPES = ("builds-on", "contrasts-with", "part-of")
KINDS = ("free-write", "guided-steps", "check-in", "letter", "body-scan", "relational")
DEPTHS = ("gentle", "moderate", "deep")
COMPANIES = ("solo", "pair", "group")
TOPICS = ("childhood", "family", "loss", "memory", "body", "conflict", "illness", "faith", "work", "money")
ANCHORS = ("outside", "choice")
FURTHER_KINDS = ("article", "book", "talk")
STATUSES = ("verified", "second-hand", "unverified")
TRANSLATED = ("title", "text", "steps", "follow_ups", "opt_out", "care_note", "closing", "solo_variant")
TONES = ("pleasant", "neutral", "mixed", "hard")
FEELING_REGIONS = ("bright", "settled", "stirred", "low", "between")


@dataclass(frozen=True, slots=True)
class SeedPlace:
    """A passage of the slide deck, by slide heading and line numbers."""

    slide: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """How one concept stands to another."""

    type: str
    to: str


@dataclass(frozen=True, slots=True)
class Further:
    """Something to read or watch elsewhere."""

    kind: str
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that an idea rests on, and whether anybody has seen it."""

    key: str
    status: str
    citation: str
    doi: str | None = None
    url: str | None = None
    checked_on: date | None = None
    file: str = "references.toml"


@dataclass(frozen=True, slots=True)
class Explainer:
    """A short page about one concept."""

    title: str
    body: str
    grade: str
    grade_note: str
    source: SeedPlace
    refs: tuple[str, ...]
    reviewed: date
    further: tuple[Further, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the map, with how well it is supported and what we do with it."""

    slug: str
    title: str
    themes: tuple[str, ...]
    group: str
    role: str
    gist: str
    seed: tuple[SeedPlace, ...]
    grade: str
    stance: str
    note: str
    refs: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    explainer: Explainer | None = None
    file: str = ""

    @property
    def is_carried(self) -> bool:
        """Whether readers may meet this concept at all."""
        return self.stance != "do-not-carry"


@dataclass(frozen=True, slots=True)
class Prompt:
    """An invitation to write, with a way out."""

    id: str
    title: str
    text: str
    theme: str
    concepts: tuple[str, ...]
    kind: str
    depth: str
    minutes: int
    company: tuple[str, ...]
    opt_out: str
    steps: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    care_note: str | None = None
    closing: str | None = None
    lighter: str | None = None
    topics: tuple[str, ...] = ()
    anchor: str | None = None
    alone_friendly: bool = False
    solo_variant: str | None = None
    evidence: str | None = None
    tone: str | None = None
    lang: str = "en"
    translated_from: str = ""
    retired: date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a prompt in another language, and the mark of the words they were made from."""

    id: str
    title: str
    text: str
    opt_out: str
    steps: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    care_note: str | None = None
    closing: str | None = None
    solo_variant: str | None = None
    original: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of a path."""

    title: str
    prompts: tuple[str, ...]
    week: int | None = None
    explainer: str | None = None
    group: tuple[str, ...] = ()
    optional_deep: tuple[str, ...] = ()
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Prompts in an order that leads somewhere, at any pace."""

    id: str
    title: str
    company: tuple[str, ...]
    depth_max: str
    summary: str
    sessions: tuple[Session, ...]
    weeks: int | None = None
    session_count: int | None = None
    minutes: int | None = None
    minutes_per_week: int | None = None
    agreements: tuple[str, ...] = ()
    notice: str = "short"
    file: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under prompts/, read once."""

    manifest: Manifest
    notices: NoticeTexts
    support: Support
    vocabulary: Vocabulary
    lexicon: Lexicon
    seed: SeedPrint
    references: Mapping[str, Reference]
    concepts: Mapping[str, Concept]
    prompts: Mapping[str, Prompt]
    paths: Mapping[str, Path]
    prompts_of: Mapping[str, tuple[Prompt, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_concept = {
            slug: tuple(prompt for prompt in self.prompts.values() if slug in prompt.concepts) for slug in self.concepts
        }
        object.__setattr__(self, "prompts_of", MappingProxyType(by_concept))
