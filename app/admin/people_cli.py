"""What an operator does about people and groups. There is no such desk on the web (ADR 22)."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.admin import people
from app.admin.copies import NotPossible
from app.core.database import checkpoint
from app.extensions import db

NAME = click.argument("username")


@contextmanager
def committed() -> Iterator[None]:
    """Commit what was done, and leave nothing of it in the log of the database; or say why it was not."""
    try:
        yield
    except NotPossible as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from None
    db.session.commit()
    checkpoint()


@click.command("people")
@with_appcontext
def people_command() -> None:
    """List who has an account, and how much they keep; nothing of it can be read."""
    for one in people.accounts():
        paused = f", paused since {one.suspended_on}" if one.suspended_on else ""
        told = f"{one.entry_count} pages, {one.sealed_bytes} bytes sealed"
        click.echo(f"{one.username}: since {one.created_on}, {told}{paused}")


@click.command("suspend")
@NAME
@with_appcontext
def suspend_command(username: str) -> None:
    """Let somebody in no more, without deleting anything."""
    with committed():
        people.suspend(username)
    click.echo("Paused; signed out everywhere.")


@click.command("resume")
@NAME
@with_appcontext
def resume_command(username: str) -> None:
    """Let somebody in again."""
    with committed():
        people.resume(username)
    click.echo("They can sign in again.")


@click.command("sign-out")
@NAME
@with_appcontext
def sign_out_command(username: str) -> None:
    """End every session and every token of somebody."""
    with committed():
        ended = people.sign_out(username)
    click.echo(f"{ended} sessions and tokens ended.")


@click.command("delete")
@NAME
@click.confirmation_option(prompt="Everything they wrote is gone then, for good. Delete it?")
@with_appcontext
def delete_command(username: str) -> None:
    """Delete somebody's account for good."""
    with committed():
        people.delete_account(username)
    click.echo("Deleted.")


@click.command("groups")
@with_appcontext
def groups_command() -> None:
    """List the groups by id; what they are called, only their members read."""
    for one in people.gatherings():
        click.echo(f"{one.id}: {one.members} members, {f'closed on {one.closed_on}' if one.closed_on else 'open'}")


@click.command("close-group")
@click.argument("workshop_id", type=click.UUID)
@with_appcontext
def close_group_command(workshop_id: UUID) -> None:
    """Close a group; those who lead it may open it again."""
    with committed():
        people.close_group(workshop_id)
    click.echo("Closed.")


COMMANDS: tuple[click.Command, ...] = (
    people_command, suspend_command, resume_command, sign_out_command, delete_command, groups_command,
    close_group_command,
)  # fmt: skip
