"""An admin's sessions are short, and what has ended stays so when they are an admin no more."""

from collections.abc import Callable

from flask import Flask

from tests.admin.cast import an_admin, appoint, operate
from tests.people import PASSPHRASE, join, sign_in


def test_a_session_of_an_admins_ends_after_an_hour_unused(app: Flask, move_clock: Callable[..., None]) -> None:
    keeper = an_admin(app)

    move_clock(minutes=59)
    within = keeper.get("/person").status_code
    move_clock(minutes=61)

    assert (within, keeper.get("/person").status_code) == (200, 401)


def test_a_session_of_an_admins_ends_after_a_day_in_use(app: Flask, move_clock: Callable[..., None]) -> None:
    keeper = an_admin(app)

    used = []
    for _ in range(25):
        move_clock(minutes=59)
        used.append(keeper.get("/person").status_code)

    assert used == [200] * 24 + [401]


def test_confirming_makes_no_session_of_an_admins_longer(app: Flask, move_clock: Callable[..., None]) -> None:
    keeper = an_admin(app)
    for _ in range(24):
        move_clock(minutes=59)
        keeper.post("/session/confirmation", {"passphrase": PASSPHRASE})

    move_clock(minutes=59)

    assert keeper.get("/person").status_code == 401


def test_a_session_that_is_older_than_the_appointment_ends_as_well(app: Flask, move_clock: Callable[..., None]) -> None:
    keeper = join(app, "keeper", device="own")
    move_clock(hours=25)
    keeper.get("/person")

    appoint(app, "keeper")

    assert keeper.get("/person").status_code == 401
    assert len(sign_in(app, "keeper").get("/sessions").json["items"]) == 1


def test_a_session_that_ended_while_its_person_was_an_admin_stays_ended(
    app: Flask, move_clock: Callable[..., None]
) -> None:
    older, keeper = join(app, "older", device="own"), an_admin(app)
    move_clock(hours=25)
    appoint(app, "older")

    for name in ("older", "keeper"):
        operate(app, "dismiss", name)

    assert [one.get("/person").status_code for one in (older, keeper)] == [401, 401]


def test_a_session_that_rested_too_long_for_an_admin_does_not_wake_up_after_it(
    app: Flask, move_clock: Callable[..., None]
) -> None:
    keeper = an_admin(app)
    move_clock(minutes=61)

    operate(app, "dismiss", "keeper")

    assert keeper.get("/person").status_code == 401


def test_a_shared_device_of_an_admins_is_forgotten_as_soon_as_anybodys(
    app: Flask, move_clock: Callable[..., None]
) -> None:
    keeper = an_admin(app, device="shared")

    move_clock(minutes=31)

    assert keeper.get("/person").status_code == 401
