"""What an operator's timer may do for everybody's journals without reading any."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.models import Person
from app.extensions import db
from app.journal.trash import empty_old_trash

journal = AppGroup("journal", help="Journals, unread.")


@journal.command()
def tidy() -> None:
    """Forget what has lain in the trash for more than thirty days."""
    forgotten = sum(empty_old_trash(person_id) for person_id in db.session.scalars(select(Person.id)).all())
    db.session.commit()
    click.echo(f"{forgotten} entries forgotten")
