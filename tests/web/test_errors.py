"""Failures on pages are told in plain words with something to do; nothing of the failure itself shows."""

import pytest
from flask import Flask

from app.errors import DomainError
from app.web.errors import tell


def failing(status: int) -> DomainError:
    error = DomainError("a detail that nobody on a page should meet")
    error.status = status
    return error


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (404, "Nothing here"),
        (405, "Not this way"),
        (410, "This is gone"),
        (413, "Too large"),
        (500, "Something went wrong here"),
        (503, "Busy just now"),
        (507, "Something went wrong here"),
        (418, "That did not work"),
    ],
)
def test_each_failure_has_its_words(app: Flask, status: int, title: str):
    with app.test_request_context("/journal"):
        answer = tell(failing(status))

    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.get_data(as_text=True)
    assert "a detail that nobody" not in answer.get_data(as_text=True)
