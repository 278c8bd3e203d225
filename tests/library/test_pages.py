"""Long lists of the library are walked page by page without losing or repeating anything."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from app.library.content import Library


def test_pages_follow_one_another_to_the_end(library_app: Flask, many_prompts: Callable[..., Library]) -> None:
    library_app.extensions["libraries"]["en"] = many_prompts({f"reg-{n}": "regulation" for n in range(7)})
    client, seen, cursor = library_app.test_client(), list[str](), None

    while cursor != "":
        query: dict[str, Any] = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        told = client.get("/api/v1/prompts", query_string=query).get_json()
        seen += [item["id"] for item in told["items"]]
        cursor = told["next"] or ""

    assert seen == sorted(library_app.extensions["libraries"]["en"].prompts)
