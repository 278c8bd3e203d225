"""Who may call what, said on the route itself; a route that says nothing stops the app at start."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar, cast

from flask import Flask

Policy = Literal["open", "signed-in", "consented", "credential"]
View = TypeVar("View", bound=Callable[..., Any])


def policy(name: Policy) -> Callable[[View], View]:
    """Mark a view: `open` to anyone; `signed-in`; `consented` (signed in, and the current consent accepted);
    `credential` (open, but always checked for its origin, because it hands out or ends a way in)."""

    def mark(view: View) -> View:
        view.policy = name  # type: ignore[attr-defined]
        return view

    return mark


def policy_of(app: Flask, endpoint: str, method: str) -> Policy | None:
    """The policy of one method of an endpoint, or None where it says nothing."""
    return getattr(view_of(app, endpoint, method), "policy", None)


def view_of(app: Flask, endpoint: str, method: str) -> Callable[..., Any]:
    """The function or method that answers, with what was said on it."""
    view = app.view_functions[endpoint]
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return view
    name = method.lower()
    found = getattr(view_class, name, None) or getattr(view_class, "get" if name == "head" else name)
    return cast(Callable[..., Any], found)


def require_policies(app: Flask) -> None:
    """Raise RuntimeError naming every route that says nothing about who may call it."""
    silent = sorted(f"{method} {rule}" for method, rule, found in every_policy(app) if found is None)
    if silent:
        raise RuntimeError(f"These routes have no policy: {', '.join(silent)}.")


def every_policy(app: Flask) -> Iterator[tuple[str, str, Policy | None]]:
    """Every (method, rule, policy) the app answers to."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule, policy_of(app, rule.endpoint, method)
