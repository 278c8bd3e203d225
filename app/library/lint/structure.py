"""Rules S2–S14: that items are whole, in their place and safe to offer. (S1 and S3 are held by the loader.)"""

from __future__ import annotations

from collections.abc import Iterator

from app.library.content import DEPTHS, Library, Path, Prompt, SeedPlace, Session
from app.library.linking import broken_links
from app.library.lint.findings import Desk, Finding, Rules, error, warning

CAREFUL_TOPICS = frozenset({"childhood", "family", "loss", "conflict", "illness"})
DEEP_MINUTES = 15


def links(rule: str, desk: Desk) -> Iterator[Finding]:
    for found in broken_links(desk.library):
        if found.rule == rule:
            yield Finding(rule, "E", found.file, found.item, found.message)


def names(desk: Desk) -> Iterator[Finding]:
    """S2: names are unique and files are called after what they hold."""
    yield from links("S2", desk)
    taken = set(desk.library.concepts) & set(desk.library.paths)
    for slug in sorted(taken):
        yield error("S2", desk.library.paths[slug], "a concept has the same name")


def prompt_concepts(desk: Desk) -> Iterator[Finding]:
    """S4: every prompt rests on ideas that get prompts."""
    yield from links("S4", desk)
    for prompt in desk.library.prompts.values():
        for slug in prompt.concepts:
            concept = desk.library.concepts.get(slug)
            if concept is not None and (concept.role != "prompted" or not concept.is_carried):
                yield error("S4", prompt, f"{slug} is a {concept.role}, {concept.stance} concept and takes no prompts")


def near_a_prompted_concept(desk: Desk) -> Iterator[Finding]:
    """S6: background ideas lie within two edges of a prompted one."""
    concepts = desk.library.concepts
    around: dict[str, list[str]] = {slug: [] for slug in concepts}
    for concept in concepts.values():
        for edge in concept.edges:
            around[concept.slug].append(edge.to)
            around.setdefault(edge.to, []).append(concept.slug)
    for concept in concepts.values():
        if concept.role == "prompted" or not concept.is_carried:
            continue
        near = set(around[concept.slug]).union(*(around[slug] for slug in around[concept.slug]))
        if not any(slug in concepts and concepts[slug].role == "prompted" for slug in near):
            yield error("S6", concept, "no prompted concept within two edges")


def edges(desk: Desk) -> Iterator[Finding]:
    """S7: edges lead somewhere, and nothing rests on itself."""
    yield from links("S7", desk)


def explainers(desk: Desk) -> Iterator[Finding]:
    """S8: sources lie within the seed, and a page carries its concept's grade."""
    last = desk.library.seed.line_count
    for concept in desk.library.concepts.values():
        page = concept.explainer
        places = concept.seed + ((page.source,) if page else ())
        if not all(lies_within(place, last) for place in places):
            yield error("S8", concept, f"seed lines have to run upwards within 1 to {last}")
        if page is not None and page.grade != concept.grade:
            yield error("S8", concept, f"the explainer says {page.grade}, the concept {concept.grade}")


def lies_within(place: SeedPlace, last: int) -> bool:
    return 1 <= place.lines[0] <= place.lines[-1] <= last


def seed_hash(desk: Desk) -> Iterator[Finding]:
    """S9: the manifest and the fingerprint speak of the same seed."""
    if desk.library.manifest.seed_sha256 != desk.library.seed.sha256:
        yield Finding("S9", "E", "manifest.toml", "seed_sha256", "differs from the hash in seed.toml")


def not_carried(desk: Desk) -> Iterator[Finding]:
    """S10: what we do not carry has no page."""
    for concept in desk.library.concepts.values():
        if not concept.is_carried and (concept.explainer is not None or concept.role == "prompted"):
            yield error("S10", concept, "is not carried, so it has neither a page nor prompts")


