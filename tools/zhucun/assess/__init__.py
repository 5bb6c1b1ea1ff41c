"""Turns facts into tables per cadre-month and cadre-year, and explains every number."""
