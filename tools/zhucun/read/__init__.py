"""Strict reading of records: bytes to plain values, files to counties, pointers to places."""
