"""Who may do what in a group: one table, read by tests/test_permissions.py too, so that no route is left out."""

from typing import Any

ONE = "/api/v1/workshops/<uuid:workshop_id>"
MEMBER = f"{ONE}/members/<uuid:person_id>"
CODE = f"{ONE}/invitations/<uuid:invitation_id>"
TASK = "/api/v1/assignments/<uuid:assignment_id>"
JOURNEY = {"path": "six-weeks-by-the-river", "starts_on": "2026-11-26"}
FIRST = {"If-Match": '"1"'}
# Whoever is asking for the group of “leader”; “elsewhere” leads another group, “removed” led this one once, “invited”
# holds a good code and has not come in, “revoked” has a session that was ended.
ACTORS = (
    "anonymous", "revoked", "no consent", "stranger", "invited", "elsewhere", "removed", "participant",
    "co-leader", "leader",
)  # fmt: skip
NOBODY = (401, 401, 403)


def line(stranger: int, participant: int, leading: int) -> tuple[int, ...]:
    """What all get: those who are not in the group are told apart by nothing."""
    return (*NOBODY, *(stranger,) * 4, participant, leading, leading)


MATRIX: dict[tuple[str, str], tuple[tuple[int, ...], Any, dict[str, str]]] = {
    ("GET", "/api/v1/workshops"): (line(200, 200, 200), None, {}),
    ("POST", "/api/v1/workshops"): (line(201, 201, 201), {"name": "Another"}, {}),
    ("GET", ONE): (line(404, 200, 200), None, {}),
    ("PATCH", ONE): (line(404, 403, 200), {"purpose": "Six evenings."}, FIRST),
    ("DELETE", ONE): (line(404, 403, 204), None, FIRST),
    ("GET", f"{ONE}/members"): (line(404, 403, 200), None, {}),
    ("PATCH", MEMBER): (line(404, 403, 204), {"role": "facilitator"}, {}),
    ("DELETE", MEMBER): (line(404, 403, 204), None, {}),
    ("DELETE", f"{ONE}/membership"): (line(404, 204, 204), None, {}),
    ("GET", f"{ONE}/invitations"): (line(404, 403, 200), None, {}),
    ("POST", f"{ONE}/invitations"): (line(404, 403, 201), {"uses": 3}, {}),
    ("DELETE", CODE): (line(404, 403, 204), None, {}),
    ("GET", f"{ONE}/assignments"): (line(404, 200, 200), None, {}),
    ("POST", f"{ONE}/assignments"): (line(404, 403, 201), {"prompt": "reg-river-today"}, {}),
    ("POST", f"{ONE}/itineraries"): (line(404, 403, 201), JOURNEY, {}),
    ("GET", TASK): (line(404, 200, 200), None, {}),
    ("PATCH", TASK): (line(404, 403, 200), {"note": "By Thursday."}, FIRST),
    ("DELETE", TASK): (line(404, 403, 204), None, FIRST),
    ("PUT", f"{TASK}/completion"): (line(404, 204, 204), None, {}),
    ("DELETE", f"{TASK}/completion"): (line(404, 204, 204), None, {}),
    # A code is good for whoever holds it; those who are in already stay as they are.
    ("POST", "/api/v1/memberships"): ((*NOBODY, *(201,) * 4, 200, 200, 200), {"code": "", "called": "Me"}, {}),
    ("POST", "/api/v1/invitation-previews"): ((200,) * 10, {"code": ""}, {}),
}
