"""Judges records: schema, references, rules; yields findings and reports them."""
