"""Ground floor: time, ids, JSON, pages and endpoints. Knows nothing of the product and imports no domain."""
