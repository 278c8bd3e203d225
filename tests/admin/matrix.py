"""Who may do what at the desk: one table, read by tests/test_permissions.py too, so that no route is left out."""

from typing import Any

DESK = "/api/v1/admin"
ONE = f"{DESK}/people/<uuid:person_id>"
# Whoever is asking. “owner” is whom it is about, “dismissed” was an admin until just now, “by passphrase” is one who
# came in with that alone, “idle” one who has not confirmed for a while.
ACTORS = (
    "anonymous", "expired", "no consent", "other", "owner", "dismissed", "by passphrase", "idle", "admin",
)  # fmt: skip
NOT_THERE = (401, 401, 404, 404, 404, 404, 403)
LOOKING = (*NOT_THERE, 200, 200)


def acting(status: int) -> tuple[int, ...]:
    """What all get of an act, which asks for a fresh confirmation."""
    return (*NOT_THERE, 403, status)


MATRIX: dict[tuple[str, str], tuple[tuple[int, ...], Any, dict[str, str]]] = {
    ("GET", f"{DESK}/counts"): (LOOKING, None, {}),
    ("GET", f"{DESK}/people"): (LOOKING, None, {}),
    ("POST", f"{DESK}/people-searches"): (LOOKING, {"username": "owner"}, {}),
    ("DELETE", ONE): (acting(204), None, {}),
    ("PUT", f"{ONE}/pause"): (acting(200), None, {}),
    ("DELETE", f"{ONE}/pause"): (acting(200), None, {}),
    ("DELETE", f"{ONE}/sessions"): (acting(204), None, {}),
    ("GET", f"{DESK}/workshops"): (LOOKING, None, {}),
    ("PUT", f"{DESK}/workshops/<uuid:workshop_id>/closing"): (acting(200), None, {}),
}
