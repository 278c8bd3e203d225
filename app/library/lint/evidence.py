"""Rules V1–V8 and N1: sources that exist, links that are clean, dates that are fresh, notices that keep their word."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from app.library.content import Concept, Explainer, Library
from app.library.frame import NoticeTexts
from app.library.linking import broken_links
from app.library.lint.findings import Desk, Finding, Rules, error, warning
from app.library.lint.prose import everything_shown, stems_in

YEAR = r"\((?:[^)]*\b\d{4}[a-z]?\b[^)]*|in press|n\.d\.)\)\.?\s+"
CITATION = re.compile(rf"^\W?\w.*?{YEAR}(?:\*[^*]+\*|\S.+?[.?!”].*\w)")
# An institution's own paper appears with the institution; its name has no initials.
INSTITUTION = re.compile(rf"^(?:(?!, [A-Z]\.)[^()])+{YEAR}\S.{{8,}}")
DOI = re.compile(r"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$")
TRACKING = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|si)=", re.IGNORECASE)
SHORTENER = re.compile(
    r"^https://(?:www\.)?(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|youtu\.be|buff\.ly)/", re.IGNORECASE
)
YOUTUBE = re.compile(r"^https://(?:www\.|m\.)?youtube\.com/", re.IGNORECASE)
YOUTUBE_WATCH = re.compile(r"^https://www\.youtube\.com/watch\?v=[A-Za-z0-9_-]{11}$")
HTTPS = re.compile(r"^https://[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}(?:/\S*)?$")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PHONE = re.compile(r"\+?\d(?:[ -]?\d){5,}|\b(?:call|ring|dial|text|phone)\b[^.]{0,20}?\b\d{3,}\b", re.IGNORECASE)
OLD, TOO_OLD, SUPPORT_DAYS = timedelta(days=365), timedelta(days=548), timedelta(days=180)


def pages(library: Library) -> Iterator[tuple[Concept, Explainer]]:
    return ((concept, concept.explainer) for concept in library.concepts.values() if concept.explainer is not None)


def references(desk: Desk) -> Iterator[Finding]:
    """V1: every reference is whole, and everything a page rests on has been seen."""
    for found in broken_links(desk.library):
        if found.rule == "V1":
            yield Finding("V1", "E", found.file, found.item, found.message)
    for reference in desk.library.references.values():
        if not (CITATION.match(reference.citation) or INSTITUTION.match(reference.citation)):
            yield Finding("V1", "E", reference.file, reference.key, "needs author, (year), title and where it appeared")
    for concept, page in pages(desk.library):
        for key in page.refs:
            reference_or_none = desk.library.references.get(key)
            if reference_or_none is not None and reference_or_none.status != "verified":
                yield error("V1", concept, f"rests on {key}, which is {reference_or_none.status}")


def dois(desk: Desk) -> Iterator[Finding]:
    """V2: DOIs are bare, well formed, and each stands once."""
    counts = Counter((reference.doi or "").lower() for reference in desk.library.references.values())
    for reference in desk.library.references.values():
        if reference.doi is None:
            continue
        if not DOI.match(reference.doi):
            yield Finding("V2", "E", reference.file, reference.key, f"{reference.doi} is not a bare DOI")
        if counts[reference.doi.lower()] > 1:
            yield Finding("V2", "E", reference.file, reference.key, f"{reference.doi} stands under two keys")


def links(desk: Desk) -> Iterator[Finding]:
    """V3: links are plain, long and https."""
    for file, item, url in all_links(desk.library):
        if TRACKING.search(url) or SHORTENER.match(url) or not HTTPS.match(url):
            yield Finding("V3", "E", file, item, f"{url} is not a plain https link")
        if YOUTUBE.match(url) and not YOUTUBE_WATCH.match(url):
            yield Finding("V3", "E", file, item, f"{url} has to be a watch?v= link and nothing more")


def all_links(library: Library) -> Iterator[tuple[str, str, str]]:
    for concept, page in pages(library):
        yield from ((concept.file, concept.slug, more.url) for more in page.further)
    for reference in library.references.values():
        if reference.url is not None:
            yield reference.file, reference.key, reference.url
    for entry in library.support.directories + library.support.entries:
        if entry.url is not None:
            yield "support.toml", entry.id, entry.url


def freshness(desk: Desk) -> Iterator[Finding]:
    """V5: pages are read again within a year and a half, Support within half a year."""
    for concept, page in pages(desk.library):
        age = desk.today - page.reviewed
        if age > TOO_OLD:
            yield error("V5", concept, f"was last reviewed on {page.reviewed}")
        elif age > OLD:
            yield warning("V5", concept, f"was last reviewed on {page.reviewed}")
    for entry in desk.library.support.directories + desk.library.support.entries:
        if is_stale(entry.checked_on, desk.today):
            yield Finding("V5", "E", "support.toml", entry.id, f"was last checked on {entry.checked_on}")


def is_stale(checked_on: date, today: date) -> bool:
    return today - checked_on > SUPPORT_DAYS


def numbers(desk: Desk) -> Iterator[Finding]:
    """V6: a number on a page can be traced."""
    for concept, page in pages(desk.library):
        cited = (desk.library.references[key].citation for key in page.refs if key in desk.library.references)
        sources = " ".join((concept.note, page.grade_note, *cited))
        known = set(NUMBER.findall(sources)) | set(desk.library.lexicon.numbers)
        for number in NUMBER.findall(page.body):
            if number not in known:
                yield error("V6", concept, f"the number {number} is in neither note nor references")


def phone_numbers(desk: Desk) -> Iterator[Finding]:
    """V7: phone numbers stand in support.toml only, and nothing there is without a way to reach it."""
    for shown in everything_shown(desk.library):
        if PHONE.search(shown.text):
            yield Finding("V7", "E", shown.file, shown.item, f"{shown.field} seems to hold a phone number")
    for entry in desk.library.support.entries:
        if entry.number is None and entry.url is None:
            yield Finding("V7", "E", "support.toml", entry.id, "has neither number nor link")


def owning_up(desk: Desk) -> Iterator[Finding]:
    """V8: a debated page says so, and a metaphor is told as a picture."""
    lexicon = desk.library.lexicon
    for concept, page in pages(desk.library):
        marks = {"debated": lexicon.dissent, "metaphor": lexicon.picture}.get(page.grade)
        if marks is not None and not stems_in(page.body, marks):
            yield error("V8", concept, f"graded {page.grade}, and the body does not say so")


def notices(desk: Desk) -> Iterator[Finding]:
    """N1: a notice's words are those its version was given for."""
    records = desk.library.manifest.notices
    for (name, version), count in Counter((record.id, record.version) for record in records).items():
        if count > 1:
            yield Finding("N1", "E", "manifest.toml", name, f"version {version} is listed twice")
    known = {(record.id, record.version): record.sha256 for record in records}
    for name, version, text in noticed(desk.library.notices):
        if known.get((name, version)) != hashlib.sha256(text.encode()).hexdigest():
            yield Finding(
                "N1", "E", "notices.toml", name, f"the words are not those of version {version} in the manifest"
            )


def noticed(texts: NoticeTexts) -> Iterator[tuple[str, str, str]]:
    """Each notice as (id, version, the text that is hashed)."""
    for name in ("micro", "short", "long", "sharing"):
        notice = getattr(texts, name)
        yield name, notice.version, notice.text
    yield "consent", texts.consent.version, "\n".join(texts.consent.statements.values())


EVIDENCE: Rules = {
    "V1": references,
    "V2": dois,
    "V3": links,
    "V5": freshness,
    "V6": numbers,
    "V7": phone_numbers,
    "V8": owning_up,
    "N1": notices,
}
