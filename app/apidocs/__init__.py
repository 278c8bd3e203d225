"""The API's own description: the OpenAPI document, its readable reference, and what each problem means.

Its law: everything is generated from the code that serves it; nothing is written twice.
"""

from flask import Flask
from flask_smorest import Api

from app.apidocs import routes
from app.apidocs.document import complete


def init_app(app: Flask, api: Api) -> None:
    """Complete the document from the routes registered so far, and serve it."""
    complete(app, api.spec)
    app.extensions["openapi"] = api.spec.to_dict()
    app.register_blueprint(routes.blueprint)
