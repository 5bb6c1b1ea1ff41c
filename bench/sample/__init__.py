"""The generator of the sample records (records/<city>) and of large trees for benchmarks."""
