"""What others do while the keys change (F9, F10): no edit is lost, and nothing is sealed with a key that goes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.accounts import rotating
from app.core.fairness import let_others_go_on
from app.journal import writing
from app.vault import sealing_anew
from app.vault.holdings import Holding
from tests.accounts.authenticator import add
from tests.accounts.keys import a_full_journal, epochs, keyring_of, rotate, texts
from tests.people import Actor, sign_in


def test_what_is_edited_between_reading_and_sealing_keeps_the_edit(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, put_in_place, answers = alice.write("before"), sealing_anew.put_in_place, []

    def after_an_edit(holding: Holding) -> Any:
        if holding.label == "entry":
            answers.append(elsewhere(lambda: edit(app, entry["id"])))
        return put_in_place(holding)

    monkeypatch.setattr(sealing_anew, "put_in_place", after_an_edit)

    rotate(alice)

    assert answers == [200]
    assert alice.get(f"/entries/{entry['id']}").json["body"] == "edited meanwhile"
    assert epochs(app, keyring_of(app, alice)) == {2}


def edit(app: Flask, entry_id: str) -> int:
    phone = sign_in(app, "alice")
    return phone.put(f"/entries/{entry_id}", {"body": "edited meanwhile"}, If_Match='"1"').status_code


def test_a_request_that_began_with_the_old_keys_keeps_nothing(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, next_change = sign_in(app, "alice"), writing.next_change

    def while_the_keys_change(person_id: UUID) -> int:
        monkeypatch.setattr(writing, "next_change", next_change)
        assert elsewhere(lambda: rotate(alice).status_code) == 200
        return next_change(person_id)

    monkeypatch.setattr(writing, "next_change", while_the_keys_change)

    late = phone.post("/entries", {"body": "sealed with the old key"})

    assert (late.status_code, late.json["type"]) == (401, "/api/problems/not-signed-in")
    assert texts(alice) == []


def test_a_code_made_while_the_keys_change_keeps_both_keys(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, finish = a_full_journal(alice), rotating.finish
    monkeypatch.setattr(rotating, "finish", lambda *given: (elsewhere(lambda: renew_code(app)), finish(*given)))

    refused = rotate(alice)
    again = sign_in(app, "alice")

    assert (refused.status_code, refused.json["type"]) == (409, "/api/problems/ways-in-changed")
    assert keyring_of(app, again).is_between
    assert texts(again) == written


def test_a_passkey_made_while_the_keys_change_ends_whole(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = rotating.finish
    monkeypatch.setattr(
        rotating, "finish", lambda *given: (elsewhere(lambda: add(sign_in(app, "alice"))), finish(*given))
    )

    rotate(alice)

    assert alice.get("/passkeys").json["items"] == []
    assert alice.get("/second-step").json["ways"] == []


def renew_code(app: Flask) -> None:
    assert sign_in(app, "alice").post("/person/recovery-code").status_code == 201


def elsewhere(act: Callable[[], Any]) -> Any:
    """Do something in another thread, as a request to another process would."""
    let_others_go_on()
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()
