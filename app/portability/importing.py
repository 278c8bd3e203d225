"""Bring a journal along: look at the file, rehearse it whole, and only then take it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, BinaryIO, cast

from marshmallow import ValidationError

from app.accounts.settings import choose_first, has_chosen
from app.core.clock import is_zone, now
from app.core.database import take_pen
from app.library.content import Library
from app.portability import keepsakes
from app.portability.account import Account
from app.portability.errors import NotReadable, PassphraseNeeded
from app.portability.fitting import Fitter
from app.portability.format import Format
from app.portability.formats import braid
from app.portability.incoming import Incoming
from app.portability.offered import recognised
from app.portability.record_schemas import ReminderRecordSchema, SettingsRecordSchema
from app.portability.report import Report
from app.portability.settling import Shelf
from app.portability.taking_in import Taker
from app.reminders import keeping
from app.vault.box import Unreadable, WrongKey
from app.vault.ledger import Ledger
from app.vault.parcel import MAGIC, open_file
from app.vault.spool import SealedSpool

_SETTINGS, _REMINDER = SettingsRecordSchema(), ReminderRecordSchema()


@dataclass(frozen=True, repr=False)
class Arriving:
    """A file that was looked at, whose it is, what it is measured against, and what was deleted here for good."""

    incoming: Incoming
    format: Format
    account: Account
    library: Library
    ledger: Ledger

    def rehearse(self) -> Report:
        """What would come and what is here already; nothing is written. Raises NotReadable."""
        report = self._fresh_report(is_rehearsal=True)
        for _ in self._taker().take_in(self.format.read(self.incoming), report):
            pass
        if not report.seen and report.trouble_count:
            raise NotReadable(f"Nothing in this file can be read. {report.troubles[0].why}")
        self._settle(report)
        return report

    def bring(self) -> Iterator[Report]:
        """Take it in, some pages at a time; whoever calls this commits after each. It has been rehearsed before."""
        report = self._fresh_report(is_rehearsal=False)
        yield from self._taker().take_in(self.format.read(self.incoming), report)
        self._settle(report)
        yield report

    def _fresh_report(self, *, is_rehearsal: bool) -> Report:
        report = Report(self.format.name, is_rehearsal)
        archive = self.incoming.archive
        if archive is not None and archive.left_out:
            report.unplaced["a picture, a sound or another file"] = archive.left_out
        return report

    def _taker(self) -> Taker:
        fitter = Fitter(self.library, self.incoming.zone)
        return Taker(self.account.keyring, Shelf(self.account.keyring), fitter, self.ledger)

    def _settle(self, report: Report) -> None:
        if self.format is not braid.FORMAT:
            return
        parts = braid.read_parts(self.incoming)
        if not report.is_rehearsal:
            take_pen(self.account.keyring.person_id)
        report.account = [*settings_in(parts, self.account, report), *reminders_in(parts, self.account, report)]
        report.account += records_in(parts, self.account, report)


def look_at(file: BinaryIO, name: str, zone: str, passphrase: str | None) -> tuple[Incoming, Format]:
    """A file, opened if it was sealed, and its format. Raises NotReadable and its kinds, Busy."""
    start = file.read(len(MAGIC))
    file.seek(0)
    if start == MAGIC:
        file = unsealed(file, passphrase)
    incoming = Incoming.of(file, zone)
    return incoming, recognised(incoming, name)


def unsealed(file: BinaryIO, passphrase: str | None) -> BinaryIO:
    """The file inside a sealed one; on disk it stays sealed. Raises PassphraseNeeded, NotReadable, Busy."""
    if not passphrase:
        raise PassphraseNeeded("Give the passphrase that it was sealed with.")
    spool = SealedSpool()
    try:
        for piece in open_file(file, passphrase):
            spool.write(piece)
    except WrongKey as error:
        raise PassphraseNeeded("It was sealed with another passphrase.") from error
    except Unreadable as error:
        raise NotReadable("This sealed file is damaged or cut short.") from error
    spool.seek(0)
    return cast(BinaryIO, BufferedReader(spool))


def settings_in(parts: dict[str, Any], account: Account, report: Report) -> list[str]:
    """Take in what was chosen, where nothing has been chosen yet."""
    told = parts.get("account")
    sent = told.get("settings") if isinstance(told, dict) else None
    if not isinstance(sent, dict) or has_chosen(account.keyring.person_id):
        return []
    if not report.is_rehearsal:
        choose_first(account.keyring, sound(sent))
    return ["settings"]


def sound(sent: dict[str, Any]) -> dict[str, Any]:
    """The choices that fit, without the others."""
    try:
        found = _SETTINGS.load(sent)
    except ValidationError as error:
        # What is valid of a choice that does not fit is not a choice: the half of a path, some of the topics.
        found = _SETTINGS.load({name: value for name, value in sent.items() if name not in error.normalized_messages()})
    if not is_zone(found.get("time_zone", "")):
        found.pop("time_zone", None)
    return dict(found)


def reminders_in(parts: dict[str, Any], account: Account, report: Report) -> list[str]:
    """Take in days and times, where there are none yet."""
    sent = [one for one in listed(parts, "reminders") if not _REMINDER.validate(one)]
    if not sent or keeping.read_plan(account.keyring).reminders:
        return []
    if not report.is_rehearsal:
        keeping.take_over(account.keyring, [(one["days"], one["time"]) for one in sent], since=now().date())
    return ["reminders"]


def records_in(parts: dict[str, Any], account: Account, report: Report) -> list[str]:
    """Keep what was given, received and agreed to before, as a record."""
    sent = {kind: [one for one in listed(parts, kind) if has_id(one, name)] for kind, name in keepsakes.KINDS.items()}
    if not any(sent.values()):
        return []
    if not report.is_rehearsal:
        keepsakes.keep(account.keyring, sent, account.living())
    return ["records"]


def listed(parts: dict[str, Any], name: str) -> list[Any]:
    """A part that is a list; none where it is anything else."""
    found = parts.get(name)
    return found if isinstance(found, list) else []


def has_id(record: Any, name: str) -> bool:
    return isinstance(record, dict) and isinstance(record.get(name), str)
