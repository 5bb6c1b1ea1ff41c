"""Judges a change: what only history can show, and the check of the records it leaves."""
