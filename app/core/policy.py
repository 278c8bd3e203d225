"""Who may call what, said on the route itself; a route that says nothing stops the app at start."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar, cast, get_args

from flask import Flask

Policy = Literal["open", "signed-in", "consented", "credential", "desk"]
Scope = Literal["entries:read", "entries:write", "checkins:read", "checkins:write", "export", "capture"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
View = TypeVar("View", bound=Callable[..., Any])


def policy(name: Policy, *scopes: Scope) -> Callable[[View], View]:
    """Mark a view: `open` to anyone; `signed-in`; `consented` (signed in, and the current consent accepted);
    `credential` (open, but always checked for its origin, because it hands out or ends a way in); `desk` (whoever looks
    after the server; to anybody else there is nothing here).

    A program with a token gets in only where scopes are named, and only if it has all of them.
    """

    def mark(view: View) -> View:
        view.policy, view.scopes = name, frozenset(scopes)  # type: ignore[attr-defined]
        return view

    return mark


def policy_of(app: Flask, endpoint: str, method: str) -> Policy | None:
    """The policy of one method of an endpoint, or None where it says nothing."""
    return getattr(view_of(app, endpoint, method), "policy", None)


def scopes_of(app: Flask, endpoint: str, method: str) -> frozenset[Scope]:
    """The scopes that a token needs for one method of an endpoint; none where no token is good enough."""
    return getattr(view_of(app, endpoint, method), "scopes", frozenset())


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
