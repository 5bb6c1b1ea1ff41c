"""Benchmarks, and the generators of the trees they run on."""
