"""The account's routes, one module a resource."""
