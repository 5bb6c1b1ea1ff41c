"""What a county's records say, as indexed facts that both check and assess read."""
