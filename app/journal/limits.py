"""How much a page may hold, in code points and in pieces."""

MOST_BODY, MOST_TITLE, MOST_TAG, MOST_TAGS, MOST_CONCEPTS = 100_000, 200, 60, 20, 12
