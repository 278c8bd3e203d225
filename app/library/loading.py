"""Reads the folder prompts/ once into a Library, or says in which file and line it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from app.library.content import Concept, Library, Path, Prompt, Reference
from app.library.frame import Vocabulary
from app.library.frame_rules import (
    CheckInShape,
    FeelingsShape,
    LexiconShape,
    ManifestShape,
    NoticesShape,
    ReferencesShape,
    SeedPrintShape,
    SupportShape,
)
from app.library.linking import Break, broken_links, repeated_names
from app.library.rules import ConceptShape, PathShape, SetShape, Shape
from app.library.sources import ContentError, SourceFile, into_shape, line_naming, read_source


def load_library(folder: FilePath) -> Library:
    """Read and join everything under a folder; raises ContentError at the first thing wrong."""
    concepts = list(read_concepts(folder))
    prompts = list(read_prompts(folder))
    paths = list(read_paths(folder))
    references = read_references(folder)
    names = [(item.slug, item.file) for item in concepts], [(item.id, item.file) for item in prompts]
    keys = [(item.key, item.file) for item in references]
    refuse(folder, [found for group in (*names, keys) for found in repeated_names(group)])
    library = Library(
        manifest=read_one(folder, "manifest.toml", ManifestShape),
        notices=read_one(folder, "notices.toml", NoticesShape),
        support=read_one(folder, "support.toml", SupportShape),
        vocabulary=read_vocabulary(folder),
        lexicon=read_one(folder, "lexicon.toml", LexiconShape),
        seed=read_one(folder, "seed.toml", SeedPrintShape),
        references=MappingProxyType({item.key: item for item in references}),
        concepts=MappingProxyType({item.slug: item for item in concepts}),
        prompts=MappingProxyType({item.id: item for item in prompts}),
        paths=MappingProxyType({item.id: item for item in paths}),
    )
    refuse(folder, broken_links(library))
    return library


def read_concepts(folder: FilePath) -> Iterator[Concept]:
    for source in sources_in(folder, "concepts"):
        concept: Concept = into_shape(source, ConceptShape)
        yield replace(concept, file=source.name)


def read_prompts(folder: FilePath) -> Iterator[Prompt]:
    for source in sources_in(folder, "sets"):
        for prompt in into_shape(source, SetShape)["prompt"]:
            yield replace(prompt, file=source.name)


def read_paths(folder: FilePath) -> Iterator[Path]:
    for source in sources_in(folder, "paths"):
        path: Path = into_shape(source, PathShape)
        yield replace(path, file=source.name)


def sources_in(folder: FilePath, kind: str) -> Iterator[SourceFile]:
    """Read a sub-folder's files in the order of their names."""
    for path in sorted((folder / kind).glob("*.toml")):
        yield read_source(folder, f"{kind}/{path.name}")


def read_references(folder: FilePath) -> tuple[Reference, ...]:
    references: tuple[Reference, ...] = into_shape(read_source(folder, "references.toml"), ReferencesShape)["reference"]
    return references


def read_vocabulary(folder: FilePath) -> Vocabulary:
    feelings = into_shape(read_source(folder, "feelings.toml"), FeelingsShape)
    check_in = into_shape(read_source(folder, "checkin.toml"), CheckInShape)
    return Vocabulary(MappingProxyType(feelings), MappingProxyType(check_in))


def read_one(folder: FilePath, name: str, shape: type[Shape]) -> Any:
    return into_shape(read_source(folder, name), shape)


def refuse(folder: FilePath, breaks: Iterable[Break]) -> None:
    """Raise the first break, if there is one, as a ContentError with its line."""
    for found in breaks:
        line = line_naming(folder, found.file, found.item)
        raise ContentError(found.file, line, found.item, f"{found.rule}: {found.message}")
