"""Who may do what in a group: one table, read by tests/test_permissions.py too, so that no route is left out."""

from typing import Any

ONE = "/api/v1/workshops/<uuid:workshop_id>"
MEMBER = f"{ONE}/members/<uuid:person_id>"
CODE = f"{ONE}/invitations/<uuid:invitation_id>"
SHARE = "/api/v1/shares/<uuid:share_id>"
PULSE = "/api/v1/questions/<uuid:question_id>"
GIVING = {"workshop": "", "recipients": [], "text": "Hello.", "until": "", "consent": "1"}
TASK = "/api/v1/assignments/<uuid:assignment_id>"
JOURNEY = {"path": "six-weeks-by-the-river", "starts_on": "2026-11-26"}
FIRST = {"If-Match": '"1"'}
# Whoever is asking for the group of “leader”; “admin” looks after the server, “elsewhere” leads another group,
# “removed” led this one once, “invited” holds a good code and has not come in, “revoked” has a session that was ended,
# “giver” was in before anything was asked, and gave the leader a copy; “participant” came later.
ACTORS = (
    "anonymous", "revoked", "no consent", "stranger", "admin", "invited", "elsewhere", "removed", "participant",
    "co-leader", "leader", "giver",
)  # fmt: skip
NOBODY = (401, 401, 403)


def line(stranger: int, participant: int, leading: int) -> tuple[int, ...]:
    """What all get: those who are not in the group are told apart by nothing."""
    return (*NOBODY, *(stranger,) * 5, participant, leading, leading, participant)


def own(participant: int, co_leader: int, leader: int, giver: int) -> tuple[int, ...]:
    """What all get of what lies between two people, or between somebody and themselves."""
    return (*NOBODY, *(404,) * 5, participant, co_leader, leader, giver)


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
    ("GET", "/api/v1/assignments"): (line(200, 200, 200), None, {}),
    ("GET", TASK): (line(404, 200, 200), None, {}),
    ("PATCH", TASK): (line(404, 403, 200), {"note": "By Thursday."}, FIRST),
    ("DELETE", TASK): (line(404, 403, 204), None, FIRST),
    ("PUT", f"{TASK}/completion"): (line(404, 204, 204), None, {}),
    ("DELETE", f"{TASK}/completion"): (line(404, 204, 204), None, {}),
    ("GET", f"{ONE}/participation-sheet"): (line(404, 403, 200), None, {}),
    ("GET", f"{ONE}/moment"): (line(404, 200, 200), None, {}),
    ("PUT", f"{ONE}/moment"): (line(404, 403, 200), {"stage": "arriving"}, {"If-Match": '"0"'}),
    ("GET", f"{ONE}/shares"): (line(404, 403, 200), None, {}),
    ("GET", "/api/v1/shares"): (line(200, 200, 200), None, {}),
    ("POST", "/api/v1/entries/<uuid:entry_id>/shares"): (own(404, 404, 404, 201), GIVING, {}),
    ("GET", SHARE): (own(404, 404, 200, 200), None, {}),
    ("DELETE", SHARE): (own(404, 404, 404, 204), None, {}),
    ("PUT", f"{SHARE}/answer"): (own(404, 404, 204, 404), {"text": "Thank you."}, {}),
    ("DELETE", f"{SHARE}/answer"): (own(404, 404, 204, 404), None, {}),
    ("GET", f"{ONE}/questions"): (line(404, 200, 200), None, {}),
    ("POST", f"{ONE}/questions"): (line(404, 403, 201), {}, {}),
    ("GET", PULSE): (line(404, 200, 200), None, {}),
    ("PUT", f"{PULSE}/answer"): (own(403, 403, 403, 204), {"choice": 2}, {}),
    ("DELETE", f"{PULSE}/answer"): (line(404, 204, 204), None, {}),
    ("PUT", f"{PULSE}/publication"): (line(404, 403, 200), None, {}),
    # A code is good for whoever holds it; those who are in already stay as they are.
    ("POST", "/api/v1/memberships"): ((*NOBODY, *(201,) * 5, 200, 200, 200, 200), {"code": "", "called": "Me"}, {}),
    ("POST", "/api/v1/invitation-previews"): ((200,) * 12, {"code": ""}, {}),
}
