"""Rooms of groups, for what goes along from them."""

from tests.workshops.conftest import pair

__all__ = ["pair"]
