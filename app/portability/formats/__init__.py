"""One module a format: how a journal is written in it, how it is told from others, and how it is read back."""
