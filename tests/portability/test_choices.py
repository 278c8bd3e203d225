"""What somebody chose comes along where nothing was chosen yet, whole or not at all."""

from typing import Any

import pytest
from flask import Flask

from tests.people import Actor
from tests.portability.files import bring
from tests.portability.test_taking_in import document


def test_settings_and_reminders_come_where_nothing_was_chosen(app: Flask, alice: Actor) -> None:
    chosen = {"time_zone": "Europe/Berlin", "muted_topics": ["loss"], "deeper_prompts": "yes"}
    reminders = [{"days": ["monday"], "time": "20:30"}, {"days": [], "time": "x"}]
    data = document({"body": "b"}, account={"settings": chosen}, reminders=reminders)

    report = bring(alice, data)

    person = alice.get("/person").json
    assert (person["time_zone"], person["muted_topics"], person["deeper_prompts"]) == ("Europe/Berlin", ["loss"], False)
    assert [one["time"] for one in alice.get("/reminders").json["items"]] == ["20:30"]
    assert report["account"] == ["settings", "reminders"]


@pytest.mark.parametrize("part", ["account", "reminders", "shares_given", "shares_received", "consent_log"])
@pytest.mark.parametrize("odd", [5, True, "x", {"a": 1}, [5, None, {}]])
def test_a_part_that_is_none_stays_behind(alice: Actor, part: str, odd: Any) -> None:
    report = bring(alice, document({"body": "one"}, **{part: odd}))

    assert (report["entries"]["new"], report["account"]) == (1, [])


def test_a_choice_that_does_not_fit_stays_behind_whole(alice: Actor) -> None:
    odd = {"paths": [{"path": "begun"}], "muted_topics": ["grief", 5], "time_zone": "Europe/Berlin"}

    bring(alice, document({"body": "one"}, account={"settings": odd}))

    told = alice.get("/person").json
    assert (told["paths"], told["muted_topics"], told["time_zone"]) == ([], [], "Europe/Berlin")


def test_settings_stay_where_something_was_chosen(alice: Actor) -> None:
    alice.patch("/person", {"time_zone": "Asia/Tokyo"}, If_Match='"1"')

    bring(alice, document({"body": "b"}, account={"settings": {"time_zone": "Europe/Berlin"}}))

    assert alice.get("/person").json["time_zone"] == "Asia/Tokyo"
