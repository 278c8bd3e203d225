"""A tab that outlived its session does not write into the next person's journal."""

from tests.people import Actor


def test_what_is_meant_for_one_person_is_not_done_as_another(alice: Actor, bob: Actor) -> None:
    meant_for_alice = {"Braid_Person": alice.get("/person").json["id"]}

    own = alice.post("/entries", {"body": "Mine."}, **meant_for_alice)
    crossed = bob.post("/entries", {"body": "Not his."}, **meant_for_alice)

    assert own.status_code == 201
    assert (crossed.status_code, crossed.json["type"]) == (409, "/api/problems/somebody-else")
    assert bob.get("/entries").json["items"] == []


def test_signing_out_empties_the_storage_unless_it_is_to_be_kept(alice: Actor, bob: Actor) -> None:
    kept, emptied = alice.delete("/session?storage=keep"), bob.delete("/session")

    assert (kept.status_code, emptied.status_code) == (204, 204)
    assert "Clear-Site-Data" not in kept.headers
    assert emptied.headers["Clear-Site-Data"] == '"storage"'


def test_the_storage_is_kept_by_that_word_only(alice: Actor) -> None:
    assert alice.delete("/session?storage=everything").status_code == 422
    assert alice.get("/session").status_code == 200
