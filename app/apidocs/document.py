"""Completes the generated OpenAPI document: operation ids, policies, security, common answers, links."""

import re
from typing import Any

from apispec import APISpec
from flask import Flask

from app.core.endpoints import BASE, PROBLEM
from app.core.limits import allowance_of
from app.core.policy import Scope, policy_of, scopes_of

UNSAFE = ("post", "put", "patch", "delete")
READS_BODY = {400: "Not JSON we read", 413: "Too large", 415: "Not JSON"}
COMMON = {400: "Two credentials, or odd input"}
A_VERSION, CREATES, ANY_TAG = r'^"[0-9]{1,15}"$', r"^\*$", ".*"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def complete(app: Flask, spec: APISpec) -> None:
    """Walk every documented operation and add what holds for all of them."""
    paths = spec.to_dict()["paths"]
    for rule in app.url_map.iter_rules():
        path = _PARAMETER.sub(r"{\1}", rule.rule)
        if path not in paths:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            operation = spec._paths[path][method.lower()]
            _complete_operation(operation, path, method.lower(), policy_of(app, rule.endpoint, method))
            _allow_tokens(operation, scopes_of(app, rule.endpoint, method))
            if allowance_of(app, rule.endpoint, method):
                operation["responses"].setdefault("429", _problem("Too much in so short a time"))
    _link_entries(spec)


def _complete_operation(operation: dict[str, Any], path: str, method: str, policy: str | None) -> None:
    operation.setdefault("operationId", _operation_id(path, method))
    operation["x-policy"] = policy
    operation["security"] = [] if policy in ("open", "credential") else [{"session": []}]
    answers = operation["responses"]
    answers.pop("default", None)
    for status, words in {**COMMON, **(READS_BODY if "requestBody" in operation else {})}.items():
        answers.setdefault(str(status), _problem(words))
    if method in UNSAFE:
        if "428" in answers:
            answers.setdefault("422", _problem("Not a version"))
        answers.setdefault("403", _problem("Made by another site, or not allowed"))
        answers.setdefault("503", _problem("Busy just now"))
    if "{" in path:
        answers.setdefault("404", _problem("Nothing here"))
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    _add_version_headers(operation, answers, path, method)


def _allow_tokens(operation: dict[str, Any], scopes: frozenset[Scope]) -> None:
    operation["x-scopes"] = sorted(scopes)
    if scopes:
        operation["security"] = [*operation["security"], {"token": sorted(scopes)}]


def _add_version_headers(operation: dict[str, Any], answers: dict[str, Any], path: str, method: str) -> None:
    if method == "get" and path == f"{BASE}/entries/{{entry_id}}":
        answers["304"] = {"description": "The version is known"}
        _add_header(operation, "If-None-Match", required=False, pattern=ANY_TAG, example='"3"')
    may_create = method == "put" and path == f"{BASE}/entries/{{entry_id}}"
    if may_create:
        _add_header(operation, "If-None-Match", required=False, pattern=CREATES, example="*")
    if "428" in answers:
        _add_header(operation, "If-Match", required=not may_create, pattern=A_VERSION, example='"3"')


def _add_header(operation: dict[str, Any], name: str, *, required: bool, pattern: str, example: str) -> None:
    parameters = operation.setdefault("parameters", [])
    schema = {"type": "string", "pattern": pattern}
    parameters.append({"in": "header", "name": name, "required": required, "schema": schema, "example": example})


def _link_entries(spec: APISpec) -> None:
    entries = spec._paths[f"{BASE}/entries"]["post"]["responses"]["201"]
    whole = {"entry_id": "$response.body#/id"}
    entries["links"] = {
        "read": {"operationId": "getEntry", "parameters": whole},
        "earlierTexts": {"operationId": "listRevisions", "parameters": whole},
        "revise": {"operationId": "putEntry", "parameters": {**whole, "If-Match": "$response.header.ETag"}},
        "trash": {"operationId": "trashEntry", "parameters": {**whole, "If-Match": "$response.header.ETag"}},
    }
    trashed = spec._paths[f"{BASE}/entries/{{entry_id}}/trashing"]["put"]["responses"]["200"]
    again = {**whole, "If-Match": "$response.header.ETag"}
    trashed["links"] = {
        "restore": {"operationId": "restoreEntry", "parameters": again},
        "forget": {"operationId": "forgetEntry", "parameters": again},
    }
    _link_sessions(spec)
    _link_workshops(spec)


def _link_sessions(spec: APISpec) -> None:
    sessions = spec._paths[f"{BASE}/sessions"]["get"]["responses"]["200"]
    sessions["links"] = {
        "end": {"operationId": "endSession", "parameters": {"session_id": "$response.body#/items/1/id"}}
    }


def _link_workshops(spec: APISpec) -> None:
    whole = {"workshop_id": "$response.body#/id"}
    opened = spec._paths[f"{BASE}/workshops"]["post"]["responses"]["201"]
    tagged = {**whole, "If-Match": "$response.header.ETag"}
    opened["links"] = {
        "read": {"operationId": "getWorkshop", "parameters": whole},
        "change": {"operationId": "changeWorkshop", "parameters": tagged},
        "members": {"operationId": "listMembers", "parameters": whole},
        "codes": {"operationId": "listInvitations", "parameters": whole},
        "letGo": {"operationId": "letWorkshopGo", "parameters": tagged},
        "asked": {"operationId": "listAssignments", "parameters": whole},
    }
    asked = spec._paths[f"{BASE}/workshops/{{workshop_id}}/assignments"]["post"]["responses"]["201"]
    one = {"assignment_id": "$response.body#/id"}
    asked["links"] = {
        "read": {"operationId": "getAssignment", "parameters": one},
        "change": {"operationId": "changeAssignment", "parameters": {**one, "If-Match": "$response.header.ETag"}},
        "complete": {"operationId": "completeAssignment", "parameters": one},
    }


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _operation_id(path: str, method: str) -> str:
    words = [word for word in re.split(r"[^a-z]+", path.removeprefix(BASE)) if word]
    return method + "".join(word.capitalize() for word in words)
