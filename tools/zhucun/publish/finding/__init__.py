"""Finding: the index of names, and what the full text holds."""
