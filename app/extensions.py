"""The framework's extensions: made here, bound to the app in the factory."""

from flask_migrate import Migrate
from flask_smorest import Api
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base every table is built on."""

    metadata = MetaData(naming_convention=NAMING)


class ProblemApi(Api):
    """flask-smorest's API without its own error bodies: app/core/problems.py says every no."""

    def _register_error_handlers(self) -> None:
        return


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
api = ProblemApi()
