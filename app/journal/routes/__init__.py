"""The journal's routes, one module a resource."""
