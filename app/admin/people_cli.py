"""What an operator does about people and groups, and who may do so at the desk on the web (ADR 24)."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from app.admin import groups, people
from app.admin.copies import NotPossible
from app.core.database import checkpoint, meaning
from app.errors import DomainError
from app.extensions import db

NAME = click.argument("username")


@contextmanager
def committed() -> Iterator[None]:
    """Commit what was done, and leave nothing of it in the log of the database; or say why it was not."""
    try:
        yield
        db.session.commit()
    except (NotPossible, DomainError) as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from None
    except DBAPIError as error:
        db.session.rollback()
        told = meaning(error)
        if told is None:
            raise
        raise click.ClickException(told.detail) from None
    checkpoint()


@click.command("people")
@with_appcontext
def people_command() -> None:
    """List who has an account, and how much they keep; nothing of it can be read."""
    for one in people.everybody():
        paused = f", paused since {one.suspended_on}" if one.suspended_on else ""
        appointed = f", admin since {one.appointed_on}" if one.appointed_on else ""
        told = f"{one.entry_count} pages, {one.sealed_bytes} bytes sealed"
        click.echo(f"{one.username}: since {one.created_on}, {told}{paused}{appointed}")


@click.command("appoint")
@NAME
@with_appcontext
def appoint_command(username: str) -> None:
    """Let somebody look after the server at the desk on the web; they can read nothing there."""
    with committed():
        people.appoint(people.person_called(username))
    click.echo("An admin from now on: /desk. Their sessions live a day at most, and an hour unused.")
    if current_app.extensions["settings"].second_step != "offered":
        click.echo("There they are asked for a passkey, or for a second step after their passphrase.")


@click.command("dismiss")
@NAME
@with_appcontext
def dismiss_command(username: str) -> None:
    """Let somebody be an admin no more; what they write is not touched."""
    with committed():
        people.dismiss(people.person_called(username))
    click.echo("No admin any more, also where they are signed in.")


@click.command("suspend")
@NAME
@with_appcontext
def suspend_command(username: str) -> None:
    """Let somebody in no more, without deleting anything."""
    with committed():
        people.suspend(people.person_called(username))
    click.echo("Paused; signed out everywhere.")


@click.command("resume")
@NAME
@with_appcontext
def resume_command(username: str) -> None:
    """Let somebody in again."""
    with committed():
        people.resume(people.person_called(username))
    click.echo("They can sign in again.")


@click.command("sign-out")
@NAME
@with_appcontext
def sign_out_command(username: str) -> None:
    """End every session and every token of somebody."""
    with committed():
        ended = people.sign_out(people.person_called(username))
    click.echo(f"{ended} sessions and tokens ended.")


@click.command("delete")
@NAME
@click.confirmation_option(prompt="Everything they wrote is gone then, for good. Delete it?")
@with_appcontext
def delete_command(username: str) -> None:
    """Delete somebody's account for good."""
    with committed():
        people.delete_account(people.person_called(username))
    click.echo("Deleted.")


@click.command("groups")
@with_appcontext
def groups_command() -> None:
    """List the groups by id; what they are called, only their members read."""
    for one in groups.all_gatherings():
        click.echo(f"{one.id}: {one.members} members, {f'closed on {one.closed_on}' if one.closed_on else 'open'}")


@click.command("close-group")
@click.argument("workshop_id", type=click.UUID)
@with_appcontext
def close_group_command(workshop_id: UUID) -> None:
    """Close a group; those who lead it may open it again."""
    with committed():
        groups.close(workshop_id)
    click.echo("Closed.")


COMMANDS: tuple[click.Command, ...] = (
    people_command, appoint_command, dismiss_command, suspend_command, resume_command, sign_out_command,
    delete_command, groups_command, close_group_command,
)  # fmt: skip
