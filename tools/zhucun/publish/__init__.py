"""Writes the public projection of the records as pages and data, and builds the site."""
