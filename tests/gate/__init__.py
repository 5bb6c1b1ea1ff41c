"""Real histories for the merge gate: a harness that forges them, attacks and honest changes."""
