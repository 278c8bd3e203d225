"""Take a journal in: rehearsed first, then some pages at a time, so that stopping half-way leaves nothing half done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.checkins import noticing
from app.checkins.noticing import Noted
from app.core.database import take_pen
from app.journal import arriving
from app.journal.arriving import Arrival
from app.portability.fitting import Fitter, earlier_pages, trashed_on
from app.portability.format import Found
from app.portability.leaf import Leaf, Marked, Trouble
from app.portability.report import Report
from app.portability.settling import Shelf
from app.vault.keyring import Keyring
from app.vault.ledger import Ledger
from app.vault.pepper import UnknownPepper

AT_ONCE = 250


@dataclass
class Batch:
    """What is to be written down together."""

    leaves: list[tuple[UUID, Leaf]] = field(default_factory=list)
    marks: list[tuple[UUID, Marked]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.leaves) + len(self.marks)


@dataclass(frozen=True, repr=False)
class Taker:
    """Who takes in: their keyring, what their journal holds and was forgotten, and what pages are measured against."""

    keyring: Keyring
    shelf: Shelf
    fitter: Fitter
    ledger: Ledger

    def take_in(self, found: Iterable[Found], report: Report) -> Iterator[Report]:
        """Take in what a file holds; stops after every so many things, for whoever calls this to commit.

        A rehearsal counts the same and writes nothing. Whatever is here already is passed by, so doing it again after
        an interruption goes on where it stopped.
        """
        batch, seen = Batch(), 0
        for one in found:
            self._sort(one, batch, report)
            if report.seen - seen >= AT_ONCE:
                seen = report.seen
                self._write(batch, report)
                batch = Batch()
                yield report
        self._write(batch, report)
        yield report

    def _sort(self, one: Found, batch: Batch, report: Report) -> None:
        if isinstance(one, Trouble):
            report.note_trouble(one)
        elif isinstance(one, Marked):
            self._sort_mark(one, batch, report)
        else:
            for leaf in self.fitter.fitted(one):
                self._sort_leaf(leaf, batch, report)

    def _sort_leaf(self, leaf: Leaf, batch: Batch, report: Report) -> None:
        report.note_day(leaf.day)
        place = self.shelf.place_of(leaf)
        if place is None:
            report.entries.here += 1
            return
        report.entries.new += 1
        report.unplaced.update(leaf.unplaced)
        batch.leaves.append((place, leaf))

    def _sort_mark(self, one: Marked, batch: Batch, report: Report) -> None:
        if self.fitter.mark(one.mark) is None:
            report.note_trouble(Trouble(f"check-in of {one.day}", "Its words are not known here."))
            return
        report.note_day(one.day)
        place = self.shelf.place_of_check_in(one.id)
        if place is None:
            report.check_ins.here += 1
            return
        report.check_ins.new += 1
        batch.marks.append((place, one))

    def _write(self, batch: Batch, report: Report) -> None:
        if report.is_rehearsal or not len(batch):
            return
        take_pen(self.keyring.person_id)
        lasting = self._lasting("entry", [place for place, _ in batch.leaves])
        whose = arriving.owners(self._possible(lasting.values()))
        for place, leaf in batch.leaves:
            free = self._free(lasting[place], whose)
            if free is None:
                report.entries.passed_by()
            else:
                arriving.arrive(self.keyring, self._arrival(free, leaf))
        lasting = self._lasting("check_in", [place for place, _ in batch.marks])
        whose = noticing.owners(self._possible(lasting.values()))
        for place, one in batch.marks:
            free = self._free(lasting[place], whose)
            if free is None:
                report.check_ins.passed_by()
            else:
                noticing.arrive(self.keyring, Noted(free, one.day, one.version, self.fitter.mark(one.mark)))

    def _lasting(self, kind: str, places: Iterable[UUID]) -> dict[UUID, UUID]:
        # What was forgotten under its id and comes back with it would be deleted anew by every restore.
        found = {place: place for place in places}
        while gone := self._erased(kind, found.values()):
            found = {place: self.shelf.own_id(own) if own in gone else own for place, own in found.items()}
        return found

    def _erased(self, kind: str, ids: Iterable[UUID]) -> set[UUID]:
        try:
            return self.ledger.erased_among(kind, ids)
        except UnknownPepper:
            # Such a ledger keeps a restore from happening, but nobody from bringing a journal.
            return set()

    def _possible(self, places: Iterable[UUID]) -> list[UUID]:
        return [*places, *map(self.shelf.own_id, places)]

    def _free(self, place: UUID, whose: Mapping[UUID, UUID]) -> UUID | None:
        # An id may be somebody else's: an earlier account on this server, most likely. Or it has come to be this
        # person's own a moment ago, when the same file is taken in twice at once.
        for free in (place, self.shelf.own_id(place)):
            if free not in whose:
                return free
            if whose[free] == self.keyring.person_id:
                return None
        return None

    def _arrival(self, place: UUID, leaf: Leaf) -> Arrival:
        page = self.fitter.page(leaf)
        return Arrival(place, leaf.day, leaf.version, page, earlier_pages(leaf), trashed_on(leaf))
