"""A life in a journal and a group, lived over the API: something is typed into every field there is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.drills.calling import Caller
from tests.people import Actor
from tests.portability.files import send
from tests.workshops.cast import ask_all, ask_of, code_of, come_in, gather, give

Words = Callable[[str], str]


@dataclass(frozen=True)
class Lives:
    """Two people and what came of them: where to look."""

    leader: Actor
    member: Actor
    group: dict[str, Any]
    page: dict[str, Any]
    neighbour: dict[str, Any]
    mark: dict[str, Any]
    task: dict[str, Any]
    question: dict[str, Any]
    share: dict[str, Any]

    def reads(self) -> list[tuple[Actor, str, str, Any]]:
        """Everything that either of them can look at: who, method, path, body."""
        group, page = f"/workshops/{self.group['id']}", f"/entries/{self.page['id']}"
        own = ("/person", "/session", "/sessions", "/entries", "/entries?trashed=true", page, f"{page}/revisions")
        own += ("/check-ins", f"/check-ins/{self.mark['id']}", "/calendar?year=2026", "/on-this-day", "/outbox-key")
        own += ("/looking-back?from=2026-01-01&to=2026-12-31", "/reminders", "/shares", f"/shares/{self.share['id']}")
        own += ("/workshops", group, f"{group}/assignments", "/assignments", f"/assignments/{self.task['id']}")
        own += (f"{group}/moment", f"{group}/questions", f"/questions/{self.question['id']}", "/prompts/today")
        leading = (group, f"{group}/members", f"{group}/invitations", f"{group}/shares", f"{group}/participation-sheet")
        leading += (f"/shares/{self.share['id']}", "/person", "/workshops", f"/questions/{self.question['id']}")
        found = [(self.member, "GET", path, None) for path in own]
        found += [(self.leader, "GET", path, None) for path in leading]
        return [
            *found,
            (self.member, "POST", "/searches", {"text": "e"}),
            (self.member, "POST", "/exports", {"format": "json"}),
        ]


def live(leader: Actor, member: Actor, words: Words) -> Lives:
    """Two people who have just joined write, mark, meet, ask, give and answer."""
    group = gathered(leader, member, words)
    page, neighbour = written(member, words)
    mark = member.mark(river="both", feelings=[words("feeling")], note=words("note"))
    member.post("/searches", {"text": words("search")})
    member.post("/reminders", {"days": ["friday"], "time": "07:15"})
    member.post("/calendar-feed")
    task = asked(leader, group, words)
    question = answered(leader, member, group, words)
    share = give(
        member, page, leader.get(f"/workshops/{group['id']}").json, title=words("given title"), text=words("given")
    )[0]
    leader.put(f"/shares/{share['id']}/answer", {"text": words("answer")})
    brought(member, f"[2026-11-24 08:00] {words('brought')}\n".encode())
    return Lives(leader, member, group, page, neighbour, mark, task, question, share)


def gathered(leader: Actor, member: Actor, words: Words) -> dict[str, Any]:
    fields = {"name": words("group"), "purpose": words("purpose"), "agreements": [words("agreement")]}
    group = gather(leader, called=words("leading"), **fields)
    come_in(member, code_of(leader, group), words("called"))
    return group


def written(member: Actor, words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
    # Long enough that the edit takes most of it away, so that the first text is kept.
    page = member.write(words("body") + " And so on." * 20, title=words("title"), tags=[words("tag")])
    neighbour = member.write(words("neighbour"))
    changed = member.put(f"/entries/{page['id']}", {"body": words("edit")}, If_Match='"1"')
    assert changed.status_code == 200, changed.json
    thrown = member.write(words("thrown away"))
    member.put(f"/entries/{thrown['id']}/trashing", If_Match='"1"')
    return page, neighbour


def asked(leader: Actor, group: dict[str, Any], words: Words) -> dict[str, Any]:
    own = {
        "title": words("question title"),
        "text": f"{words('question')}?",
        "opt_out": f"Or leave it. {words('way out')}",
    }
    task = ask_of(leader, group, own=own, note=words("task note"))
    scene = {"stage": "writing", "assignment": task["id"]}
    moment = leader.put(f"/workshops/{group['id']}/moment", scene, If_Match='"0"')
    assert moment.status_code == 200, moment.json
    return task


def answered(leader: Actor, member: Actor, group: dict[str, Any], words: Words) -> dict[str, Any]:
    question = ask_all(leader, group, text=f"{words('all')}?", choices=[words("choice"), "Another"])
    assert member.put(f"/questions/{question['id']}/answer", {"choice": 1}).status_code == 204
    return question


def brought(actor: Actor, data: bytes) -> Any:
    """Bring a file along, in this process or over the port."""
    answer = actor.bring(data) if isinstance(actor, Caller) else send(actor, data)
    assert answer.status_code == 200, answer.json
    return answer.json
