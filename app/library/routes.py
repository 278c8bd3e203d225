"""The library over the API: themes, ideas, prompts and paths. Open to anyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from flask.views import MethodView

from app.core.endpoints import BASE, Blueprint
from app.core.notices import noticed
from app.core.pages import PageArguments, make_cursor, read_cursor
from app.core.policy import policy
from app.core.schemas import page_of
from app.library import catalog, telling
from app.library.current import current_library
from app.library.query_schemas import ConceptQuery, PromptQuery
from app.library.schemas import (
    ConceptMapSchema,
    ConceptSchema,
    ConceptSummarySchema,
    PathSchema,
    PathSummarySchema,
    PromptSchema,
    SinglePromptSchema,
    ThemeSchema,
)

Item = TypeVar("Item")
blueprint = Blueprint("library", __name__, url_prefix=BASE, description="Ideas, prompts and paths.")


@blueprint.route("/themes")
class Themes(MethodView):
    @policy("open")
    @blueprint.response(200, page_of(ThemeSchema))
    @blueprint.doc(operationId="listThemes")
    def get(self) -> telling.Told:
        """List the four themes of the library."""
        return whole([asdict(theme) for theme in catalog.THEMES])


@blueprint.route("/concepts")
class Concepts(MethodView):
    @policy("open")
    @blueprint.arguments(ConceptQuery, location="query")
    @blueprint.response(200, page_of(ConceptSummarySchema))
    @blueprint.problems(422)
    @blueprint.doc(operationId="listConcepts")
    def get(self, query: dict[str, Any]) -> telling.Told:
        """List the ideas of the library, all or those of a theme."""
        concepts = catalog.concepts_in(current_library(), query.get("theme"))
        return page(concepts, "slug", query, tell=telling.told_in_list)


@blueprint.route("/concepts/<string:slug>")
class ConceptBySlug(MethodView):
    @policy("open")
    @blueprint.response(200, ConceptSchema)
    @blueprint.problems(404)
    @blueprint.doc(operationId="getConcept")
    def get(self, slug: str) -> telling.Told:
        """Read one idea with its explainer, how well it is supported, its sources and its prompts."""
        return noticed(telling.told_concept(current_library(), catalog.find_concept(current_library(), slug)))


@blueprint.route("/concept-map")
class ConceptMap(MethodView):
    @policy("open")
    @blueprint.response(200, ConceptMapSchema)
    @blueprint.doc(operationId="getConceptMap")
    def get(self) -> telling.Told:
        """Read the whole map of ideas and how they hang together."""
        return noticed(telling.told_map(current_library()))


@blueprint.route("/prompts")
class Prompts(MethodView):
    @policy("open")
    @blueprint.arguments(PromptQuery, location="query")
    @blueprint.response(200, page_of(PromptSchema))
    @blueprint.problems(422)
    @blueprint.doc(operationId="listPrompts")
    def get(self, query: dict[str, Any]) -> telling.Told:
        """List the prompts that meet a wish: by theme, idea, kind, depth, company, minutes or words."""
        filters = {name: value for name, value in query.items() if name not in ("cursor", "limit")}
        prompts = catalog.prompts_for(current_library(), catalog.PromptWish(**filters))
        return page(prompts, "id", query, tell=lambda prompt: telling.told_prompt(current_library(), prompt))


@blueprint.route("/prompts/<string:prompt_id>")
class PromptById(MethodView):
    @policy("open")
    @blueprint.response(200, SinglePromptSchema)
    @blueprint.problems(404)
    @blueprint.doc(operationId="getPrompt")
    def get(self, prompt_id: str) -> telling.Told:
        """Read one prompt, also when it is no longer on offer."""
        return noticed(telling.told_prompt(current_library(), catalog.find_prompt(current_library(), prompt_id)))


@blueprint.route("/paths")
class Paths(MethodView):
    @policy("open")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.response(200, page_of(PathSummarySchema))
    @blueprint.problems(422)
    @blueprint.doc(operationId="listPaths")
    def get(self, query: dict[str, Any]) -> telling.Told:
        """List the paths through the library."""
        paths = sorted(current_library().paths.values(), key=lambda path: path.id)
        return page(paths, "id", query, tell=telling.told_path_in_list)


@blueprint.route("/paths/<string:path_id>")
class PathById(MethodView):
    @policy("open")
    @blueprint.response(200, PathSchema)
    @blueprint.problems(404)
    @blueprint.doc(operationId="getPath")
    def get(self, path_id: str) -> telling.Told:
        """Read one path with all its sessions."""
        return noticed(telling.told_path(current_library(), catalog.find_path(current_library(), path_id)))


def whole(items: Sequence[telling.Told]) -> telling.Told:
    """A list short enough to come in one page."""
    return noticed({"items": items, "next": None})


def page(
    items: Sequence[Item], name: str, query: dict[str, Any], *, tell: Callable[[Item], telling.Told]
) -> telling.Told:
    """One page of a list that is sorted by a name; only what is shown is told."""
    after = read_cursor(query["cursor"], str)[0] if query.get("cursor") else ""
    rest = [item for item in items if getattr(item, name) > after]
    shown = rest[: query["limit"]]
    following = make_cursor(getattr(shown[-1], name)) if len(rest) > len(shown) else None
    return noticed({"items": [tell(item) for item in shown], "next": following})