def paths(desk: Desk) -> Iterator[Finding]:
    """S11: every step of a path exists, fits its company, and stays within its depth."""
    yield from links("S11", desk)
    for path in desk.library.paths.values():
        if (path.weeks is None) == (path.session_count is None):
            yield error("S11", path, "say either weeks or sessions")
        if path.session_count not in (None, len(path.sessions)):
            yield error("S11", path, f"says {path.session_count} sessions and has {len(path.sessions)}")
        for session in path.sessions:
            yield from session_findings(desk.library, path, session)


def session_findings(library: Library, path: Path, session: Session) -> Iterator[Finding]:
    if path.weeks is not None and (len(session.prompts) < 2 or session.week not in range(1, path.weeks + 1)):
        yield error("S11", path, f"“{session.title}” needs its week and two to four prompts")
    deepest = DEPTHS.index(path.depth_max)
    asked = [*known(library, session.prompts), *known(library, session.group)]
    shared = asked if path.company == ("group",) else known(library, session.group)
    extra = list(known(library, session.optional_deep))
    unfit = {
        "is too deep for this place": [p for p in asked if DEPTHS.index(p.depth) > deepest or p.depth == "deep"],
        "is not for groups": [p for p in shared if "group" not in p.company],
        "stands as optional_deep and is not deep": [p for p in extra if p.depth != "deep"],
        "is retired": [p for p in (*asked, *extra) if p.retired is not None],
    }
    for reason, prompts in unfit.items():
        yield from (error("S11", path, f"{prompt.id} {reason}") for prompt in prompts)


def known(library: Library, ids: tuple[str, ...]) -> Iterator[Prompt]:
    return (library.prompts[prompt_id] for prompt_id in ids if prompt_id in library.prompts)


def deep_prompts(desk: Desk) -> Iterator[Finding]:
    """S12: a deep prompt has care around it."""
    yield from links("S12", desk)
    for prompt in desk.library.prompts.values():
        if prompt.depth != "deep":
            continue
        lighter = desk.library.prompts.get(prompt.lighter or "")
        kept = {
            "a care note": prompt.care_note,
            "a closing": prompt.closing,
            "a gentle prompt as its lighter way": lighter is not None and lighter.depth == "gentle",
            "to be for one person alone": prompt.company == ("solo",),
            f"at most {DEEP_MINUTES} minutes": prompt.minutes <= DEEP_MINUTES,
        }
        for needed, there in kept.items():
            if not there:
                yield error("S12", prompt, f"a deep prompt needs {needed}")


def ways_to_take_part(desk: Desk) -> Iterator[Finding]:
    """S13: nobody is shut out by a body, by being alone, or by having no group; guided kinds have steps."""
    for prompt in desk.library.prompts.values():
        if prompt.kind == "body-scan" and prompt.anchor is None:
            yield error("S13", prompt, "a body-scan offers an anchor: outside or choice")
        if prompt.theme == "relationships" and not prompt.alone_friendly:
            yield error("S13", prompt, "a relationships prompt has to be alone_friendly")
        if "solo" not in prompt.company and prompt.solo_variant is None:
            yield error("S13", prompt, "without solo it needs a solo_variant")
        if prompt.kind in ("guided-steps", "letter", "body-scan", "relational") and len(prompt.steps) < 2:
            yield error("S13", prompt, f"{prompt.kind} needs two to six steps")


def care_at_moderate_depth(desk: Desk) -> Iterator[Finding]:
    """S14: tender topics at moderate depth may want a care note."""
    for prompt in desk.library.prompts.values():
        tender = CAREFUL_TOPICS.intersection(prompt.topics)
        if prompt.depth == "moderate" and tender and prompt.care_note is None:
            yield warning("S14", prompt, f"touches {', '.join(sorted(tender))} without a care note")


STRUCTURE: Rules = {
    "S2": names,
    "S4": prompt_concepts,
    "S6": near_a_prompted_concept,
    "S7": edges,
    "S8": explainers,
    "S9": seed_hash,
    "S10": not_carried,
    "S11": paths,
    "S12": deep_prompts,
    "S13": ways_to_take_part,
    "S14": care_at_moderate_depth,
}
