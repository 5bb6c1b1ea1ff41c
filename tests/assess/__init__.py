"""Tests of the tables and of explain."""
