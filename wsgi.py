"""Build the journal for whichever server runs it."""

from app import create_app

app = create_app()
