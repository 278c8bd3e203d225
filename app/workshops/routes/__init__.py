"""The groups' routes, one module a resource."""
